"""What heads a group of rows: a conversation by day and title, else the word that rows share.

Which field groups them is said by `listing`; how a heading is drawn is each format's.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tracker.formats.cells import shown
from tracker.formats.columns import head_of

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.listing import ListingLike


class MeetingLike(Protocol):
    """A conversation, by its day (ISO) and title."""

    @property
    def day(self) -> str:
        """The day on which it is held."""

    @property
    def title(self) -> str | None:
        """What it is called."""


NO_ROW = "no action yet"
"""What stands under the heading of a recommendation that has none."""
_SAID_OF = frozenset(("list", "word"))
_ONE = {
    "conversation": "a recommendation",  # each has one: what has none came out of none
    "number": "a number",
    "recommendation": "a recommendation",
    "conversations": "a conversation",
    "recommendations": "a recommendation",
    "themes": "a theme",
    "series": "a series",
    "owner": "an owner",
    "owner_name": "an owner",
    "milestone": "a milestone",
    "due": "a deadline",
    "first_due": "a first deadline",
}


def of_keeper(ref: str, day: str, title: str) -> str:
    """Return a conversation as it stands on a terminal."""
    return f"{ref} · {day} · {title}"


def of_document(day: str, title: str | None) -> str:
    """Return a conversation as it stands in documents, its day already written for people."""
    return f"{day}, {title}" if title else day


def without(name: str, heading: str = "") -> str:
    """Return what heads the rows that have nothing in the field, by name, of their group."""
    return f"Without {_ONE.get(name) or heading.lower() or name}"


def heading(
    listing: "ListingLike", value: object, long_day: Callable[[str], str] | None = None
) -> str:
    """Return what heads the rows of a group; with `long_day`, as it stands in documents."""
    text = shown(value)
    own = getattr(listing, "group", None)
    if not text and own is not None:
        return without(own.name, own.heading)
    meeting = getattr(listing, "meetings", {}).get(text)
    if meeting is None:
        return long_day(text) if long_day else text
    if long_day:
        return of_document(long_day(meeting.day), meeting.title)
    return of_keeper(text, meeting.day, meeting.title)


def headed(fields: "Sequence[FieldLike]", cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what heads the rows that share some cells: their texts, and what is said of them."""
    pairs = list(zip(fields, cells, strict=True))
    said = [f"{head_of(field)}: {cell}" for field, cell in pairs if field.kind in _SAID_OF and cell]
    title = [cell for field, cell in pairs if cell and field.kind not in _SAID_OF]
    return (title, said) if title else ([without(fields[0].name, fields[0].heading)], [])
