"""Rules of repeating: what is read, what is refused, and that nothing drifts."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.dates.recurrence import following, parse
from tracker.errors import Unreadable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6 months", "6 months"),
        ("every 6 months", "6 months"),
        ("6m", "6 months"),
        ("P6M", "6 months"),
        ("two weeks", "2 weeks"),
        ("fortnight", "2 weeks"),
        ("14 days", "2 weeks"),
        ("10d", "10 days"),
        ("Monthly", "month"),
        ("each month", "month"),
        ("quarter", "3 months"),
        ("yearly", "year"),
        ("12 months", "year"),
        ("monday", "monday"),
        ("mondays", "monday"),
        ("First Monday", "first monday"),
        ("1st monday of the month", "first monday"),
        ("last fri", "last friday"),
        ("15th", "15th of the month"),
        ("last day of every month", "last day of the month"),
        ("end of the month", "last day of the month"),
        ("on the 15th", "15th of the month"),
        ("the first monday", "first monday"),
    ],
)
def test_a_rule_is_kept_in_one_form_and_read_again_from_it(typed: str, kept: str) -> None:
    assert parse(typed).text == kept
    assert parse(kept) == parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "bimonthly", "biweekly", "twice a year", "0 days", "fifth monday"),
        *("working day", "P1M3D", "23th", "32nd", "june", "2017-06-30", "other week"),
        *("9999999 years", "-3 months", "every", "monday tuesday", "end", "m", "months", "mons"),
        *("monday of the month", "10 days of the month", "biannual", "weekday", "٦ months"),
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="write how often, as in 6 months"):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("bimonthly", "'bimonthly' may mean every 2 months or twice a month"),
        ("every biweekly", "may mean every 2 weeks or twice a week"),
        ("twice a year", "leaves open on which days"),
        ("fifth monday of the month", "is not there in every month"),
        ("every working day", "differs from place to place"),
    ],
)
def test_a_refusal_says_what_is_uncertain(typed: str, why: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse(typed)
    assert why in str(refusal.value)


def days(rule: str, begun: date, count: int = 4) -> list[str]:
    found, day = [], begun
    for _ in range(count):
        day = following(parse(rule), begun, day)
        found.append(str(day))
    return found


def test_monthly_from_the_31st_stays_at_the_ends_of_months() -> None:
    assert days("month", date(2017, 1, 31)) == [
        "2017-02-28",
        "2017-03-31",
        "2017-04-30",
        "2017-05-31",
    ]


def test_yearly_from_29_february_returns_to_it() -> None:
    assert days("year", date(2016, 2, 29))[-1] == "2020-02-29"


def test_a_weekday_of_the_month_and_a_day_of_it_come_every_month() -> None:
    assert days("first monday", date(2017, 2, 24), 2) == ["2017-03-06", "2017-04-03"]
    assert days("last friday", date(2017, 2, 24), 2) == ["2017-03-31", "2017-04-28"]
    assert days("31st", date(2017, 2, 24), 2) == ["2017-02-28", "2017-03-31"]
    assert days("monday", date(2017, 2, 24), 2) == ["2017-02-27", "2017-03-06"]


def test_what_repeats_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Unreadable, match="beyond the calendar"):
        following(parse("100 years"), date(9990, 1, 1), date(9990, 1, 1))


@given(
    begun=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    unit=st.sampled_from(["days", "weeks", "months", "years"]),
    size=st.integers(1, 18),
    place=st.integers(1, 12),
)
@settings(max_examples=60)
def test_the_nth_day_of_an_interval_is_n_intervals_from_the_first(
    begun: date, unit: str, size: int, place: int
) -> None:
    rule = parse(f"{size} {unit}")
    day = begun
    for _ in range(place):
        day = following(rule, begun, day)
    step = {"days": (0, size), "weeks": (0, 7 * size), "months": (size, 0), "years": (12 * size, 0)}
    months, length = step[unit]
    assert day == begun + relativedelta(months=months * place, days=length * place)


@given(
    begun=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    after=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
)
@settings(max_examples=40)
def test_the_following_day_is_always_later(begun: date, after: date) -> None:
    for typed in ("month", "first monday", "15th", "friday", "10 days"):
        assert following(parse(typed), begun, after) > after
