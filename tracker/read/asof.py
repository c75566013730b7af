"""The state at the end of an earlier day, from the journal alone.

The rows that were changed since are rebuilt as they stood, and each table that they belong to is
shadowed by a temporary view of the same name: so no question has to know. The cost grows with
what changed after that day. Attribution is not wound back: what may leave today is ruled by
today's rule.
"""

import sqlite3
from datetime import date

_RULED_BY_TODAY = {("conversation", "attribution")}


def shadow(connection: sqlite3.Connection, day: date) -> None:
    """Make a connection show what the tracker knew at the end of `day`, included."""
    last = connection.execute(
        "SELECT coalesce(max(id), 0) FROM command WHERE on_day <= ?", (day.isoformat(),)
    ).fetchone()[0]
    for entity, rows in _as_they_stood(connection, last).items():
        _shadow_table(connection, entity, rows)
    connection.execute(f"CREATE TEMP VIEW command AS SELECT * FROM main.command WHERE id <= {last}")
    connection.execute(
        f"CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE command_id <= {last}"
    )


def _as_they_stood(
    connection: sqlite3.Connection, last: int
) -> dict[str, dict[int, dict[str, object] | None]]:
    """Return for each table the rows touched since: the fields that differ, None if not there yet.

    In the order of time the first change of a field holds its old value. A row removed since is
    given whole; one made since was not there, whatever happened to it later.
    """
    touched: dict[str, dict[int, dict[str, object] | None]] = {}
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


def _shadow_table(
    connection: sqlite3.Connection, entity: str, rows: dict[int, dict[str, object] | None]
) -> None:
    connection.execute(f"CREATE TEMP TABLE {entity}_since (id INTEGER PRIMARY KEY, there)")
    connection.executemany(
        f"INSERT INTO {entity}_since VALUES (?, ?)",
        [(row, fields is not None) for row, fields in rows.items()],
    )
    connection.execute(
        f"CREATE TEMP TABLE {entity}_then AS SELECT * FROM main.{entity} "
        f"WHERE id IN (SELECT id FROM {entity}_since WHERE there)"
    )
    connection.execute(  # those removed since
        f"INSERT INTO {entity}_then (id) SELECT id FROM {entity}_since WHERE there "
        f"AND id NOT IN (SELECT id FROM main.{entity})"
    )
    connection.execute(f"CREATE UNIQUE INDEX temp.{entity}_then_id ON {entity}_then (id)")
    for row, fields in rows.items():
        if fields:
            sets = ", ".join(f"{name} = ?" for name in fields)
            connection.execute(
                f"UPDATE {entity}_then SET {sets} WHERE id = ?", (*fields.values(), row)
            )
    columns = [each[1] for each in connection.execute(f"PRAGMA main.table_info({entity})")]
    connection.execute(
        f"CREATE TEMP VIEW {entity} AS SELECT * FROM main.{entity} "
        f"WHERE id NOT IN (SELECT id FROM {entity}_since) "
        f"UNION ALL SELECT {', '.join(columns)} FROM {entity}_then"
    )
