"""A list as a document for people: what it is and of which day, then a table for each group."""

from itertools import groupby
from typing import TYPE_CHECKING

from tracker.formats.groups import heading, of_document
from tracker.formats.listing import parts
from tracker.formats.look import Look
from tracker.formats.page import Grid, Heading, Page, Style, Title
from tracker.read.derived import COLOUR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.formats.columns import FieldLike
    from tracker.formats.groups import MeetingLike
    from tracker.formats.listing import ListingLike

COLOURS = "Colours: {}.".format(
    "; ".join(f"{line.word} is {line.meaning}" for line in COLOUR.lines if line.word != "none")
)


def page(listing: "ListingLike", look: Look, style: Style) -> Page:
    """Return a list as a page with the title and the lines under it that are looked for."""
    _, own, _, _ = parts(listing, ())
    columns = tuple(listing.fields)
    rows = list(listing.rows)
    meetings = getattr(listing, "meetings", {})
    blocks: Page = [titled(listing, look, style)]
    if own is None:
        return [*blocks, Grid(columns, written(columns, rows, meetings, style))]
    for value, run in groupby(rows, lambda row: row[own]):
        told = [row[: len(columns)] for row in run]
        blocks.append(Heading(heading(listing, value, style.day)))
        blocks.append(Grid(columns, written(columns, told, meetings, style)))
    return blocks


def titled(listing: "ListingLike", look: Look, style: Style) -> Title:
    """Return what a list is called as a document, and the lines about it."""
    about = [*look.about]
    if any(field.name == "rag" for field in listing.fields):
        about.append(COLOURS)
    series = {each.series for each in getattr(listing, "meetings", {}).values()}
    if len(series) == 1:
        about[:0] = [f"Series: {name}" for name in series if name]
    return Title(f"{look.title} as of {style.day(listing.as_of)}", tuple(about))


def written(
    fields: "Sequence[FieldLike]",
    rows: "Sequence[Sequence[object]]",
    meetings: "Mapping[str, MeetingLike]",
    style: Style,
) -> "Sequence[Sequence[object]]":
    """Return rows whose conversations stand by day and title instead of by reference."""
    place = next((i for i, field in enumerate(fields) if field.name == "conversation"), None)
    if place is None:
        return rows
    told = {ref: of_document(style.day(each.day), each.title) for ref, each in meetings.items()}
    return [
        [*row[:place], told.get(str(row[place]), row[place]), *row[place + 1 :]] for row in rows
    ]
