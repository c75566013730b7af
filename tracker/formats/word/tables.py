"""Tables of a Word document, as text of its XML, row by row.

A heading row comes again on each page and no row is parted by its end. Widths stand in the grid and
in each cell, since Word goes by one and LibreOffice by the other. What the tables say is not
known here: see `document`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.formats.cells import percent, shown
from tracker.formats.columns import FieldLike, head_of
from tracker.formats.palette import Tint, tint, tints
from tracker.formats.word.markup import BOLD, attribute, framed, paragraph, runs, runs_from_right
from tracker.formats.word.styles import SHADE, Styles
from tracker.formats.word.widths import MARGINS, SIZE, Plan

_RIGHT_KINDS = frozenset(("int", "rate", "number"))
_MOST_LINES = 25  # a row higher than this may be parted, or LibreOffice cuts it off
_SHORT = 60  # characters of a value that stands beside others under a row
_LONG_UNDER = 6000  # characters of XML under a row from which that may be parted
_LOOK = (
    '<w:tblLook w:val="{bits}" w:firstRow="{row}" w:lastRow="0" w:firstColumn="{column}" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (
        ("top", 34),
        ("left", MARGINS // 2),
        ("bottom", 34),
        ("right", MARGINS // 2),
    )
)
END = "</w:tbl>"
"""How the text of a table ends."""


def begin(
    widths: Sequence[int], styles: Styles, *, caption: str, about: str = "", heads: str = "row"
) -> str:
    """Return the beginning of a table; `heads` is whether its first `row` or `column` does.

    Those who hear a document instead of seeing it are told the `caption` and what it is `about`.
    """
    by_row = heads == "row"
    look = _LOOK.format(bits="0620" if by_row else "0680", row=+by_row, column=+(not by_row))
    named = f'<w:tblCaption w:val="{attribute(caption)}"/>' if caption else ""
    told = f'<w:tblDescription w:val="{attribute(about)}"/>' if about else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f"{_MARGINS}</w:tblCellMar>"
        f"{look}{named}{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def row(cells: Iterable[str], *, heads: bool = False, whole: bool = True) -> str:
    """Return a row; one that `heads` comes again on each page, a `whole` one is not parted."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heads else "")
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(
    inside: str, width: int, *, span: int = 1, fill: str = "", joins: str = "", middle: bool = False
) -> str:
    """Return a cell around paragraphs; `joins` is the side, top or bottom, without a line."""
    edges = f'<w:tcBorders><w:{joins} w:val="nil"/></w:tcBorders>' if joins else ""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    aligned = '<w:vAlign w:val="center"/>' if middle else ""
    sized = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{sized}{spanned}{edges}{shade}{aligned}</w:tcPr>{inside}</w:tc>"


def heading_row(names: Sequence[tuple[str, bool]], widths: Sequence[int], styles: Styles) -> str:
    """Return the heading row, of names and whether each stands at the right."""
    cells = (
        cell(paragraph(name, styles.head, jc="right" if right else ""), width, fill=SHADE)
        for (name, right), width in zip(names, widths, strict=True)
    )
    return row(cells, heads=True)


def is_low(text: str, width: int) -> bool:
    """Tell whether a text is low enough in a cell so wide that its row need not be parted."""
    letters = max((width - MARGINS) * 2 // SIZE, 1)
    return len(text) // letters + text.count("\n") < _MOST_LINES


class Heads(NamedTuple):
    """The columns that are the same for a run of rows, and so stand in a row above them.

    `first` are said as they are, `more` with their names. Rows that have nothing in them stand
    under the words `without`; of a run that is nothing but its head the words `nothing` tell.
    """

    first: list[int]
    more: list[int]
    without: str
    nothing: str


class Table:
    """The rows of one table of a page: which columns there are, and how each is drawn."""

    def __init__(
        self, fields: Sequence[FieldLike], plan: Plan, styles: Styles, heads: Heads | None = None
    ) -> None:
        """Plan for these fields; those that head are not in the plan."""
        self._fields = fields
        self._plan = plan
        self._styles = styles
        self._heads = heads
        self._places = [*(heads.first + heads.more if heads else [])]
        self._cells = [
            _Cell(fields[place], width, styles)
            for place, width in zip(plan.main, plan.widths, strict=True)
        ]

    def write(
        self, rows: Iterable[Sequence[object]], *, caption: str, about: str, last: int = -1
    ) -> Iterator[str]:
        """Yield the table; the row at `last` is a total."""
        names = [
            (head_of(self._fields[place]), self._fields[place].kind in _RIGHT_KINDS)
            for place in self._plan.main
        ]
        yield begin(self._plan.widths, self._styles, caption=caption, about=about)
        yield heading_row(names, self._plan.widths, self._styles)
        before: list[object] | None = None
        for place, values in enumerate(rows):
            if self._heads:
                above = [values[i] for i in self._places]
                if above != before and (before or any(above)):
                    yield self._above(values, self._heads)
                before = above
                if not any(values[i] for i in (*self._plan.main, *self._plan.under)):
                    yield self._spanning(paragraph(self._heads.nothing, self._styles.cell))
                    continue
            yield from self._row(values, bold=place == last)
        yield END

    def _row(self, values: Sequence[object], *, bold: bool) -> Iterator[str]:
        under = list(self._under(values)) if self._plan.under else []
        texts = [each.text(values[i]) for each, i in zip(self._cells, self._plan.main, strict=True)]
        whole = all(map(is_low, texts, self._plan.widths))
        yield row(
            (
                each.draw(text, bold=bold, keep=bool(under))
                for each, text in zip(self._cells, texts, strict=True)
            ),
            whole=whole,
        )
        if under:
            low = sum(map(len, under)) < _LONG_UNDER
            yield self._spanning("".join(under), whole=low, joins="top")

    def _spanning(self, inside: str, *, fill: str = "", whole: bool = True, joins: str = "") -> str:
        span, width = len(self._plan.main), self._plan.width
        return row([cell(inside, width, span=span, fill=fill, joins=joins)], whole=whole)

    def _above(self, values: Sequence[object], heads: Heads) -> str:
        """Return the row above those of one recommendation, held on the page of the next."""
        if not any(values[place] for place in (*heads.first, *heads.more)):
            return self._spanning(
                paragraph(heads.without, self._styles.cell, keep=True), fill=SHADE
            )
        texts = [text for text in (shown(values[place]) for place in heads.first) if text]
        from_right = any(map(runs_from_right, texts))
        title = runs("  ", BOLD).join(runs(text, BOLD) for text in texts)  # each in its direction
        lines = [framed(title, self._styles.cell, keep=True, from_right=from_right)]
        told = []
        for place in heads.more:
            value, field = shown(values[place]), self._fields[place]
            if value:
                inked = _inked(tint(field.name, value))
                told.append(runs(f"{head_of(field)}: ") + runs(value, inked))
        if told:
            lines.append(framed(runs("  ·  ").join(told), self._styles.cell, keep=True))
        return self._spanning(
            "".join(lines), fill=SHADE, whole=is_low("  ".join(texts), self._plan.width)
        )

    def _under(self, values: Sequence[object]) -> Iterator[str]:
        """Yield what finds no room in the row: short values side by side, long ones apart."""
        short: list[str] = []
        long: list[str] = []
        for place in self._plan.under:
            field = self._fields[place]
            text = _text(field, values[place])
            if text and values[place] is not False:
                told = runs(f"{head_of(field)}: ", BOLD) + runs(text)
                (short if len(text) <= _SHORT and "\n" not in text else long).append(told)
        if short:
            yield framed(runs("  ·  ").join(short), self._styles.cell)
        for told in long:
            yield framed(told, self._styles.cell)


class _Cell:
    """How the cells of one column are drawn."""

    def __init__(self, field: FieldLike, width: int, styles: Styles) -> None:
        self._field = field
        self._width = width
        self._style = styles.cell
        self._tints: dict[str, Tint] = tints(field.name)
        self._is_full = field.name == "rag"
        self._jc = "right" if field.kind in _RIGHT_KINDS else ""
        placed = f'<w:jc w:val="{self._jc}"/>' if self._jc else ""
        self._opening = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{styles.cell}"/>{placed}</w:pPr>'
        )

    def text(self, value: object) -> str:
        return _text(self._field, value)

    def draw(self, text: str, *, bold: bool, keep: bool) -> str:
        tinted = self._tints.get(text)
        if tinted is None and not bold and not keep and text.isascii():
            return f"{self._opening}{runs(text)}</w:p></w:tc>"
        look = BOLD if bold or self._is_full else ""
        if tinted:
            look += f'<w:color w:val="{tinted.text}"/>'
        inside = paragraph(text, self._style, look=look, keep=keep, jc=self._jc)
        joins = "bottom" if keep else ""
        return cell(inside, self._width, fill=tinted.ground if tinted else "", joins=joins)


def _text(field: FieldLike, value: object) -> str:
    if field.kind == "rate" and isinstance(value, float):
        return percent(value)
    return shown(value)


def _inked(tinted: Tint | None) -> str:
    if tinted is None:
        return ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tinted.ground}"/>'
    return f'<w:color w:val="{tinted.text}"/>{shade}'
