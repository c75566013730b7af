"""The ledger of deadlines: a line for every move, read and written for many actions at once.

A first deadline makes no line. A correction mends what was typed wrong: the line of the last
move, or the first deadline where nothing has moved it. The wrong line stays, marked `corrected`,
with the reason for correcting; the move that was meant follows it, on the day and with the reason
of the wrong one. So the lines that are not corrected follow on each other, and those that are
count nowhere.
"""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from tracker.write.models import Action, DeadlineMove
from tracker.write.session import Work


class Ledger:
    """The lines of the actions that a condition picks; new ones are kept until `write`."""

    def __init__(self, work: Work, of: ColumnElement[bool]) -> None:
        self._work = work
        self._lines: dict[int, list[DeadlineMove]] = defaultdict(list)
        self._new: list[DeadlineMove] = []
        found = work.find(
            select(DeadlineMove)
            .join(Action, col(Action.id) == col(DeadlineMove.action_id))
            .where(of)
            .order_by(col(DeadlineMove.id))
        )
        for each in found:
            self._lines[each.action_id].append(each)

    def lines(self, action: Action) -> list[DeadlineMove]:
        """Return all lines of an action, oldest first."""
        return self._lines[action.id or 0]

    def live(self, action: Action) -> list[DeadlineMove]:
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
        line = DeadlineMove(
            action_id=action.id or 0,
            moved_on=self._work.today,
            from_day=old,
            to_day=new,
            why=why,
            by=self._work.by,
            milestone_id=milestone_id,
            corrected=corrected,
        )
        self._add(line)

    def lay_again(self, line: DeadlineMove, **changed: object) -> None:
        """Lay a line again, with what is said to differ."""
        self._add(_again(line, **changed))

    def write(self) -> None:
        """Write the lines that were laid, all at once."""
        self._work.add_all(self._new)
        self._new = []

    def _add(self, line: DeadlineMove) -> None:
        self._lines[line.action_id].append(line)
        self._new.append(line)


def copy_ledger(work: Work, action: Action, part: Action) -> None:
    """Give a part the ledger of the action that it is split from, line for line."""
    lines = Ledger(work, col(Action.id) == action.id).lines(action)
    work.add_all([_again(each, action_id=part.id or 0) for each in lines])


def _again(line: DeadlineMove, **changed: object) -> DeadlineMove:
    values = line.model_dump(exclude={"id"})
    values.update(changed)
    return DeadlineMove(**values)
