"""Single words that name a day, most of them Taskwarrior's.

`today tomorrow yesterday`; weekdays in full or three letters; `1st` to `31st`; the first and last
days of this, the previous and the next week, month, quarter and year (`som eopq sonw`); Easter
and the feasts counted from it. Weekdays, ordinals and feasts are the next ones strictly after
today, or, where something has happened, the latest not after today.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.dates.spans import Frame, Span, around, month_of, one
from tracker.dates.wording import WEEKDAYS
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS = {"p": -1, "": 0, "n": 1}
_FEASTS = {  # days after Easter Sunday
    "easter": 0,
    "eastermonday": 1,
    "easter monday": 1,
    "goodfriday": -2,
    "good friday": -2,
    "ascension": 39,
    "pentecost": 49,
}
_WEEKDAYS = {
    name: number
    for number, full in enumerate(WEEKDAYS)
    for name in (full.lower(), full.lower()[:3])
}
_BOUNDS = [f"{side}o{step}{unit}" for side in "se" for step in _STEPS for unit in "wmqy"]
ALL = (*_NEAR, *_WEEKDAYS, *_FEASTS, *_BOUNDS)


def span(text: str, frame: Frame) -> Span | None:
    """Read a name in lower case; None for any other text, Unreadable for `32nd`."""
    if text in _NEAR:
        return one(frame.today + timedelta(days=_NEAR[text]))
    if text in _WEEKDAYS:
        return one(_on_weekday(_WEEKDAYS[text], frame))
    if text in _FEASTS:
        return one(_feast(_FEASTS[text], frame))
    if text in _BOUNDS:
        period = around(frame.today, text[-1], _STEPS[text[2:-1]])
        return one(period.first if text[0] == "s" else period.last)
    found = re.fullmatch(r"(?:the )?(0|[1-9][0-9]?)(st|nd|rd|th)", text)
    if found and suffix(int(found[1])) == found[2]:
        return one(_day_of_month(int(found[1]), frame))
    return None


def weekday(text: str) -> int | None:
    """Give the number of a weekday, Monday is 0, named in full or three letters."""
    return _WEEKDAYS.get(text)


def suffix(number: int) -> str:
    """Give the ending of an English ordinal: `st` for 1, 21 and 31, `th` for 11."""
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _on_weekday(number: int, frame: Frame) -> date:
    if frame.past:
        return frame.today - timedelta(days=(frame.today.weekday() - number) % 7)
    return frame.today + timedelta(days=(number - frame.today.weekday() - 1) % 7 + 1)


def _day_of_month(number: int, frame: Frame) -> date:
    if number not in range(1, 32):
        raise Unreadable("is no day: the days of a month are 1st to 31st")
    months = (around(frame.today, "m", -step if frame.past else step) for step in range(4))
    days = (
        month.first.replace(day=number)
        for month in months
        if number <= month_of(month.first.year, month.first.month).last.day
    )
    return _nearest(days, frame)


def _feast(offset: int, frame: Frame) -> date:
    from dateutil.easter import easter

    step = -1 if frame.past else 1
    years = range(frame.today.year, frame.today.year + 2 * step, step)
    return _nearest((easter(year) + timedelta(days=offset) for year in years), frame)


def _nearest(days: Iterator[date], frame: Frame) -> date:
    """Give the first of `days`, which lead away from today, in the direction of the frame."""
    if frame.past:
        return next(day for day in days if day <= frame.today)
    return next(day for day in days if day > frame.today)
