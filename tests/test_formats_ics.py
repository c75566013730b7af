"""Calendars: what a client reads in the components, taken apart by the library of the format."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from formats_drawn import drawn
from hypothesis import given
from hypothesis import strategies as st
from task_samples import UID, of_tasks

from tracker.formats.visible import one_line


def read(*changed: dict[str, Any], **look: object) -> Any:
    return icalendar.Calendar.from_ical(drawn(of_tasks(*changed), "ics", **look))


def task(**changed: Any) -> Any:
    [found] = read(changed).walk("VTODO")
    return found


def event(**changed: Any) -> Any:
    [found] = read(changed).walk("VEVENT")
    return found


def test_a_task_is_due_on_its_day_and_an_event_takes_that_day() -> None:
    assert task()["DUE"].dt == date(2017, 6, 30)
    assert event()["DTSTART"].dt == date(2017, 6, 30)
    assert event()["DTEND"].dt == date(2017, 7, 1)
    assert event()["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("status", "told", "percent"),
    [
        ("not-started", "NEEDS-ACTION", 0),
        ("in-progress", "IN-PROCESS", 50),
        ("blocked", "NEEDS-ACTION", 0),
        ("implemented", "COMPLETED", 100),
        ("verified", "COMPLETED", 100),
    ],
)
def test_a_status_is_the_nearest_that_calendars_know(status: str, told: str, percent: int) -> None:
    found = task(status=status, done_on="2017-06-01")
    assert (found["STATUS"], found["PERCENT-COMPLETE"]) == (told, percent)


def test_what_is_done_is_completed_on_that_day() -> None:
    found = task(status="implemented", done_on="2017-06-01")
    assert found["COMPLETED"].dt == datetime(2017, 6, 1, 12, tzinfo=UTC)
    assert found.walk("VALARM") == []


def test_what_was_dropped_is_cancelled_and_so_is_its_event() -> None:
    assert task(status="dropped")["STATUS"] == "CANCELLED"
    assert event(status="dropped")["STATUS"] == "CANCELLED"


def test_a_deadline_that_was_taken_away_cancels_the_event() -> None:
    assert "DUE" not in task(due=None)
    assert event(due=None)["STATUS"] == "CANCELLED"


def test_an_action_without_a_deadline_is_a_task_alone() -> None:
    assert read({"due": None, "first_due": None}).walk("VEVENT") == []


def test_events_are_left_out_if_nobody_wants_them() -> None:
    assert read({}, events=False).walk("VEVENT") == []


@pytest.mark.parametrize(("word", "number"), [("critical", 1), ("important", 5), ("normal", 9)])
def test_a_priority_is_one_of_the_three_that_clients_show(word: str, number: int) -> None:
    assert task(priority=word)["PRIORITY"] == number


def test_alarms_ring_at_nine_a_week_and_a_day_before() -> None:
    begins = datetime(2017, 6, 30)  # noqa: DTZ001 - a day of nobody's zone
    rings = [begins + each["TRIGGER"].dt for each in task().walk("VALARM")]
    assert rings == [datetime(2017, 6, day, 9) for day in (23, 29)]  # noqa: DTZ001 - as above
    assert {each["TRIGGER"].params["RELATED"] for each in task().walk("VALARM")} == {"END"}
    [only] = event().walk("VALARM")
    assert only["TRIGGER"].dt == timedelta(hours=-15)


def test_a_client_knows_a_task_again_and_what_is_newer() -> None:
    found = task()
    assert (found["UID"], found["SEQUENCE"]) == (UID.format(1), 3)
    assert event()["UID"] == f"{UID.format(1)}-event"
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == datetime(2017, 3, 1, 10, tzinfo=UTC)


def test_what_a_task_waits_for_is_no_subtask() -> None:
    found = task(depends=[UID.format(2)])["RELATED-TO"]
    assert str(found) == UID.format(2)
    assert found.params["RELTYPE"] == "DEPENDS-ON"


def test_what_calendars_have_no_field_for_stands_in_the_description() -> None:
    told = task(
        reason="No funds",
        due_rule="30d before MINUSTAH:expiry",
        blocked_by=["A2"],
        status="blocked",
    )
    assert "Deadline: 2017-06-30 (30d before MINUSTAH:expiry)" in told["DESCRIPTION"]
    assert "Waits for: A2" in told["DESCRIPTION"]
    assert "Reason: No funds" in told["DESCRIPTION"]
    assert "blocked" in told["CATEGORIES"].cats


def test_nobody_is_invited() -> None:
    told = drawn(of_tasks({}), "ics")
    assert "ATTENDEE" not in told
    assert "ORGANIZER" not in told
    assert "METHOD" not in told


def test_no_line_is_longer_than_75_octets_and_each_ends_with_crlf() -> None:
    told = drawn(of_tasks({"title": "Rédiger l'évaluation " * 30, "detail": "مذكرة " * 60}), "ics")
    lines = told.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in "".join(lines)


@given(st.text(min_size=1).filter(str.strip))
def test_any_title_comes_back_as_it_was_typed(title: str) -> None:
    assert str(task(title=title)["SUMMARY"]) == f"A1 {one_line(title)}"


def test_a_text_never_becomes_a_line_of_its_own() -> None:
    found = task(detail="one\nATTENDEE:mailto:x@example.org\r\nEND:VTODO")
    assert "ATTENDEE" not in found
    assert "ATTENDEE:mailto" in found["DESCRIPTION"]


def test_the_last_day_there_is_has_no_end() -> None:
    assert "DTEND" not in event(due="9999-12-31")
