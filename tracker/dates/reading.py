"""What an option of a command makes of an expression: its last day, its first, or no day at all.

| function | direction | of a period | `none` |
|---|---|---|---|
| `deadline` | ahead | its last day | no date |
| `start` | ahead | its first day | no date |
| `before` | ahead | its last day | refused |
| `after` | ahead | its first day | refused |
| `happened` | back | its last day, or today while it is running | refused |
| `since` | back | its first day | refused |

Ahead, a day or period without a year is the next one (today counts), a weekday, ordinal or feast
the next one after today. Back, each is the latest one not after today, and what lies wholly after
today is refused. What an expression is made of is the business of `grammar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dates import iso
from tracker.dates.spans import Frame, Span, one
from tracker.dates.wording import quoted
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from datetime import date

    from tracker.dates.anchors import Anchor


def read(text: str, *, today: date, past: bool = False) -> Span:
    """Give the days that an expression means, both ends included; a single day is both ends.

    With `past` it tells of something that has happened: a day without year, or a weekday, is the
    latest not after today, and a range that begins after today is refused. Unreadable for
    whatever cannot be read with certainty, for `none`, and for deadlines that hang on a milestone
    or conversation (see `anchored`).
    """
    day = iso.day(text)
    span = one(day) if day else _spelt(text, Frame(today, past))
    if past and span.first > today:
        meant = "" if text.strip() == str(span.first) else f" ({span.first})"
        raise Unreadable(
            f"{quoted(text.strip())} is ahead{meant}, and this tells of the past; "
            f"write a day up to today, {today}{_ago(text)}"
        )
    return span


def _ago(text: str) -> str:
    from tracker.dates import offsets

    plain = " ".join(text.lower().split())
    return f", or {plain} ago" if offsets.length(plain) else ""


def _spelt(text: str, frame: Frame) -> Span:
    from tracker.dates import grammar  # most dates are ISO days, which do not need it

    try:
        return grammar.span(text, frame)
    except Unreadable as refusal:
        raise Unreadable(f"{quoted(text.strip())} {refusal}") from None


def deadline(text: str, *, today: date) -> date | None:
    """Give the day by which something is due: the last of a period; None for the word `none`."""
    return None if _is_none(text) else read(text, today=today).last


def start(text: str, *, today: date) -> date | None:
    """Give the day from which something counts: the first of a period; None for `none`."""
    return None if _is_none(text) else read(text, today=today).first


def before(text: str, *, today: date) -> date:
    """Give the last day, itself included, that a filter lets pass: of a period its last."""
    return read(text, today=today).last


def after(text: str, *, today: date) -> date:
    """Give the first day, itself included, that a filter lets pass: of a period its first."""
    return read(text, today=today).first


def happened(text: str, *, today: date) -> date:
    """Give the day, never after today, on which something happened.

    Of a period that is over its last day, of one that is running today.
    """
    return min(read(text, today=today, past=True).last, today)


def since(text: str, *, today: date) -> date:
    """Give the day, never after today, from which to look back: the first of a period."""
    return read(text, today=today, past=True).first


def iso_day(text: str) -> date:
    """Give the day of exactly `2017-06-30`, without white space around; Unreadable otherwise."""
    day = iso.day(text)
    if day is None:
        raise Unreadable(f"{quoted(text)} is no day in ISO form; write it as in 2017-06-30")
    return day


def anchored(text: str) -> Anchor | None:
    """Recognise a deadline that hangs on a milestone or conversation, such as `2 weeks after C3`.

    None for any other text. `read` refuses these: the caller who knows the day of the target asks
    here, once `read` has refused, and gets the deadline from `shifted`.
    """
    from tracker.dates import anchors

    return anchors.anchored(text)


def shifted(day: date, offset: str) -> date:
    """Give the day as far from another as the `offset` of an anchor says, such as `-30d`.

    Unreadable beyond the calendar.
    """
    from tracker.dates import anchors

    return anchors.shifted(day, offset)


def _is_none(text: str) -> bool:
    return text.strip().lower() == "none"
