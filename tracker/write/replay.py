"""Replay the journal, to see that it leads to the present and that nobody touched it.

`verify` recomputes the chain of hashes, applies every change in order to nothing, and compares
what comes out with every row and field of the file. The first thing that does not fit is named.
"""

import json
import sqlite3
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from tracker.errors import DatabaseError
from tracker.read import store
from tracker.write import journal
from tracker.write.models import JOURNALED

_WAY_OUT = "Keep this file, and go on with the last backup that verifies."


class Verified(NamedTuple):
    """What was checked: how many commands, changes and rows; how many values were forgotten."""

    commands: int
    changes: int
    rows: int
    forgotten: int
    hash: str


def verify(target: str) -> Verified:
    """Check a file against its journal; raise DatabaseError naming the first thing that is off."""
    with store.open_reader(target, today=date.min) as reader:
        try:
            _check_structure(reader)
            chain = _Chain(reader)
            chain.check()
            rows = _compare(reader, chain.state)
        except sqlite3.DatabaseError as error:
            raise store.explain(error, target) from error
    return Verified(chain.commands, chain.changes, rows, chain.forgotten, chain.hash)


def _wrong(reader: store.Reader, what: str) -> DatabaseError:
    return DatabaseError(f"{reader.path} does not verify: {what}. {_WAY_OUT}")


def _check_structure(reader: store.Reader) -> None:
    answer = reader.value("PRAGMA integrity_check")
    if answer != "ok":
        raise _wrong(reader, f"SQLite finds it damaged ({answer})")
    broken = reader.one("PRAGMA foreign_key_check")
    if broken is not None:
        raise _wrong(reader, f"row {broken[1]} of {broken[0]} points at nothing")


class _Chain:
    """The journal read from its first command on, and the state that it leads to."""

    def __init__(self, reader: store.Reader) -> None:
        self.reader = reader
        self.state: dict[str, dict[int, dict[str, str | None]]] = defaultdict(dict)
        self.hash = journal.GENESIS
        self.commands = 0
        self.changes = 0
        self.forgotten = 0

    def check(self) -> None:
        changes = self.reader.stream("SELECT * FROM change ORDER BY id")
        waiting = next(changes, None)
        for command in self.reader.stream("SELECT * FROM command ORDER BY id"):
            own: list[sqlite3.Row] = []
            while waiting is not None and waiting["command_id"] == command["id"]:
                own.append(waiting)
                waiting = next(changes, None)
            self._check_command(command, own)
            for change in own:
                self._apply(change)
        if waiting is not None:
            raise _wrong(self.reader, f"change {waiting['id']} belongs to no command in order")

    def _check_command(self, command: sqlite3.Row, changes: list[sqlite3.Row]) -> None:
        where = f"command {command['id']}"
        if command["prev_hash"] != self.hash:
            raise _wrong(self.reader, f"{where} does not follow the command before it")
        self._check_digest(where, command["line_salt"], command["line_digest"], command["line"])
        for change in changes:
            self._check_digest(
                f"change {change['id']} of {where}",
                change["salt"],
                change["digest"],
                change["old"],
                change["new"],
            )
        names = ("prev_hash", "id", "at", "on_day", "by", "line_digest", "undoes")
        listed = [
            [each[name] for name in ("id", "entity", "row", "field", "digest")] for each in changes
        ]
        if command["hash"] != journal.chained([command[name] for name in names], listed):
            raise _wrong(self.reader, f"{where} was changed after it was written")
        self.hash = command["hash"]
        self.commands += 1
        self.changes += len(changes)

    def _check_digest(
        self, where: str, salt: str | None, expected: str, *values: str | None
    ) -> None:
        if salt is None:
            self.forgotten += 1
        elif journal.digest(salt, *values) != expected:
            raise _wrong(self.reader, f"{where} does not hold what was written")

    def _apply(self, change: sqlite3.Row) -> None:
        rows = self.state[change["entity"]]
        number = change["row"]
        if change["field"] is not None:
            if number not in rows:
                raise _wrong(self.reader, f"change {change['id']} is about a row that is not there")
            rows[number][change["field"]] = change["new"]
        elif change["old"] is None:
            values = json.loads(change["new"])
            rows[number] = {name: journal.canonical(value) for name, value in values.items()}
        else:
            rows.pop(number, None)


def _compare(reader: store.Reader, state: dict[str, dict[int, dict[str, str | None]]]) -> int:
    """Compare every row of the present with the replayed state; return how many there are."""
    count = 0
    for entity in JOURNALED:
        replayed = state.pop(entity, {})
        for row in reader.stream(f"SELECT * FROM {entity} ORDER BY id"):
            count += 1
            expected = replayed.pop(row["id"], None)
            where = f"row {row['id']} of {entity}"
            if expected is None:
                raise _wrong(reader, f"{where} is not in the journal")
            for name in row.keys():  # noqa: SIM118 - a Row iterates over its values
                if journal.canonical(row[name]) != expected.get(name):
                    raise _wrong(
                        reader,
                        f"{name} of {where} holds {row[name]!r}, and the journal says "
                        f"{expected.get(name)!r}",
                    )
        if replayed:
            raise _wrong(reader, f"row {min(replayed)} of {entity} is missing")
    if any(state.values()):
        raise _wrong(reader, f"the journal names unknown tables: {', '.join(sorted(state))}")
    return count
