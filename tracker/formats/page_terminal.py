"""A page on a terminal, or as plain text: a screenful that fits its width and wraps.

Drawn by the same fixed-width writer as the lists, so that a brief starts as fast as a list does.
Plain text is the same without colour and lines, one record a line.
"""

from collections.abc import Iterator, Sequence
from typing import TextIO

from tracker.formats import chart, plain, table
from tracker.formats.cells import pad, shown, width, wrap
from tracker.formats.columns import head_of
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import (
    Block,
    Chart,
    Command,
    Facts,
    Figures,
    Grid,
    Heading,
    Page,
    Title,
    Words,
)
from tracker.formats.paint import BOLD, COLOURS, DIM, paint
from tracker.formats.visible import visible

_INDENT = "  "
_BETWEEN = "  "


def write(page: Page, out: TextIO, look: Look = PLAIN) -> None:
    """Write a page for a terminal of the width looked for (20 cells at least)."""
    drawing = _Drawing(page, max(look.width, table.NARROWEST), colour=look.colour)
    for block in page:
        out.writelines(drawing.block(block))


def write_plain(page: Page, out: TextIO) -> None:
    """Write a page as plain text, one record a line, nothing wrapped."""
    for block in page:
        if isinstance(block, Grid):
            out.writelines(_plain_grid(block))
        else:
            out.writelines(_Drawing(page, _UNWRAPPED, colour=False).block(block))


_UNWRAPPED = 1_000_000  # cells: no line is longer
_READING = 80  # cells over which figures are spread in plain text


def _plain_grid(grid: Grid) -> Iterator[str]:
    rows = [plain.texts(row) for row in grid.rows]
    columns = [[row[i] for row in rows] for i in range(len(grid.fields))]
    heads = [head_of(field) for field in grid.fields]
    line = plain.Line(
        [[head, *texts] for head, texts in zip(heads, columns, strict=True)],
        [field.kind == "int" for field in grid.fields],
    )
    yield _INDENT + line.of(heads)
    for row in rows:
        yield _INDENT + line.of(row)


class _Drawing:
    """The drawing of one page: tables with the same fields share their columns."""

    def __init__(self, page: Page, room: int, *, colour: bool) -> None:
        self.room = room
        self.bold = BOLD if colour else None
        self.dim = DIM if colour else None
        self.colour = colour
        self.drawn: tuple[str, ...] = ()  # the fields of the table drawn last
        self.tables: dict[tuple[str, ...], table.Drawing] = {}
        samples: dict[tuple[str, ...], list[list[str]]] = {}
        for grid in page:
            if isinstance(grid, Grid):
                names = _names(grid)
                samples.setdefault(names, []).extend(map(table.texts, grid.rows))
                self.tables[names] = table.Drawing(
                    grid.fields, room, colour=colour, indent=len(_INDENT)
                )
        for names, sample in samples.items():
            self.tables[names].settle(sample, 0)

    def block(self, block: Block) -> Iterator[str]:
        """Yield the lines of one block."""
        match block:
            case Title(text, about):
                yield from self._lines(text, self.bold)
                for line in about:
                    yield from self._lines(line, self.dim)
            case Heading():
                yield from self._heading(block)
            case Words(text, apart):
                if apart:
                    yield "\n"
                yield from self._lines(text, None, "" if apart else _INDENT)
            case Command(text):
                # Never wrapped here: a terminal's own wrapping is copied as one line.
                yield f"{_INDENT * 2}{paint(visible(text), self.bold)}\n"
            case _:
                yield from self._data(block)

    def _data(self, block: Block) -> Iterator[str]:
        match block:
            case Figures(rows):
                yield from self._figures(rows)
            case Facts(rows):
                yield from self._facts(rows)
            case Grid():
                yield from self._grid(block)
            case Chart():
                for line in chart.lines(block, self.room - len(_INDENT)):
                    yield f"{_INDENT}{line}".rstrip() + "\n"

    def _lines(self, text: str, code: str | None, indent: str = "") -> Iterator[str]:
        for line in wrap(visible(text), self.room - len(indent)):
            yield (indent + paint(line, code)).rstrip() + "\n"

    def _heading(self, heading: Heading) -> Iterator[str]:
        count = "" if heading.number is None else f" · {heading.number or 'none'}"
        about = f" ({heading.about})" if heading.about else ""
        yield "\n"
        text = visible(heading.text) + count
        if width(text + about) <= self.room:
            yield paint(text, self.bold) + paint(visible(about), self.dim) + "\n"
            return
        yield from self._lines(text, self.bold)
        if heading.about:
            yield from self._lines(heading.about, self.dim, _INDENT)

    def _figures(self, rows: Sequence[tuple[str, int, int | None]]) -> Iterator[str]:
        """Yield the numbers side by side, each with how it moved, read down the columns."""
        changes = [_change(now, was) for _, now, was in rows]
        sizes = (
            max((len(label) for label, _, _ in rows), default=0),
            max((len(str(now)) for _, now, _ in rows), default=0),
            max(map(len, changes), default=0),
        )
        each = sum(sizes) + 2 + (1 if sizes[2] else 0)
        room = min(self.room, 120 if self.room < _UNWRAPPED else _READING)
        across = max(1, (room - len(_INDENT) + 2) // (each + 1))
        tall = -(-len(rows) // across)
        yield "\n"
        for number in range(tall):
            parts = []
            for (label, now, _), change in list(zip(rows, changes, strict=True))[number::tall]:
                moved = (" " + change.ljust(sizes[2])) if sizes[2] else ""
                number_text = paint(str(now).rjust(sizes[1]), self.bold)
                parts.append(f"{label.ljust(sizes[0])} {number_text}{paint(moved, self.dim)}")
            yield (_INDENT + _BETWEEN.join(parts)).rstrip() + "\n"

    def _facts(self, rows: Sequence[tuple[str, object]]) -> Iterator[str]:
        label = min(max(width(name) for name, _ in rows), (self.room - 2) // 3)
        for name, value in rows:
            heads = wrap(visible(name), label)
            texts = wrap(shown(value), self.room - label - 2 * len(_INDENT))
            code = COLOURS.get(name.lower(), {}).get(shown(value)) if self.colour else None
            for number in range(max(len(heads), len(texts))):
                head = heads[number] if number < len(heads) else ""
                text = texts[number] if number < len(texts) else ""
                named = paint(pad(head, label), self.dim)
                yield (_INDENT + named + _BETWEEN + paint(text, code)).rstrip() + "\n"

    def _grid(self, grid: Grid) -> Iterator[str]:
        names = _names(grid)
        drawing = self.tables[names]
        if names != self.drawn:
            yield from drawing.header(rule=False)
            self.drawn = names
        rows = list(map(table.texts, grid.rows))
        if not grid.last or not rows:
            yield from drawing.records(rows)
            return
        yield from drawing.records(rows[:-1])
        yield drawing.rule()
        yield from drawing.records(rows[-1:])


def _names(grid: Grid) -> tuple[str, ...]:
    return tuple(field.name for field in grid.fields)


def _change(now: int, was: int | None) -> str:
    if was is None or was == now:
        return ""
    return f"({now - was:+d})"
