"""Formats of other programs: they have fields and words of their own, and leak nothing."""

from pathlib import Path

import pytest
from command_line import Desk
from drawn_bytes import found_in

from tracker import formats

OWN = [name for name in formats.of(formats.ACTIONS) if formats.needs(name)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    return desk


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "args",
    [
        ("export", "--columns", "ref"),
        ("export", "--vocabulary", "gao"),
        ("list", "--columns", "ref"),
        ("list", "--group", "owner"),
    ],
)
def test_what_such_a_format_does_not_let_choose_is_refused(
    desk: Desk, name: str, args: tuple[str, ...]
) -> None:
    found = desk.run(*args, "-f", name)
    assert (found.code, found.out) == (2, "")
    assert f"{name} has fields and words of its own, so {args[1]} changes nothing" in found.err


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("command", ["table", "party list", "progress", "show A1"])
def test_only_actions_are_written_in_such_a_format(desk: Desk, name: str, command: str) -> None:
    found = desk.run(*command.split(), "-f", name)
    assert (found.code, found.out) == (2, "")
    assert f"cannot be written as {name}" in found.err


def test_a_calendar_without_events_is_asked_of_a_calendar(desk: Desk) -> None:
    assert "VEVENT" in desk.do("export", "-f", "ics")
    assert "VEVENT" not in desk.do("export", "-f", "ics", "--no-events")
    found = desk.run("export", "-f", "csv", "--no-events")
    assert found.code == 2
    assert "--no-events is for a calendar" in found.err


def test_a_file_called_todo_txt_is_one(desk: Desk) -> None:
    path = desk.folder / "todo.txt"
    desk.do("export", "-o", str(path))
    assert "(C) 2017-02-24 Circulate" in path.read_text(encoding="utf-8")
    other = desk.folder / "list.txt"
    desk.do("list", "-o", str(other))
    assert "ref:" not in other.read_text(encoding="utf-8")


def test_filters_and_order_are_those_of_any_list(desk: Desk) -> None:
    told = desk.do("export", "-f", "todotxt", "--owner", "PBSO")
    assert "ref:A1" in told
    assert "ref:A2" not in told
    assert desk.do("list", "-f", "todotxt", "--sort", "-ref").index("ref:A2") == desk.do(
        "list", "-f", "todotxt", "--sort", "-ref", "--limit", "1"
    ).index("ref:A2")


@pytest.mark.parametrize("name", OWN)
def test_a_note_that_may_not_leave_leaves_its_day_only(desk: Desk, name: str) -> None:
    desk.do("note", "A1", "The room agreed on little")
    desk.do("note", "A1", "The text was tabled", "--share")
    told = desk.do("export", "-f", name)
    assert "agreed on little" not in told
    assert ("tabled" in told) == (name != "todotxt")


@pytest.mark.parametrize("name", OWN)
def test_what_waits_for_something_confidential_does_not_name_it(desk: Desk, name: str) -> None:
    import json

    desk.do("conversation", "add", "Hidden", "--on", "2017-02-21", "--attribution", "confidential")
    desk.do("add", "Hidden act", "--conversation", "C2")
    desk.do("update", "A1", "--after", "A3")
    [hidden] = json.loads(desk.do("list", "--columns", "ref,uid", "--json"))["items"][-1:]
    assert hidden["ref"] == "A3"
    told = found_in(desk.do("export", "-f", name).encode())
    for word in ("A3", "Hidden", hidden["uid"]):
        assert word not in told
