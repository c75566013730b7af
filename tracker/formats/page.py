"""A page: what a report says, block by block, before any format draws it.

Reports hold figures and slugs; a page holds headings, sentences and tables in the words of a
reader. Each kind of report is made into a page once (`page_brief`, `page_progress`,
`page_detail`), each format draws any page once (`page_terminal`, `page_md`). All text is as the
user wrote it: making it visible and escaping it is the drawing's part.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.formats.columns import ABBREVIATIONS, FieldLike

NOTHING = "\u2013"
"""What stands where there is nothing to count."""


class Column(NamedTuple):
    """A column of a table on a page; the kinds are those of the fields of queries."""

    name: str
    heading: str
    kind: str


class Title(NamedTuple):
    """What the page is, and a line or two about it."""

    text: str
    about: tuple[str, ...] = ()


class Heading(NamedTuple):
    """The heading of a section, how many rows it has (None: not counted), and of what."""

    text: str
    number: int | None = None
    about: str = ""


class Words(NamedTuple):
    """A paragraph; `apart` says that it belongs to no section."""

    text: str
    apart: bool = False


class Command(NamedTuple):
    """A command to be copied: it stands on a line of its own, which nothing breaks."""

    text: str


class Figures(NamedTuple):
    """Numbers: the label, the number now, and the number then if there was one."""

    rows: tuple[tuple[str, int, int | None], ...]


class Facts(NamedTuple):
    """Labels with values, one below the other; values are text, numbers, lists or days."""

    rows: tuple[tuple[str, object], ...]


class Grid(NamedTuple):
    """A table. `last` says that the last row is a total."""

    fields: tuple[FieldLike, ...]
    rows: Sequence[Sequence[object]]
    last: bool = False


class Chart(NamedTuple):
    """Lines of whole numbers, none below zero, over the same `labels`, such as months."""

    labels: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


Block = Title | Heading | Words | Command | Figures | Facts | Grid | Chart
Page = list[Block]


class Style(NamedTuple):
    """How a page speaks: ISO days on a terminal, `30 June 2017` in documents for people."""

    day: Callable[[str], str]
    document: bool


def iso_style() -> Style:
    """Return the style of a terminal."""
    return Style(str, document=False)


def document_style() -> Style:
    """Return the style of a document that is handed out."""
    return Style(long_day, document=True)


def grid_of(chart: Chart) -> Grid:
    """Return the numbers of a chart as a table, a row for each label."""
    columns = (Column("label", "", "text"), *(Column(name, name, "int") for name, _ in chart.lines))
    rows = zip(chart.labels, *(values for _, values in chart.lines), strict=True)
    return Grid(columns, [list(row) for row in rows])


def long_day(day: str) -> str:
    """Return an ISO day as `30 June 2017`; any other text as it is."""
    year, month, number = day[:4], day[5:7], day[8:]
    if len(day) != len("2017-06-30") or not (year + month + number).isdigit():
        return day
    from tracker.dates.wording import MONTHS

    return f"{int(number)} {MONTHS[int(month) - 1]} {int(year)}"


def short_month(month: str) -> str:
    """Return an ISO month, `2017-06`, as `Jun 2017`."""
    from tracker.dates.wording import MONTHS

    return f"{MONTHS[int(month[5:]) - 1][:3]} {int(month[:4])}"


def for_people(value: object) -> object:
    """Write a day as people do, alone, before its rule, or before the words of a note."""
    if not isinstance(value, str):
        return value
    day, _, words = value.partition(" ")
    written = long_day(day)
    if not words or written == day:
        return value if words else written
    return f"{written}{'' if words.startswith('(') else ':'} {words}"


def has_days(field: FieldLike) -> bool:
    """Tell whether the values of a field are days, or begin with one."""
    return field.kind == "date" or field.name == "last_update"


def told_rows(grid: Grid) -> Iterator[Sequence[object]]:
    """Yield the rows of a table with their days as people write them."""
    days = [has_days(field) for field in grid.fields]
    for row in grid.rows:
        yield [for_people(cell) if day else cell for day, cell in zip(days, row, strict=True)]


def titled(slug: str) -> str:
    """Return a name or slug as a label: `first_due` and `first-due` as `First due`."""
    if slug in ABBREVIATIONS:
        return slug.upper()
    words = slug.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def only(filters: Sequence[str]) -> list[str]:
    """Return the line that says what a report was narrowed to; none where it was not."""
    return [f"Only: {'; '.join(filters)}"] if filters else []


def counted(number: int, one: str) -> str:
    """Return `1 action`, `2 actions`."""
    return f"{number} {one if number == 1 else one + 's'}"
