"""Write the actions of a tracker file as Taskwarrior's own files: `rival_file.py FILE FOLDER`.

Taskwarrior's clock cannot be set: every day is moved by as many days as today is away from the
day of the measurements. Runs as a process of its own, as `generate` does.
"""

import json
import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

from drawing import TODAY

_ACTIONS = """
SELECT a.id, a.uid, a.title, a.status, a.due_on, a.created_on, a.done_on, a.status_on, a.priority,
       coalesce(p.short, p.name) AS owner, c.series_id, a.conversation_id
FROM action a LEFT JOIN party p ON p.id = a.owner_id
LEFT JOIN conversation c ON c.id = a.conversation_id
WHERE a.archived_on IS NULL ORDER BY a.id
"""
_STATUS = {"implemented": "completed", "verified": "completed", "dropped": "deleted"}
_PRIORITY = {"critical": "H", "important": "M"}
_RC = """data.location={folder}
confirmation=off
hooks=off
nag=
news.version=2.6.0
color=off
uda.owner.type=string
uda.owner.label=Owner
"""


def write(tracker_file: str, folder: str) -> None:
    """Write pending.data, completed.data and taskrc into a folder."""
    os.makedirs(folder)
    with open(os.path.join(folder, "taskrc"), "w", encoding="utf-8") as file:
        file.write(_RC.format(folder=folder))
    with (
        open(os.path.join(folder, "pending.data"), "w", encoding="utf-8") as pending,
        open(os.path.join(folder, "completed.data"), "w", encoding="utf-8") as completed,
    ):
        for status, line in _lines(tracker_file):
            (pending if status == "pending" else completed).write(line)


def _lines(tracker_file: str) -> Iterator[tuple[str, str]]:
    connection = sqlite3.connect(f"file:{tracker_file}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    themes, notes = defaultdict(list), defaultdict(list)
    for action, name in connection.execute(
        "SELECT action_id, name FROM action_theme JOIN theme ON theme.id = theme_id"
    ):
        themes[action].append(name.lower().replace(" ", "_"))
    for action, day, text in connection.execute("SELECT action_id, noted_on, text FROM note"):
        notes[action].append((day, text))
    for row in connection.execute(_ACTIONS):
        status = _STATUS.get(row["status"], "pending")
        yield status, _line(row, status, themes[row["id"]], notes[row["id"]])
    connection.close()


def _line(row: sqlite3.Row, status: str, themes: list[str], notes: list[tuple[str, str]]) -> str:
    values = {
        "description": row["title"],
        "due": _epoch(row["due_on"]),
        "end": _epoch(row["done_on"] or row["status_on"]) if status != "pending" else "",
        "entry": _epoch(row["created_on"]),
        "modified": _epoch(row["status_on"]),
        "owner": row["owner"] or "",
        "priority": _PRIORITY.get(row["priority"], ""),
        "project": f"S{row['series_id']}.C{row['conversation_id']}",
        "start": _epoch(row["status_on"]) if row["status"] == "in-progress" else "",
        "status": status,
        "tags": ",".join(themes),
        "uuid": row["uid"],
    }
    for number, (day, text) in enumerate(notes):
        values[f"annotation_{int(_epoch(day)) + number}"] = text
    given = (
        f"{name}:{json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value
    )
    return f"[{' '.join(given)}]\n"


_MOVED = datetime.now(UTC).date() - TODAY


def _epoch(day: str | None) -> str:
    """Return the local midnight of a day, moved to where today is, as Taskwarrior keeps it."""
    if day is None:
        return ""
    moved = date.fromisoformat(day) + _MOVED
    return str(int(datetime(moved.year, moved.month, moved.day).astimezone().timestamp()))


if __name__ == "__main__":
    write(*sys.argv[1:])
