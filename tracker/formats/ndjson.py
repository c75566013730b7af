"""A list as JSON lines: one object a record, each on its own line, nothing around them.

For `jq`, logs and other programs that read record by record. The values are those of `json`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from tracker.formats.json import scalar, text
from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike


def write(listing: "ListingLike", out: TextIO, _: Look = PLAIN) -> None:
    """Write a listing as one JSON object a line, a key for every field."""
    write_in_chunks(out, _lines(listing))


def _lines(listing: "ListingLike") -> Iterator[str]:
    fields, rows = flat(listing)
    keys = ", ".join(f"{text(field.name)}: %s" for field in fields)
    template = f"{{{keys}}}\n"
    for row in rows:
        yield template % tuple([text(cell) if type(cell) is str else _other(cell) for cell in row])


def _other(cell: object) -> str:
    if isinstance(cell, (list, tuple)):
        return f"[{', '.join(map(scalar, cell))}]"
    return scalar(cell)
