"""Undo a whole command, as a new command that can itself be undone.

Each field goes back to what it held, each link that was made is removed, each that was removed is
laid again under its own id, and a main record that was made is archived, never deleted. Where the
present is no longer what the command left, or something newer points at a record that would be
archived, the undo is refused and the command in the way is named. What came back is told in the
words of the history.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Integer, inspect, or_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.read.queries import history
from tracker.read.store import Reader
from tracker.write import journal
from tracker.write.models import JOURNALED, Change, Command, Main, Row
from tracker.write.session import Work

# A stamp of the last change: an undo is a change too, and stamps anew.
_STAMPED = "updated_at"


def undo_last(work: Work, count: int = 1, *, preview: bool = False) -> list[int]:
    """Undo my last `count` commands that changed something, are no undo and not undone.

    Returns the numbers of the commands undone, the latest first. A `preview` is told as one.
    """
    if count < 1:
        raise NotAllowed(f"{count} commands cannot be undone: give a number from 1 up.")
    with work.reader() as reader:
        numbers = _mine(reader, work.by, count)
    if len(numbers) < count:
        found = f"only {len(numbers)}" if numbers else "none"
        raise NotAllowed(
            f"Of the commands of {work.by}, {found} can be undone. What others did is undone "
            "with --command; the numbers stand in: tracker history"
        )
    for number in numbers:
        undo(work, number, preview=preview)
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


def undo(work: Work, number: int, *, preview: bool = False) -> None:
    """Undo one command, whoever gave it, and journal that as a command of its own.

    A `preview` is told as what would be undone, and offers no redo: its caller rolls it back.
    Raises NotFound for an unknown number, NotAllowed if it is undone already or changed nothing,
    Conflict if something newer is in the way.
    """
    command = work.session.get(Command, number)
    if command is None:
        raise NotFound(f"There is no command {number}. The numbers stand in: tracker history")
    with work.reader() as reader:
        if number in history.undone(reader):
            raise NotAllowed(f"Command {number} is undone already ({command.line}).")
    changes = work.find(
        select(Change).where(col(Change.command_id) == number).order_by(col(Change.id).desc())
    )
    if not changes:
        raise NotAllowed(f"Command {number} changed nothing that could be undone ({command.line}).")
    for change in changes:
        _revert(work, change)
    _refuse_pointed_at(work, changes)
    try:
        work.session.flush()
    except IntegrityError as error:
        raise Conflict(
            f"Command {number} cannot be undone: a name that it would bring back is taken. "
            "Rename the other record first."
        ) from error
    made = work.record(undoes=number)
    work.say(f"{'Would undo' if preview else 'Undid'} command {number}: {command.line}")
    _tell(work, made, changes)
    if not preview:
        work.said[-1] += f" · redo with: tracker undo --command {made}"


def _tell(work: Work, made: int | None, undone: list[Change]) -> None:
    """Say what came back, a sentence for each record, as the history tells the undo itself."""
    if made is None:
        return
    unmade = {(each.entity, each.row) for each in undone if each.field is None and not each.old}
    with work.reader() as reader:
        sentences, more = history.told_of(reader, made, unmade=unmade)
    for sentence in reversed(sentences):  # the undo went backwards
        work.say(sentence)
    if more:
        work.say(f"and {more} more {'change' if more == 1 else 'changes'}")


def _revert(work: Work, change: Change) -> None:
    model = JOURNALED[change.entity]
    row = work.get(model, change.row)
    if change.field is not None:
        _revert_field(work, change, row)
    elif change.old is None:
        _revert_making(work, change, row)
    elif row is not None:
        raise _in_the_way(work, change, None, f"{_named(row, change)} is there again")
    else:
        values: dict[str, Any] = json.loads(change.old)
        parsed: dict[str, Any] = {
            name: _parsed(model, name, value) for name, value in values.items()
        }
        work.add(model(**parsed))


def _revert_field(work: Work, change: Change, row: Row | None) -> None:
    field = str(change.field)
    if field == _STAMPED:
        if row is not None:
            setattr(row, field, work.now)
        return
    if row is None or journal.canonical(getattr(row, field)) != change.new:
        raise _in_the_way(
            work, change, field, f"{field} of {_named(row, change)} was changed since"
        )
    setattr(row, field, _parsed(type(row), field, change.old))
    if isinstance(row, Main):
        work.note_change(row)


def _revert_making(work: Work, change: Change, row: Row | None) -> None:
    if row is None:
        raise _in_the_way(work, change, None, f"{_named(row, change)} was removed since")
    made = json.loads(change.new or "{}")
    for field, value in journal.row_values(row).items():
        same = journal.canonical(value) == journal.canonical(made.get(field))
        if field not in {_STAMPED, "archived_on"} and not same:
            what = f"{field} of {_named(row, change)} was changed since"
            raise _in_the_way(work, change, field, what)
    if not isinstance(row, Main):
        work.remove(row)
    elif row.archived_on is None:
        row.archived_on = work.today
        work.note_change(row)


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


def _named(row: Row | None, change: Change) -> str:
    if isinstance(row, Main):
        name = (
            getattr(row, "short", None) or getattr(row, "name", None) or getattr(row, "slug", None)
        )
        return row.ref if row.letter else str(name)
    return f"row {change.row} of {change.entity}"


def _in_the_way(work: Work, change: Change, field: str | None, what: str) -> Conflict:
    """Return the refusal, naming the command that since changed the field, or the whole row."""
    later = _last_to_set(work, change.entity, change.row, field)
    return _refusal(change.command_id, what, later)


def _last_to_set(work: Work, entity: str, row: int | None, field: str | None) -> Command | None:
    """Return the last command in force that set a field, or made or removed the whole row.

    A command that was undone is not in force, nor is an undo: what it brought back was set by an
    earlier one, and to undo it would only do the undone again.
    """
    with work.reader() as reader:
        undone = history.undone(reader)
    found: list[Command] = work.find(
        select(Command)
        .join(Change, col(Change.command_id) == col(Command.id))
        .where(
            col(Change.entity) == entity,
            col(Change.row) == row,
            or_(col(Change.field) == field, col(Change.field).is_(None)),
            col(Command.undoes).is_(None),
        )
        .order_by(col(Command.id).desc())
    )
    return next((each for each in found if each.id not in undone), None)


def _refusal(number: int, what: str, later: Command | None) -> Conflict:
    remedy = (
        f"It was command {later.id}: {later.line}. Undo that first: "
        f"tracker undo --command {later.id}"
        if later and later.id != number
        else "Look at it with: tracker history"
    )
    return Conflict(f"Command {number} cannot be undone: {what}. {remedy}")


def _refuse_pointed_at(work: Work, changes: list[Change]) -> None:
    """Refuse if a record that is archived now is still pointed at by something alive."""
    for change in changes:
        if change.field is not None or change.old is not None:
            continue
        row = work.get(JOURNALED[change.entity], change.row)
        if row is None or not isinstance(row, Main):
            continue
        for other, field in _pointing_at(work, row):
            subject = other.ref if isinstance(other, Main) and other.letter else "a newer record"
            raise _refusal(
                change.command_id,
                f"{subject} points at {_named(row, change)}",
                _last_to_set(work, str(other.__tablename__), other.id, field),
            )


def _pointing_at(work: Work, row: Main) -> Iterator[tuple[Row, str]]:
    """Yield the rows alive that have a foreign key to a row, and the field that holds it."""
    for model in JOURNALED.values():
        for column in inspect(model).columns:
            if any(key.column.table.name == row.__tablename__ for key in column.foreign_keys):
                for other in work.find(select(model).where(column == row.id)):
                    if getattr(other, "archived_on", None) is None:
                        yield other, column.name
