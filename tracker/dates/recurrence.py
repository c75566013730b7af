"""What repeats: from `6 months` or `first monday` to the days that follow each other.

    6 months   2 weeks   quarter   monthly   P6M         an interval, from the day it begins on
    monday   first monday   last friday of the month     a weekday, of every week or month
    15th   last day of the month                         a day of every month

Days come out of dateutil's rrule, reckoned from the day on which the series begins, so that
nothing drifts: monthly from 31 January stays at the ends of months, and yearly from 29 February
returns to it. What cannot be read with certainty is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.dates import names, offsets
from tracker.dates.spans import LAST_YEAR
from tracker.dates.wording import WEEKDAYS, quoted
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from datetime import date

    from dateutil.rrule import rrule

_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_OF_MONTH = re.compile(r"(?<!\bend) (?:of|in) (?:the|each|every) month$")
_UNITS = ("day", "week", "month", "quarter", "year")
_UNCLEAR = (
    (r"bi-?weekly", "may mean every 2 weeks or twice a week"),
    (r"bi-?monthly", "may mean every 2 months or twice a month"),
    (r"bi-?annual(ly)?", "may mean every 6 months or every 2 years"),
    (r"bi-?yearly", "may mean every 2 years or every 6 months"),
    (r"(once|twice|\w+ times) (a|per|every) .+", "leaves open on which days"),
    (r"(fifth|5th) \w+( .*)?", "is not there in every month"),
    (r"(working|business|week) ?days?", "differs from place to place"),
)
_LONGEST_DAYS, _LONGEST_MONTHS = 36_500, 1_200  # a century: what is rarer does not repeat
_ALWAYS_THERE = 28  # the last day that every month has
_DAYS_OF_WEEK = 7
_REMEDY = (
    "write how often, as in 6 months or 2 weeks, or on which day, as in first monday, 15th or "
    "last day of the month"
)


class Rule(NamedTuple):
    """How a deadline repeats; `text` is how it is kept and shown.

    Either every so many `months` or `days`, or on a `weekday` (0 is Monday), in the `place` of the
    month (-1 is the last; None is every week), or on a `day` of the month (-1 is its last).
    """

    text: str
    months: int = 0
    days: int = 0
    weekday: int | None = None
    place: int | None = None
    day: int | None = None


def parse(text: str) -> Rule:
    """Read how something repeats; Unreadable for whatever cannot be read with certainty."""
    typed = re.sub("^(every|each|on the|the) ", "", " ".join(text.lower().split()))
    bare = _OF_MONTH.sub("", typed)
    found = _placed(bare) or _monthday(bare) or _interval(typed) or _weekly(typed)
    if found is None:
        raise Unreadable(f"{quoted(text.strip())} {_wrong(typed)}; {_REMEDY}.")
    return found


def _wrong(text: str) -> str:
    """Say why a text is no rule: words that people take in two ways, days that may not be there."""
    reasons = (reason for pattern, reason in _UNCLEAR if re.fullmatch(pattern, text))
    return next(reasons, "is no rule of repeating")


def following(rule: Rule, begun: date, after: date) -> date:
    """Give the first day strictly after another, of the series that begins on a day.

    Unreadable beyond the calendar.
    """
    from datetime import datetime

    if after.year < LAST_YEAR:
        start = datetime.combine(begun, datetime.min.time())
        found = _series(rule, start).after(datetime.combine(after, datetime.min.time()))
        if found is not None and found.year <= LAST_YEAR:
            return found.date()
    raise Unreadable(
        f"What repeats every {rule.text} leads beyond the calendar after {after}; "
        "write a rule with days ahead, or leave it out."
    )


def _series(rule: Rule, start: date) -> rrule:
    from dateutil import rrule as rules

    if rule.weekday is not None:
        day = rules.weekday(rule.weekday)
        if rule.place is None:
            return rules.rrule(rules.WEEKLY, dtstart=start, byweekday=day)
        return rules.rrule(rules.MONTHLY, dtstart=start, byweekday=day(rule.place))
    if rule.day is not None:
        return _monthly(start, 1, rule.day)
    if rule.days:
        return rules.rrule(rules.DAILY, dtstart=start, interval=rule.days)
    return _monthly(start, rule.months, start.day)


def _monthly(start: date, months: int, day: int) -> rrule:
    """Return a day of every so many months; in a month without it, the month's last."""
    from dateutil import rrule as rules

    if day <= _ALWAYS_THERE:
        return rules.rrule(rules.MONTHLY, dtstart=start, interval=months, bymonthday=day)
    days = range(_ALWAYS_THERE, day + 1)
    return rules.rrule(
        rules.MONTHLY, dtstart=start, interval=months, bymonthday=list(days), bysetpos=-1
    )


def _interval(text: str) -> Rule | None:
    unit = _ADVERBS.get(text, text)
    length = offsets.length(f"1 {unit}" if unit in _UNITS else unit)
    if length is None:
        return None
    months, days = length
    if not (months or days) or (months and days):
        raise Unreadable(f"{quoted(text)} is no interval that can repeat; {_REMEDY}.")
    if days > _LONGEST_DAYS or months > _LONGEST_MONTHS:
        raise Unreadable(f"{quoted(text)} is longer than a century; {_REMEDY}.")
    return Rule(_spelt(months, days), months=months, days=days)


def _spelt(months: int, days: int) -> str:
    for size, word, count in ((12, "year", months), (1, "month", months), (7, "week", days)):
        if count and count % size == 0:
            return _counted(count // size, word)
    return _counted(days, "day")


def _counted(count: int, word: str) -> str:
    return word if count == 1 else f"{count} {word}s"


def _weekly(text: str) -> Rule | None:
    weekday = names.weekday(text.removesuffix("s") if text.endswith("days") else text)
    return None if weekday is None else Rule(WEEKDAYS[weekday].lower(), weekday=weekday)


def _placed(text: str) -> Rule | None:
    place, _, name = text.rpartition(" ")
    weekday = names.weekday(name)
    spelt = _ORDINALS.get(place, place)
    if weekday is None or spelt not in _PLACES:
        return None
    return Rule(f"{spelt} {WEEKDAYS[weekday].lower()}", weekday=weekday, place=_PLACES[spelt])


def _monthday(text: str) -> Rule | None:
    if text in ("last day", "end of the month", "end of month"):
        return Rule("last day of the month", day=31)
    found = re.fullmatch(r"([0-9]{1,2})(st|nd|rd|th)", text)
    if found is None:
        return None
    day = int(found[1])
    if not 1 <= day <= 31 or names.suffix(day) != found[2]:  # noqa: PLR2004 - days of a month
        raise Unreadable(f"{quoted(text)} is no day of a month; {_REMEDY}.")
    return Rule(f"{day}{found[2]} of the month", day=day)
