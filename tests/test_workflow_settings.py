"""The thresholds of a file."""

import pytest
from desk import Desk

from tracker.errors import NotFound, Unreadable
from tracker.write.workflow import settings


def test_a_threshold_is_set_and_journaled(desk: Desk) -> None:
    desk(settings.set_threshold, "due-soon-days", "21")
    assert desk.said == ["due-soon-days 14 -> 21"]
    desk(settings.set_threshold, "due_soon_days", "7")
    assert desk.rows("SELECT name, value FROM setting") == [("due_soon_days", "7")]
    assert desk.command == 2


def test_the_value_that_holds_is_no_change(desk: Desk) -> None:
    desk(settings.set_threshold, "unconfirmed_days", "30")
    assert desk.said == ["unconfirmed-days is 30 already: nothing to change"]
    assert desk.command is None


@pytest.mark.parametrize("value", ["-1", "two", "3651", "1.5", "", "9" * 5000])
def test_a_threshold_is_a_number_of_days(desk: Desk, value: str) -> None:
    with pytest.raises(Unreadable, match="not a number of days"):
        desk(settings.set_threshold, "due_soon_days", value)


def test_an_unknown_setting_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="due-soon-days or unconfirmed-days"):
        desk(settings.set_threshold, "colour", "1")
