"""Taskwarrior takes the list in with `task import`, and gives it back with `task export`."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Desk
from programs import run

Tasks = dict[str, dict[str, Any]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    desk.do("update", "A1", "--theme", "Women, peace", "--create", "--after", "A2")
    desk.do("note", "A1", "Demandé à l'équipe [brouillon] =1+1", "--share")
    desk.do("note", "A1", "مذكرة", "--share")
    desk.do("update", "A2", "--owner", "Ministère des affaires étrangères", "--create")
    (tmp_path / "data").mkdir()
    (tmp_path / "taskrc").write_text(
        f"data.location={tmp_path}/data\nconfirmation=no\njson.array=1\n", encoding="utf-8"
    )
    return desk


def task(desk: Desk, *args: str) -> str:
    return run("task", *args, TASKRC=str(desk.folder / "taskrc"), TZ="America/New_York")


def handed_over(desk: Desk) -> tuple[Tasks, Tasks]:
    """Return what was written, and what Taskwarrior gives back of it, by reference."""
    path = desk.folder / "tasks.json"
    path.write_text(desk.process("export", "-f", "taskwarrior").stdout, encoding="utf-8")
    task(desk, "import", str(path))
    back = json.loads(task(desk, "export"))
    return (
        {each["ref"]: each for each in json.loads(path.read_text(encoding="utf-8"))},
        {each["ref"]: each for each in back},
    )


def test_taskwarrior_gives_back_what_it_was_given(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    given, back = handed_over(desk)
    assert set(back) == {"A1", "A2"}
    for ref, each in given.items():
        for name in ("uuid", "description", "due", "tags", "owner", "status", "entry", "priority"):
            assert back[ref].get(name) == each.get(name), name
        assert back[ref].get("annotations", []) == each.get("annotations", [])
    assert len(back["A1"]["annotations"]) == 2
    # One string in 2.5, an array since 2.6.
    assert str(back["A2"]["uuid"]) in back["A1"]["depends"]


def test_a_deadline_is_the_same_day_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    handed_over(desk)
    assert "2017-03-31T00:00" in "".join(task(desk, "_get", f"{number}.due") for number in (1, 2))


def test_a_second_import_changes_tasks_and_adds_none(desk: Desk) -> None:
    handed_over(desk)
    desk.do("update", "A1", "--due", "2017-04-28", "--why", "The Council asked for more time")
    given, back = handed_over(desk)
    assert len(back) == 2
    assert back["A1"]["due"] == given["A1"]["due"]
