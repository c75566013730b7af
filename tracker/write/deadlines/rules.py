"""What a deadline is meant to be: a day, or a distance from something that moves."""

from datetime import date
from typing import NamedTuple

from tracker.dates import echo
from tracker.write.models import Action

NO_DATE_YET = "no date yet"


class Meant(NamedTuple):
    """A deadline: its day, and the rule that it follows if it hangs on something.

    `rule` is what people read, `offset` the signed distance (`-30d`, "" for the day itself). At
    most one of the two keys is given. A deadline with a rule and no day is undecided.
    """

    day: date | None
    rule: str | None = None
    offset: str | None = None
    milestone_id: int | None = None
    conversation_id: int | None = None


CLEARED = Meant(None)
"""No deadline."""


def held(action: Action) -> Meant:
    """Return the deadline of an action as it stands."""
    return Meant(
        action.due_on,
        action.due_rule,
        action.due_offset,
        action.due_milestone_id,
        action.due_conversation_id,
    )


def put(action: Action, meant: Meant) -> None:
    """Give an action a deadline, without a word about where it stood before."""
    (
        action.due_on,
        action.due_rule,
        action.due_offset,
        action.due_milestone_id,
        action.due_conversation_id,
    ) = meant


def set_first(action: Action, meant: Meant) -> None:
    """Give an action its deadline, which is its first; undecided, the first is still to come."""
    put(action, meant)
    action.first_due_on = meant.day


def shown(meant: Meant) -> str:
    """Return how a sentence names a deadline: its day, or that there is none (yet)."""
    if meant.day is not None:
        return str(meant.day)
    return NO_DATE_YET if meant.rule else "none"


def undated(meant: Meant) -> str:
    """Return how a deadline without a day is told: that it is undecided, with its rule, or none."""
    return f"{NO_DATE_YET} ({meant.rule})" if meant.rule else "none"


def in_full(meant: Meant, *, today: date) -> str:
    """Return how a deadline that was just set is told: the day, how far it is, and its rule."""
    if meant.day is None:
        return undated(meant)
    told = echo(meant.day, today=today)
    return f"{told.removesuffix(')')}; {meant.rule})" if meant.rule else told


def told(action: Action, *, today: date) -> str:
    """Return the deadline of an action in full: its day, how far it is, and its rule."""
    return in_full(held(action), today=today)
