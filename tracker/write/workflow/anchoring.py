"""What a typed deadline means here: a day, or a distance from a milestone or conversation."""

from datetime import date
from typing import Literal

from tracker import text
from tracker.dates import shifted
from tracker.dates.anchors import Anchor
from tracker.errors import NotAllowed
from tracker.write.deadlines import CLEARED, Meant
from tracker.write.models import Conversation, Milestone
from tracker.write.session import Work
from tracker.write.workflow import names

Due = date | Anchor | Literal["none"]
"""A deadline as it was typed: a day, what it hangs on, or the word that clears it."""


def meant(work: Work, due: Due) -> Meant:
    """Return the deadline that is meant; undecided if what it hangs on has no day yet.

    Raises NotFound for a milestone or conversation that there is not, NotAllowed for one that is
    archived or closed.
    """
    if isinstance(due, date):
        return Meant(due)
    if due == "none":
        return CLEARED
    target = _target(work, due.target)
    if isinstance(target, Conversation):
        rule = due.named(target.ref)
        return Meant(shifted(target.held_on, due.offset), rule, due.offset, None, target.id)
    day = None if target.due_on is None else shifted(target.due_on, due.offset)
    return Meant(day, due.named(target.slug), due.offset, target.id)


def _target(work: Work, typed: str) -> Milestone | Conversation:
    found = text.reference(typed)
    if found and found[0] == Conversation.letter:
        return names.conversation(work, typed)
    milestone = names.milestone(work, typed)
    if milestone.closed_on is not None:
        raise NotAllowed(
            f"{milestone.slug} is closed ({milestone.closed_on}), and no deadline can be hung on "
            f"it. Give a day, or open it again with: tracker milestone update {milestone.slug} "
            "--reopen"
        )
    return milestone
