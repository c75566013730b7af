"""Ranges of days: what every room of this package hands on.

A `Span` is closed: both its days belong to it. Weeks begin on Monday. Nothing is parsed here.

Inside the package an `Unreadable` holds the end of a sentence ("is no day: June has 30 days");
`reading` puts the quoted text in front of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.dates.wording import MONTHS
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

# Years outside are taken for a typing error: 0217 for 2017, 20017 for 2017.
FIRST_YEAR = 1900
LAST_YEAR = 2999

_LEAP_GAP = 8  # years at most from one 29 February to the next (2096 to 2104)


class Span(NamedTuple):
    """A closed range of days: `first` and `last` both belong to it; for one day they are equal."""

    first: date
    last: date


class Frame(NamedTuple):
    """From where a text is read: the day it is, and whether it tells of the past."""

    today: date
    past: bool


def one(day: date) -> Span:
    """Give the range of a single day."""
    return Span(day, day)


def year_of(year: int) -> Span:
    """Give a calendar year; Unreadable outside FIRST_YEAR to LAST_YEAR."""
    checked_year(year)
    return Span(date(year, 1, 1), date(year, 12, 31))


def quarter_of(year: int, quarter: int) -> Span:
    """Give the first to the fourth quarter of a year; Unreadable for any other."""
    checked_year(year)
    if quarter not in range(1, 5):
        raise Unreadable(f"is no quarter: a year has Q1 to Q4, as in Q4 {year}")
    return Span(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).last)


def month_of(year: int, month: int) -> Span:
    """Give a month, 1 to 12, of a year; Unreadable for any other."""
    checked_year(year)
    if month not in range(1, 13):
        raise Unreadable(f"is no date: there is no month {month:02}; write it as in {year}-12")
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, month, 1), following - timedelta(days=1))


def week_of(day: date) -> Span:
    """Give the week, Monday to Sunday, that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def day_of(year: int, month: int, day: int) -> Span:
    """Give one day of the calendar; Unreadable, saying how long the month is, if it has none."""
    whole = month_of(year, month)
    if day not in range(1, whole.last.day + 1):
        raise Unreadable(
            f"is no day: {MONTHS[month - 1]} {year} has {whole.last.day} days, "
            f"{whole.first} to {whole.last}"
        )
    return one(date(year, month, day))


def checked_year(year: int) -> None:
    """Refuse a year outside FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            f"is outside the years {FIRST_YEAR} to {LAST_YEAR}; "
            "write the year in four digits, as in 2017-06-30"
        )


def around(day: date, unit: str, step: int) -> Span:
    """Give the week, month, quarter or year (`w m q y`) that lies `step` units from that of day."""
    if unit == "w":
        return week_of(day + timedelta(weeks=step))
    if unit == "y":
        return year_of(day.year + step)
    length = 3 if unit == "q" else 1
    index = (day.year * 12 + day.month - 1) // length + step
    year, place = divmod(index, 12 // length)
    return quarter_of(year, place + 1) if unit == "q" else month_of(year, place + 1)


def placed(of_year: Callable[[int], Span | None], year: int | None, frame: Frame) -> Span | None:
    """Give what `of_year` makes of the year; without one, of the year that the direction asks for.

    Ahead, that is the next which is not over before today; back, the latest that began by today.
    None where no year near has one.
    """
    if year is not None:
        return of_year(year)
    step = -1 if frame.past else 1
    for near in range(frame.today.year, frame.today.year + step * (_LEAP_GAP + 1), step):
        span = of_year(near)
        if span and (span.first <= frame.today if frame.past else span.last >= frame.today):
            return span
    return None


def add_months(day: date, months: int) -> date:
    """Add calendar months, clamped to the end of the month: 31 January and 1 are 28 February.

    ValueError or OverflowError beyond the calendar of `datetime`.
    """
    from dateutil.relativedelta import relativedelta  # loads calendar and locale

    return day + relativedelta(months=months)
