"""The state at the end of an earlier day, from the journal alone.

The rows that were changed since are rebuilt as they stood, and each table that they belong to is
shadowed by a temporary view of the same name: so no question has to know. The cost grows with
what changed after that day. Attribution is not wound back: what may leave today is ruled by
today's rule.

A view is one plain table to SQLite, whose indexes on all columns that never changed it still uses:
a view of two parts, the rows as they are and the rebuilt ones, would be read whole for each row of
a question that counts. Only a table from which rows were removed, which are links, is copied.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date

_RULED_BY_TODAY = {("conversation", "attribution")}
_Fields = dict[str, object]


def shadow(connection: sqlite3.Connection, day: date) -> frozenset[str]:
    """Make a connection show what the tracker knew at the end of `day`, included.

    Return the tables in which words that are searched were changed since: of each, the rows
    rebuilt are in `<table>_then`, and their words in the index `<table>_search_then`.
    """
    last = connection.execute(
        "SELECT coalesce(max(id), 0) FROM command WHERE on_day <= ?", (day.isoformat(),)
    ).fetchone()[0]
    reworded = set()
    for entity, rows in _as_they_stood(connection, last).items():
        changed = {row: fields for row, fields in rows.items() if fields}
        removed = _not_there(connection, entity, changed)
        kept = {row: fields for row, fields in changed.items() if row not in removed}
        new = [row for row, fields in rows.items() if fields is None]
        names = _rebuild(connection, entity, kept)
        _look_alike(connection, entity, new, names)
        if removed:
            _copy(connection, entity, [changed[row] for row in removed])
        if _index_words(connection, entity, names):
            reworded.add(entity)
    connection.execute(f"CREATE TEMP VIEW command AS SELECT * FROM main.command WHERE id <= {last}")
    connection.execute(
        f"CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE command_id <= {last}"
    )
    return frozenset(reworded)


def _as_they_stood(
    connection: sqlite3.Connection, last: int
) -> dict[str, dict[int, _Fields | None]]:
    """Return for each table the rows touched since: the fields that differ, None if not there yet.

    In the order of time the first change of a field holds its old value. A row removed since is
    given whole; one made since was not there, whatever happened to it later.
    """
    touched: dict[str, dict[int, _Fields | None]] = {}
    changes = connection.execute(
        "SELECT entity, row, field, old FROM change WHERE command_id > ? ORDER BY id", (last,)
    )
    for entity, row, field, old in changes:
        rows = touched.setdefault(entity, {})
        if field is not None:
            fields = rows.setdefault(row, {})
            if fields is not None and (entity, field) not in _RULED_BY_TODAY:
                fields.setdefault(field, old)
        elif old is None:
            rows.setdefault(row, None)
        else:
            import json

            fields = rows.setdefault(row, {})
            if fields is not None:
                rows[row] = {**json.loads(old), **fields}
    return touched


def _not_there(
    connection: sqlite3.Connection, entity: str, rows: Mapping[int, _Fields]
) -> list[int]:
    """Return which rows are no longer in their table."""
    found = f"SELECT 1 FROM main.{entity} WHERE id = ?"
    return [row for row in rows if connection.execute(found, (row,)).fetchone() is None]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table with their types; the key is `INTEGER PRIMARY KEY`."""
    found = connection.execute(f"PRAGMA main.table_info({table})")
    return {each[1]: "INTEGER PRIMARY KEY" if each[1] == "id" else each[2] for each in found}


def _rebuild(connection: sqlite3.Connection, entity: str, rows: Mapping[int, _Fields]) -> list[str]:
    """Put rows as they stood into `<entity>_then`; return the columns that differ in any."""
    listed = ", ".join(f"{name} {kind}" for name, kind in _columns(connection, entity).items())
    connection.execute(f"CREATE TEMP TABLE {entity}_then ({listed})")
    for row, fields in rows.items():
        connection.execute(
            f"INSERT INTO {entity}_then SELECT * FROM main.{entity} WHERE id = ?", (row,)
        )
        sets = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE {entity}_then SET {sets} WHERE id = ?", (*fields.values(), row))
    return sorted({name for fields in rows.values() for name in fields})


def _look_alike(
    connection: sqlite3.Connection, entity: str, new: list[int], names: list[str]
) -> None:
    """Shadow a table by a view without its new rows, in which changed columns are as they were."""
    connection.execute(f"CREATE TEMP TABLE {entity}_new (id INTEGER PRIMARY KEY)")
    connection.executemany(f"INSERT INTO {entity}_new VALUES (?)", [(row,) for row in new])
    then = f"{entity}_then"
    columns = [
        f"CASE WHEN m.id IN (SELECT id FROM {then})"
        f" THEN (SELECT t.{name} FROM {then} t WHERE t.id = m.id) ELSE m.{name} END AS {name}"
        if name in names
        else f"m.{name}"
        for name in _columns(connection, entity)
    ]
    without = f" WHERE m.id NOT IN (SELECT id FROM {entity}_new)" if new else ""
    connection.execute(
        f"CREATE TEMP VIEW {entity} AS SELECT {', '.join(columns)} FROM main.{entity} m{without}"
    )


def _copy(connection: sqlite3.Connection, entity: str, removed: list[_Fields]) -> None:
    """Shadow a table by a copy that has the rows removed since, indexed as the table is."""
    columns = _columns(connection, entity)
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE {entity}_whole ({listed})")
    connection.execute(f"INSERT INTO {entity}_whole SELECT * FROM temp.{entity}")
    connection.execute(f"DROP VIEW temp.{entity}")
    connection.executemany(
        f"INSERT INTO {entity}_whole VALUES ({', '.join('?' * len(columns))})",
        [[fields.get(name) for name in columns] for fields in removed],
    )
    indexes = connection.execute(f"PRAGMA main.index_list({entity})").fetchall()
    for number, (_, name, *_rest) in enumerate(indexes):
        parts = [each[2] for each in connection.execute(f"PRAGMA main.index_info({name})")]
        connection.execute(
            f"CREATE INDEX temp.{entity}_whole_{number} ON {entity}_whole ({', '.join(parts)})"
        )
    connection.execute(f"ALTER TABLE {entity}_whole RENAME TO {entity}")


def _index_words(connection: sqlite3.Connection, entity: str, names: list[str]) -> bool:
    """Index the words of rebuilt rows, if any that are searched were changed; tell whether so."""
    words = list(_columns(connection, f"{entity}_search"))
    if not set(words) & set(names):
        return False
    made = connection.execute(
        "SELECT sql FROM main.sqlite_master WHERE name = ?", (f"{entity}_search",)
    ).fetchone()[0]
    tokenizer = made[made.index("tokenize=") :]
    listed = ", ".join(words)
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.{entity}_search_then USING fts5({listed}, {tokenizer}"
    )
    connection.execute(
        f"INSERT INTO {entity}_search_then (rowid, {listed}) SELECT id, {listed} FROM {entity}_then"
    )
    return True
