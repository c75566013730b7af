"""A list on a person's terminal: fits the width exactly, wraps, never cuts.

Rows are streamed; the widths are settled by a first sample and then kept. Almost every row of
plain text is drawn by one string template. Groups, when asked for, stand as headings over their
rows. How columns share the width is `columns`; what a value looks like is `cells`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, TextIO

from tracker.formats import wording
from tracker.formats.cells import is_even, pad, shown, width, wrap
from tracker.formats.columns import GAP, FieldLike, head_of, lay_out
from tracker.formats.groups import NO_ROW, headed, heading
from tracker.formats.listing import parts
from tracker.formats.look import PLAIN, Look
from tracker.formats.paint import BOLD, COLOURS, DIM, paint
from tracker.formats.streams import write_in_chunks

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike

SAMPLE = 500  # rows by which the widths are settled
NARROWEST = 20  # cells; a narrower terminal is drawn for as if it had these
_BETWEEN = " " * GAP
_NEVER_SLIPPED = ("slips", "0")  # says nothing on a line of its own
_SHORT = 36  # characters up to which what stands under a row shares a line
_INDENT = 2  # cells by which what belongs to a line is moved in

Cells = list[str]


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing as a table of at most the width looked for (20 cells at least).

    The fields by which it is grouped, and so sorted already, become headings.
    """
    room = max(look.width, NARROWEST)
    write_in_chunks(out, _lines(listing, room, look.colour, look.group))


def _lines(listing: "ListingLike", room: int, colour: bool, group: Sequence[str]) -> Iterator[str]:
    fields, own, heads, rest = parts(listing, group)
    rows = map(texts, wording.rows(fields, listing.rows))
    sample = list(islice(rows, SAMPLE))
    if not sample:
        return
    indent = _INDENT if heads or own is not None else 0
    drawing = Drawing([fields[i] for i in rest], room, colour=colour, indent=indent)
    drawing.settle([[row[i] for i in rest] for row in sample], listing.total)
    yield from drawing.header()
    every: Iterable[Cells] = chain(sample, rows)
    if own is None:
        yield from _under_heads(every, fields, heads, rest, drawing, named=False)
        return
    for value, run in groupby(every, lambda row: row[own]):
        yield "\n"
        for line in wrap(heading(listing, value), room):
            yield paint(line, BOLD if colour else None) + "\n"
        yield from _under_heads(run, fields, heads, rest, drawing, named=not value)


def _under_heads(
    rows: Iterable[Cells],
    fields: Sequence[FieldLike],
    heads: Sequence[int],
    rest: Sequence[int],
    drawing: "Drawing",
    *,
    named: bool,
) -> Iterator[str]:
    """Yield rows, each run of them that shares its heads under a heading of those.

    Where they are `named` already, those without any need no further heading.
    """
    if not heads:
        yield from drawing.records([row[i] for i in rest] for row in rows)
        return
    for key, run in groupby(rows, lambda row: [row[i] for i in heads]):
        if any(key) or not named:
            yield from _heading([fields[i] for i in heads], key, drawing)
        for empty, cells in groupby(
            ([row[i] for i in rest] for row in run), lambda row: not any(row)
        ):
            yield from [drawing.indent + NO_ROW + "\n"] if empty else drawing.records(cells)


def _heading(fields: Sequence[FieldLike], key: Cells, drawing: "Drawing") -> Iterator[str]:
    """Yield the heading of rows: its texts, then what is said of them."""
    title, said = headed(fields, key)
    room = drawing.room + _INDENT
    yield "\n"
    for line in wrap(_BETWEEN.join(title), room):
        yield paint(line, BOLD if drawing.colour else None) + "\n"
    about = _BETWEEN.join(said)
    for line in wrap(about, room - _INDENT) if about else ():
        yield " " * _INDENT + line + "\n"


def texts(row: Sequence[object]) -> Cells:
    """Return a row of values as a row of texts fit to be shown."""
    return [cell if type(cell) is str and cell.isprintable() else shown(cell) for cell in row]


class Drawing:
    """The drawing of rows of text in settled columns.

    Used for lists and for the tables inside reports alike.
    """

    def __init__(
        self, fields: Sequence[FieldLike], room: int, *, colour: bool = False, indent: int = 0
    ) -> None:
        self.fields = fields
        self.room = room - indent
        self.indent = " " * indent
        self.colour = colour

    def settle(self, sample: Sequence[Cells], total: int) -> None:
        """Settle the columns by a sample of the rows."""
        self.layout = lay_out(self.fields, sample, room=self.room, total=total)
        main, widths, _ = self.layout
        self.right = [self.fields[i].kind == "int" for i in main]
        self.words = [COLOURS.get(self.fields[i].name) if self.colour else None for i in main]
        self.whole = main == list(range(len(self.fields)))
        self.full = sum(widths) + GAP * (len(widths) - 1)
        self.template = _BETWEEN.join(
            f"%{'' if right else '-'}{size}s"
            for size, right in zip(widths, self.right, strict=True)
        )

    def header(self, *, rule: bool = True) -> Iterator[str]:
        """Yield the lines of headings and a rule under them; none where records are listed."""
        main, widths, _ = self.layout
        if not main:
            return
        bold, dim = (BOLD, DIM) if self.colour else (None, None)
        heads = [wrap(head_of(self.fields[i]), size) for i, size in zip(main, widths, strict=True)]
        tallest = max(map(len, heads))
        heads = [[""] * (tallest - len(head)) + head for head in heads]
        for cells in zip(*heads, strict=True):
            yield self.indent + paint(self._side_by_side(cells), bold if rule else dim) + "\n"
        if rule:
            yield self.rule()

    def rule(self) -> str:
        """Return the line that parts the headings, or a total, from the rows."""
        line = _BETWEEN.join("─" * size for size in self.layout.widths) or "─" * self.room
        return self.indent + paint(line, DIM if self.colour else None) + "\n"

    def records(self, rows: Iterable[Cells]) -> Iterator[str]:
        """Yield the lines of many rows; the straight way for rows that fit on one line."""
        record, template, full, indent = self.record, self.template, self.full, self.indent
        straight = self.whole and not any(self.words)
        first = True  # no empty line before it
        for cells in rows:
            if straight:
                line = template % tuple(cells)
                if len(line) == full and is_even(line):
                    yield indent + line.rstrip() + "\n"
                    continue
            elif not (first or self.layout.main):
                yield "\n"
            first = False
            yield from record(cells)

    def record(self, cells: Cells) -> Iterator[str]:
        """Yield the lines of one row."""
        main, widths, under = self.layout
        if not main:
            yield from self._listed(cells)
            return
        wrapped = [
            [cells[i]] if len(cells[i]) <= size and is_even(cells[i]) else wrap(cells[i], size)
            for i, size in zip(main, widths, strict=True)
        ]
        for number in range(max(map(len, wrapped))):
            line = [column[number] if number < len(column) else "" for column in wrapped]
            yield (self.indent + self._side_by_side(line, cells)).rstrip() + "\n"
        if under:
            yield from self._under(cells)

    def _side_by_side(self, line: Sequence[str], cells: Cells | None = None) -> str:
        if not any(self.words):
            text = self.template % tuple(line)
            if len(text) == self.full and is_even(text):
                return text.rstrip()
        parts = []
        for place, (i, size) in enumerate(zip(self.layout.main, self.layout.widths, strict=True)):
            text = pad(line[place], size, right=self.right[place])
            words = self.words[place]
            code = words.get(cells[i]) if words and cells else None
            painted = paint(line[place], code) if line[place] else ""
            parts.append(text.replace(line[place], painted, 1) if painted else text)
        return _BETWEEN.join(parts).rstrip()

    def _under(self, cells: Cells) -> Iterator[str]:
        """Yield what found no column: `Slips: 1 · Due: …`, moved in to the second column."""
        main, widths, under = self.layout
        inset = widths[0] + GAP if self.fields[main[0]].kind in ("ref", "int") else _INDENT
        said = [
            f"{head_of(self.fields[i])}: {cells[i]}"
            for i in under
            if cells[i] and (self.fields[i].name, cells[i]) != _NEVER_SLIPPED
        ]
        short = " · ".join(text for text in said if len(text) <= _SHORT)
        for text in [short, *(text for text in said if len(text) > _SHORT)]:
            for line in wrap(text, self.room - inset) if text else ():
                yield self.indent + " " * inset + line + "\n"

    def _listed(self, cells: Cells) -> Iterator[str]:
        """Yield a record as a list of its fields that hold something."""
        label = min(max(width(head_of(field)) for field in self.fields), self.room // 3)
        for field, cell in zip(self.fields, cells, strict=True):
            if not cell:
                continue
            heads = wrap(head_of(field), label)
            texts = wrap(cell, self.room - label - GAP)
            for number in range(max(len(heads), len(texts))):
                head = heads[number] if number < len(heads) else ""
                text = texts[number] if number < len(texts) else ""
                named = paint(pad(head, label), DIM if self.colour and head else None)
                code = COLOURS.get(field.name, {}).get(cell) if self.colour else None
                value = paint(text, code) if text else ""
                yield (self.indent + named + _BETWEEN + value).rstrip() + "\n"
