"""The commands about the tracker file: `db path`, `info`, `verify`, `upgrade`."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.cli import showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output

if TYPE_CHECKING:
    from tracker.read.store import Reader

_COUNTED = ("conversation", "recommendation", "action", "party", "note", "command")


def path(run: Invocation) -> None:
    """Print the path of the tracker file, whether it is there yet or not.

    Examples:
      tracker db path
    """
    print(run.settings.get("db").value)


def info(run: Invocation, output: Output) -> None:
    """Say what is in the file: its schema, how many records, when it was last written.

    Examples:
      tracker db info
    """
    with run.reader() as reader:
        rows = list(_facts(reader))
    showing.show_list(run, showing.rows_of(run, ("fact", "value"), rows), output)


def _facts(reader: "Reader") -> Iterator[tuple[str, str]]:
    from tracker.read import store

    yield "path", reader.path
    yield "schema", store.SCHEMA_VERSION
    for table in _COUNTED:
        yield _plural(table), str(reader.value(f"SELECT count(*) FROM {table}"))
    yield "last written", str(reader.value("SELECT max(at) FROM command") or "never")
    for name, days in reader.settings.items():
        yield name.replace("_", "-"), str(days)


def _plural(table: str) -> str:
    return f"{table[:-1]}ies" if table.endswith("y") else f"{table}s"


def verify(run: Invocation) -> None:
    """Check that the journal is unbroken and that replaying it leads to the present.

    Examples:
      tracker db verify
    """
    from tracker.formats.page import counted
    from tracker.write import replay

    with run.reader():  # an older file is upgraded first
        pass
    found = replay.verify(run.db)
    if run.is_json:
        import json

        print(json.dumps(found._asdict()))
        return
    counts = [counted(found.commands, "command"), counted(found.changes, "change")]
    counts.append(counted(found.rows, "row"))
    if found.forgotten:
        counts.append(f"{counted(found.forgotten, 'value')} forgotten")
    print(f"Verified: {', '.join(counts)}")


def upgrade(run: Invocation) -> None:
    """Upgrade a file of an older tracker, after a backup beside it.

    Any other command does so too; this one does nothing else.

    Examples:
      tracker db upgrade
    """
    from tracker.read import store
    from tracker.write import migrate

    with suppress(store.Outdated):
        store.open_reader(run.db, today=run.today).close()  # says what is wrong with a file
    backup = migrate.upgrade(run.db)
    print(f"Upgraded {run.db}; the old one is {backup}" if backup else f"{run.db} is up to date")
