"""Lists for Taskwarrior and todo.txt: what stands in a task, a line, and what a title cannot do."""

import json
import re
from datetime import timedelta, timezone
from typing import Any

import pytest
import pytodotxt  # type: ignore[import-untyped]  # it is written without types
from formats_drawn import drawn
from hypothesis import given
from hypothesis import strategies as st
from task_samples import UID, of_tasks

from tracker.formats.visible import one_line


def warrior(changed: dict[str, Any], **look: object) -> dict[str, Any]:
    [found] = json.loads(drawn(of_tasks(changed), "taskwarrior", **look))
    return dict(found)


def todo(**changed: Any) -> pytodotxt.Task:
    return pytodotxt.Task(drawn(of_tasks(changed), "todotxt").rstrip("\n"))


# -- Taskwarrior ----------------------------------------------------------------------------------


def test_a_day_is_its_midnight_where_the_reader_is() -> None:
    assert warrior({})["due"] == "20170630T000000Z"
    east = timezone(timedelta(hours=3))
    assert warrior({}, zone=east)["due"] == "20170629T210000Z"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("not-started", "pending"),
        ("in-progress", "pending"),
        ("blocked", "pending"),
        ("implemented", "completed"),
        ("verified", "completed"),
        ("dropped", "deleted"),
    ],
)
def test_a_status_is_one_of_taskwarriors(status: str, told: str) -> None:
    assert warrior({"status": status})["status"] == told


def test_work_that_has_begun_is_started_and_what_begins_later_waits() -> None:
    assert warrior({})["start"] == "20170301T000000Z"
    later = warrior({"status": "not-started", "start": "2017-05-01"})
    assert (later["status"], later["wait"]) == ("waiting", "20170501T000000Z")
    assert "start" not in later


def test_notes_of_one_day_stay_apart_and_a_withheld_one_says_so() -> None:
    found = warrior({"annotations": ["2017-03-01 One", "2017-03-01 Two", "2017-03-02"]})
    told = [(each["entry"], each["description"]) for each in found["annotations"]]
    assert told == [
        ("20170301T000000Z", "One"),
        ("20170301T000001Z", "Two"),
        ("20170302T000000Z", "note withheld"),
    ]


def test_themes_are_tags_that_can_be_typed() -> None:
    found = warrior({"themes": ["Peace & Security", "2030 Agenda", "!"], "priority": "critical"})
    assert found["tags"] == ["peace_security", "_2030_agenda", "critical"]


def test_what_it_waits_for_is_named_by_uuid() -> None:
    assert warrior({"depends": [UID.format(2)]})["depends"] == [UID.format(2)]


def test_no_action_is_an_empty_list() -> None:
    assert json.loads(drawn(of_tasks(), "taskwarrior")) == []


@given(st.text(min_size=1).filter(str.strip))
def test_any_title_comes_back_out_of_the_json(title: str) -> None:
    assert warrior({"title": title})["description"] == one_line(title)


# -- todo.txt -------------------------------------------------------------------------------------


def test_a_line_says_when_who_what_and_by_when() -> None:
    found = todo(
        owner="Peacebuilding Support Office", series=["Prevention for peace"], themes=["A:b"]
    )
    assert found.priority == "C"
    assert str(found.creation_date) == "2017-02-24"
    assert found.projects == ["Prevention_for_peace", "A_b"]
    assert found.contexts == ["Peacebuilding_Support_Office"]
    assert found.attributes["due"] == ["2017-06-30"]
    assert found.attributes["ref"] == ["A1"]
    assert found.attributes["status"] == ["in-progress"]


def test_what_is_closed_is_marked_with_its_day_and_keeps_its_priority() -> None:
    found = todo(status="implemented", done_on="2017-06-01", priority="critical")
    assert found.is_completed
    assert str(found.completion_date) == "2017-06-01"
    assert found.attributes["pri"] == ["A"]
    assert "status" not in found.attributes
    assert todo(status="dropped").attributes["status"] == ["dropped"]


@pytest.mark.parametrize(
    "title",
    ["x 2017-01-01 Draft", "(A) Draft", "+peace @home", "due:2020-01-01", "Meet at 10:30", "a\nb"],
)
def test_a_title_never_becomes_a_mark(title: str) -> None:
    found = todo(title=title)
    assert not found.is_completed
    assert found.priority == "C"
    assert found.projects == ["Prevention"]
    assert found.contexts == ["PBSO"]
    assert found.attributes["due"] == ["2017-06-30"]
    assert set(found.attributes) == {"due", "status", "id", "ref"}


def test_an_address_in_a_title_stays_whole() -> None:
    assert "https://example.org/a" in str(todo(title="Read https://example.org/a"))


@given(st.text(min_size=1).filter(str.strip))
def test_any_title_is_one_line_and_brings_no_words_of_its_own(title: str) -> None:
    told = drawn(of_tasks({"title": title}), "todotxt")
    assert re.sub(r"\s+$", "", told).count("\n") == 0
    found = pytodotxt.Task(told.rstrip("\n"))
    assert found.projects == ["Prevention"]
    assert found.contexts == ["PBSO"]
