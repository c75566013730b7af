"""What people read of one record: what belongs together in one line."""

from typing import Any

import pytest

from tracker.formats.page import iso_style
from tracker.formats.page_record import told

ACTION: dict[str, Any] = {
    "ref": "A3",
    "uid": "x",
    "owner": "PBSO",
    "owner_name": "Peacebuilding Support Office",
    "holder": None,
    "due": "2017-03-31",
    "first_due": "2016-12-16",
    "due_rule": None,
    "timeliness": "overdue",
    "days_overdue": 7,
    "timeliness_first": "overdue",
    "days_overdue_first": 112,
    "slips": 2,
    "slip_days": 105,
    "orphaned": False,
    "recorded_on": "2016-10-28",
    "recorded_by": "desk",
    "changed_on": "2017-03-17",
    "changed_by": "amina",
}


def read(**changed: Any) -> dict[str, Any]:
    return told({**ACTION, **changed}, iso_style())


def test_an_owner_stands_with_the_full_name_and_who_holds_the_post() -> None:
    assert read()["owner"] == "PBSO, Peacebuilding Support Office"
    assert read(owner_name="PBSO", holder="A. Diallo")["owner"] == "PBSO (held by A. Diallo)"


def test_both_deadlines_say_how_late_they_are() -> None:
    assert read()["due"] == "2017-03-31, overdue by 7 days"
    assert read()["first_due"] == (
        "2016-12-16, overdue by 112 days; slipped 2×, 105 days later now"
    )


def test_a_deadline_that_was_moved_later_and_stands_before_the_first_is_said_plainly() -> None:
    early = {"due": "2016-12-01", "timeliness_first": "on-time", "slip_days": -15}
    assert read(**early)["first_due"] == "2016-12-16; moved later 2×, now 15 days before it"


DEADLINES = {
    "none": ({"due": None, "timeliness": "no-deadline", "first_due": None}, "none"),
    "undecided": (
        {"due": None, "timeliness": "undecided", "due_rule": "30d before X:expiry"},
        "no date yet (30d before X:expiry)",
    ),
    "soon": ({"timeliness": "due-soon", "days_overdue": 0}, "2017-03-31, due soon"),
    "ahead": ({"timeliness": "on-time", "days_overdue": 0}, "2017-03-31"),
    "kept": ({"timeliness": "done-on-time", "days_overdue": 0}, "2017-03-31, kept"),
    "missed": ({"timeliness": "done-late", "days_overdue": 1}, "2017-03-31, missed by 1 day"),
}


@pytest.mark.parametrize(("changed", "expected"), DEADLINES.values(), ids=DEADLINES.keys())
def test_a_deadline_is_told_in_one_line(changed: dict[str, Any], expected: str) -> None:
    assert read(**changed)["due"] == expected


def test_a_first_deadline_that_still_holds_is_not_told_twice() -> None:
    assert read(first_due="2017-03-31", slips=0, slip_days=0)["first_due"] is None


def test_what_is_for_programs_and_what_is_not_so_is_left_out() -> None:
    assert not {"uid", "orphaned", "slips", "owner_name", "recorded_by"} & set(read())


def test_the_journal_gives_days_and_names_together() -> None:
    assert read()["recorded"] == "2016-10-28 by desk"
    assert read()["changed"] == "2017-03-17 by amina"
    assert "changed" not in read(changed_on="2016-10-28")
