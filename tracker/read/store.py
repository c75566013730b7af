"""Find and open the file: one read transaction, in which every question is answered.

A read never writes: the connection is opened `mode=rw` (read-only mode could not recover after a
crash) and then forbidden to change anything. A file of an older schema is reported as `Outdated`,
which the command line answers by migrating; everything else that is wrong is a `DatabaseError`.

What the state was at the end of an earlier day is `read.asof`; the questions are `read.queries`.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Self

from tracker import words
from tracker.errors import DatabaseError

SCHEMA_VERSION = "0001"
"""The newest migration in db/migrations; versions are zero-padded numbers."""
APPLICATION_ID = 0x5452434B
"""Marks a SQLite file as ours: the letters TRCK."""
BUSY_SECONDS = 10.0
_HELD_ROWS = 5_000


class Outdated(DatabaseError):
    """The file has an older schema than this program; upgrading it is the remedy."""


def explain(error: sqlite3.Error | OSError, path: str) -> DatabaseError:
    """Return the sentence for what SQLite or the system says of a file."""
    text = str(error)
    for known, sentence in _SENTENCES:
        if known in text:
            return DatabaseError(sentence.format(path=path, seconds=int(BUSY_SECONDS)))
    return DatabaseError(f"{path} cannot be used: {text}. Check it with: tracker db verify")


_SENTENCES = (
    (
        "database is locked",
        "{path} is being written by another tracker for more than {seconds} s. Try again shortly.",
    ),
    (
        "file is not a database",
        "{path} is not a tracker file. Name another one with --db or TRACKER_DB.",
    ),
    (
        "malformed",
        "{path} is damaged. Set it aside, and put a backup in its place.",
    ),
    (
        "readonly database",
        (
            "{path} is read-only. Make it and its folder writable, or copy it and name the copy "
            "with --db."
        ),
    ),
    (
        "database or disk is full",
        "The disk that holds {path} is full; nothing was changed. Make room and try again.",
    ),
    (
        "disk I/O error",
        (
            "The disk that holds {path} does not answer as it should; nothing was changed. "
            "Check the disk and its free space, and try again."
        ),
    ),
    (
        "unable to open database file",
        "{path} cannot be opened. Check that its folder exists and that you may write there.",
    ),
)


def uri(path: str, mode: str) -> str:
    """Return SQLite's URI of a path, with its reserved characters escaped."""
    absolute = os.path.abspath(path)
    escaped = absolute.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        escaped = "/" + escaped.replace("\\", "/")
    return f"file:{escaped}?mode={mode}"


def version(
    connection: sqlite3.Connection, path: str, *, newest: str = SCHEMA_VERSION
) -> str | None:
    """Return the schema version of an open file, or None if it holds nothing at all.

    Raises DatabaseError if the file is no tracker file or comes from a newer tracker.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return None
        raise DatabaseError(
            f"{path} is a SQLite file, but not a tracker file. Name another one with --db or "
            "TRACKER_DB."
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise DatabaseError(f"{path} is damaged. Set it aside, and put a backup in its place.")
    found = str(row[0])
    if found > newest:
        raise DatabaseError(
            f"{path} was written by a newer tracker (schema {found}; this one knows "
            f"{newest}). Upgrade tracker to open it."
        )
    return found


def check_path(path: str) -> None:
    """Raise DatabaseError for a path that cannot be a tracker file."""
    if path.startswith(("postgresql:", "postgres:")):
        raise DatabaseError(
            "This tracker cannot use a PostgreSQL server yet. Name a file with --db or TRACKER_DB."
        )
    if "://" in path:
        raise DatabaseError(
            f"{path.partition('://')[0]} is no kind of store that tracker knows. Name a file with "
            "--db or TRACKER_DB."
        )
    if os.path.isdir(path):
        raise DatabaseError(
            f"{path} is a folder, not a file. Name a file in it, such as --db "
            f"{os.path.join(path, 'tracker.db')}"
        )


class Reader:
    """An open read transaction on a file; close it before the first byte is printed.

    `today` is the day under which the questions are asked; `settings` are the file's thresholds,
    in days. `reworded` are the tables, on an earlier day, in which words that are searched were
    changed since: see `asof`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        today: date,
        reworded: frozenset[str] = frozenset(),
    ) -> None:
        self.path = path
        self.reworded = reworded
        self.today = today
        self.day = today.isoformat()
        self._connection = connection
        self.settings: Mapping[str, int] = self._thresholds()

    def _thresholds(self) -> Mapping[str, int]:
        stored = {str(row[0]): str(row[1]) for row in self.rows("SELECT name, value FROM setting")}
        return {name: int(stored.get(name, days)) for name, days in words.THRESHOLDS.items()}

    def _execute(self, sql: str, parameters: Mapping[str, object]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, parameters)
        except sqlite3.OperationalError as error:
            if "no such" in str(error) or "syntax" in str(error):  # ours, not the user's
                raise
            raise explain(error, self.path) from error
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error

    def rows(self, sql: str, **parameters: object) -> list[sqlite3.Row]:
        """Return every row of a query with `:name` parameters."""
        return list(self.stream(sql, **parameters))

    def stream(self, sql: str, **parameters: object) -> Iterator[sqlite3.Row]:
        """Yield the rows of a query one by one, in constant memory."""
        cursor = self._execute(sql, parameters)
        try:
            for row in cursor:  # noqa: UP028 - it would close a cursor whose connection is gone
                yield row
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error

    def one(self, sql: str, **parameters: object) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        row: sqlite3.Row | None = self._execute(sql, parameters).fetchone()
        return row

    def value(self, sql: str, **parameters: object) -> Any:  # noqa: ANN401 - whatever was asked
        """Return the first column of the first row of a query, or None."""
        row = self.one(sql, **parameters)
        return None if row is None else row[0]

    def close(self) -> None:
        """End the transaction; nobody is kept waiting any longer."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_reader(target: str, *, today: date, as_of: date | None = None) -> Reader:
    """Open a file for reading, at present or as it was known at the end of the day `as_of`.

    Raises DatabaseError if the file is missing, no tracker file, damaged or from a newer tracker,
    and Outdated if it has to be upgraded first.
    """
    check_path(target)
    if not os.path.exists(target):
        raise DatabaseError(
            f"There is no tracker file at {target}. The first command that writes makes it; to "
            "look around first: tracker demo"
        )
    try:
        connection = sqlite3.connect(
            uri(target, "rw"), uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )
    except sqlite3.Error as error:
        raise explain(error, target) from error
    try:
        return _begin(connection, target, today, as_of)
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, target) from error
    except BaseException:
        connection.close()
        raise


def _begin(connection: sqlite3.Connection, path: str, today: date, as_of: date | None) -> Reader:
    connection.execute("BEGIN")
    found = version(connection, path)
    if found is None:
        raise DatabaseError(
            f"{path} is empty: nothing was recorded in it yet. To look around first: tracker demo"
        )
    if found < SCHEMA_VERSION:
        raise Outdated(f"{path} has the older schema {found}. Upgrade it with: tracker db upgrade")
    reworded: frozenset[str] = frozenset()
    if as_of is not None:
        from tracker.read import asof

        reworded = asof.shadow(connection, as_of)
    connection.execute("PRAGMA query_only = on")
    connection.row_factory = sqlite3.Row
    return Reader(connection, path, as_of or today, reworded)


def last_command(target: str) -> int:
    """Return the number of the last command that wrote to a file, or 0 if there is none."""
    if not os.path.exists(target):
        return 0
    with open_reader(target, today=date.min) as reader:
        return int(reader.value("SELECT max(id) FROM command") or 0)


def spool(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Take every row now, so that the transaction can end, and give them back in the same order.

    The first 5,000 stay in memory; the rest go through an unnamed temporary file.
    """
    from itertools import islice

    source = iter(rows)
    held = list(islice(source, _HELD_ROWS))
    if len(held) < _HELD_ROWS:
        return held
    return _spooled(held, source)


def _spooled(
    held: list[tuple[Any, ...]], source: Iterator[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    import marshal
    import tempfile

    file = tempfile.TemporaryFile(prefix="tracker-")  # noqa: SIM115 - closed by the generator
    for row in source:
        marshal.dump(row, file)
    file.seek(0)

    def replay() -> Iterator[tuple[Any, ...]]:
        with file:
            yield from held
            while True:
                try:
                    yield marshal.load(file)  # noqa: S302 - our own bytes of a moment ago
                except EOFError:
                    return

    return replay()
