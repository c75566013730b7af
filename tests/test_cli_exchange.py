"""`export` and `list` for calendars and task lists: what they take, and what may leave there."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import Desk
from drawn_bytes import found_in

from tracker import formats
from tracker.cli.localtime import LocalZone

NAMES = [name for name in formats.of(formats.ACTIONS) if formats.needs(name)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    return found


# -- what is asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["export", "list"])
def test_fields_words_and_headings_of_such_a_format_are_its_own(
    desk: Desk, command: str, name: str
) -> None:
    refused = {"--columns": "ref,title"}
    refused |= {"--vocabulary": "gao"} if command == "export" else {"--group": "owner"}
    for flag, value in refused.items():
        found = desk.run(command, "-f", name, flag, value)
        assert (found.code, found.out) == (2, "")
        assert found.err == (
            f"Error: {name} has fields and words of its own, so {flag} changes nothing."
            " Leave it out.\n"
        )
    assert "A1" in desk.do(command, "-f", name)


@pytest.mark.parametrize("name", NAMES)
def test_our_own_words_may_be_asked_for(desk: Desk, name: str) -> None:
    own = desk.do("export", "-f", name, "--vocabulary", "tracker")
    assert own == desk.do("export", "-f", name)


@pytest.mark.parametrize(
    "command", ["table", "brief", "progress", "conversation list", "history", "show A1"]
)
@pytest.mark.parametrize("name", NAMES)
def test_only_actions_are_written_for_calendars_and_task_lists(
    desk: Desk, command: str, name: str
) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    found = desk.run(*command.split(), "-f", name)
    assert (found.code, found.out) == (2, "")
    assert f"cannot be written as {name}" in found.err


@pytest.mark.parametrize(
    ("file", "begins"),
    [
        ("follow-up.ics", "BEGIN:VCALENDAR"),
        ("todo.txt", "2017-02-24 Draft +C1 @PBSO"),
        ("TODO.TXT", "2017-02-24 Draft +C1 @PBSO"),
        ("my-todo.txt", "Ref  UID"),
    ],
)
def test_the_name_of_the_file_says_the_format(desk: Desk, file: str, begins: str) -> None:
    path = desk.folder / file
    desk.do("export", "-o", str(path))
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_a_todo_file_of_anything_else_is_plain_text(desk: Desk) -> None:
    path = desk.folder / "todo.txt"
    desk.do("party", "list", "-o", str(path))
    assert "PBSO" in path.read_text(encoding="utf-8")


def test_events_are_left_out_of_a_calendar_only(desk: Desk) -> None:
    assert "BEGIN:VEVENT" in desk.do("export", "-f", "ics")
    for command in ("export", "list"):
        told = desk.do(command, "-f", "ics", "--no-events")
        assert "BEGIN:VTODO" in told
        assert "VEVENT" not in told
        found = desk.run(command, "-f", "csv", "--no-events")
        assert found.code == 2
        assert "--no-events is for a calendar" in found.err


@pytest.mark.parametrize("name", NAMES)
def test_filters_order_and_limit_are_those_of_every_list(desk: Desk, name: str) -> None:
    told = desk.do("export", "-f", name, "--sort", "-ref", "--limit", "1")
    assert "Circulate" in told
    assert "Draft" not in told
    assert "Circulate" not in desk.do("list", "-f", name, "--owner", "PBSO")


@pytest.mark.parametrize("name", NAMES)
def test_as_of_a_day_an_export_is_the_one_of_that_day(desk: Desk, name: str) -> None:
    before = desk.do("export", "-f", name)
    desk.do("start", "A1", "--next", "Call", TRACKER_TODAY="2017-03-01")
    desk.do("note", "A1", "News", "--share", TRACKER_TODAY="2017-03-02")
    now = {"TRACKER_TODAY": "2017-03-31"}
    assert desk.do("export", "-f", name, "--as-of", "2017-02-24", **now) == before
    assert desk.do("export", "-f", name, **now) != before


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_leave_as_the_same_bytes(desk: Desk, name: str) -> None:
    assert desk.do("export", "-f", name) == desk.do("export", "-f", name)


def test_a_calendar_does_not_change_because_a_day_went_by(desk: Desk) -> None:
    assert desk.do("export", "-f", "ics") == desk.do(
        "export", "-f", "ics", TRACKER_TODAY="2017-06-30", TRACKER_NOW="2017-06-30T09:00:00Z"
    )


def test_without_icalendar_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] == "icalendar"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    path = desk.folder / "out.ics"
    found = desk.run("export", "-o", str(path))
    assert (found.code, found.out) == (2, "")
    assert found.err.count("\n") == 1
    assert "pip install 'tracker[calendar]'" in found.err
    assert [each.name for each in desk.folder.iterdir() if "out" in each.name] == []


# -- how a calendar knows what is newer -----------------------------------------------------------


def sequence(desk: Desk, ref: str) -> int:
    text = desk.do("export", "-f", "ics", "--no-events", "--attributed").replace("\r\n ", "")
    [found] = re.findall(rf"SUMMARY:{ref} .*?SEQUENCE:(\d+)", text, re.DOTALL)
    return int(found)


def test_every_change_of_an_action_makes_it_newer(desk: Desk) -> None:
    desk.do("add", "Third")
    desk.do("add", "Fourth")
    changes = [
        ("update", "A1", "--title", "Drafted"),
        ("update", "A1", "--theme", "Peace", "--create"),
        ("update", "A1", "--after", "A2"),
        ("note", "A1", "News"),
        ("note", "N1", "Mended", "--correct", "--why", "Typed wrong"),
        ("archive", "N1"),
        ("undo",),
        ("merge", "A3", "--into", "A1", "--yes"),
        ("undo",),
        ("done", "A1", "--note", "Sent"),
        ("undo",),
    ]
    known, other = [sequence(desk, "A1")], sequence(desk, "A4")
    for number, line in enumerate(changes):
        desk.do(*line, TRACKER_NOW=f"2017-02-24T10:{number:02}:00Z")
        known.append(sequence(desk, "A1"))
    assert known == sorted(set(known))
    assert sequence(desk, "A4") == other


def test_a_note_that_came_and_went_again_makes_nothing_older(desk: Desk) -> None:
    desk.do("note", "A2", "Early news")
    desk.do("add", "Third")
    known = [sequence(desk, "A3")]
    for number, line in enumerate((("merge", "A2", "--into", "A3", "--yes"), ("undo",))):
        desk.do(*line, TRACKER_NOW=f"2017-02-24T10:{number:02}:00Z")
        known.append(sequence(desk, "A3"))
    assert known == sorted(set(known))


# -- what may leave -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_person_leaves_as_the_post_and_a_note_as_its_day(desk: Desk, name: str) -> None:
    desk.do("party", "add", "Inès Kouassi", "--kind", "person", "--part-of", "PBSO")
    desk.do("add", "Ask them", "--for", "R1", "--owner", "Inès Kouassi")
    desk.do("note", "A3", "Heard in the room", "--on", "2017-02-23")
    told = found_in(desk.do("export", "-f", name).encode())
    for word in ("Kouassi", "In\u00e8s", "Heard"):
        assert word not in told
    own = found_in(desk.do("export", "-f", name, "--attributed").encode())
    assert "Kouassi" in own
    if name != "todotxt":
        assert "Heard in the room" in own


def test_a_name_in_a_note_stops_what_leaves_and_says_how_that_is_mended(desk: Desk) -> None:
    desk.do("party", "add", "Inès Kouassi", "--kind", "person")
    desk.do("note", "A1", "Kouassi will call", "--share")
    found = desk.run("export", "-f", "taskwarrior")
    assert (found.code, found.out) == (4, "")
    assert "A1, annotations: Inès Kouassi · mend with: tracker show A1, then: tracker note" in (
        found.err
    )
    assert "[name withheld] will call" in desk.do("export", "-f", "taskwarrior", "--redact")


def test_a_verb_that_begins_a_note_is_no_name(desk: Desk) -> None:
    desk.do("party", "add", "Ulysses Grant", "--kind", "person")
    desk.do("note", "A1", "Grant the mandates time", "--share")
    for name in NAMES:
        assert desk.run("export", "-f", name).code == 0


@pytest.mark.parametrize("name", NAMES)
def test_what_waits_for_something_confidential_does_not_point_at_it(desk: Desk, name: str) -> None:
    desk.do("conversation", "add", "Hidden", "--on", "2017-02-02", "--attribution", "confidential")
    desk.do("add", "Hidden act", "--conversation", "C2")
    desk.do("update", "A1", "--after", "A3")
    [hidden] = json.loads(desk.do("list", "--json", "--columns", "uid", "--conversation", "C2"))[
        "items"
    ]
    told = desk.do("export", "-f", name)
    assert hidden["uid"] not in told
    assert "A3" not in told
    assert hidden["uid"] in desk.do("export", "-f", name, "--include-confidential")


# -- local time -----------------------------------------------------------------------------------


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the zone that the process runs in, until the test is over."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("UTC", (2017, 6, 30), "20170630T0000"),
        ("America/New_York", (2017, 6, 30), "20170630T0400"),
        ("America/New_York", (2017, 12, 31), "20171231T0500"),
        ("Asia/Kathmandu", (2017, 6, 30), "20170629T1815"),
        ("America/Sao_Paulo", (2017, 10, 15), "20171015T0300"),  # a day that began at one
    ],
)
def test_a_day_begins_by_the_rules_of_the_zone_of_the_process(
    in_zone: Callable[[str], None], zone: str, day: tuple[int, int, int], instant: str
) -> None:
    in_zone(zone)
    begins = datetime(*day, tzinfo=LocalZone()).astimezone(UTC)
    assert f"{begins:%Y%m%dT%H%M}" == instant


def test_a_year_that_the_system_does_not_know_is_in_utc(in_zone: Callable[[str], None]) -> None:
    in_zone("America/New_York")
    assert LocalZone().utcoffset(datetime(1, 1, 1)) is not None  # noqa: DTZ001 - as tzinfo gets it
    assert (LocalZone().dst(None), LocalZone().tzname(None)) == (None, None)


def test_taskwarrior_is_told_the_midnight_of_where_the_program_runs(desk: Desk) -> None:
    desk.environ["TZ"] = "America/New_York"
    [first, _] = json.loads(desk.process("export", "-f", "taskwarrior").stdout)
    assert first["due"] == "20170331T040000Z"
    assert first["entry"] == "20170224T050000Z"
