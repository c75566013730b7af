"""The ledger of deadlines: a line for every move, read and written for many actions at once.

A first deadline makes no line. A correction mends what was typed wrong: the line of the last
move, or the first deadline where nothing has moved it. The wrong line stays, marked `corrected`,
with the reason for correcting; the move that was meant follows it, on the day and with the reason
of the wrong one. So the lines that are not corrected follow on each other, and those that are
count nowhere.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from tracker.write.models import Action, DeadlineMove
from tracker.write.session import Work


class Laid(NamedTuple):
    """A line that was laid just now and is not written yet; its fields are those of the table."""

    action_id: int
    moved_on: date
    from_day: date | None
    to_day: date | None
    why: str | None
    by: str
    milestone_id: int | None
    corrected: bool


Line = DeadlineMove | Laid


class Ledger:
    """The lines of the actions that a condition picks; new ones are kept until `write`.

    They are read with one question, and only once they are asked for.
    """

    def __init__(self, work: Work, of: ColumnElement[bool]) -> None:
        self._work = work
        self._of = of
        self._known: dict[int, list[Line]] | None = None
        self._new: list[Laid] = []

    def lines(self, action: Action) -> list[Line]:
        """Return all lines of an action, oldest first."""
        if self._known is None:
            self._known = defaultdict(list)
            lines: list[Line] = [*self._read(), *self._new]
            for each in lines:
                self._known[each.action_id].append(each)
        return self._known[action.id or 0]

    def live(self, action: Action) -> list[Line]:
        """Return the lines of an action that count: the corrected ones left out."""
        return [each for each in self.lines(action) if not each.corrected]

    def known(self, action: Action) -> date | None:
        """Return the deadline, or the one that was cleared; None if there has never been one."""
        if action.due_on is not None or action.first_due_on is None:
            return action.due_on
        live = self.live(action)
        return live[-1].from_day if live else None

    def lay(
        self,
        action: Action,
        old: date | None,
        new: date | None,
        *,
        why: str | None,
        milestone_id: int | None = None,
        corrected: bool = False,
    ) -> None:
        """Lay a line: the deadline moved today, for that reason, and on that milestone's cause."""
        today, by = self._work.today, self._work.by
        self._add(Laid(action.id or 0, today, old, new, why, by, milestone_id, corrected))

    def lay_again(self, line: Line, to_day: date | None, *, why: str | None) -> None:
        """Lay a line again as one that counts, to that day and for that reason."""
        self._add(_again(line)._replace(to_day=to_day, why=why, corrected=False))

    def copy(self, action: Action, part: Action) -> None:
        """Lay all lines of an action again for a part of it."""
        for each in list(self.lines(action)):
            self._add(_again(each)._replace(action_id=part.id or 0))

    def write(self) -> None:
        """Write the lines that were laid, all at once."""
        if self._new:
            first = self._work.next_id(DeadlineMove)
            rows = [{"id": first + place, **each._asdict()} for place, each in enumerate(self._new)]
            self._work.insert_many(DeadlineMove, rows)
        self._new = []

    def _read(self) -> list[DeadlineMove]:
        found: list[DeadlineMove] = self._work.find(
            select(DeadlineMove)
            .join(Action, col(Action.id) == col(DeadlineMove.action_id))
            .where(self._of)
            .order_by(col(DeadlineMove.id))
        )
        return found

    def _add(self, line: Laid) -> None:
        self._new.append(line)
        if self._known is not None:
            self._known[line.action_id].append(line)


def copy_ledger(work: Work, action: Action, part: Action) -> None:
    """Give a part the ledger of the action that it is split from, line for line."""
    ledger = Ledger(work, col(Action.id) == action.id)
    ledger.copy(action, part)
    ledger.write()


def _again(line: Line) -> Laid:
    return Laid(*(getattr(line, name) for name in Laid._fields))
