"""Why a text was not read as a date, and what to write instead.

Each explanation is the end of a sentence that begins with the quoted text. The rooms that read
say themselves what is wrong with a day that does not exist; here is what nobody recognised.
Nothing here decides whether a text is read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.dates import anchors, names, offsets, written
from tracker.dates.spans import Frame
from tracker.dates.wording import MONTHS, WEEKDAYS, long
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLES = "2017-06-30 or 30 June 2017"
_REMEDY = f"write a day such as {_EXAMPLES}"
_ANCHORED = (
    "hangs on a milestone or conversation, as only deadlines can; "
    "give a day, such as 2017-06-30; tracker date says which day it would be today"
)
_VAGUE = (
    r"soon|asap|as soon as .*|tb[acd]|n/a|ongoing|continuous|later|someday|eventually|immediately"
    r"|urgent(ly)?|never|always|pending|open|undecided|unknown"
)
_ROUGH = (
    r"(early|late|beginning|start|middle|around|about|circa|mid|end|first half|second half)\b.*"
)
_CLOCK = (
    r".*([0-9]:|:[0-9]|[0-9]t[0-9]|[0-9] ?(am|pm|h|hrs?|hours?|min|mins|minutes?|secs?|seconds?)\b"
    r"|\b(noon|midnight|now|eod|cob|morning|afternoon|evening|tonight)\b"
    r"|end of (the |this )?(day|business)).*"
)


def explain(text: str, today: date) -> str:
    """Say what is wrong with a text that was not read, and how to mend it."""
    anchor = anchors.anchored(text)
    if anchor and ":" in anchor.target:
        return _ANCHORED
    for explanation in _EXPLANATIONS:
        found = explanation(text.lower(), today)
        if found:
            return found
    if anchor:
        return _ANCHORED
    return _stranger(text.lower()) or f"cannot be read as a date with certainty; {_REMEDY}"


def _missing(text: str, _today: date) -> str | None:
    if not text:
        return f"is empty; {_REMEDY}"
    if text == "none":
        return f"clears a date, and here a date is needed; {_REMEDY}"
    return None


def _vague(text: str, _today: date) -> str | None:
    if re.fullmatch(_VAGUE, text):
        return f"names no day; {_REMEDY}"
    return None


def _numbers(text: str, _today: date) -> str | None:
    """Explain `30/06/2017` and its like: numbers alone, in an order that nobody can know."""
    found = re.fullmatch(r"([0-9]{1,4})([/. -])([0-9]{1,2})\2([0-9]{1,4})", text)
    if found is None:
        return None
    first, second, third = (int(found[place]) for place in (1, 3, 4))
    if len(found[1]) == len("2017"):
        day = _day(first, second, third)
        return f"is not in ISO form; write {day}" if day else f"is no day; {_REMEDY}"
    if len(found[4]) != len("2017"):
        return f"leaves open which number is the year; write it in four digits, as in {_EXAMPLES}"
    return _either_first(_day(third, second, first), _day(third, first, second))


def _either_first(by_day: date | None, by_month: date | None) -> str:
    """Explain numbers that are read with the day first, the month first, or only one way."""
    days = [day for day in (by_day, by_month) if day]
    if not days:
        return f"is no day, read day-first or month-first; {_REMEDY}"
    if len(set(days)) > 1:
        choice = " or ".join(f"{day} ({long(day)})" for day in days)
        return f"could be read day-first or month-first; write {choice}"
    day = long(days[0])
    return f"can only be {day}, but numbers alone are read in ISO form; write {days[0]} or {day}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _few_numbers(text: str, _today: date) -> str | None:
    if re.fullmatch(r"[0-9]{6}", text):
        return f"is no ISO form; write the month as {text[:4]}-{text[4:]}, or a day in eight digits"
    if re.fullmatch(r"[0-9]{1,2}[/.][0-9]{1,4}|[0-9]{4}[/.][0-9]{1,2}|[0-9]{4}-[0-9]", text):
        return "leaves open what its numbers are; write 2017-06 or June 2017, 2017-06-30 or 30 June"
    return None


def _time(text: str, _today: date) -> str | None:
    if re.fullmatch(_CLOCK, text) or re.fullmatch(r"[+-]?p[0-9ymwd]*t.*", text):
        return f"has a time of day, and dates here are whole days; {_REMEDY}"
    return None


def _which(text: str, today: date) -> str | None:
    """Explain `next friday` and `last June`: people mean different ones by it."""
    found = re.fullmatch(
        r"(?:by |on )?(next|last|this|coming|previous|following|past) ([a-z]+)", text
    )
    if found is None:
        return None
    back = found[1] in ("last", "previous", "past")
    weekday, month = names.weekday(found[2]), written.month(found[2])
    if weekday is not None:
        return f"could be {_two_days(weekday, today, back=back)}; write one of these days"
    if month:
        return f"could be {_two_months(month, today, back=back)}; write one of these months"
    return None


def _two_days(weekday: int, today: date, *, back: bool) -> str:
    apart = (today.weekday() - weekday if back else weekday - today.weekday() - 1) % 7
    near = today - timedelta(days=apart or 7) if back else today + timedelta(days=apart + 1)
    far = near + timedelta(weeks=-1 if back else 1)
    return f"{WEEKDAYS[weekday]} {near} or {WEEKDAYS[weekday]} {far}"


def _two_months(month: int, today: date, *, back: bool) -> str:
    passed = month < today.month
    ahead = month > today.month
    near = today.year - ahead if back else today.year + passed
    far = near - 1 if back else near + 1
    return f"{MONTHS[month - 1]} {near} or {MONTHS[month - 1]} {far}"


def _ordinal(text: str, _today: date) -> str | None:
    found = re.search(r"(?<![0-9])([0-9]{1,2})(st|nd|rd|th)\b", text)
    if found and names.suffix(int(found[1])) != found[2]:
        right = f"{int(found[1])}{names.suffix(int(found[1]))}"
        return f"has a wrong ending in {found[0]}; write {right}, or a day such as 2017-06-30"
    return None


def _short_year(text: str, _today: date) -> str | None:
    found = re.fullmatch(r".*\b([a-z]+)(,? |-)'?([0-9]{2})", text)
    if found and written.month(found[1]):
        return f"has a year of two digits; {_REMEDY}"
    return None


def _working_days(text: str, _today: date) -> str | None:
    if re.search(r"\b(working|business|work|week) ?days?\b", text):
        return (
            "counts working days, which differ from place to place; write the day, or days as 10d"
        )
    return None


def _length(text: str, _today: date) -> str | None:
    """Explain `by 2 weeks` and `week`: a length where a day is wanted."""
    found = re.fullmatch(r"(?:by|on) (?:in )?(.+)", text)
    if found and offsets.length(found[1]):
        return f"puts by or on before a length of time; write in {found[1]}"
    if re.fullmatch(r"day|week|month|quarter|year", text):
        return f"leaves open which {text} is meant; write in 1 {text}, or a day such as {_EXAMPLES}"
    return None


def _rough(text: str, _today: date) -> str | None:
    if re.fullmatch(_ROUGH, text.removeprefix("in ").removeprefix("by ").removeprefix("the ")):
        return "is too rough for a day; write a day, a month (June 2017) or mid-June 2017"
    return None


def _bound(text: str, today: date) -> str | None:
    """Explain `before 30 June` and `2 weeks before easter`, whose reading is a choice."""
    found = re.fullmatch(r"(?:(.+) )?(before|after|from|until|till|since|at) (.+)", text)
    if found is None:
        return None
    day = _readable(found[3], today)
    if day is None:
        return None
    if found[2] == "at":
        return f"is a day without more words; write {day}"
    if found[1] is None:
        return f"leaves open whether that day counts; write the day meant, such as {day}"
    if offsets.length(found[1]) is None:
        return None
    sign = "-" if found[2] == "before" else "+"
    return f"is written as a sum here; write {day} {sign} {found[1]}"


def _readable(text: str, today: date) -> date | None:
    from tracker.dates import grammar  # which needs this module itself

    try:
        return grammar.span(text, Frame(today, past=False)).last
    except Unreadable:
        return None


def _counted(text: str, _today: date) -> str | None:
    """Explain `30 juin 2017` and `2 sprints`: a number before a word that is not known."""
    found = re.fullmatch(
        r"(?:in |[+-])?([0-9]+)(?:st|nd|rd|th)? ?([^\W\d_]+)\.?(?:,? ([0-9]{4})| ago)?", text
    )
    if found is None or written.month(found[2]):
        return None
    if offsets.length(f"1 {found[2]}"):
        return f"leads beyond the calendar; {_REMEDY}"
    if found[3]:
        return f"has no month named in English; {_REMEDY}"
    return (
        "has neither a month named in English (30 June) nor a unit that is known (10 days, "
        "2 weeks, 3 months, 1 quarter, 1 year); write it as one of these"
    )


def _script(text: str, _today: date) -> str | None:
    if not text.isascii() and not anchors.anchored(text):
        return f"has characters that dates are not written with; {_REMEDY}"
    return None


def _run_together(text: str, _today: date) -> str | None:
    """Explain `1mar` and `10march2017`: a day and a month without a space."""
    found = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?([a-z]+)\.?([0-9]{4})?", text)
    number = found and written.month(found[2])
    if not (found and number):
        return None
    day, year = int(found[1]), found[3]
    if not _day(int(year or 2000), number, day):  # 2000 is a leap year
        return f"is no day; {_REMEDY}"
    return f"needs spaces; write {day} {MONTHS[number - 1]}{f' {year}' if year else ''}"


def _stranger(text: str) -> str | None:
    """Name the word that was probably meant: `tomorrov`."""
    from difflib import get_close_matches  # only on the way to an error

    if not re.fullmatch(r"[a-z]{4,}", text):
        return None
    words = (*names.ALL, *written.MONTH_NAMES, "fortnight")
    near = get_close_matches(text, words, n=1, cutoff=0.75)
    return f"is not a date; did you mean {near[0]}? Otherwise {_REMEDY}" if near else None


_EXPLANATIONS: tuple[Callable[[str, date], str | None], ...] = (
    _missing,
    _vague,
    _numbers,
    _few_numbers,
    _time,
    _which,
    _ordinal,
    _short_year,
    _working_days,
    _run_together,
    _counted,
    _length,
    _script,
    _rough,
    _bound,
)
