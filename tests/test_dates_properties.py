"""What holds for any day and any text: forms read back, sums add up, garbage is refused."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker import dates
from tracker.errors import Unreadable

YEARS = range(dates.FIRST_YEAR, dates.LAST_YEAR + 1)
FRIDAY = date(2017, 2, 24)

every_day = st.dates(date(1900, 1, 1), date(2999, 12, 31))
a_today = st.dates(date(1950, 1, 1), date(2500, 12, 31))
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def is_read(text: str) -> bool:
    """Tell whether a text is read rather than refused."""
    try:
        dates.read(text, today=FRIDAY)
    except Unreadable:
        return False
    return True


@quick
@given(every_day, a_today)
def test_every_day_reads_back_from_each_of_its_forms(day: date, today: date) -> None:
    year, week, weekday = day.isocalendar()
    forms = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y-%j}",
        f"{day:%Y%j}",
        dates.long(day),
        f"{dates.long(day)[:-5]}, {day.year}",
    ]
    if year in YEARS:
        forms += [f"{year}-W{week:02}-{weekday}", f"{year}W{week:02}{weekday}"]
    for form in forms:
        assert dates.read(form, today=today) == dates.Span(day, day)


@quick
@given(a_today, st.integers(0, 20_000))
def test_a_number_of_days_is_that_many_days_either_way(today: date, days: int) -> None:
    ahead, back = today + timedelta(days=days), today - timedelta(days=days)
    for form in (f"{days}d", f"+{days}d", f"in {days} days", f"today + {days}d", f"P{days}D"):
        assert dates.deadline(form, today=today) == ahead
    if back.year in YEARS:
        for form in (f"-{days}d", f"{days} days ago", f"today-{days}d"):
            assert dates.deadline(form, today=today) == back


@quick
@given(a_today, st.integers(0, 1000))
def test_a_sum_of_months_keeps_the_day_or_ends_on_the_last(today: date, months: int) -> None:
    moved = dates.deadline(f"{months}m", today=today)
    assert moved is not None
    assert moved == dates.add_months(today, months)
    assert (moved.year * 12 + moved.month) - (today.year * 12 + today.month) == months
    if moved.day != today.day:
        assert moved.day < today.day
        assert (moved + timedelta(days=1)).day == 1


@quick
@given(a_today, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_is_the_next_one_strictly_after_today(today: date, name: str) -> None:
    ahead = dates.read(name, today=today).first
    back = dates.happened(name, today=today)
    assert 1 <= (ahead - today).days <= 7
    assert 0 <= (today - back).days <= 6
    assert ahead.strftime("%a").lower() == back.strftime("%a").lower() == name


@quick
@given(a_today, st.integers(1, 31))
def test_an_ordinal_is_the_next_such_day_strictly_after_today(today: date, number: int) -> None:
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(number, "th")
    ahead = dates.read(f"{number}{suffix}", today=today).first
    assert ahead.day == number
    assert ahead > today
    between = (today + timedelta(days=step) for step in range(1, (ahead - today).days))
    assert all(day.day != number for day in between)


@quick
@given(a_today, st.sampled_from("wmqy"))
def test_named_periods_hold_today_and_join_without_a_gap(today: date, unit: str) -> None:
    def day(name: str) -> date:
        return dates.read(name + unit, today=today).first

    assert day("so") <= today <= day("eo")
    assert day("eop") + timedelta(days=1) == day("so")
    assert day("eo") + timedelta(days=1) == day("son")
    assert day("sop") < day("eop")
    assert day("son") < day("eon")


READABLE = st.sampled_from(
    [
        *("2017-06-30", "2017-Q2", "30 June 2017", "June 2017", "15 Oct", "Q2", "mid-April"),
        *("end of Q3", "next week", "eom", "tuesday", "31st", "easter", "10d", "in 2 weeks"),
        *("2 weeks ago", "P1Y2M", "today+5d", "eow-P2D", "by tuesday"),
    ]
)


@quick
@given(
    READABLE, st.sampled_from(["x", ".", ",", "!", " x", " or so", "/", ":", "T10:00", "-", "é"])
)
def test_nothing_that_is_followed_by_garbage_is_read(text: str, garbage: str) -> None:
    assert not is_read(text + garbage)
    assert garbage == "-" or not is_read(garbage + text)  # -10d is 10 days ago


@quick
@given(READABLE, READABLE)
def test_two_dates_are_not_one(one: str, other: str) -> None:
    for joint in (" ", ", ", " - ", " to "):
        if joint == " - " and other in ("10d", "P1Y2M"):
            continue
        assert not is_read(one + joint + other)


PIECES = st.sampled_from(
    [
        *("2017", "-", "06", "30", "w", "q", "t", "p", "d", "+", "in", "by", "on", "end", "of"),
        *("the", "mid", "next", "june", "fri", "1st", "ago", ":", "/", "a", "99999", "0", "e"),
        *("at", "C3", "before", "fortnight", "P3D", "eom"),
    ]
)


@settings(quick, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(PIECES, max_size=6).map(" ".join),
        st.lists(PIECES, max_size=6).map("".join),
    ),
    a_today,
    st.booleans(),
)
def test_any_text_is_read_or_refused_and_raises_nothing_else(
    text: str, today: date, past: bool
) -> None:
    try:
        span = dates.read(text, today=today, past=past)
    except Unreadable:
        return
    assert span.first <= span.last
    assert not past or span.first <= today
    assert {span.first.year, span.last.year} <= set(YEARS)
