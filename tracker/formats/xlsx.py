"""A list as an Excel workbook: a summary, the rows, and what short names stand for.

Rows are streamed to the disk, so that memory stays flat. Text is only ever text, never a formula,
a link or a number; days are days. The colours are conditional formats: they follow an edit. How a
sheet is set up for the screen and for the printer is `sheets`, what is counted is `counts`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from tracker.errors import Unreadable
from tracker.formats import wording
from tracker.formats.counts import Counts, write_summary
from tracker.formats.groups import heading
from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import for_people, has_days, long_day
from tracker.formats.sheets import MOST_ROWS, NAMES, Sheet, book
from tracker.formats.shorts import used_in_rows

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.listing import ListingLike

_SAMPLE = 500  # rows by which the widths of columns are settled


def write(listing: "ListingLike", out: IO[bytes], look: Look = PLAIN) -> None:
    """Write a listing as a workbook.

    Raises `Unreadable`, before anything is written, for more rows than a sheet can hold.
    """
    if listing.count > MOST_ROWS:
        raise Unreadable(
            f"A sheet of Excel holds {MOST_ROWS:,} rows, and these are {listing.count:,}. Write"
            " them as csv, or narrow them with filters."
        )
    fields, rows = flat(listing)
    told = wording.rows(fields, _told(listing, fields, rows))
    counts = Counts(fields)
    with book(out, look.title, listing.as_of) as made:
        summary = made.sheet("Summary", look.title, f"As of {long_day(listing.as_of)}")
        sheet = made.sheet(look.title, look.title, f"As of {long_day(listing.as_of)}")
        used = _write_rows(sheet, fields, told, counts, look)
        write_summary(made, summary, counts, listing, look)
        if used:
            names = made.sheet("Short names", look.title, "Short names")
            named = sorted(used.items())
            names.header(NAMES, named)
            for each in named:
                names.row(each)


def _told(
    listing: "ListingLike", fields: Sequence["FieldLike"], rows: "Iterable[Sequence[object]]"
) -> Iterator[Sequence[object]]:
    """Yield the rows with conversations by day and title, and days in words where words follow."""
    meetings = getattr(listing, "meetings", {})
    held = [i for i, field in enumerate(fields) if field.name == "conversation" and meetings]
    noted = [i for i, field in enumerate(fields) if has_days(field) and field.kind != "date"]
    for row in rows:
        cells = list(row)
        for place in held:
            cells[place] = heading(listing, cells[place], long_day) if cells[place] else None
        for place in noted:
            cells[place] = for_people(cells[place])
        yield cells


def _write_rows(
    sheet: Sheet,
    fields: Sequence["FieldLike"],
    rows: Iterable[Sequence[object]],
    counts: Counts,
    look: Look,
) -> dict[str, str]:
    """Write the rows, count them, and return the short names that stand in them."""
    source = iter(rows)
    sample = list(islice(source, _SAMPLE))
    sheet.header(fields, sample)
    used: dict[str, str] = {}
    for row in chain(sample, source):
        sheet.row(row)
        counts.take(row)
        used |= used_in_rows(fields, [row], look.names)
    sheet.finish()
    return used
