"""Run the program in a folder of its own, as a person would: for the tests of the command line."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from tracker.cli.app import app

TODAY = "2017-02-24"


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Desk:
    """A folder with a tracker file, an environment without surprises, and a fixed today."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "desk.db"
        self.environ: dict[str, str | None] = {
            "TRACKER_DB": str(self.file),
            "TRACKER_TODAY": TODAY,
            "TRACKER_BY": "desk",
            "TRACKER_NOW": f"{TODAY}T09:00:00Z",
            "TRACKER_FORMAT": None,
            "TRACKER_COLOR": None,
            "TRACKER_NO_INPUT": None,
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
            "NO_COLOR": None,
            "FORCE_COLOR": None,
            "COLUMNS": "80",
        }

    def run(self, *args: str, typed: str | None = None, **environ: str | None) -> Result:
        """Run a command in this process."""
        found = CliRunner().invoke(app, list(args), input=typed, env={**self.environ, **environ})
        return Result(found.exit_code, found.stdout, found.stderr)

    def do(self, *args: str, **environ: str | None) -> str:
        """Run a command that has to succeed; return what it printed."""
        found = self.run(*args, **environ)
        assert found.code == 0, found
        return found.out

    def seed(self) -> None:
        """Record one conversation, recommendation and party, and two actions."""
        self.do("party", "add", "Peacebuilding Support Office", "--short", "PBSO")
        self.do("conversation", "add", "Second", "--on", "2017-02-20")
        self.do("recommendation", "add", "Design mandates", "--from", "C1", "--to", "PBSO")
        self.do("add", "Draft", "--for", "R1", "--owner", "PBSO", "--due", "2017-03-31")
        self.do("add", "Circulate")

    def process(self, *args: str | bytes, **more: object) -> "subprocess.CompletedProcess[str]":
        """Run a command in a process of its own."""
        found: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, "-m", "tracker", *args],
            env=self.process_environ(),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            **more,  # type: ignore[call-overload]  # options by name
        )
        return found

    def process_environ(self) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in self.environ}
        return kept | {name: value for name, value in self.environ.items() if value is not None}
