"""A file in memory whose rows a test lays in itself, by plain SQL: what queries are asked of."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from itertools import count

from tracker.read.store import Reader
from tracker.write import schema

TODAY = date(2017, 4, 10)
_NUMBERS = count(1)
_USUAL: dict[str, dict[str, object]] = {
    "action": {
        "title": "Draft the note",
        "status": "not-started",
        "priority": "normal",
        "created_on": "2017-04-01",
        "status_on": "2017-04-01",
        "created_at": "2017-04-01T09:00:00Z",
        "updated_at": "2017-04-01T09:00:00Z",
    },
    "party": {"kind": "body"},
    "conversation": {"title": "Second", "held_on": "2017-02-24"},
    "recommendation": {"text": "Design mandates with realistic timelines"},
    "recommendation_addressee": {"response": "none"},
    "note": {"source": "owner", "shared": 0, "by": "amina", "noted_on": "2017-04-01"},
    "deadline_move": {"by": "amina", "corrected": 0},
    "milestone": {"kind": "mandate-expiry"},
    "document": {"media_type": "text/plain", "text": "", "name": "minutes.txt"},
}
_MAIN = {"series", "theme", *_USUAL} - {"recommendation_addressee", "deadline_move"}


class Shelf:
    """Rows, and questions asked of them; the day is 10 April 2017 unless a test says otherwise."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        schema.lay(self.connection)
        self.connection.execute("PRAGMA foreign_keys = on")
        self.connection.row_factory = sqlite3.Row
        self.asked: list[str] = []

    def __del__(self) -> None:
        self.connection.close()  # Python 3.13 warns of one that nobody closed

    def lay(self, table: str, **values: object) -> int:
        """Lay one row and return its id; what a test is not about is filled in."""
        row: dict[str, object] = {**_USUAL.get(table, {}), **values}
        if table in _MAIN:
            row.setdefault("uid", f"uid-{next(_NUMBERS)}")
        if table == "action" and row.get("due_on") is not None:
            row.setdefault("first_due_on", row["due_on"])
        if row.get("status") in {"blocked", "dropped"}:
            row.setdefault("reason", "because")
        if row.get("status") == "dropped":
            row.setdefault("closure", "no-longer-relevant")
        return self._insert(table, row)

    def _insert(self, table: str, row: Mapping[str, object]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())
        )
        return int(cursor.lastrowid or 0)

    def serve(self, action: int, recommendation: int) -> None:
        self.lay("action_recommendation", action_id=action, recommendation_id=recommendation)

    def reader(self, today: date = TODAY) -> Reader:
        return Reader(self.connection, ":memory:", today)

    def watch(self) -> list[str]:
        """Return a list that every statement run from now on is added to."""
        seen: list[str] = []
        self.connection.set_trace_callback(seen.append)
        return seen

    def plan(self, sql: str, params: Mapping[str, object]) -> str:
        rows = self.connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return "\n".join(row[3] for row in rows)
