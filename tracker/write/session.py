"""Begin, commit, roll back: the only place where a transaction starts and ends.

One command is one transaction: it takes the write lock at once (`BEGIN IMMEDIATE`; a lock taken
late loses updates), changes records through the session, and on leaving writes the journal and
commits. Whatever goes wrong before that leaves the file as it was.

A file that is not there yet is made beside its place, with the first command in it, and then
linked into place: so a command that fails leaves nothing behind, and two that start at the same
moment never share a half-made file.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Engine, bindparam, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql import Executable
from sqlalchemy.sql.elements import SQLCoreOperations

from tracker.errors import Conflict, DatabaseError
from tracker.read import store
from tracker.write import journal, schema
from tracker.write.models import Action, Main, Row

RowType = TypeVar("RowType", bound=Row)


class MadeMeanwhile(Conflict):
    """Another command made the same new file first; calling again answers it."""


class Work:
    """One command in its transaction: the records, and what is said and changed on the way.

    `today` is a local day, `now` the UTC clock as ISO text, `by` who records, `line` what was
    typed. `said` holds the sentences of what was done.
    """

    def __init__(
        self, session: Session, *, today: date, now: str, by: str, line: str, path: str
    ) -> None:
        self.session = session
        self.today = today
        self.now = now
        self.by = by
        self.line = line
        self.path = path
        self.said: list[str] = []
        self._changed: dict[tuple[str, int], None] = {}
        self.command: int | None = None
        self._keeps_line = False
        self._recording = journal.Recording()
        self._recording.watch(session)

    def add(self, row: RowType) -> RowType:
        """Add a row; its id is known afterwards."""
        self.session.add(row)
        self.session.flush()
        if isinstance(row, Main):
            self.note_change(row)
        return row

    def get(self, model: type[RowType], number: int) -> RowType | None:
        """Return the row of that id, or None."""
        return self.session.get(model, number)

    def find(self, statement: Executable) -> list[Any]:
        """Return the rows of a select, after flushing what was changed so far."""
        return list(self.session.execute(statement).scalars())

    def remove(self, row: Row) -> None:
        """Remove a link or a line of a ledger; main records are archived instead."""
        self.remove_all([row])

    def remove_all(self, rows: Sequence[Row]) -> None:
        """Remove many links or lines of a ledger at once; main records are archived instead."""
        self.session.flush()  # or what was set in them would be journaled as what they held
        for row in rows:
            if isinstance(row, Main):
                raise TypeError(f"{row.ref} is a main record: archive it")
            self.session.delete(row)
        self.session.flush()

    def say(self, sentence: str) -> None:
        """Add a sentence to what the command will say that it did."""
        self.said.append(sentence)

    def note_change(self, row: Main) -> None:
        """Remember a record as changed, so that it is printed afterwards."""
        self._changed[str(row.__tablename__), int(row.id or 0)] = None

    @property
    def changed(self) -> list[tuple[str, int]]:
        """The records that were changed, by table and id, each once, in that order."""
        return list(self._changed)

    def touch(self, action: Action) -> None:
        """Stamp an action as updated now, and remember it as changed."""
        action.updated_at = self.now
        self.note_change(action)

    def keep_line(self) -> None:
        """Journal this command even if it changes nothing: somebody answers for it."""
        self._keeps_line = True

    def insert_many(self, model: type[Row], rows: Sequence[dict[str, object]]) -> None:
        """Insert many whole rows, ids included, past the session but into the journal."""
        journal.insert_many(self.session, self._recording, model, rows)

    def next_id(self, model: type[Row]) -> int:
        """Return the first of the ids that rows of a table may be given."""
        return journal.next_id(self.session, model)

    def reader(self) -> store.Reader:
        """Return a reader inside this transaction, which sees what was changed so far."""
        self.session.flush()
        raw = self.session.connection().connection.driver_connection
        # For mypy: it answers as a connection does.
        return store.Reader(_Cursors(raw), self.path, self.today)  # type: ignore[arg-type]

    def record(self, *, undoes: int | None = None) -> int | None:
        """Write what was changed so far into the journal as one command; return its number.

        Leaving the transaction does it too; an undo of several commands is several commands.
        """
        said = journal.Said(self.now, self.today, self.by, self.line, undoes)
        number = journal.append(self.session, said, self._recording, if_unchanged=self._keeps_line)
        self._recording.clear()
        self.command = number or self.command
        return number


class _Cursors:
    """A connection whose rows have names, without changing the connection that the ORM uses."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # For ruff: what SQLite takes.
    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:  # noqa: ANN401
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, parameters)

    def close(self) -> None:
        """Leave the connection to the transaction that owns it."""


def among(column: SQLCoreOperations[int | None], ids: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a key is one of any number of ids, which stand as literals.

    Bound one by one, they would be more than a store takes.
    """
    return column.in_(bindparam(None, sorted(ids), expanding=True, literal_execute=True))


@contextmanager
def begin(
    target: str,
    *,
    today: date,
    now: str,
    by: str,
    line: str,
    dry_run: bool = False,
    expect: int | None = None,
) -> Iterator[Work]:
    """Open a file for one command; journal and commit on leaving, or roll back.

    The file is made if it is not there, and upgraded after a backup if it is older. `dry_run`
    rolls back in the end. `expect` is the number of the last command that a preview saw; if
    another one came since, Conflict is raised. Raises DatabaseError for all that is wrong with
    the file, MadeMeanwhile if another command made it first.
    """
    store.check_path(target)
    is_new = not os.path.lexists(target)
    path = f"{target}.new-{os.getpid()}-{os.urandom(4).hex()}" if is_new else target
    try:
        with _said_plainly(target), _connected(path, is_new=is_new) as connection:
            engine = _engine(connection)
            _prepare(connection, path)
            session = Session(engine, expire_on_commit=False)
            work = Work(session, today=today, now=now, by=by, line=line, path=target)
            with session:
                if expect is not None:
                    _refuse_if_changed(connection, expect)
                yield work
                if not dry_run:
                    work.record()
                    session.commit()
        if is_new and not dry_run:
            _put_in_place(path, target)
    finally:
        if is_new:
            for each in (path, f"{path}-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(each)


@contextmanager
def _said_plainly(target: str) -> Iterator[None]:
    """Turn what SQLite says of the file into the sentence for it; bugs stay bugs."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        if isinstance(error.orig, sqlite3.DatabaseError):
            raise store.explain(error.orig, target) from error
        raise
    except sqlite3.DatabaseError as error:
        raise store.explain(error, target) from error


@contextmanager
def _connected(path: str, *, is_new: bool) -> Iterator[sqlite3.Connection]:
    if is_new:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except OSError as error:
            raise _cannot_make(path.rsplit(".new-", 1)[0], error) from error
    connection = sqlite3.connect(
        store.uri(path, "rw"), uri=True, isolation_level=None, timeout=store.BUSY_SECONDS
    )
    try:
        yield connection
    finally:
        connection.close()


def _engine(connection: sqlite3.Connection) -> Engine:
    """Return an engine for one connection, which it has met already.

    SQLAlchemy rolls back when it first meets a connection: the transaction must begin later.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    engine.connect().close()
    return engine


def _cannot_make(path: str, error: OSError) -> DatabaseError:
    """Return the sentence for a new file that the system refuses to make."""
    reason = error.strerror or str(error)
    return DatabaseError(
        f"{path} cannot be made: {reason}. Check that its folder exists and that you may write "
        "there, or name another place with --db."
    )


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    """Take the write lock on a file of the newest schema, making or upgrading it first."""
    connection.execute("PRAGMA foreign_keys = on")
    connection.execute("PRAGMA synchronous = full")
    connection.execute("BEGIN IMMEDIATE")
    found = store.version(connection, path)
    if found is None:
        schema.lay(connection)
    elif found < store.SCHEMA_VERSION:
        from tracker.write import migrate

        connection.execute("ROLLBACK")
        migrate.upgrade(path)
        connection.execute("BEGIN IMMEDIATE")


def _refuse_if_changed(connection: sqlite3.Connection, expect: int) -> None:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM command").fetchone()[0]
    if last != expect:
        raise Conflict(
            "The file was changed by another command since this was shown; nothing was changed. "
            "Look at the new state, and repeat the command."
        )


def _put_in_place(path: str, target: str) -> None:
    """Give a finished new file its name, unless another command was faster."""
    try:
        os.link(path, target)
    except FileExistsError as error:
        raise MadeMeanwhile(
            f"{target} was made by another command at the same moment; nothing was changed. "
            "Repeat the command."
        ) from error
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise MadeMeanwhile(f"{target} was made by another command. Repeat it.") from None
        os.rename(path, target)
