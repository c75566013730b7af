"""Sheets of a workbook: how they are set up for a screen and a printer, and how cells are written.

What stands on them is said by `xlsx` and `page_xlsx`. Rows go to the disk as they come, so those
of one sheet are written from the top down.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, Any

from tracker import extras
from tracker.formats import palette
from tracker.formats.cells import shown, widest
from tracker.formats.columns import FieldLike, head_of
from tracker.formats.page import Column

MOST_ROWS = 1_048_000
"""Rows that a sheet has room for, beside its heading."""
NAMES = (Column("short", "short name", "text"), Column("name", "name", "text"))
"""The columns of the sheet that says what short names stand for."""
_MOST_CHARACTERS = 32_767  # that Excel takes in one cell
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_DAY = "[$-809]d mmmm yyyy"  # in English on every machine
_A4 = 9
_WIDTHS = {"date": 17, "int": 9, "bool": 9, "rate": 12, "number": 12}
_NARROWEST, _WIDEST, _WIDEST_FIRST = 8, 32, 26
_LINE, _HIGHEST = 15, 405  # points
_MOST_HEIGHTS = 20_000  # rows; the library keeps each height, and Excel finds those of the rest
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LOOSE = 44  # the width of the column in which loose lines stand
_NUMBERS = ("int", "rate", "number")


@contextmanager
def book(out: IO[bytes], title: str, as_of: str) -> Iterator["Book"]:
    """Write a workbook to `out`; it names nobody, and is dated the day that it tells of."""
    library = extras.load("xlsxwriter", "office")
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        whole = os.path.join(folder, "whole.xlsx")
        made = library.Workbook(
            whole,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": "Calibri", "font_size": 11},
            },
        )
        made.set_properties({"title": title, "created": datetime.fromisoformat(as_of)})
        made.set_calc_mode("auto")
        yield Book(made)
        try:
            made.close()
        except library.exceptions.FileCreateError as error:  # it wraps what the system said
            raise OSError(*error.args[0].args) from error
        # The library would try to mend a pipe that is closed, or a disk that is full, by itself.
        with open(whole, "rb") as file:
            shutil.copyfileobj(file, out)


class Book:
    """A workbook that is being written, and the formats that its sheets share."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 - of a library without types
        self.made = made
        self._names: set[str] = set()
        ruled = {"valign": "top", "bottom": 1, "bottom_color": "#D0D0D0"}
        wrapped = {**ruled, "text_wrap": True}
        self.loose = made.add_format({"text_wrap": True, "valign": "top"})
        self.text = made.add_format(wrapped)
        self.number = made.add_format({**ruled, "align": "center"})
        self.rate = made.add_format({**ruled, "num_format": "0%"})
        self.day = made.add_format({**ruled, "num_format": _DAY, "align": "left"})
        self.head = made.add_format(
            {**wrapped, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1}
        )
        self.title = made.add_format({"bold": True, "font_size": 16})
        self.heading = made.add_format({"bold": True, "font_size": 12})
        self.total = made.add_format({**wrapped, "bold": True, "top": 1})

    def sheet(self, name: str, title: str, about: str) -> "Sheet":
        """Add a sheet of a legal name that none of the others has."""
        wanted = " ".join(name.translate(_FORBIDDEN).split()).strip("'")[:31] or "Sheet"
        found, number = wanted, 2
        while found.casefold() in self._names:
            found = f"{wanted[:27]} ({number})"
            number += 1
        self._names.add(found.casefold())
        return Sheet(self, self.made.add_worksheet(found), found, title, about)

    def coloured(self, tint: palette.Tint) -> Any:  # noqa: ANN401 - as above
        """Return the format of a coloured word."""
        return self.made.add_format({"bg_color": f"#{tint.ground}", "font_color": f"#{tint.text}"})


class Sheet:
    """One sheet: loose lines, or one table with a heading that stays, repeats and filters."""

    def __init__(self, of: Book, made: Any, name: str, title: str, about: str) -> None:  # noqa: ANN401 - as above
        self.book, self.made, self.name = of, made, name
        self.next_row = 0
        self._top = 0
        self._fields: Sequence[FieldLike] = ()
        self._widths: list[float] = []
        made.set_paper(_A4)
        made.set_landscape()
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        made.hide_gridlines(1)
        made.set_header(f"&L{_plain(title)}&R{_plain(about)}")
        made.set_footer("&RPage &P of &N")

    # -- a table ---------------------------------------------------------------------------------

    def header(self, fields: Sequence[FieldLike], sample: Sequence[Sequence[object]]) -> None:
        """Begin a table: its heading, and widths by a sample of its rows."""
        self._fields, self._top = fields, self.next_row
        for place, field in enumerate(fields):
            texts = [shown(row[place]) for row in sample]
            self._widths.append(_width(field, texts, first=place == 0))
            self.made.set_column(place, place, self._widths[place])
            self.made.write_string(self._top, place, head_of(field), self.book.head)
        self.made.freeze_panes(self._top + 1, min(1, len(fields) - 1))
        self.made.repeat_rows(self._top)
        self.next_row = self._top + 1

    def row(self, cells: Sequence[object], *, total: bool = False) -> None:
        """Write a row of the table, and below it what of a text is too long for one cell."""
        left: list[object] = list(cells)
        while any(each is not None for each in left):
            self._make_room(left, self._widths)
            left = [self._cell(i, value, total=total) for i, value in enumerate(left)]
            self.next_row += 1
        if all(each is None for each in cells):
            self.next_row += 1

    def _make_room(self, cells: Sequence[object], widths: Sequence[float]) -> None:
        """Set the height of the next row: not every program finds it for wrapped text."""
        lines = max(map(_lines, cells, widths), default=1)
        if lines > 1 and self.next_row < _MOST_HEIGHTS:
            self.made.set_row(self.next_row, min(lines * _LINE, _HIGHEST))

    def finish(self) -> None:
        """End the table: filters over it, and colours by the words that stand in it."""
        last = max(self.next_row - 1, self._top + 1)
        if not self._fields:
            return
        self.made.autofilter(self._top, 0, last, len(self._fields) - 1)
        for place, field in enumerate(self._fields):
            for word, tint in palette.tints(field.name).items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
                rule["format"] = self.book.coloured(tint)
                self.made.conditional_format(self._top + 1, place, last, place, rule)

    def _cell(self, place: int, value: object, *, total: bool) -> object:
        """Write a value; return what of it found no room in its cell."""
        field, at = self._fields[place], (self.next_row, place)
        if value is None:
            return None
        if field.kind in _NUMBERS and isinstance(value, (int, float)):
            plain = self.book.total if total else self.book.number
            self.made.write_number(*at, value, self.book.rate if field.kind == "rate" else plain)
            return None
        day = _day(value) if field.kind == "date" else None
        if day is not None:
            self.made.write_datetime(*at, day, self.book.day)
            return None
        text = "; ".join(map(shown, value)) if isinstance(value, (list, tuple)) else shown(value)
        form = self.book.total if total else self.book.text
        self.made.write_string(*at, text[:_MOST_CHARACTERS], form)
        return text[_MOST_CHARACTERS:] or None

    # -- loose lines -----------------------------------------------------------------------------

    def line(self, *cells: object, form: Any = None) -> None:  # noqa: ANN401 - as above
        """Write a line of texts and numbers that belongs to no table."""
        if form is self.book.loose:
            self._make_room(cells, [_LOOSE for _ in cells])
        for place, value in enumerate(cells):
            if isinstance(value, int) and not isinstance(value, bool):
                self.made.write_number(self.next_row, place, value, form)
            elif value is not None:
                text = shown(value)[:_MOST_CHARACTERS]
                self.made.write_string(self.next_row, place, text, form)
        self.next_row += 1


def _day(value: object) -> datetime | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if day is None or day < _FIRST_DAY:
        return None
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local day, as Excel has them


def _lines(value: object, width: float) -> int:
    """Return how many lines a value takes in a column, a little too many rather than too few."""
    if not isinstance(value, (str, list, tuple)):
        return 1
    text = shown(value)[:_MOST_CHARACTERS]
    return sum(1 + int(widest(part) * 1.1 / width) for part in text.split("\n"))


def _width(field: FieldLike, texts: Iterable[str], *, first: bool) -> float:
    head = max(map(len, head_of(field).split()), default=0) + 3
    if field.kind in _WIDTHS:
        return max(head, _WIDTHS[field.kind])
    needed = max(map(widest, texts), default=0) + 2
    return max(head, _NARROWEST, min(needed, _WIDEST_FIRST if first else _WIDEST))


def _plain(text: str) -> str:
    """Return a text for a header or footer, in which `&` begins a code, of a length that fits."""
    return shown(text).replace("\n", " ")[:100].replace("&", "&&")
