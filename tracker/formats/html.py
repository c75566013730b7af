"""A list as a page in a browser: one table, whose columns sort and whose rows filter.

Rows are streamed. Groups, when asked for, stand as headings over their rows.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from tracker.formats import web, wording
from tracker.formats.cells import shown
from tracker.formats.groups import NO_ROW, headed, heading
from tracker.formats.listing import parts
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import document_style, long_day
from tracker.formats.page_table import titled
from tracker.formats.shorts import used_in_rows
from tracker.formats.streams import write_in_chunks
from tracker.formats.web.tables import MOST_UPRIGHT, Table

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing as one page; the fields by which it is grouped become headings."""
    write_in_chunks(out, _page(listing, look))


def _page(listing: "ListingLike", look: Look) -> Iterator[str]:
    fields, own, heads, rest = parts(listing, look.group)
    columns = [fields[i] for i in rest]
    title = titled(listing, look, document_style())
    yield from web.opening(title.text, wide=len(columns) > MOST_UPRIGHT)
    yield from web.heading(title)
    table, used = Table(columns, look.title, 1), dict[str, str]()
    yield from table.opening()
    for value, run in groupby(
        wording.rows(fields, listing.rows), lambda row: None if own is None else row[own]
    ):
        if own is not None:
            yield table.heading(heading(listing, value, long_day), is_whole=not heads)
        for key, same in groupby(run, lambda row: [row[i] for i in heads]):
            if heads and (any(key) or value):
                texts, about = headed([fields[i] for i in heads], [shown(each) for each in key])
                yield table.heading(" ".join(texts), " \u00b7 ".join(about))
            for row in same:
                used |= used_in_rows(fields, [row], look.names)
                cells = [row[i] for i in rest]
                yield table.row(cells) if any(cells) or not heads else table.empty(NO_ROW)
    yield table.closing()
    yield from web.short_names(used)
    yield from web.closing()
