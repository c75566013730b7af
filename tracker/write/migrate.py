"""Upgrade an older file: a verified copy beside it first, then all steps in one transaction.

Two processes that open an old file at the same moment upgrade it once: the version is read again
inside the lock. Foreign keys are off while tables are rebuilt (a rebuild would otherwise delete
the rows that point at them) and are checked before the commit.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from tracker import shipped
from tracker.errors import DatabaseError
from tracker.read import store


def upgrade(path: str, *, scripts: str | None = None, to: str = store.SCHEMA_VERSION) -> str | None:
    """Upgrade a file; return the path of the backup copy, or None if it was up to date.

    `scripts` is the folder of the migrations, `to` the version to reach. Raises DatabaseError if
    the file is newer or no tracker file, if the copy cannot be written, or if rows would be left
    pointing at nothing; the file is then as it was.
    """
    connection = sqlite3.connect(
        store.uri(path, "rw"), uri=True, isolation_level=None, timeout=store.BUSY_SECONDS
    )
    try:
        connection.execute("PRAGMA foreign_keys = off")
        found = store.version(connection, path, newest=to)
        if found is None or found == to:
            return None
        return _upgrade(connection, path, scripts or _scripts(), to)
    except sqlite3.Error as error:
        raise store.explain(error, path) from error
    finally:
        connection.close()


def _upgrade(connection: sqlite3.Connection, path: str, scripts: str, to: str) -> str | None:
    with _bound(connection) as bound:
        found = store.version(connection, path, newest=to)
        if found is None or found == to:  # somebody else was faster
            return None
        copy = _backup(path, found, to)
        _run(bound, scripts, to)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise DatabaseError(
                f"{path} was not upgraded: row {broken[1]} of {broken[0]} would point at nothing. "
                "Check the file with: tracker db verify"
            )
        connection.execute("COMMIT")
        return copy


def create(path: str) -> None:
    """Lay the newest schema in a new file by running every migration."""
    connection = sqlite3.connect(store.uri(path, "rwc"), uri=True, isolation_level=None)
    try:
        with _bound(connection) as bound:
            _run(bound, _scripts(), store.SCHEMA_VERSION)
            connection.execute("COMMIT")
    finally:
        connection.close()


def _scripts() -> str:
    return os.path.join(shipped.folder("db"), "migrations")


def schema(path: str) -> str:
    """Return the statements that lay the newest schema, as db/schema.sql keeps them."""
    connection = sqlite3.connect(store.uri(path, "rw"), uri=True)
    try:
        # What FTS5 makes for itself comes with its virtual table.
        made = connection.execute(
            "SELECT s.sql FROM sqlite_master AS s "
            "WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite_%' "
            "AND NOT EXISTS (SELECT 1 FROM sqlite_master AS v WHERE v.sql LIKE 'CREATE VIRTUAL%' "
            "AND s.type = 'table' AND s.name LIKE v.name || '_%') ORDER BY s.rowid"
        ).fetchall()
    finally:
        connection.close()
    lines = [
        "-- The schema of SQLite, generated from db/migrations; never edited.",
        f"PRAGMA application_id = {store.APPLICATION_ID};",
        *(f"{sql};" for (sql,) in made),
        f"INSERT INTO alembic_version VALUES ('{store.SCHEMA_VERSION}');",
    ]
    return "\n".join(lines) + "\n"


def write_schema() -> None:
    """Write db/schema.sql anew from the migrations: `python -m tracker.write.migrate`."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "new.db")
        create(path)
        with open(os.path.join(shipped.folder("db"), "schema.sql"), "w", encoding="utf-8") as file:
            file.write(schema(path))


def _backup(path: str, found: str, to: str) -> str:
    """Copy the file as it is, readable by its owner alone, and check the copy."""
    copy = f"{path}.before-{to}-from-{found}.db"
    number = 1
    while os.path.lexists(copy):
        number += 1
        copy = f"{path}.before-{to}-from-{found}-{number}.db"
    mask = os.umask(0o077)
    try:
        # From a second connection: VACUUM cannot run inside the transaction that holds the lock.
        source = sqlite3.connect(store.uri(path, "rw"), uri=True, isolation_level=None)
        try:
            source.execute("VACUUM INTO ?", (copy,))
        finally:
            source.close()
        checked = sqlite3.connect(store.uri(copy, "rw"), uri=True)
        try:
            answer = checked.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            checked.close()
    finally:
        os.umask(mask)
    if answer != "ok":
        raise DatabaseError(
            f"The backup {copy} could not be verified ({answer}); {path} was not upgraded. "
            "Make room beside it, and repeat the command."
        )
    return copy


@contextmanager
def _bound(connection: sqlite3.Connection) -> Iterator[Connection]:
    """Give Alembic the connection, inside a write transaction that is ours to commit.

    SQLAlchemy rolls back when it first meets a connection and when it lets go of it, so the
    transaction begins after the one and has to be committed before the other.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as bound:
        connection.execute("BEGIN IMMEDIATE")
        bound.begin()  # so that Alembic sees a transaction of its caller's, and leaves it open
        yield bound


def _run(bound: Connection, scripts: str, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic's settings are a ConfigParser, for which a percent sign is an interpolation.
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = bound
    command.upgrade(config, to)


if __name__ == "__main__":
    write_schema()
