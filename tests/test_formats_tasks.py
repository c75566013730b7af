"""Taskwarrior's JSON and todo.txt: what is written is what was recorded, and titles stay titles."""

import json
import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytodotxt  # type: ignore[import-untyped]  # it says none
from drawn_bytes import written
from formats_tasks import OTHER, SAMPLES, STATUSES, TEXTS, UID, tasks
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.visible import one_line

# -- Taskwarrior ----------------------------------------------------------------------------------


def exported(*changed: dict[str, Any], zone: tzinfo | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        written(tasks("taskwarrior", *changed), "taskwarrior", zone=zone)
    )
    return found


def task(zone: tzinfo | None = None, **changed: Any) -> dict[str, Any]:
    [found] = exported(changed, zone=zone)
    return found


@given(TEXTS, TEXTS)
def test_any_title_and_note_come_back_from_json(title: str, note: str) -> None:
    found = task(title=title, owner=title, annotations=[f"2017-03-01 {note}"])
    assert found["description"] == found["owner"] == one_line(title)
    [annotation] = found["annotations"]
    assert annotation["description"] == one_line(note)


def test_taskwarrior_gets_one_task_a_line() -> None:
    lines = written(tasks("taskwarrior", *SAMPLES), "taskwarrior").decode().splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", len(SAMPLES) + 2)
    for line in lines[1:-1]:
        json.loads(line.removesuffix(","))


def test_no_actions_are_an_empty_array() -> None:
    empty = tasks("taskwarrior")
    empty.rows = []
    assert json.loads(written(empty, "taskwarrior")) == []


STATUS = {
    "not-started": ("pending", False, None),
    "in-progress": ("pending", True, None),
    "blocked": ("pending", False, None),
    "implemented": ("completed", False, "20170324T000000Z"),
    "verified": ("completed", False, "20170324T000000Z"),
    "dropped": ("deleted", False, "20170301T000000Z"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_that_of_taskwarrior(status: str) -> None:
    done_on = "2017-03-24" if status in ("implemented", "verified") else None
    found = task(status=status, done_on=done_on)
    assert (found["status"], "start" in found, found.get("end")) == STATUS[status]
    assert ("blocked" in found.get("tags", ())) == (status == "blocked")


def test_what_was_done_on_a_day_that_nobody_knows_ended_when_its_status_came() -> None:
    assert task(status="implemented")["end"] == "20170301T000000Z"


@pytest.mark.parametrize(
    ("status", "start", "told"),
    [
        ("not-started", "2017-04-11", "waiting"),
        ("not-started", "2017-04-10", "pending"),
        ("blocked", "2017-04-11", "pending"),
    ],
)
def test_an_action_waits_until_its_start_day(status: str, start: str, told: str) -> None:
    found = task(status=status, start=start)  # asked on 10 April
    assert found["status"] == told
    assert found["scheduled"] == start.replace("-", "") + "T000000Z"
    assert found.get("wait") == (found["scheduled"] if told == "waiting" else None)


def test_what_an_action_has_is_told_in_fields_of_taskwarrior_and_three_of_ours() -> None:
    assert task(
        priority="critical", themes=["Peace & security", "2030 Agenda"], depends=[OTHER]
    ) == {
        "uuid": UID,
        "description": "Draft the note",
        "status": "pending",
        "priority": "H",
        "project": "Prevention for sustaining peace",
        "tags": ["peace_security", "_2030_agenda", "critical"],
        "due": "20170630T000000Z",
        "entry": "20170227T000000Z",
        "modified": "20170317T093000Z",
        "depends": [OTHER],
        "owner": "PBSO",
        "ref": "A12",
        "recommendations": "R3",
    }


def test_an_action_of_no_series_is_filed_under_its_conversation() -> None:
    assert task(series=[])["project"] == "C2"
    assert "project" not in task(series=[], conversations=[])


def test_notes_of_one_day_stand_a_second_apart_and_withheld_ones_say_so() -> None:
    found = task(annotations=["2017-03-01 One", "2017-03-01 Two", "2017-03-02"])["annotations"]
    assert [(each["entry"], each["description"]) for each in found] == [
        ("20170301T000000Z", "One"),
        ("20170301T000001Z", "Two"),
        ("20170302T000000Z", "note withheld"),
    ]


ZONES = ("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Sao_Paulo")
DAYS = st.dates(date(1980, 1, 3), date(9999, 12, 29))


@given(DAYS, st.sampled_from(ZONES))
def test_a_day_leaves_as_the_instant_at_which_it_begins(day: date, name: str) -> None:
    zone = ZoneInfo(name)
    due = task(zone, due=day.isoformat())["due"]
    instant = datetime.strptime(due, "%Y%m%dT%H%M%S%z")
    assert instant.astimezone(zone).date() == day
    assert (instant - timedelta(seconds=1)).astimezone(zone).date() < day


def test_the_time_of_a_change_is_utc_wherever_it_is_read() -> None:
    assert task(ZoneInfo("Asia/Tokyo"))["modified"] == "20170317T093000Z"


def test_a_day_that_taskwarrior_cannot_read_is_left_out() -> None:
    assert "due" not in task(due="1979-12-31")
    assert "due" not in task(timezone(timedelta(hours=5)), due="1980-01-01")
    assert "due" not in task(timezone(timedelta(hours=5)), due="0001-01-01")
    assert task(due="1980-01-01")["due"] == "19800101T000000Z"
    assert task(annotations=["1979-12-31 Old"]).get("annotations") is None


# -- todo.txt -------------------------------------------------------------------------------------


def todo(**changed: Any) -> Any:
    """The one task of an action, as a real parser of todo.txt reads it."""
    line = written(tasks("todotxt", changed), "todotxt").decode()
    assert line.endswith("\n")
    [found] = pytodotxt.TodoTxtParser().parse_str(line)
    return found


def bare(text: str) -> str:
    """A text without what todo.txt makes stand apart or guards."""
    return re.sub(r"'(?=[+@])|\s+", "", text)


@given(TEXTS)
def test_a_title_invents_no_project_no_owner_no_attribute_and_is_kept(title: str) -> None:
    found = todo(title=title)
    assert found.projects == ["Prevention_for_sustaining_peace"]
    assert found.contexts == ["PBSO"]
    assert found.attributes == {"due": ["2017-06-30"], "ref": ["A12"], "id": [UID]}
    assert (found.is_completed, found.priority) == (False, None)
    assert found.creation_date == date(2017, 2, 27)
    assert found.completion_date is None
    tail = " +Prevention_for_sustaining_peace @PBSO due:"
    told = f" {found.description}".partition(tail)[0]
    assert bare(told) == bare(one_line(title))


@given(TEXTS)
def test_any_name_of_a_series_or_owner_is_one_word(name: str) -> None:
    found = todo(series=[name], owner=name, themes=[name])
    assert len(found.projects) == len(found.contexts) == bool(one_line(name).strip())
    assert list(found.attributes) == ["due", "ref", "id"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Ask +1 and @all", "Ask '+1 and '@all"),
        ("C+ at 5@noon, a + b", "C+ at 5@noon, a + b"),
        ("MINUSTAH:expiry", "MINUSTAH: expiry"),
        ("Look (https://example.org/a:b)", "Look ( https://example.org/a:b)"),
        ("x 2017-01-01 done", "x 2017-01-01 done"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_title_that_looks_like_syntax(title: str, told: str) -> None:
    assert todo(title=title).description.startswith(f"{told} +Prevention")


@pytest.mark.parametrize("status", STATUSES)
def test_a_mark_a_day_and_a_word_say_the_status(status: str) -> None:
    found = todo(status=status, done_on="2017-03-24", priority="critical")
    is_closed = status in ("implemented", "verified", "dropped")
    assert found.is_completed == is_closed
    assert found.priority == (None if is_closed else "A")
    assert found.attributes.get("pri") == (["A"] if is_closed else None)
    ended = date(2017, 3, 1 if status == "dropped" else 24)
    assert found.completion_date == (ended if is_closed else None)
    is_told = status in ("not-started", "implemented")
    assert found.attributes.get("status") == (None if is_told else [status])


def test_what_an_action_has_is_told_in_words_of_todotxt() -> None:
    found = todo(
        priority="important",
        themes=["Women, peace"],
        owner="UN: Office",
        start="2017-05-02",
        due=None,
    )
    assert found.priority == "B"
    assert found.projects == ["Prevention_for_sustaining_peace", "Women,_peace"]
    assert found.contexts == ["UN_Office"]
    assert found.attributes == {"t": ["2017-05-02"], "ref": ["A12"], "id": [UID]}
