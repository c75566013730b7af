"""The dates that options take, read under the invocation's today; None where nothing was said."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from tracker import dates
from tracker.cli.invocation import Invocation
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from tracker.dates.anchors import Anchor

Day = date | Literal["none"] | None
"""A day, or `none` to clear one, or nothing said."""
_UNKNOWN = ("undecided", "none")


def happened(run: Invocation, text: str | None) -> date | None:
    """Read the day of something that has happened."""
    return None if text is None else dates.happened(text, today=run.today)


def ahead(run: Invocation, text: str | None) -> date | None:
    """Read a day that may lie on either side of today: of a meeting, a handover, a milestone."""
    return None if text is None else dates.before(text, today=run.today)


def milestone(run: Invocation, text: str | None) -> date | Literal["undecided"] | None:
    """Read the day of a milestone, or that nobody knows it yet."""
    if text is not None and text.strip().casefold() in _UNKNOWN:
        return "undecided"
    return ahead(run, text)


def meant(run: Invocation, text: str) -> date:
    """Read a deadline as the day that it means as things stand, also where it hangs on something.

    Only then is the file asked.
    """
    return _resolved(run, text, dates.before)


def before(run: Invocation, text: str | None) -> date | None:
    """Read the last day that a filter lets pass: of a period its last."""
    return None if text is None else _resolved(run, text, dates.before)


def after(run: Invocation, text: str | None) -> date | None:
    """Read the first day that a filter lets pass: of a period its first."""
    return None if text is None else _resolved(run, text, dates.after)


def _resolved(run: Invocation, text: str, read: Callable[..., date]) -> date:
    try:
        return read(text, today=run.today)
    except Unreadable:
        anchor = dates.anchored(text)
        if anchor is None:
            raise
    from tracker.read.queries import milestones

    with run.reader() as reader:
        return milestones.day_of(reader, anchor)


def since(run: Invocation, text: str | None) -> date | None:
    """Read the day from which to look back."""
    return None if text is None else dates.since(text, today=run.today)


def deadline(run: Invocation, text: str | None) -> "Day | Anchor":
    """Read a deadline: of a period its last day; or the milestone or conversation it hangs on."""
    if text is None:
        return None
    try:
        return dates.deadline(text, today=run.today) or "none"
    except Unreadable:
        anchor = dates.anchored(text)
        if anchor is None:
            raise
        return anchor


def start(run: Invocation, text: str | None) -> Day:
    """Read the day from which something counts: of a period its first day."""
    return None if text is None else dates.start(text, today=run.today) or "none"
