"""Undo a whole command, as a new command that can itself be undone.

Each field goes back to what it held, each link that was made is removed, each that was removed is
laid again under its own id. A main record that was made is archived, never deleted, and keeps what
hangs on it, as any archived record does. Where the present is no longer what the command left, or
a record that would be archived is pointed at, or one that is archived would be, the undo is
refused and the way out is named. What came back is told in the words of the history.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Boolean, Date, Integer, inspect, or_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from tracker.errors import Conflict, NotAllowed, NotFound, Unreadable
from tracker.read.queries import history, history_words, references
from tracker.read.store import Reader
from tracker.write import journal
from tracker.write.models import JOURNALED, Action, Change, Command, Main, Row
from tracker.write.session import Work
from tracker.write.workflow import archive, links, names

# A stamp of the last change: an undo is a change too, and stamps anew.
_STAMPED = "updated_at"
_WORDS = {"deadline_move": "line of the ledger", "recommendation_addressee": "answer"}


def undo_last(work: Work, count: int = 1, *, preview: bool = False) -> list[int]:
    """Undo my last `count` commands that changed something, are no undo and not undone.

    Returns the numbers of the commands undone, the latest first. The rest is as for `undo`.
    """
    if count < 1:
        raise Unreadable(f"{count} commands cannot be undone. Give a number from 1 up.")
    with work.reader() as reader:
        numbers = _mine(reader, work.by, count)
    if len(numbers) < count:
        found = f"only {len(numbers)}" if numbers else "none"
        raise NotAllowed(
            f"Of the commands of {work.by}, {found} can be undone. What others did is undone "
            "with --command; the numbers stand in: tracker history"
        )
    undo(work, *numbers, preview=preview)
    return numbers


def _mine(reader: Reader, by: str, count: int) -> list[int]:
    undone = history.undone(reader)
    found: list[int] = []
    for row in reader.stream(
        "SELECT id FROM command WHERE by = :by AND undoes IS NULL AND EXISTS "
        "(SELECT 1 FROM change WHERE command_id = command.id) ORDER BY id DESC",
        by=by,
    ):
        if row[0] not in undone:
            found.append(row[0])
        if len(found) == count:
            break
    return found


def undo(work: Work, *numbers: int, preview: bool = False) -> None:
    """Undo commands in that order, whoever gave them, each journaled as a command of its own.

    A `preview` is told as what would be undone, and offers no redo: its caller rolls it back.
    Raises NotFound for an unknown number, NotAllowed if one is undone already or changed nothing,
    Conflict if something newer is in the way.
    """
    made = [_undo(work, number, preview=preview) for number in numbers]
    if not preview:
        redo = " ".join(f"--command {number}" for number in reversed(made))
        work.said[-1] += f" · redo with: tracker undo {redo}"


def _undo(work: Work, number: int, *, preview: bool) -> int:
    known = 0 < number <= references.LAST_ID
    command = work.session.get(Command, number) if known else None
    if command is None:
        raise NotFound(f"There is no command {number}. The numbers stand in: tracker history")
    with work.reader() as reader:
        undone = history.undone(reader)
    if number in undone:
        raise NotAllowed(
            f"Command {number} is undone already ({command.line}). "
            f"Redo it with: tracker undo --command {undone[number]}"
        )
    changes = work.find(
        select(Change).where(col(Change.command_id) == number).order_by(col(Change.id).desc())
    )
    if changes:
        _Undoing(work, number, frozenset(undone), changes).run()
    made = work.record(undoes=number)
    if made is None:
        raise NotAllowed(
            f"Command {number} left nothing that could be undone ({command.line}). "
            "Look at it with: tracker history"
        )
    work.say(f"{'Would undo' if preview else 'Undid'} command {number}: {command.line}")
    _tell(work, made, changes)
    return made


def _tell(work: Work, made: int, undone: Sequence[Change]) -> None:
    """Say what came back, a sentence for each record, as the history tells the undo itself."""
    unmade = {(each.entity, each.row) for each in undone if _is_making(each)}
    with work.reader() as reader:
        sentences, more = history.told_of(reader, made, unmade=unmade)
    for sentence in sentences:
        work.say(sentence)
    if more:
        work.say(f"and {more} more {'change' if more == 1 else 'changes'}")


class _Undoing:
    """One command being undone: its changes go back, unless something is in the way."""

    def __init__(
        self, work: Work, number: int, undone: frozenset[int], changes: Sequence[Change]
    ) -> None:
        self._work = work
        self._number = number
        self._undone = undone
        self._changes = changes
        self._made = {(each.entity, each.row) for each in changes if _is_making(each)}

    def run(self) -> None:
        """Revert all changes. Raises Conflict, naming the way out, if one of them cannot be."""
        try:
            with self._work.session.no_autoflush:  # half of it may not be fit to be written
                for turn, changes in groupby(sorted(self._changes, key=_turn), key=_turn):
                    if turn in _NEEDS_FREE_NAMES:
                        self._work.session.flush()
                    for change in changes:
                        self._revert(change)
                for change in self._changes:
                    self._refuse_if_name_is_lost(change)
            self._work.session.flush()
        except IntegrityError as error:
            raise Conflict(
                f"Command {self._number} cannot be undone: what it would bring back is there "
                "again. Look at it with: tracker history"
            ) from error
        for change in self._changes:
            self._refuse_if_pointed_at(change)
            self._refuse_if_hooked(change)
            self._refuse_if_hung_on_archived(change)

    def _revert(self, change: Change) -> None:
        model = JOURNALED[change.entity]
        row = self._work.get(model, change.row)
        if change.field is not None:
            self._revert_field(change, row)
        elif _is_making(change):
            self._revert_making(change, row)
        elif row is not None:
            raise self._in_the_way(change, None, f"{_named(row, change)} is there again")
        else:
            values: dict[str, Any] = json.loads(change.old or "{}")
            parsed: dict[str, Any] = {
                name: _parsed(model, name, value) for name, value in values.items()
            }
            self._work.add(model(**parsed))

    def _revert_field(self, change: Change, row: Row | None) -> None:
        field = str(change.field)
        if field == _STAMPED:
            if row is not None:
                setattr(row, field, self._work.now)
            return
        if row is None or journal.canonical(getattr(row, field)) != change.new:
            raise self._in_the_way(change, field, _changed_since(row, change, field))
        setattr(row, field, _parsed(type(row), field, change.old))
        if isinstance(row, Main):
            self._work.note_change(row)

    def _revert_making(self, change: Change, row: Row | None) -> None:
        if row is None:
            raise self._in_the_way(change, None, f"{_named(row, change)} was removed since")
        made = json.loads(change.new or "{}")
        for field, value in journal.row_values(row).items():
            same = journal.canonical(value) == journal.canonical(made.get(field))
            if field not in {_STAMPED, "archived_on"} and not same:
                raise self._in_the_way(change, field, _changed_since(row, change, field))
        if isinstance(row, Main):
            if row.archived_on is None:
                row.archived_on = self._work.today
                self._work.note_change(row)
        elif _own_record(row) not in self._made:
            self._work.remove(row)

    def _refuse_if_pointed_at(self, change: Change) -> None:
        """Refuse if a record that is archived now is still pointed at by something alive."""
        row = self._work.get(JOURNALED[change.entity], change.row) if _is_making(change) else None
        if not isinstance(row, Main):
            return
        for other, field in _pointing_at(self._work, row):
            key = (str(other.__tablename__), int(other.id or 0))
            owner = self._owner(other)
            if key in self._made or owner is None or owner.archived_on is not None:
                continue
            what = f"{_called(owner)} points at {_called(row)}"
            if (later := self._last_to_set(*key, field)) is not None:
                raise self._refusal(what, later)
            raise self._after(f"{what}. Archive that first: tracker archive {_called(owner)}")

    def _refuse_if_hooked(self, change: Change) -> None:
        """Refuse if a record would be archived again on which something hangs meanwhile."""
        if change.field == "archived_on" and change.old is not None:
            row = self._work.get(JOURNALED[change.entity], change.row)
            if isinstance(row, Main):
                try:
                    archive.refuse_if_hooked(self._work, row)
                except NotAllowed as hooked:
                    raise self._after(str(hooked)) from None

    def _refuse_if_name_is_lost(self, change: Change) -> None:
        """Refuse if a record would get a name back that belongs to another one meanwhile."""
        row = None if _is_making(change) else self._work.get(JOURNALED[change.entity], change.row)
        lost = names.lost(self._work, row) if isinstance(row, Main) else None
        if isinstance(row, Main) and row.archived_on is None and lost is not None:
            name, other = lost
            raise Conflict(
                f"Command {self._number} cannot be undone: the name '{name}' belongs to "
                f"{names.described(other)} now. Rename or archive that one, then: "
                f"tracker undo --command {self._number}"
            )

    def _refuse_if_hung_on_archived(self, change: Change) -> None:
        """Refuse if what came back would point at a record that was archived since."""
        row = None if _is_making(change) else self._work.get(JOURNALED[change.entity], change.row)
        owner = self._owner(row) if row is not None else None
        if row is None or (owner is not None and owner.archived_on is not None):
            return
        is_back = change.field == "archived_on"
        hanging = [(row, None if is_back else change.field)]
        if is_back and isinstance(row, Action):
            hanging += [(each, None) for each in links.rows(self._work, links.SERVES, row)]
        for each, only in hanging:
            for field, model in _pointers(type(each)):
                number = getattr(each, field) if only in (None, field) else None
                target = self._work.get(model, number) if number is not None else None
                if isinstance(target, Main) and target.archived_on is not None:
                    self._refuse_if_since(target, f"{_named(row, change)} would hang on")

    def _refuse_if_since(self, target: Main, what: str) -> None:
        """Refuse if a record was archived since; what hung on an archived one then, may again."""
        later = self._last_to_set(str(target.__tablename__), int(target.id or 0), "archived_on")
        if later is not None:
            raise self._refusal(f"{what} {_called(target)}, which was archived since", later)

    def _owner(self, row: Row) -> Main | None:
        """Return the record that a link or a line belongs to; a record belongs to itself."""
        key = None if isinstance(row, Main) else _own_record(row)
        found = self._work.get(JOURNALED[key[0]], key[1]) if key else row
        return found if isinstance(found, Main) else None

    def _in_the_way(self, change: Change, field: str | None, what: str) -> Conflict:
        """Return the refusal, naming the command that since changed the field, or the whole row."""
        return self._refusal(what, self._last_to_set(change.entity, change.row, field))

    def _last_to_set(self, entity: str, row: int, field: str | None) -> Command | None:
        """Return the last later command in force that set a field, or made or removed the row.

        What was undone is not in force. Neither is the undo of a later command: the two cancel
        each other, and to undo it would only do the undone again.
        """
        found: list[Command] = self._work.find(
            select(Command)
            .join(Change, col(Change.command_id) == col(Command.id))
            .where(
                col(Command.id) > self._number,
                col(Change.entity) == entity,
                col(Change.row) == row,
                or_(col(Change.field) == field, col(Change.field).is_(None)),
            )
            .order_by(col(Command.id).desc())
        )
        cancels = (each.undoes is not None and each.undoes > self._number for each in found)
        return next(
            (
                each
                for each, is_cancelling in zip(found, cancels, strict=True)
                if not is_cancelling and each.id not in self._undone
            ),
            None,
        )

    def _after(self, what_and_remedy: str) -> Conflict:
        """Return the refusal whose remedy is a new command, after which this one can be undone.

        It is named with its number: a count would begin with the new command.
        """
        return Conflict(
            f"Command {self._number} cannot be undone: {what_and_remedy}, then: "
            f"tracker undo --command {self._number}"
        )

    def _refusal(self, what: str, later: Command | None) -> Conflict:
        remedy = (
            f"It was command {later.id}: {later.line}. Undo that first: "
            f"tracker undo --command {later.id}"
            if later
            else "Look at it with: tracker history"
        )
        return Conflict(f"Command {self._number} cannot be undone: {what}. {remedy}")


def _is_making(change: Change) -> bool:
    return change.field is None and change.old is None


_NEEDS_FREE_NAMES = (2, 4)  # turns before which what gave a name up is written


def _turn(change: Change) -> int:
    """Return when a change is reverted: what was made goes before what it replaced comes back."""
    if change.field == "archived_on":
        return 4 if change.old is None else 1
    if change.field is not None:
        return 2
    return 0 if _is_making(change) else 3


def _pointers(model: type[Row]) -> list[tuple[str, type[Row]]]:
    """Return the fields of a table that point at records, in its own order, and at which."""
    return [
        (column.name, JOURNALED[key.column.table.name])
        for column in inspect(model).columns
        for key in column.foreign_keys
    ]


def _own_record(row: Row) -> tuple[str, int] | None:
    """Return the record that a link or a line belongs to: the first that it points at."""
    pointers = _pointers(type(row))
    if not pointers:
        return None
    field, model = pointers[0]
    return str(model.__tablename__), int(getattr(row, field) or 0)


def _pointing_at(work: Work, row: Main) -> Iterator[tuple[Row, str]]:
    """Yield the rows that have a foreign key to a row, and the field that holds it."""
    for model in JOURNALED.values():
        for field, target in _pointers(model):
            if target is type(row):
                for other in work.find(select(model).where(col(getattr(model, field)) == row.id)):
                    yield other, field


def _parsed(model: type[Row], field: str, value: object) -> object:
    """Return the value of a field from its canonical text."""
    if value is None:
        return None
    kind = inspect(model).columns[field].type
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Boolean):
        return str(value) == "1"
    return int(str(value)) if isinstance(kind, Integer) else value


def _called(record: Main) -> str:
    """Return what to type for a record: its reference, else its name in quotes."""
    return record.ref if record.letter else f"'{getattr(record, 'name', record.uid)}'"


def _named(row: Row | None, change: Change) -> str:
    """Name a record, or the record that a link or a line belongs to."""
    if isinstance(row, Main):
        return _called(row)
    words = _WORDS.get(change.entity, change.entity.replace("_", " "))
    own = _own_record(row) if row is not None else _own_in(change)
    return f"the {words} of {references.ref(*own)}" if own else f"a {words}"


def _own_in(change: Change) -> tuple[str, int] | None:
    """Return the record that a row belonged to which is gone, by what the journal kept of it."""
    values: dict[str, Any] = (
        json.loads(change.new or change.old or "{}") if not change.field else {}
    )
    for field, model in _pointers(JOURNALED[change.entity]):
        if field in values:
            return str(model.__tablename__), int(values[field])
    return None


def _changed_since(row: Row | None, change: Change, field: str) -> str:
    if row is None:
        return f"{_named(row, change)} was removed since"
    if field == "archived_on":
        done = "brought back" if getattr(row, field) is None else "archived"
        return f"{_named(row, change)} was {done} since"
    return f"{history_words.field_word(field)} of {_named(row, change)} was changed since"
