"""Days and periods in the forms of ISO 8601, extended and basic, and quarters by their likeness.

    2017-06-30 20170630    2017-181 2017181    2017-W26-5 2017W265       a day
    2017-W26 2017W26       2017-06             2017-Q2 2017Q2    2017    a period

`201706` is left out, as ISO does: it may be a short form of 2020-17-06. Times are not read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.dates.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    Span,
    checked_year,
    day_of,
    month_of,
    one,
    quarter_of,
    week_of,
    year_of,
)
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = len("2017-06-30")


def day(text: str) -> date | None:
    """Give the day of exactly `2017-06-30`; None for other forms and for days that are not.

    The form of nearly every date that is read: so it costs no pattern and no further module.
    """
    digits = text[:4] + text[5:7] + text[8:]
    if len(text) != _LENGTH or text[4] != "-" or text[7] != "-":
        return None
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def span(text: str) -> Span | None:
    """Read an ISO form in lower case; None for any other text, Unreadable for 2017-02-30."""
    for pattern, build in _FORMS:
        found = re.fullmatch(pattern, text)
        if found:
            return build(*(int(part) for part in found.groups()))
    return None


def ends_short(text: str) -> bool:
    """Tell whether a text ends with a year, month or week that more digits would make a day."""
    return re.search(r"(^|[ -])[0-9]{4}(-[0-9]{2}|-?w[0-9]{2})?$", text) is not None


def _ordinal(year: int, number: int) -> Span:
    checked_year(year)
    days = year_of(year).last.timetuple().tm_yday
    if number not in range(1, days + 1):
        raise Unreadable(f"is no day: {year} has the days {year}-001 to {year}-{days}")
    return one(date(year, 1, 1) + timedelta(days=number - 1))


def _week(year: int, number: int) -> Span:
    checked_year(year)
    weeks = date(year, 12, 28).isocalendar().week  # always in the last week of its year
    if number not in range(1, weeks + 1):
        raise Unreadable(f"is no week: {year} has the weeks {year}-W01 to {year}-W{weeks}")
    return week_of(date.fromisocalendar(year, number, 1))


def _week_day(year: int, number: int, weekday: int) -> Span:
    monday = _week(year, number).first
    if weekday not in range(1, 8):
        raise Unreadable("is no day: the days of a week are 1, Monday, to 7, Sunday")
    return one(monday + timedelta(days=weekday - 1))


def _cut_off(year: int) -> Span:
    raise Unreadable(f"breaks off before a number; write it as in {year}-W26 or {year}-Q2")


_YEAR = "([0-9]{4})"
_FORMS: tuple[tuple[str, Callable[..., Span]], ...] = (
    (rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})", day_of),
    (rf"{_YEAR}([0-9]{{2}})([0-9]{{2}})", day_of),
    (rf"{_YEAR}-?([0-9]{{3}})", _ordinal),
    (rf"{_YEAR}-w([0-9]{{2}})-([0-9])", _week_day),
    (rf"{_YEAR}w([0-9]{{2}})([0-9])", _week_day),
    (rf"{_YEAR}-?w([0-9]{{2}})", _week),
    (rf"{_YEAR}-([0-9]{{2}})", month_of),
    (rf"{_YEAR}[- ]?q([0-9])", quarter_of),
    (rf"{_YEAR}-?[wq]", _cut_off),  # before it is taken for so many weeks or quarters
    (_YEAR, year_of),
)
