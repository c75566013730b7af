"""A page as an Excel workbook: what leads it on the first sheet, then a sheet for each table.

A chart becomes a table of its numbers with a native chart beside it.
"""

from typing import IO

from tracker.formats.look import PLAIN, Look
from tracker.formats.page import (
    Chart,
    Command,
    Facts,
    Figures,
    Grid,
    Heading,
    Page,
    Title,
    Words,
    for_people,
    grid_of,
    has_days,
    titled,
)
from tracker.formats.sheets import NAMES, Book, Sheet, book
from tracker.formats.shorts import used_in

_SUMMARY = "Summary"
_LINES = ("#123D75", "#17491B", "#6B3FA0", "#B36B00", "#7A1210")
_DASHES = ("solid", "solid", "dash", "round_dot", "long_dash")


def write(page: Page, out: IO[bytes], look: Look = PLAIN) -> None:
    """Write a page as a workbook."""
    titles = [block for block in page if isinstance(block, Title)]
    title = titles[0].text if titles else look.title
    with book(out, title, look.as_of) as made:
        drawing = _Drawing(made, made.sheet(_SUMMARY, title, ""), title)
        for block in page:
            drawing.block(block)
        names = used_in(page, look.names)
        if names:
            drawing.heading = "Short names"
            drawing.table(Grid(NAMES, [list(each) for each in sorted(names.items())]))


class _Drawing:
    """A workbook while a page is drawn on it."""

    def __init__(self, of: Book, summary: Sheet, title: str) -> None:
        self.book = of
        self.summary = summary
        self.title = title
        self.heading = _SUMMARY
        summary.made.set_column(0, 0, 60)
        summary.made.set_column(1, 3, 12)

    def block(self, block: object) -> None:
        """Draw one block of the page."""
        match block:
            case Title(text, about):
                self._lines(self.book.title, text, *about)
            case Heading(text, number, about):
                self.heading = text
                self.summary.line()
                self.summary.line(text, number, form=self.book.heading)
                self._lines(None, *([about] if about else []))
            case Words(text) | Command(text):
                self._lines(self.book.loose, text)
            case Figures(rows):
                self._figures(rows)
            case Facts(rows):
                for label, value in rows:
                    self.summary.line(label, for_people(value))
            case Grid():
                self.table(block)
            case Chart(labels, lines):
                self._chart(labels, lines)

    def _lines(self, form: object, *texts: str) -> None:
        for place, text in enumerate(texts):
            self.summary.line(text, form=None if place else form)

    def _figures(self, rows: tuple[tuple[str, int, int | None], ...]) -> None:
        moved = any(was is not None for _, _, was in rows)
        self.summary.line()
        heads = ("Figure", "Now", "Before", "Change") if moved else ("Figure", "Now")
        self.summary.line(*heads, form=self.book.head)
        for label, now, was in rows:
            change = now - was if was is not None else None
            self.summary.line(label, now, *((was, change) if moved else ()))

    def table(self, grid: Grid) -> Sheet:
        """Draw a table on a sheet of its own, called as the heading before it, and return that."""
        sheet = self.book.sheet(self.heading, self.title, self.heading)
        noted = [has_days(field) and field.kind != "date" for field in grid.fields]
        rows = [
            [for_people(cell) if said else cell for said, cell in zip(noted, row, strict=True)]
            for row in grid.rows
        ]
        sheet.header(grid.fields, rows)
        for place, row in enumerate(rows, start=1):
            sheet.row(row, total=grid.last and place == len(rows))
        sheet.finish()
        return sheet

    def _chart(
        self, labels: tuple[str, ...], lines: tuple[tuple[str, tuple[int, ...]], ...]
    ) -> None:
        sheet = self.table(grid_of(Chart(labels, lines)))
        chart = self.book.made.add_chart({"type": "line"})
        for place, (name, _) in enumerate(lines, start=1):
            style = (place - 1) % len(_LINES)
            chart.add_series(
                {
                    "name": titled(name),
                    "categories": [sheet.name, 1, 0, len(labels), 0],
                    "values": [sheet.name, 1, place, len(labels), place],
                    "line": {"color": _LINES[style], "width": 2, "dash_type": _DASHES[style]},
                }
            )
        chart.set_title({"name": self.heading})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True}})
        chart.set_size({"width": 760, "height": 380})
        described = f"{self.heading}: the numbers stand in the columns beside it"
        sheet.made.insert_chart(1, len(lines) + 2, chart, {"description": described})
