"""Calendars: what icalendar reads back is what was recorded, with the right days."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from drawn_bytes import found_in, written
from formats_tasks import OTHER, SAMPLES, STATUSES, TEXTS, UID, tasks
from hypothesis import given

from tracker.errors import MissingExtra
from tracker.formats.visible import one_line, visible


def raw(*changed: dict[str, Any], **look: object) -> bytes:
    return written(tasks("ics", *changed), "ics", **look)


def read(*changed: dict[str, Any], **look: object) -> Any:
    """The calendar of some actions; what it holds is of many types."""
    found = icalendar.Calendar.from_ical(raw(*changed, **look))
    assert not found.errors
    return found


def task(**changed: Any) -> Any:
    """The one task of an action."""
    [found] = read(changed).walk("VTODO")
    return found


def event(**changed: Any) -> Any:
    """The one event of an action."""
    [found] = read(changed).walk("VEVENT")
    return found


@given(TEXTS, TEXTS)
def test_any_title_and_detail_come_back(title: str, detail: str) -> None:
    calendar = read({"title": title, "detail": detail, "themes": [title]})
    for each in calendar.walk("VTODO") + calendar.walk("VEVENT"):
        assert each["SUMMARY"] == f"A12 {one_line(title)}"
        assert each["DESCRIPTION"].endswith(f"\n\n{visible(detail)}")
        assert each["CATEGORIES"].cats == [one_line(title)]


@given(TEXTS)
def test_no_line_is_longer_than_75_octets_or_ends_otherwise_than_the_standard_says(
    title: str,
) -> None:
    lines = raw({"title": title, "detail": title * 3}).split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no letter is cut in two


def test_a_name_that_is_folded_over_two_lines_is_found_in_the_text_of_the_file() -> None:
    data = raw({"title": "x" * 46 + " Ask Inès Kouassi", "due": None, "first_due": None})
    assert "Kouassi" not in data.decode()
    assert "Inès Kouassi" in found_in(data)


STATUS = {
    "not-started": ("NEEDS-ACTION", 0),
    "in-progress": ("IN-PROCESS", 50),
    "blocked": ("NEEDS-ACTION", 0),
    "implemented": ("COMPLETED", 100),
    "verified": ("COMPLETED", 100),
    "dropped": ("CANCELLED", None),
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_task_says_how_far_it_is(status: str) -> None:
    found = task(status=status, done_on="2017-03-24")
    assert (found["STATUS"], found.get("PERCENT-COMPLETE")) == STATUS[status]
    is_done = STATUS[status][0] == "COMPLETED"
    assert ("COMPLETED" in found) == is_done
    if is_done:
        assert found.decoded("COMPLETED") == datetime(2017, 3, 24, 12, tzinfo=UTC)


def test_what_nobody_checked_says_so() -> None:
    found = read({"status": "implemented"})
    assert "Status: implemented, not verified" in found.walk("VTODO")[0]["DESCRIPTION"]
    assert found.walk("VEVENT")[0]["SUMMARY"].endswith("(implemented, not verified)")
    assert event(status="verified")["SUMMARY"].endswith("(verified)")


@pytest.mark.parametrize(
    ("priority", "number"), [("critical", 1), ("important", 5), ("normal", None)]
)
def test_priorities_are_the_high_and_medium_of_calendars(priority: str, number: int | None) -> None:
    assert task(priority=priority).get("PRIORITY") == number
    assert event(priority=priority).get("PRIORITY") == number


def test_a_deadline_is_a_day_and_no_instant() -> None:
    assert task(due="2017-06-30").decoded("DUE") == date(2017, 6, 30)
    assert b"\r\nDUE;VALUE=DATE:20170630\r\n" in raw({"due": "2017-06-30"})


def test_the_event_is_the_whole_day_of_the_deadline_and_takes_no_time() -> None:
    found = event(due="2016-02-28")
    assert found.decoded("DTSTART") == date(2016, 2, 28)
    assert found.decoded("DTEND") == date(2016, 2, 29)
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert "DTEND" not in event(due="9999-12-31")


@pytest.mark.parametrize(
    ("start", "due", "begins"),
    [
        ("2017-06-01", "2017-06-30", True),
        ("2017-06-01", None, True),
        ("2017-06-30", "2017-06-30", False),
        ("2017-07-01", "2017-06-30", False),
        (None, "2017-06-30", False),
    ],
)
def test_a_task_begins_before_it_is_due_or_not_at_all(
    start: str | None, due: str | None, begins: bool
) -> None:
    assert ("DTSTART" in task(start=start, due=due, first_due=due)) == begins


def test_an_action_without_deadline_has_no_event_and_no_alarm() -> None:
    found = read({"due": None, "first_due": None})
    [only] = found.walk("VTODO")
    assert "DUE" not in only
    assert not found.walk("VEVENT")
    assert not found.walk("VALARM")


def test_an_undecided_deadline_says_what_it_hangs_on() -> None:
    found = task(due=None, first_due=None, due_rule="30d before MINUSTAH:expiry")
    assert "DUE" not in found
    assert "Deadline: no date yet (30d before MINUSTAH:expiry)" in found["DESCRIPTION"]
    found = task(due_rule="at UNOCI:expiry")
    assert "Deadline: 2017-06-30 (at UNOCI:expiry)" in found["DESCRIPTION"]


@pytest.mark.parametrize("changed", [{"due": None}, {"status": "dropped", "reason": "Late"}])
def test_the_event_of_a_deadline_that_is_no_more_is_cancelled(changed: dict[str, Any]) -> None:
    found = event(**changed)
    assert found["STATUS"] == "CANCELLED"
    assert found.decoded("DTSTART") == date(2017, 6, 30)
    assert not found.walk("VALARM")


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_still_to_be_done_rings(status: str) -> None:
    calendar = read({"status": status})
    before = [
        (each.name, alarm.decoded("TRIGGER"), alarm["TRIGGER"].params.get("RELATED"))
        for each in calendar.walk("VTODO") + calendar.walk("VEVENT")
        for alarm in each.walk("VALARM")
    ]
    week, day = -timedelta(days=6, hours=15), -timedelta(hours=15)
    rings = [("VTODO", week, "END"), ("VTODO", day, "END"), ("VEVENT", day, None)]
    assert before == (rings if status in ("not-started", "in-progress", "blocked") else [])


def test_events_can_be_left_out() -> None:
    found = read(*SAMPLES, events=False)
    assert len(found.walk("VTODO")) == len(SAMPLES)
    assert not found.walk("VEVENT")


def test_what_an_action_waits_for_is_no_parent_of_it() -> None:
    found = task(depends=[OTHER], blocked_by=["A2"])
    assert found["RELATED-TO"] == OTHER
    assert found["RELATED-TO"].params["RELTYPE"] == "DEPENDS-ON"
    assert "Waits for: A2" in found["DESCRIPTION"]


def test_identity_and_age_come_from_the_record() -> None:
    calendar = read({"sequence": 7})
    [found], [day] = calendar.walk("VTODO"), calendar.walk("VEVENT")
    assert (found["UID"], day["UID"]) == (UID, f"{UID}-event")
    changed = datetime(2017, 3, 17, 9, 30, tzinfo=UTC)
    for each in (found, day):
        assert each["SEQUENCE"] == 7
        assert each.decoded("DTSTAMP") == each.decoded("LAST-MODIFIED") == changed
        assert each.decoded("CREATED") == datetime(2017, 2, 27, 9, tzinfo=UTC)


def test_nobody_is_invited_and_nothing_is_published_in_a_name() -> None:
    text = raw(*SAMPLES).decode()
    for word in ("ORGANIZER", "ATTENDEE", "METHOD", "CONTACT", "mailto"):
        assert word not in text


def test_a_calendar_without_actions_is_one() -> None:
    empty = tasks("ics")
    empty.rows = []
    found = icalendar.Calendar.from_ical(written(empty, "ics"))
    assert not list(found.subcomponents)


def test_without_icalendar_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] == "icalendar"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"pip install 'tracker\[calendar\]'"):
        raw({})
