"""Days and periods written out in English.

    30 June 2017   June 30, 2017   the 30th of June   15 Oct   Friday 30 June 2017      a day
    mid-April 2017   end of June 2018   end of Q3   end-2017   end of the month         a day
    June 2017   June   Q2 2017   Q2   this week   next month   last quarter             a period

Months are named in full, by three letters, or `sept`. Without a year, a day or a period is the
next one that is not over before today, or, where something has happened, the latest that began by
today. `mid` is the 15th. A weekday in front of a day has to be the right one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dates import iso, names
from tracker.dates.spans import Frame, Span, around, day_of, month_of, one, placed, quarter_of
from tracker.dates.wording import MONTHS, WEEKDAYS, long
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = {
    name: number
    for number, full in enumerate(MONTHS, start=1)
    for name in (full.lower(), full.lower()[:3])
} | {"sept": 9}
MONTH_NAMES = tuple(_MONTHS)

_STEPS = {"last": -1, "this": 0, "the": 0, "": 0, "next": 1}
_UNITS = {"week": "w", "month": "m", "quarter": "q", "year": "y"}
_DAY = r"(?P<day>[0-9]{1,2})(?P<suffix>st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]+)"
_DAYS = (
    rf"(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? (?P<year>[0-9]{{4}}))?",
    rf"{_MONTH} {_DAY}(?:(?:, ?| )(?P<year>[0-9]{{4}}))?",
)


def span(text: str, frame: Frame) -> Span | None:
    """Read a written day or period in lower case; None for any other text.

    Unreadable for a day that its month does not have, or a weekday that is wrong.
    """
    return (
        _day(text, frame)
        or _on_weekday(text, frame)
        or _mid(text, frame)
        or _end(text, frame)
        or _period(text, frame)
    )


def month(text: str) -> int | None:
    """Give the number, 1 to 12, of a month named in English."""
    return _MONTHS.get(text)


def _day(text: str, frame: Frame) -> Span | None:
    found = next(filter(None, (re.fullmatch(form, text) for form in _DAYS)), None)
    number = found and month(found["month"])
    if not (found and number):
        return None
    day = int(found["day"])
    if found["suffix"] not in (None, names.suffix(day)):
        return None
    if found["year"]:
        return day_of(int(found["year"]), number, day)
    span = placed(lambda year: _day_if(year, number, day), None, frame)
    if span is None:
        longest = month_of(2000, number).last.day  # a leap year
        raise Unreadable(f"is no day: {MONTHS[number - 1]} has the days 1 to {longest}")
    return span


def _day_if(year: int, month: int, day: int) -> Span | None:
    """Give a day, or None where the year has no such day."""
    return day_of(year, month, day) if 1 <= day <= month_of(year, month).last.day else None


def _on_weekday(text: str, frame: Frame) -> Span | None:
    """Read a day with its weekday in front, `Friday 30 June 2017`, and hold them together."""
    found = re.fullmatch(r"([a-z]+),? (.+)", text)
    weekday = names.weekday(found[1]) if found else None
    if found is None or weekday is None:
        return None
    span = iso.span(found[2]) or _day(found[2], frame)
    if span is None or span.first != span.last:
        return None
    if span.first.weekday() != weekday:
        right = WEEKDAYS[span.first.weekday()]
        raise Unreadable(f"is no day: {long(span.first)} is a {right}; correct one of the two")
    return span


def _mid(text: str, frame: Frame) -> Span | None:
    found = re.fullmatch(r"mid[- ]([a-z]+)(?: ([0-9]{4}))?", text)
    number = found and month(found[1])
    if not (found and number):
        return None
    year = int(found[2]) if found[2] else None
    return placed(lambda year: day_of(year, number, 15), year, frame)


def _end(text: str, frame: Frame) -> Span | None:
    found = re.fullmatch(r"(?:the )?end(?:-| of | )(.+)", text)
    if found is None:
        return None
    part = _yearly(found[1])
    if part:
        # Placed by its own day, not by its period's: where things have happened, the end of a
        # month that is running is that of last year.
        of_year, year = part
        return placed(lambda year: one(of_year(year).last), year, frame)
    period = _unit(found[1], frame) or iso.span(found[1])
    # "end of 2017-06-30" has no sense: one day has no end that is not itself.
    return one(period.last) if period and period.first != period.last else None


def _period(text: str, frame: Frame) -> Span | None:
    part = _yearly(text)
    if part:
        of_year, year = part
        return placed(of_year, year, frame)
    bare = text in _UNITS or text.startswith("the ")  # only after "end of"
    return None if bare else _unit(text, frame)


def _yearly(text: str) -> tuple[Callable[[int], Span], int | None] | None:
    """Read a month or quarter: what makes it in any year, and the year if it was given."""
    found = re.fullmatch(r"([a-z]+|q[0-9])(?: ([0-9]{4}))?", text)
    if found is None:
        return None
    name = found[1]
    year = int(found[2]) if found[2] else None
    number = month(name)
    if number:
        return lambda year: month_of(year, number), year
    if name[0] == "q" and name[1:].isdigit():
        return lambda year: quarter_of(year, int(name[1:])), year
    return None


def _unit(text: str, frame: Frame) -> Span | None:
    """Read `next month`, and after "end of" also `the month` or `month`."""
    which, _, unit = text.rpartition(" ")
    if unit not in _UNITS or which not in _STEPS:
        return None
    return around(frame.today, _UNITS[unit], _STEPS[which])
