"""A page of a report in a browser: sections, figures, tables that sort and filter, lines as SVG."""

from collections.abc import Iterator
from typing import TextIO

from tracker.formats import web
from tracker.formats.cells import shown
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
    grid_of,
    long_day,
)
from tracker.formats.shorts import used_in
from tracker.formats.streams import write_in_chunks
from tracker.formats.web import charts, direction, escaped
from tracker.formats.web.tables import MOST_UPRIGHT, Table


def write(page: Page, out: TextIO, look: Look = PLAIN) -> None:
    """Write a page as one HTML file, at its end what short names stand for."""
    write_in_chunks(out, _page(page, look))


def _page(page: Page, look: Look) -> Iterator[str]:
    titles = [block.text for block in page if isinstance(block, Title)]
    wide = any(isinstance(each, Grid) and len(each.fields) > MOST_UPRIGHT for each in page)
    title = titles[0] if titles else look.title
    yield from web.opening(title, wide=wide)
    drawing = _Drawing(title)
    for block in page:
        yield from drawing.block(block)
    yield from web.short_names(used_in(page, look.names))
    yield from web.closing()


class _Drawing:
    """A page while it is drawn; a table is named by the heading that it stands under."""

    def __init__(self, title: str) -> None:
        self._under = title
        self._tables = 0

    def block(self, block: Block) -> Iterator[str]:
        """Yield what draws one block."""
        match block:
            case Title():
                yield from web.heading(block)
            case Heading(text, count, about):
                self._under = text
                yield from _heading(text, count, about)
            case Words(text):
                yield f'<p class="words"{direction(text)}>{_lines(text)}</p>\n'
            case Command(text):
                yield f"<pre><code>{escaped(text)}</code></pre>\n"
            case Figures(rows):
                yield from _figures(rows)
            case Facts(rows):
                yield '<dl class="facts">\n'
                for label, value in rows:
                    yield f"<dt>{escaped(label)}</dt>{_fact(value)}\n"
                yield "</dl>\n"
            case Grid():
                yield from self._grid(block)
            case Chart():
                yield from charts.drawn(block, self._under)
                yield "<details>\n<summary>The numbers</summary>\n"
                yield from self._grid(grid_of(block))
                yield "</details>\n"

    def _grid(self, grid: Grid) -> Iterator[str]:
        self._tables += 1
        table = Table(grid.fields, self._under, self._tables)
        yield from table.opening()
        rows = list(grid.rows)
        for row in rows[:-1] if grid.last else rows:
            yield table.row(row)
        if grid.last and rows:
            yield table.total(rows[-1])
        yield table.closing()


def _heading(text: str, count: int | None, about: str) -> Iterator[str]:
    number = "" if count is None else f' <span class="count">({count or "none"})</span>'
    yield f"<h2{direction(text)}>{escaped(text)}{number}</h2>\n"
    if about:
        yield f'<p class="about">{escaped(about[:1].upper() + about[1:])}.</p>\n'


def _lines(text: str) -> str:
    return "<br>\n".join(escaped(line.strip()) for line in text.split("\n") if line.strip())


def _figures(rows: tuple[tuple[str, int, int | None], ...]) -> Iterator[str]:
    yield '<dl class="figures">\n'
    for label, now, was in rows:
        before = ""
        if was is not None:
            moved = f" ({now - was:+d})" if was != now else ""
            before = f'<span class="was">before: {was}{moved}</span>'
        yield f"<div><dt>{escaped(label)}</dt><dd>{now}{before}</dd></div>\n"
    yield "</dl>\n"


def _fact(value: object) -> str:
    text = long_day(value) if isinstance(value, str) else shown(value)
    return f"<dd{direction(text)}>{escaped(text)}</dd>"
