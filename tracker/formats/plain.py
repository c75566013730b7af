"""A list as aligned text, one line a record: for pipes, logs and eyes. No colour, no wrapping.

Columns are aligned by a first sample of rows; a longer text later on pushes its line out rather
than being cut. Groups stand as headings over their rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, TextIO

from tracker.formats import wording
from tracker.formats.cells import pad, shown, width
from tracker.formats.columns import head_of
from tracker.formats.groups import NO_ROW, heading, without
from tracker.formats.listing import parts
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import one_line

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike

_SAMPLE = 500  # rows by which the columns are aligned
_MOST = 100  # cells; a longer text pushes its own line out, not every line
_BETWEEN = "  "


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing as aligned lines; the fields by which it is grouped become headings."""
    write_in_chunks(out, _lines(listing, look.group))


def _lines(listing: "ListingLike", group: Sequence[str]) -> Iterator[str]:
    fields, own, heads, rest = parts(listing, group)
    rows = map(texts, wording.rows(fields, listing.rows))
    sample = list(islice(rows, _SAMPLE))
    line = Line(
        [[head_of(fields[i]), *(row[i] for row in sample)] for i in rest],
        [fields[i].kind == "int" for i in rest],
    )
    yield line.of([head_of(fields[i]) for i in rest])
    every = chain(sample, rows)
    first = fields[heads[0]] if heads else None
    bare = without(first.name, first.heading) if first else ""
    if own is None:
        yield from _under_heads(every, heads, rest, line, bare)
        return
    for value, run in groupby(every, lambda row: row[own]):
        yield f"\n{heading(listing, value)}\n"
        yield from _under_heads(run, heads, rest, line, bare if value else "")


def _under_heads(
    rows: Iterable[list[str]], heads: Sequence[int], rest: Sequence[int], line: "Line", bare: str
) -> Iterator[str]:
    """Yield rows under headings of what they share; `bare` heads those that share nothing."""
    if not heads:
        yield from (line.of([row[i] for i in rest]) for row in rows)
        return
    for key, run in groupby(rows, lambda row: [row[i] for i in heads]):
        title = _BETWEEN.join(filter(None, key)) or bare
        if title:
            yield f"\n{title}\n"
        for row in run:
            cells = [row[i] for i in rest]
            yield line.of(cells) if any(cells) else NO_ROW + "\n"


def texts(row: Sequence[object]) -> list[str]:
    """Return a row of values as texts of one line."""
    return [cell if type(cell) is str and cell.isprintable() else _flat(cell) for cell in row]


def _flat(cell: object) -> str:
    return one_line(cell) if isinstance(cell, str) else one_line(shown(cell))


class Line:
    """Lines of aligned cells; the columns are given as lists of the texts to align."""

    def __init__(self, columns: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
        self.sizes = [min(max(map(width, column), default=0), _MOST) for column in columns]
        self.right = right
        self.full = sum(self.sizes) + len(_BETWEEN) * (len(self.sizes) - 1)
        self.template = _BETWEEN.join(
            f"%{'' if at_right else '-'}{size}s"
            for size, at_right in zip(self.sizes, right, strict=True)
        )

    def of(self, cells: Sequence[str]) -> str:
        """Return one record as one line."""
        line = self.template % tuple(cells)
        if not line.isascii():
            line = _BETWEEN.join(
                pad(cell, size, right=at_right)
                for cell, size, at_right in zip(cells, self.sizes, self.right, strict=True)
            )
        return line.rstrip() + "\n"
