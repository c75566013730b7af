"""The dates that options take, read under the invocation's today; None where nothing was said."""

from datetime import date
from typing import Literal

from tracker import dates
from tracker.cli.invocation import Invocation

Day = date | Literal["none"] | None
"""A day, or `none` to clear one, or nothing said."""


def happened(run: Invocation, text: str | None) -> date | None:
    """Read the day of something that has happened."""
    return None if text is None else dates.happened(text, today=run.today)


def ahead(run: Invocation, text: str | None) -> date | None:
    """Read a day that may lie on either side of today: of a meeting, a handover, a milestone."""
    return None if text is None else dates.before(text, today=run.today)


def after(run: Invocation, text: str | None) -> date | None:
    """Read the first day that a filter lets pass: of a period its first."""
    return None if text is None else dates.after(text, today=run.today)


def since(run: Invocation, text: str | None) -> date | None:
    """Read the day from which to look back."""
    return None if text is None else dates.since(text, today=run.today)


def deadline(run: Invocation, text: str | None) -> Day:
    """Read a deadline: of a period its last day."""
    return None if text is None else dates.deadline(text, today=run.today) or "none"


def start(run: Invocation, text: str | None) -> Day:
    """Read the day from which something counts: of a period its first day."""
    return None if text is None else dates.start(text, today=run.today) or "none"
