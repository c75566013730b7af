"""Lengths of calendar time, alone and as the terms of a sum.

    10d  3 months  two weeks  fortnight  P3D  P1Y6M          a length
    in 2 weeks   2 weeks   2 weeks ago                       counted from today
    ... + 1w - 2d                                            the terms after a base

Units are `d w m q y`, and day, week, fortnight, month, quarter and year in the singular or
plural. Months, quarters and years are calendar months, clamped to the month's end. Hours, working
days and fractions are not read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from tracker.dates.spans import Span, add_months
from tracker.errors import Unreadable

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_COUNT = rf"(?:[0-9]{{1,9}} ?|(?:a|{'|'.join(_NUMBERS)}) )"
_TERM = rf" ?[+-] ?(?:{_COUNT}[a-z]+|p[0-9][0-9a-z]*)"


class Offset(NamedTuple):
    """A length of calendar time, backwards where negative: months are added before days."""

    months: int
    days: int


_UNITS = {
    "d": Offset(0, 1),
    "w": Offset(0, 7),
    "m": Offset(1, 0),
    "q": Offset(3, 0),
    "y": Offset(12, 0),
    "day": Offset(0, 1),
    "week": Offset(0, 7),
    "fortnight": Offset(0, 14),
    "month": Offset(1, 0),
    "quarter": Offset(3, 0),
    "year": Offset(12, 0),
}


def length(text: str) -> Offset | None:
    """Read a length in lower case, without a sign; None for any other text."""
    if text == "fortnight":
        return _UNITS[text]
    counted = re.fullmatch(rf"({_COUNT})([a-z]+)", text)
    if counted:
        unit, count = _unit(counted[2]), counted[1].strip()
        spelt_half = len(counted[2]) == 1 and not count.isdigit()  # "a d"
        return None if unit is None or spelt_half else _times(unit, _number(count))
    parts = re.fullmatch(
        r"p(?=[0-9])" + "".join(f"(?:([0-9]{{1,9}}){unit})?" for unit in "ymwd"), text
    )
    if parts:
        years, months, weeks, days = (int(part or 0) for part in parts.groups())
        return Offset(12 * years + months, 7 * weeks + days)
    return None


def from_today(text: str) -> Offset | None:
    """Read `in 2 weeks`, `2 weeks` or `2 weeks ago`; None for any other text."""
    if text.endswith(" ago"):
        found = length(text.removesuffix(" ago"))
        return found and negative(found)
    return length(text.removeprefix("in "))


def terms(text: str) -> tuple[str, list[Offset]]:
    """Part a sum into its base, which is empty in `+10d`, and its terms.

    The case of the text does not matter, and the base keeps it. Unreadable for a term of an
    unknown unit.
    """
    found = re.fullmatch(rf"(.*?)((?:{_TERM})*)", text, re.IGNORECASE)
    if found is None or not found[2]:
        return text, []
    parts = re.findall(_TERM, found[2], re.IGNORECASE)
    return found[1], [_term(part.strip().lower()) for part in parts]


def shift(day: date, offset: Offset) -> date:
    """Move a day; Unreadable beyond the calendar."""
    try:
        moved = add_months(day, offset.months) if offset.months else day
        return moved + timedelta(days=offset.days)
    except (OverflowError, ValueError):
        raise Unreadable("leads beyond the calendar; write a day such as 2017-06-30") from None


def shift_span(span: Span, offset: Offset) -> Span:
    """Move both ends of a range; Unreadable beyond the calendar."""
    return Span(shift(span.first, offset), shift(span.last, offset))


def negative(offset: Offset) -> Offset:
    """Give the same length in the other direction."""
    return Offset(-offset.months, -offset.days)


def _term(text: str) -> Offset:
    found = length(text[1:].strip())
    if found is None:
        raise Unreadable(
            f"has a term that is no length of days or longer: {text}; "
            "write d, w, m, q or y after the number, as in today + 10d"
        )
    return negative(found) if text[0] == "-" else found


def _unit(name: str) -> Offset | None:
    singular = name.removesuffix("s")
    # "ds" and "ms" are no plurals: only words have one.
    return _UNITS.get(singular if len(singular) > 1 else name)


def _number(text: str) -> int:
    if text == "a":
        return 1
    return int(text) if text.isdigit() else _NUMBERS.index(text) + 1


def _times(unit: Offset, count: int) -> Offset:
    return Offset(unit.months * count, unit.days * count)
