"""The whole grammar: a prefix, one base and the terms of a sum, over the rooms that read a base.

    [by | on | before end of] base [+ 1w] [- 2d] ...

A sum moves both ends of a period. `on` wants a single day; neither `by` nor `on` stands before a
length counted from today.
"""

from __future__ import annotations

import re

from tracker.dates import iso, names, offsets, refusals, written
from tracker.dates.spans import FIRST_YEAR, LAST_YEAR, Frame, Span, one
from tracker.errors import Unreadable

_LONGEST = 100  # characters; no expression comes near


def span(text: str, frame: Frame) -> Span:
    """Read an expression; Unreadable, with the end of a sentence, for anything else."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        raise Unreadable("is too long for a date; write a day such as 2017-06-30")
    # Lower case of other scripts reaches ASCII (the Kelvin sign is a k): refuse them before.
    found = _prefixed(plain.lower(), frame) if plain.isascii() else None
    if found is None:
        raise Unreadable(refusals.explain(plain, frame.today))
    if found.first.year < FIRST_YEAR or found.last.year > LAST_YEAR:
        raise Unreadable(
            f"leads outside the years {FIRST_YEAR} to {LAST_YEAR}; write a day such as 2017-06-30"
        )
    return found


def _prefixed(text: str, frame: Frame) -> Span | None:
    end = re.fullmatch(r"before (?:the )?(end of .+)", text)
    if end:
        return _sum(end[1], frame)
    prefix = re.fullmatch(r"(by|on) (.+)", text)
    if prefix is None:
        return _sum(text, frame) or _counted(text, frame)
    found = _sum(prefix[2], frame)
    if found and prefix[1] == "on" and found.first != found.last:
        raise Unreadable(
            f"is a period, {found.first} to {found.last}; leave out the word on, or give one day"
        )
    return found


def _sum(text: str, frame: Frame) -> Span | None:
    base, terms = offsets.terms(text)
    span = _base(base, frame)
    if span and terms and text[len(base)] == "-" and _unfinished(base, span):
        raise Unreadable(
            f"may be a day with a slip of the finger; write {base} {text[len(base) :]} for a sum"
        )
    for term in terms if span else ():
        span = span and offsets.shift_span(span, term)
    return span


def _unfinished(base: str, span: Span) -> bool:
    """Tell whether `-06 d` after a base may be the rest of a day: `2017-06 d`, `end 2017-06 d`."""
    return iso.ends_short(base) and (span.first != span.last or "end" in base)


def _base(text: str, frame: Frame) -> Span | None:
    return iso.span(text) or names.span(text, frame) or written.span(text, frame)


def _counted(text: str, frame: Frame) -> Span | None:
    """Read a length counted from today, and terms that follow: `in 2 weeks - 1d`, `+10d`."""
    base, terms = offsets.terms(text)
    first = offsets.from_today(base)
    if first:
        terms = [first, *terms]
    elif base or not terms:
        return None
    day = frame.today
    for offset in terms:
        day = offsets.shift(day, offset)
    return one(day)
