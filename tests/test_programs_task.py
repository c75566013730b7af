"""Taskwarrior takes what is exported for it, and gives it back."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from command_line import Desk
from drawn_bytes import written
from formats_tasks import tasks
from programs import needed

ZONE = "America/New_York"


class Taskwarrior:
    """Taskwarrior with a folder of its own, as it comes: nothing is configured."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "rc").write_text("hooks=0\n", encoding="utf-8")
        self._program = needed("task")
        self._environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TASKDATA": str(folder),
            "TASKRC": str(folder / "rc"),
            "TZ": ZONE,
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *args: str) -> str:
        found = subprocess.run(
            [self._program, *args],
            env=self._environ,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        return found.stdout

    def tasks(self) -> dict[str, dict[str, Any]]:
        """Return what it exports, by uuid, without what it reckons for itself."""
        known = {
            each["uuid"]: each for each in json.loads(self.run("rc.verbose=nothing", "export"))
        }
        for each in known.values():
            del each["id"], each["urgency"]
        return known


@pytest.fixture
def taskwarrior(tmp_path: Path) -> Taskwarrior:
    return Taskwarrior(tmp_path / "task")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an action in every status, read where a day begins at four or five in UTC."""
    desk = Desk(tmp_path)
    desk.environ["TZ"] = ZONE
    desk.seed()
    desk.do("update", "A2", "--theme", "Women, peace & security", "--create", "--after", "A1")
    for number, verb in ((3, "start"), (4, "block"), (5, "done"), (6, "done"), (7, "drop")):
        desk.do("add", f"Action {number}", "--due", "2017-07-04", "--priority", "critical")
        why = ("--why", '[Waits] for "them"') if verb in ("block", "drop") else ()
        closure = ("--as", "declined") if verb == "drop" else ()
        desk.do(verb, f"A{number}", *why, *closure, *(("--note", "Sent") if verb == "done" else ()))
    desk.do("verify", "A6")
    desk.do("add", "Begin later", "--start", "2098-12-31", "--due", "2099-01-01")
    desk.do("note", "A3", "Début: [sic] C:\\new", "--share")
    desk.do("note", "A3", "Said twice that day", "--share")
    return desk


def given(path: Path) -> dict[str, dict[str, Any]]:
    """Return what was exported, by uuid; what waits is pending since 2.6, until its day."""
    known = {each["uuid"]: each for each in json.loads(path.read_text(encoding="utf-8"))}
    for each in known.values():
        if each["status"] == "waiting":
            each["status"] = "pending"
    return known


def test_taskwarrior_gives_back_every_field_as_it_was_exported(
    desk: Desk, taskwarrior: Taskwarrior, tmp_path: Path
) -> None:
    path = tmp_path / "tasks.json"
    assert desk.process("export", "-f", "taskwarrior", "-o", str(path)).returncode == 0
    taskwarrior.run("import", str(path))
    found = taskwarrior.tasks()
    assert found == given(path)
    by_ref = {each["ref"]: each for each in found.values()}
    assert by_ref["A1"]["owner"] == "PBSO"
    assert by_ref["A2"]["depends"] == [by_ref["A1"]["uuid"]]
    assert by_ref["A2"]["tags"] == ["women_peace_security"]
    assert len(by_ref["A3"]["annotations"]) == 2
    assert [by_ref[f"A{number}"]["status"] for number in range(1, 9)] == [
        *("pending", "pending", "pending", "pending"),
        *("completed", "completed", "deleted", "pending"),
    ]
    assert "Begin later" in taskwarrior.run("+WAITING", "all")
    local = taskwarrior.run("rc.verbose=nothing", "_get", f"{by_ref['A3']['uuid']}.due")
    assert local.strip() == "2017-07-04T00:00:00"


def test_a_second_import_updates_and_adds_nothing(
    desk: Desk, taskwarrior: Taskwarrior, tmp_path: Path
) -> None:
    path = tmp_path / "tasks.json"
    desk.process("export", "-f", "taskwarrior", "-o", str(path))
    taskwarrior.run("import", str(path))
    before = taskwarrior.tasks()
    taskwarrior.run("import", str(path))
    assert taskwarrior.tasks() == before
    desk.do("update", "A3", "--title", "Action three", "--due", "2017-07-14", "--why", "Late")
    desk.process("export", "-f", "taskwarrior", "-o", str(path), "--force")
    taskwarrior.run("import", str(path))
    assert unstamped(taskwarrior.tasks()) == unstamped(given(path))


def unstamped(known: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return tasks without the time of change, which Taskwarrior sets when it updates one."""
    return {
        uuid: {name: value for name, value in each.items() if name != "modified"}
        for uuid, each in known.items()
    }


TITLES = (
    '[brackets] "quotes" \\ and C:\\new\\Notes {braces} (parens)',
    "+tag -tag project:x due:tomorrow /find/replace/ uuid:1",
    "=SUM(A1) ' % $HOME `id` ~ # !",
    "إعداد مذكرة حول صون السلام",
    "Évaluer l'état d'avancement à mi-parcours\u00a0: « bilan »",
    "漢字 🚒 👩\u200d🚒",
    "tab\there\nand a line, \x1b[31mred\x07 and \u202eturned",
    "x" * 3000,
    "  spaces  around  ",
)


def test_any_title_note_and_owner_come_back(taskwarrior: Taskwarrior, tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    records = [
        {
            "uid": str(UUID(int=number)),
            "title": title,
            "owner": title,
            "themes": [title],
            "annotations": [f"2017-03-01 {title}", "2017-03-02"],
        }
        for number, title in enumerate(TITLES, start=1)
    ]
    path.write_bytes(written(tasks("taskwarrior", *records), "taskwarrior"))
    taskwarrior.run("import", str(path))
    assert taskwarrior.tasks() == given(path)
