r"""A list as a Markdown table, with every text of the user as plain words.

What Markdown (CommonMark, GitHub's) would read as a sign is escaped by a backslash, HTML and
entities and the addresses that GitHub makes links of among it. A line break in a cell is
`<br>`. Days are ISO days in lists; documents for people are drawn by `page_md`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from tracker.formats import wording
from tracker.formats.cells import percent, shown
from tracker.formats.columns import head_of
from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import visible

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.listing import ListingLike

_SIGNS = re.compile(
    r"[\\`*_\[\]<>|~#$]"  # what Markdown reads anywhere
    r"|&(?=#?\w+;)"  # entities
    r"|(?<=\w):(?=//)|(?<=www)\.",  # addresses
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"\A(?:(?=[-+=:])|(\d+)(?=[.)]))")  # of a list, a rule or an underline
_RIGHT_KINDS = frozenset(("int", "rate", "number"))


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing as one Markdown table.

    As a document it is for people: a heading, written days, and at the end the full names of those
    parties that stand there by their short ones.
    """
    if not look.document:
        fields, rows = flat(listing)
        write_in_chunks(out, table(fields, wording.rows(fields, rows)))
        return
    from tracker.formats import page_md, page_table
    from tracker.formats.page import document_style

    page = wording.page(page_table.page(listing, look, document_style()))
    page_md.write(page, out, look)


def table(fields: Sequence["FieldLike"], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table of values."""
    kinds = [field.kind for field in fields]
    yield line(escaped(head_of(field)) for field in fields)
    yield line("---:" if kind in _RIGHT_KINDS else "---" for kind in kinds)
    rates = "rate" in kinds
    for row in rows:
        cells: Iterable[object] = row
        if rates:
            cells = (
                percent(cell) if kind == "rate" and isinstance(cell, float) else cell
                for kind, cell in zip(kinds, row, strict=True)
            )
        yield line(map(_cell, cells))


def line(cells: Iterable[str]) -> str:
    """Return a row of the table from texts that are escaped already."""
    return f"| {' | '.join(cells)} |\n"


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else shown(value)
    if text.isalnum():
        return text
    return escaped(text)


def escaped(text: str) -> str:
    """Return a text of the user so that Markdown shows it as it stands, inside a line."""
    text = _SIGNS.sub(_escape, visible(text))
    if text.isprintable():
        return text
    return text.replace("\t", " ").replace("\n", "<br>")


def escaped_line(text: str) -> str:
    """Return a text of the user as `escaped` does, fit to begin a line or an item of a list."""
    return _BEGINNING.sub(r"\1\\", escaped(text))


def _escape(found: re.Match[str]) -> str:
    return "\\" + found.group()
