"""Tables in a browser, row by row: headings that sort, groups that head their rows.

What the script needs to sort by stands in the cells where it is not what they say: the day of
`30 June 2017`; and in a heading, the order of the words under it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from tracker import words
from tracker.formats import wording
from tracker.formats.cells import percent, shown
from tracker.formats.columns import head_of
from tracker.formats.page import for_people, has_days
from tracker.formats.palette import tint
from tracker.formats.web import direction, escaped
from tracker.vocabularies import KNOWN

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike

_NUMBERS = frozenset(("int", "rate", "number"))
_ORDERS = {
    "status": tuple(str(wording.said("status", each)) for each in words.STATUSES),
    "response": tuple(str(wording.said("response", each)) for each in words.RESPONSES),
    "rag": words.COLOURS,
}
_LONG = frozenset(("title", "recommendation", "next_step", "reason", "text", "detail", "summary"))
_DAY = len("2017-06-30")
MOST_UPRIGHT = 6
"""Columns that a sheet of paper in portrait has room for."""


class Table:
    """One table while its rows are written; `number` tells those of a page apart."""

    def __init__(self, fields: Sequence["FieldLike"], caption: str, number: int) -> None:
        self._fields = fields
        self._caption = caption
        self._number = number
        self._is_open = False
        # How many cells of a row head it: its reference, where it begins with that.
        self._heads = int(bool(fields) and fields[0].kind == "ref")

    def opening(self) -> Iterator[str]:
        """Yield what begins the table: what it is of, and its headings."""
        name = f"table-{self._number}"
        yield f'<div class="region" role="region" aria-labelledby="{name}" tabindex="0">\n<table>\n'
        yield f'<caption id="{name}">{escaped(self._caption)}</caption>\n<thead>\n<tr>'
        for field in self._fields:
            order = _order(field)
            ordered = f' data-order="{escaped("|".join(order))}"' if order else ""
            yield f'<th scope="col"{_class(field)}{ordered}>{escaped(head_of(field))}</th>'
        yield "</tr>\n</thead>\n"

    def heading(self, text: str, about: str = "", *, is_whole: bool = True) -> str:
        """Return what heads the rows that follow, or, if not `is_whole`, headings that follow."""
        said = f"<span>{escaped(about)}</span>" if about else ""
        cell = f'<th scope="rowgroup" colspan="{len(self._fields)}"{direction(text)}>'
        kind = "" if is_whole else ' class="group"'
        begun = f"{self._ended()}<tbody{kind}>\n"
        self._is_open = True
        return f'{begun}<tr class="head">{cell}<div>{escaped(text)}{said}</div></th></tr>\n'

    def empty(self, text: str) -> str:
        """Return a row that says that there is none."""
        return f'{self._begun()}<tr><td colspan="{len(self._fields)}">{text}</td></tr>\n'

    def row(self, cells: Sequence[object]) -> str:
        """Return a row."""
        return f"{self._begun()}<tr>{self._cells(cells)}</tr>\n"

    def total(self, cells: Sequence[object]) -> str:
        """Return the row that sums the others up."""
        return f"{self._ended()}<tfoot>\n<tr>{self._cells(cells)}</tr>\n</tfoot>\n"

    def closing(self) -> str:
        """Return what ends the table."""
        return f"{self._ended()}</table>\n</div>\n"

    def _cells(self, cells: Sequence[object]) -> str:
        told = "".join(map(_cell, self._fields[self._heads :], cells[self._heads :]))
        return f'<th scope="row">{escaped(shown(cells[0]))}</th>{told}' if self._heads else told

    def _begun(self) -> str:
        was_open, self._is_open = self._is_open, True
        return "" if was_open else "<tbody>\n"

    def _ended(self) -> str:
        was_open, self._is_open = self._is_open, False
        return "</tbody>\n" if was_open else ""


def _order(field: "FieldLike") -> tuple[str, ...]:
    """Return the words of a field in the order of the work; nothing where words have none."""
    body = KNOWN.get(getattr(field, "vocabulary", ""))
    if body is None:
        return _ORDERS.get(field.name, ())
    axis = body.axis(field.name)
    return (*axis.words, *axis.missing)


def _class(field: "FieldLike") -> str:
    """Return the attribute that says how a column is set: numbers, days, long text."""
    if field.kind in _NUMBERS:
        return ' class="n"'
    if has_days(field):
        return ' class="d"' if field.kind == "date" else ' class="t"'
    return ' class="t"' if field.kind in ("text", "list") and field.name in _LONG else ""


def _cell(field: "FieldLike", value: object) -> str:
    if value is None:
        return "<td></td>"
    if field.kind == "rate" and isinstance(value, float):
        return f'<td class="n" data-sort="{value:.6f}">{percent(value)}</td>'
    key = ""
    if has_days(field) and isinstance(value, str):
        key = f' data-sort="{escaped(value[:_DAY])}"' if value[:4].isdigit() else ""
        value = for_people(value)
    text = shown(value)
    hue = tint(field.name, value)
    if hue is not None:
        return f'<td><span class="hue {hue.hue}">{escape(text)}</span></td>'
    return f"<td{_class(field)}{key}{direction(text)}>{escape(text)}</td>"
