"""The journal: what one command changed, as the session itself saw it.

A listener on the session's flushes records one change for each field that changed, and one for a
whole row that was made or removed; nobody has to remember to. What slips past the session would
slip past the journal, so statements that change rows in bulk are refused: `insert_many` is the
one door for them.

The chain: a command's hash covers the hash before it, its own content, and the digests of its
changes. Digests are salted and cover the values, so that a name can be blanked later, values and
salt together, and the chain still verifies. Values are canonical text, the same on every store.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, event, func, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history
from sqlmodel import SQLModel

from tracker.write.models import Change, Command, Row

GENESIS = "0" * 64
"""The hash before the first command."""
# Made once: json.dumps would make one for every row, at half the price of the row itself.
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: object) -> str | None:
    """Return the one text of a value in the journal: ISO days, decimal numbers, 0 and 1."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def encode(values: object) -> str:
    """Return the one JSON text of some values: sorted keys, no spaces, any script as it is."""
    return _ENCODER.encode(values)


def digest(salt: str, *values: str | None) -> str:
    """Return the salted hash that stands in the chain for values of the journal."""
    return hashlib.sha256((salt + encode(values)).encode("utf-8", "surrogatepass")).hexdigest()


def chained(header: Sequence[object], changes: Iterable[Sequence[object]]) -> str:
    """Return the hash of a command.

    `header` is (prev_hash, id, at, on_day, by, line_digest, undoes), each change
    (id, entity, row, field, digest), in the order of their ids.
    """
    whole = hashlib.sha256(encode(list(header)).encode())
    for each in changes:
        whole.update(encode(list(each)).encode())
    return whole.hexdigest()


def _salt() -> str:
    return os.urandom(16).hex()


def row_values(row: Row) -> dict[str, object]:
    """Return a row as the journal keeps it whole: canonical text, but numbers as numbers."""
    mapper = inspect(type(row))
    values: dict[str, object] = {}
    for column in mapper.columns:
        value = getattr(row, column.key)
        values[column.name] = int(value) if isinstance(value, int) else canonical(value)
    return values


Key = tuple[str, int]


@dataclass
class Recording:
    """What one command has done so far; each row appears once, whatever happened to it between."""

    made: dict[Key, Row | dict[str, object]] = field(default_factory=dict)
    fields: dict[tuple[str, int, str], tuple[str | None, str | None]] = field(default_factory=dict)
    removed: dict[Key, dict[str, object]] = field(default_factory=dict)

    def clear(self) -> None:
        """Forget what was recorded, once it is written."""
        self.made.clear()
        self.fields.clear()
        self.removed.clear()

    def watch(self, session: Session) -> None:
        """Record from now on what the session flushes; refuse statements that bypass it."""
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk)

    def _after_flush(self, session: Session, _: UOWTransaction) -> None:
        for row in session.new:
            self.made[_key(row)] = row
        for row in sorted(session.dirty, key=_key):  # the session keeps these in no order
            self._changed(row)
        for row in sorted(session.deleted, key=_key):
            self._removed(row)

    def _changed(self, row: Row) -> None:
        entity, number = _key(row)
        if (entity, number) in self.made:
            return
        was_set = inspect(row).committed_state  # the few fields that were set, of thirty
        for name in sorted(was_set, key=_places(type(row)).__getitem__):
            history = get_history(row, name)
            if not history.has_changes():
                continue
            old = canonical(history.deleted[0]) if history.deleted else None
            new = canonical(history.added[0]) if history.added else None
            first, _ = self.fields.get((entity, number, name), (old, None))
            self.fields[entity, number, name] = (first, new)

    def _removed(self, row: Row) -> None:
        key = _key(row)
        if self.made.pop(key, None) is not None:
            return
        values = row_values(row)
        for entity, number, name in [each for each in self.fields if each[:2] == key]:
            values[name] = self.fields.pop((entity, number, name))[0]
        self.removed[key] = values

    def changes(self) -> list[tuple[str, int, str | None, str | None, str | None]]:
        """Return (entity, row, field, old, new) of all that differs in the end, in order."""
        listed: list[tuple[str, int, str | None, str | None, str | None]] = []
        for (entity, row), made in self.made.items():
            values = made if isinstance(made, dict) else row_values(made)
            listed.append((entity, row, None, None, encode(values)))
        for (entity, row, name), (old, new) in self.fields.items():
            if old != new:
                listed.append((entity, row, name, old, new))
        for (entity, row), values in self.removed.items():
            listed.append((entity, row, None, encode(values), None))
        return listed


def _key(row: Row) -> Key:
    if row.id is None:
        raise TypeError(f"{row!r} has no id yet")
    return str(row.__tablename__), row.id


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise TypeError(
            "Rows change one by one in the session, or by journal.insert_many: nothing else is "
            "journaled."
        )


@dataclass(frozen=True)
class Said:
    """What the journal keeps of a command beside its changes. `at` is UTC, `on_day` local."""

    at: str
    on_day: date
    by: str
    line: str
    undoes: int | None = None


def append(
    session: Session, said: Said, recording: Recording, *, if_unchanged: bool = False
) -> int | None:
    """Write a command and its changes at the end of the chain; return its number.

    Returns None, and writes nothing, if the command changed nothing and is not to be kept
    `if_unchanged`. The caller holds the lock.
    """
    session.flush()
    changes = recording.changes()
    if not changes and not if_unchanged:
        return None
    connection, commands = session.connection(), _table(Command)
    last = connection.execute(
        select(commands.c.id, commands.c.hash).order_by(commands.c.id.desc()).limit(1)
    ).first()
    number = (last[0] if last else 0) + 1
    change_table = _table(Change)
    highest = (
        connection.execute(
            select(change_table.c.id).order_by(change_table.c.id.desc()).limit(1)
        ).scalar()
        or 0
    )
    rows = _change_rows(changes, number, highest)
    line_salt = _salt()
    header = {
        "prev_hash": last[1] if last else GENESIS,
        "id": number,
        "at": said.at,
        "on_day": said.on_day,
        "by": said.by,
        "line_digest": digest(line_salt, said.line),
        "undoes": said.undoes,
    }
    whole = chained(
        [canonical(each) if isinstance(each, date) else each for each in header.values()],
        ((row["id"], row["entity"], row["row"], row["field"], row["digest"]) for row in rows),
    )
    command = {**header, "line": said.line, "line_salt": line_salt, "hash": whole}
    connection.execute(insert(commands), command)
    if rows:
        _insert_all(connection, change_table, rows)
    return number


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel sets it, untyped
    return table


@cache
def _places(model: type[SQLModel]) -> dict[str, int]:
    """Return the columns of a table with their places, in the order of which they are told."""
    return {column.name: place for place, column in enumerate(_table(model).columns)}


def _change_rows(
    changes: Iterable[tuple[str, int, str | None, str | None, str | None]],
    command: int,
    highest: int,
) -> list[dict[str, Any]]:
    rows = []
    for number, (entity, row, name, old, new) in enumerate(changes, start=highest + 1):
        salt = _salt()
        rows.append(
            {
                "id": number,
                "command_id": command,
                "entity": entity,
                "row": row,
                "field": name,
                "old": old,
                "new": new,
                "salt": salt,
                "digest": digest(salt, old, new),
            }
        )
    return rows


def insert_many(
    session: Session,
    recording: Recording,
    model: type[Row],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Insert many rows, each with its `id` and every column, through the driver; journal them.

    The one door past the session: an import of 100,000 rows would take minutes through objects.
    """
    if not rows:
        return
    table = _table(model)
    session.flush()
    plain: list[dict[str, object]] = [
        {name: int(value) if isinstance(value, int) else canonical(value) for name, value in each}
        for each in (row.items() for row in rows)
    ]
    numbers = [int(str(row["id"])) for row in rows]
    connection = session.connection()
    with _searchable_at_once(connection, str(table.name), min(numbers)):
        _insert_all(connection, table, plain)
    for number, values in zip(numbers, plain, strict=True):
        recording.made[str(table.name), number] = values


def next_id(session: Session, model: type[Row]) -> int:
    """Return an id that no row of a table has had, and from which on all are free.

    The journal knows every row that there ever was, also those that were removed.
    """
    changes = _table(Change)
    known = select(func.max(changes.c.row)).where(changes.c.entity == _table(model).name)
    session.flush()
    unwritten = session.connection().execute(select(func.max(_table(model).c.id))).scalar()
    return max(session.connection().execute(known).scalar() or 0, unwritten or 0) + 1


def _insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows of canonical values as they are: SQLAlchemy would look at each value twice."""
    names = [column.name for column in table.columns]
    statement = insert(table).compile(dialect=connection.dialect, column_keys=names)
    connection.exec_driver_sql(
        str(statement), [tuple([row[name] for name in names]) for row in rows]
    )


@contextmanager
def _searchable_at_once(connection: Connection, table: str, lowest: int) -> Iterator[None]:
    """Fill the full-text index of new rows, whose ids begin at `lowest`, by one statement.

    Its trigger stands aside meanwhile: it would write the index to the file once for each row,
    which is two thirds of the time that a row takes. All of it is inside the transaction.
    """
    name = f"{table}_search_insert"
    run = connection.exec_driver_sql
    trigger = run("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar()
    highest = run(f"SELECT coalesce(max(id), 0) FROM {table}").scalar()
    if trigger is None or lowest <= int(highest or 0):
        yield
        return
    run(f"DROP TRIGGER {name}")
    yield
    columns = ", ".join(row[1] for row in run(f"PRAGMA table_info({table}_search)"))
    run(
        f"INSERT INTO {table}_search(rowid, {columns}) SELECT id, {columns} FROM {table} "
        "WHERE id >= ?",
        (lowest,),
    )
    run(trigger)
