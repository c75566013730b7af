"""The programs as they stand on their desks: how each is called, and with which file.

A desk has a file that is only read and a copy that the writing commands may change, and hands
out what the placeholders of `probes` stand for.
"""

import os
import shutil
import sqlite3
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import cycle

import cache
from drawing import TODAY
from probes import Probe

_TURNS = 10_000


class Desk(ABC):
    """One program with its file of one size; `folder` is for what it writes."""

    name = ""

    def __init__(self, tracker_file: str, folder: str) -> None:
        self.folder = folder
        self.fixed, self._turns = _placeholders(tracker_file)
        self.number = 0
        self.environment = {
            "HOME": folder,
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", os.defpath),
        }

    @abstractmethod
    def command(self, probe: Probe) -> tuple[list[str], dict[str, str]]:
        """Return the command line and the environment for the next run of a probe."""

    def _filled(self, words: tuple[str, ...]) -> list[str]:
        self.number += 1
        turn = (
            next(self._turns) if any("{ref}" in each or "{uuid}" in each for each in words) else {}
        )
        return [each.format(number=self.number, **self.fixed, **turn) for each in words]


class Tracker(Desk):
    """The tracker of this checkout, under the interpreter that runs the benchmark."""

    name = "tracker"

    def __init__(self, tracker_file: str, folder: str) -> None:
        super().__init__(tracker_file, folder)
        script = os.path.join(os.path.dirname(sys.executable), "tracker")
        found = os.access(script, os.X_OK)
        self._call = [script] if found else [sys.executable, "-m", "tracker"]
        self._read = tracker_file
        self._write = os.path.join(folder, "tracker.db")
        self.environment |= {
            "TRACKER_BY": "keeper",
            "TRACKER_NO_INPUT": "1",
            "TRACKER_TODAY": TODAY.isoformat(),
        }

    def command(self, probe: Probe) -> tuple[list[str], dict[str, str]]:
        """Return the command line and the environment for the next run of a probe."""
        if probe.writes and not os.path.exists(self._write):
            cache.copy(self._read, self._write)
        path = self._write if probe.writes else self._read
        environment = {**self.environment, "TRACKER_DB": path, **probe.environment}
        return [*self._call, *self._filled(probe.tracker)], environment


class Taskwarrior(Desk):
    """Debian's `task`, with a configuration and data of its own."""

    name = "task"

    def __init__(self, tracker_file: str, made: str, folder: str) -> None:
        super().__init__(tracker_file, folder)
        self._call = [shutil.which("task") or "task"]
        data = os.path.join(folder, "task")
        cache.copy(made, data)
        self.environment |= {"TASKDATA": data, "TASKRC": os.path.join(data, "taskrc")}

    def command(self, probe: Probe) -> tuple[list[str], dict[str, str]]:
        """Return the command line and the environment for the next run of a probe."""
        return [*self._call, *self._filled(probe.taskwarrior)], self.environment


def has_taskwarrior() -> bool:
    """Tell whether there is a `task` to compare with."""
    return shutil.which("task") is not None


def _placeholders(path: str) -> tuple[dict[str, str], Iterator[dict[str, str]]]:
    """Return what stays the same in every run, and one open action after the other."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    one = connection.execute("SELECT short FROM party WHERE id = 2").fetchone()
    middle = "SELECT name FROM series ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM series)"
    fixed = {"owner": str(one[0]), "series": str(connection.execute(middle).fetchone()[0])}
    found = connection.execute(
        "SELECT id, uid FROM action WHERE archived_on IS NULL AND due_on < '2019-01-01'"
        " AND status IN ('not-started', 'in-progress') ORDER BY id DESC LIMIT ?",
        (_TURNS,),
    ).fetchall()
    connection.close()
    if not found:
        raise ValueError(f"{path} has no open action to change.")
    return fixed, cycle({"ref": f"A{number}", "uuid": str(uid)} for number, uid in found)
