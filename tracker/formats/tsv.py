"""A list as tab-separated values: a line of field names, then one line a record.

For `cut`, `awk` and `sort`: no quoting, so a cell cannot hold a tab or a line break; each
becomes a space (CSV and JSON keep them). What a spreadsheet would calculate when it is pasted is
guarded as in CSV. Other control characters are made visible.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from tracker.formats.csv import guarded
from tracker.formats.data import plain_value
from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import one_line

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike


def write(listing: "ListingLike", out: TextIO, _: Look = PLAIN) -> None:
    """Write a listing as tab-separated values."""
    write_in_chunks(out, _lines(listing))


def _lines(listing: "ListingLike") -> Iterator[str]:
    fields, rows = flat(listing)
    yield "\t".join(field.name for field in fields) + "\n"
    for row in rows:
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: object) -> str:
    if not isinstance(value, (str, list, tuple)):
        return plain_value(value)
    text = guarded(value if isinstance(value, str) else plain_value(value))
    return text if text.isprintable() else one_line(text)
