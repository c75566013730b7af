"""Counts and rates, as a page: tables that fit a screen, each rate with its denominator."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.formats.cells import percent
from tracker.formats.groups import of_document
from tracker.formats.page import (
    NOTHING,
    Chart,
    Column,
    Grid,
    Heading,
    Page,
    Style,
    Title,
    Words,
    only,
    short_month,
    titled,
)
from tracker.formats.wording import said

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.read.reports.shapes import Progress

OF = "_of"  # what the field of a rate's denominator ends in
_RATE_KINDS = ("rate", "number")
# What is in no group of these has none of what they are groups of.
_WITHOUT = {"status": "action", "month": "deadline"}
_MIXED = "mixed"  # a count that has no column on a page, and is said under the tables
_LINES = ("created", "implemented", "verified", "dropped", "open", "overdue")
_IMPLEMENTED = "Implemented: verified or not. What was reopened is open again from then on."
_MEANINGS = (
    "Acceptance is of the recommendations with a response, implementation of the actions towards "
    "accepted ones, on time of the actions done that had a deadline. What was split or merged is "
    "in no rate."
)


def page(report: "Progress", style: Style) -> Page:
    """Return progress as a page: counts and rates by group, then what stands in several."""
    blocks: Page = [
        Title(
            f"Progress by {report.group}",
            (f"As of {style.day(report.as_of)}", *only(report.filters)),
        ),
    ]
    rows = [*report.rows, report.total]
    meetings = {each.ref: each for each in report.conversations} if style.document else {}
    titles = {ref: of_document(style.day(each.day), each.title) for ref, each in meetings.items()}
    names = [titles.get(row[0]) or _group(row[0], report.group, style) for row in report.rows]
    for heading, places in _tables(report.fields):
        shown = [i for i in places if not _is_bare(report, i, titled_already=bool(titles))]
        if shown:
            blocks += [Heading(heading), _grid(report, [*names, "Total"], rows, shown)]
    blocks += _burn_up(report, style)
    blocks.append(Words(_meanings(report), apart=True))
    if report.several:
        days = {ref: style.day(each.day) for ref, each in meetings.items()}
        blocks.append(Words(_several(report, days)))
    return blocks


def _tables(fields: Sequence["FieldLike"]) -> list[tuple[str, list[int]]]:
    """Part the columns into tables that fit a screen: about recommendations, actions, rates."""
    places = [
        i
        for i, field in enumerate(fields)
        if i and not field.name.endswith(OF) and field.name != _MIXED
    ]
    rates = [i for i in places if fields[i].kind in _RATE_KINDS]
    counts = [i for i in places if i not in rates]
    cut = next((i for i in counts if fields[i].name == "actions"), 0)
    return [
        ("Recommendations", [i for i in counts if i < cut]),
        ("Actions", [i for i in counts if i >= cut]),
        ("Rates", rates),
    ]


def _is_bare(report: "Progress", place: int, *, titled_already: bool) -> bool:
    """Whether a column of titles tells nothing: they are in the names, or no group has one."""
    if report.fields[place].name != "title":
        return False
    return titled_already or not any(row[place] for row in report.rows)


def _group(value: object, group: str, style: Style) -> str:
    if value is None:
        return f"no {_WITHOUT.get(group, group)}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return style.day(str(said(group, value)))


def _grid(
    report: "Progress", names: list[str], rows: list[Sequence[object]], places: list[int]
) -> Grid:
    columns = [Column("group", titled(report.group), "text")]
    columns += [
        Column(each.name, each.heading, "text" if each.kind == "text" else "int")
        for each in (report.fields[place] for place in places)
    ]
    cells = [
        [name, *(_cell(report.fields, row, i) for i in places)]
        for name, row in zip(names, rows, strict=True)
    ]
    return Grid(tuple(columns), cells, last=True)


def _cell(fields: Sequence["FieldLike"], row: Sequence[object], place: int) -> object:
    """Return a count as it is, and a rate with its denominator: `67% of 12`."""
    value, field = row[place], fields[place]
    if field.kind != "rate":
        return value if value is not None else "" if field.kind == "text" else NOTHING
    of = next((row[i] for i, each in enumerate(fields) if each.name == field.name + OF), None)
    if not isinstance(value, (int, float)):
        return NOTHING
    return percent(value) if of is None else f"{percent(value)} of {of}"


def _burn_up(report: "Progress", style: Style) -> Page:
    """Return the chart of what was created and done by the end of each month."""
    if not report.burn_up:
        return []
    lines = tuple(
        (titled(name), tuple(getattr(month, name) for month in report.burn_up))
        for name in _LINES
        if name != "dropped" or any(month.dropped for month in report.burn_up)
    )
    ends = f"at the end of each, the last on {style.day(report.as_of)}"
    return [
        Heading("Burn-up by month", None, ends),
        Chart(_months(report, style), lines),
        Words(_IMPLEMENTED),
    ]


def _months(report: "Progress", style: Style) -> tuple[str, ...]:
    months = (month.month for month in report.burn_up)
    return tuple(map(short_month, months) if style.document else months)


def _meanings(report: "Progress") -> str:
    """Say what the counts and rates are of, and of how many accepted ones the answer is mixed."""
    place = next((i for i, each in enumerate(report.fields) if each.name == _MIXED), None)
    mixed = report.total[place] if place is not None else 0
    some = f" ({mixed} mixed: another answered otherwise, or not yet)" if mixed else ""
    return f"Accepted: by at least one addressee, wholly or partly{some}. {_MEANINGS}"


def _several(report: "Progress", days: Mapping[str | None, str]) -> str:
    """Name what stands in several rows; conversations by their `days` where those are known."""
    items = "; ".join(
        f"{ref} ({', '.join(days.get(group, group) for group in groups)})"
        for ref, groups in report.several
    )
    return f"In several rows, and counted once in the total: {items}."
