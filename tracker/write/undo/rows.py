"""The rows that an undo meets: what they hang on, what hangs on them, and what people call them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Integer, inspect, select
from sqlmodel import col

from tracker.read.queries import history_words, references
from tracker.write.models import JOURNALED, Change, Main, Row
from tracker.write.session import Work

_WORDS = {"deadline_move": "line of the ledger", "recommendation_addressee": "answer"}


def is_making(change: Change) -> bool:
    """Tell whether a change is that a whole row was made."""
    return change.field is None and change.old is None


NEEDS_FREE_NAMES = (2, 4)
"""The turns before which what gave a name up is written."""


def turn(change: Change) -> int:
    """Return when a change is reverted: what was made goes before what it replaced comes back."""
    if change.field == "archived_on":
        return 4 if change.old is None else 1
    if change.field is not None:
        return 2
    return 0 if is_making(change) else 3


def pointers(model: type[Row]) -> list[tuple[str, type[Row]]]:
    """Return the fields of a table that point at records, in its own order, and at which."""
    return [
        (column.name, JOURNALED[key.column.table.name])
        for column in inspect(model).columns
        for key in column.foreign_keys
    ]


def own_record(row: Row) -> tuple[str, int] | None:
    """Return the record that a link or a line belongs to: the first that it points at."""
    found = pointers(type(row))
    if not found:
        return None
    field, model = found[0]
    return str(model.__tablename__), int(getattr(row, field) or 0)


def pointing_at(work: Work, row: Main) -> Iterator[tuple[Row, str]]:
    """Yield the rows that have a foreign key to a row, and the field that holds it."""
    for model in JOURNALED.values():
        for field, target in pointers(model):
            if target is type(row):
                for other in work.find(select(model).where(col(getattr(model, field)) == row.id)):
                    yield other, field


def parsed(model: type[Row], field: str, value: object) -> object:
    """Return the value of a field from its canonical text."""
    if value is None:
        return None
    kind = inspect(model).columns[field].type
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Boolean):
        return str(value) == "1"
    return int(str(value)) if isinstance(kind, Integer) else value


# -- words ----------------------------------------------------------------------------------------


def called(record: Main) -> str:
    """Return what to type for a record: its reference, else its name in quotes."""
    return record.ref if record.letter else f"'{getattr(record, 'name', record.uid)}'"


def named(row: Row | None, change: Change) -> str:
    """Name a record, or the record that a link or a line belongs to."""
    if isinstance(row, Main):
        return called(row)
    words = _WORDS.get(change.entity, change.entity.replace("_", " "))
    own = own_record(row) if row is not None else _own_in(change)
    return f"the {words} of {references.ref(*own)}" if own else f"a {words}"


def _own_in(change: Change) -> tuple[str, int] | None:
    """Return the record that a row belonged to which is gone, by what the journal kept of it."""
    values: dict[str, Any] = (
        json.loads(change.new or change.old or "{}") if not change.field else {}
    )
    for field, model in pointers(JOURNALED[change.entity]):
        if field in values:
            return str(model.__tablename__), int(values[field])
    return None


def changed_since(row: Row | None, change: Change, field: str) -> str:
    """Say that a field, or a whole row, is no longer what a command left."""
    if row is None:
        return f"{named(row, change)} was removed since"
    if field == "archived_on":
        done = "brought back" if getattr(row, field) is None else "archived"
        return f"{named(row, change)} was {done} since"
    return f"{history_words.field_word(field)} of {named(row, change)} was changed since"
