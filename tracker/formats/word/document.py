"""A page as a Word document that is printed and handed out.

What each block becomes is said here: a heading that Word's navigation knows, a table as wide as the
page with pages turned where it needs them, the figures in a band. How a table is made is in
`tables`, how the file is in `package`.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

from tracker.formats.cells import shown
from tracker.formats.columns import FieldLike, head_of
from tracker.formats.groups import without
from tracker.formats.look import Look
from tracker.formats.page import (
    Block,
    Chart,
    Column,
    Command,
    Facts,
    Figures,
    Grid,
    Heading,
    Page,
    Title,
    Words,
    counted,
    grid_of,
    told_rows,
)
from tracker.formats.shorts import used_in
from tracker.formats.visible import one_line
from tracker.formats.word import house, package, template
from tracker.formats.word.figures import bands, facts
from tracker.formats.word.markup import gap, paragraph
from tracker.formats.word.sections import Section, section_at_mark, turn
from tracker.formats.word.styles import Styles, styles_of
from tracker.formats.word.tables import END, Heads, Table
from tracker.formats.word.widths import Plan, plan, sample

_LONG = 140  # characters of a line under the title from which it is small print
_LONGEST_TITLE = 255  # characters that properties take
_SAID_FIRST = ("number", "recommendation")
_NAMES = (Column("short", "Short name", "text"), Column("name", "Full name", "text"))


def write(page: Page, out: IO[bytes], look: Look) -> None:
    """Write a page as a document, at its end what short names stand for.

    Raises `Unreadable` if the template that is looked for cannot be written into.
    """
    title = next((block.text for block in page if isinstance(block, Title)), look.title)
    is_own = look.template is None
    document = house.empty() if look.template is None else template.opened(look.template)
    styles = styles_of(document, own=is_own)
    if is_own:
        house.foot(document, title, styles)
    _describe(document, title, look.as_of)
    page = [grid_of(block) if isinstance(block, Chart) else block for block in page]
    used = used_in(page, look.names)
    if used:
        page += [
            Heading("Short names"),
            Grid(_NAMES, [list(each) for each in sorted(used.items())]),
        ]
    drawing = _Drawing(page, styles, section_at_mark(document), look.group)
    if _has_headings(document, styles):
        drawing.heading = styles.subheading
    rows = sum(len(block.rows) for block in page if isinstance(block, Grid))
    body = drawing.body()  # turns the section before that is written
    package.save(document, body, rows, out)


def _describe(document: Document, title: str, day: str) -> None:
    """Say of a document what it is and of which day, and nobody who made it."""
    about = document.core_properties
    about.title, about.language = one_line(title)[:_LONGEST_TITLE], "en-GB"
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.fromisoformat(day).replace(tzinfo=UTC)
    about.revision = 1


def _has_headings(document: Document, styles: Styles) -> bool:
    """Tell whether there are headings before the mark: what is written then goes under them."""
    mark = document.element.body.find(qn(package.MARK))
    return any(
        style.get(qn("w:val")) == styles.heading
        for before in mark.itersiblings(preceding=True)
        for style in before.iter(qn("w:pStyle"))
    )


class _Shape(NamedTuple):
    """How the tables with the same columns are drawn: what heads rows, and a sample of the rest."""

    heads: Heads | None
    rest: list[int]
    fields: list[FieldLike]
    texts: list[list[str]]

    def plan(self, width: int) -> Plan:
        """Return the columns for a page of this width, by their places in a row."""
        found = plan(self.fields, self.texts, width)
        return found._replace(
            main=[self.rest[i] for i in found.main], under=[self.rest[i] for i in found.under]
        )


class _Drawing:
    """A page on its way into a section of a document."""

    def __init__(self, page: Page, styles: Styles, section: Section, group: Sequence[str]) -> None:
        self.heading = styles.heading
        self._page = page
        self._styles = styles
        self._section = section
        self._shapes = _shapes(page, group)
        self._caption = ""
        self._turned = section.is_portrait and self._asks_for_width()
        self._width = section.width(turned=self._turned)
        self._plans = {names: each.plan(self._width) for names, each in self._shapes.items()}

    def body(self) -> Iterator[str]:
        """Return the text of the page, having turned its section if that is needed."""
        opening, ending = turn(self._section) if self._turned else ("", "")
        return self._drawn(opening, ending)

    def _asks_for_width(self) -> bool:
        """Tell whether most rows would be cramped on a page that is higher than wide.

        Of a few it is no matter: a document that turns half way is awkward to hold.
        """
        width = self._section.width()
        cramped = {names for names, each in self._shapes.items() if each.plan(width).is_cramped}
        grids = [block for block in self._page if isinstance(block, Grid)]
        rows = sum(len(grid.rows) for grid in grids)
        return 2 * sum(len(grid.rows) for grid in grids if _names(grid) in cramped) > rows

    def _drawn(self, opening: str, ending: str) -> Iterator[str]:
        yield opening
        is_table = False
        for block in self._page:
            for text in self._block(block):
                if is_table and text.startswith("<w:tbl>"):  # Word would make one table of two
                    yield gap()
                yield text
                is_table = text.endswith(END)
        yield ending or (gap() if is_table else "")

    def _block(self, block: Block) -> Iterator[str]:
        styles = self._styles
        match block:
            case Title(text, about):
                self._caption = text
                yield paragraph(text, styles.title)
                for line in about:
                    yield paragraph(line, styles.about if len(line) < _LONG else styles.note)
            case Heading(text, number, about):
                self._caption = text
                count = "" if number is None else f" ({number or 'none'})"
                yield paragraph(f"{text}{count}", self.heading)
                if about:
                    yield paragraph(f"{about[:1].upper()}{about[1:]}.", styles.about, keep=True)
            case Words(text):
                lines = [line.strip() for line in text.split("\n") if line.strip()]
                yield from (paragraph(line, styles.note) for line in lines)
            case Command(text):
                yield paragraph(text, styles.command)
            case Figures(rows):
                yield from bands(rows, self._width, styles, is_wide=self._turned)
            case Facts(rows):
                yield from facts(rows, self._width, styles, self._caption)
            case Grid():
                yield from self._grid(block)

    def _grid(self, grid: Grid) -> Iterator[str]:
        made = self._plans[_names(grid)]
        columns = ", ".join(head_of(grid.fields[place]) for place in made.main)
        table = Table(grid.fields, made, self._styles, self._shapes[_names(grid)].heads)
        yield from table.write(
            told_rows(grid),
            caption=self._caption,
            about=f"{counted(len(grid.rows), 'row')}. Columns: {columns}.",
            last=len(grid.rows) - 1 if grid.last else -1,
        )


def _names(grid: Grid) -> tuple[str, ...]:
    return tuple(field.name for field in grid.fields)


def _shapes(page: Page, group: Sequence[str]) -> dict[tuple[str, ...], _Shape]:
    """Return the shape of each kind of table: those with the same columns are drawn alike."""
    alike: dict[tuple[str, ...], list[Grid]] = {}
    for block in page:
        if isinstance(block, Grid):
            alike.setdefault(_names(block), []).append(block)
    return {names: _shape(grids, group) for names, grids in alike.items()}


def _shape(grids: list[Grid], group: Sequence[str]) -> _Shape:
    fields = grids[0].fields
    heads = _heads(fields, group)
    above = [*heads.first, *heads.more] if heads else []
    rest = [place for place in range(len(fields)) if place not in above]
    sampled = [row for grid in grids for row in told_rows(grid._replace(rows=sample(grid.rows)))]
    texts = [[shown(row[place]) for place in rest] for row in sampled]
    return _Shape(heads, rest, [fields[place] for place in rest], texts)


def _heads(fields: Sequence[FieldLike], group: Sequence[str]) -> Heads | None:
    """Return which columns stand in a row above those of the same recommendation, if any do."""
    places = {field.name: i for i, field in enumerate(fields) if field.name in group}
    if "recommendation" not in places or len(places) == len(fields):
        return None
    first = [places[name] for name in _SAID_FIRST if name in places]
    more = [place for name, place in places.items() if name not in _SAID_FIRST]
    return Heads(first, more, without("recommendation"), "No action yet.")
