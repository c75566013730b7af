"""Actions as calendars and task lists know them: records by the names of their fields.

What those programs have in common is here: when an action ended, what it is filed under, how its
notes come apart. How each of them is written is said by its own module.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker import words

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike

Record = dict[str, Any]
NOTE_WITHHELD = "note withheld"
"""What stands for a note of which only the day may leave."""
_DAY = len("2017-02-24")


def records(listing: "ListingLike") -> Iterator[Record]:
    """Yield the rows of a listing by the names of their fields; a group's value is left out."""
    names = [field.name for field in listing.fields]
    for row in listing.rows:
        yield dict(zip(names, row, strict=False))


def is_done(record: Record) -> bool:
    """Tell whether an action is implemented or verified."""
    return record["status"] in words.DONE_STATUSES


def is_open(record: Record) -> bool:
    """Tell whether work on an action is still to be done."""
    return record["status"] in words.OPEN_STATUSES


def ended_on(record: Record) -> str | None:
    """Return the day on which an action was done or dropped; that of its status if none is known.

    None if it is open.
    """
    if is_open(record):
        return None
    day: str = (is_done(record) and record["done_on"]) or record["status_on"]
    return day


def filed_under(record: Record) -> list[str]:
    """Return the series that an action came out of, else its conversations."""
    found: list[str] = record["series"] or record["conversations"]
    return found


def notes(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the day and the text of each note, oldest first; a withheld text says so."""
    for note in record["annotations"]:
        yield note[:_DAY], note[_DAY + 1 :] or NOTE_WITHHELD
