"""The brief before a meeting, as a page: which sections there are called what."""

from typing import TYPE_CHECKING

from tracker.formats.groups import of_document
from tracker.formats.page import (
    Column,
    Figures,
    Grid,
    Heading,
    Page,
    Style,
    Title,
    Words,
    counted,
    only,
    titled,
)
from tracker.formats.page_table import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.formats.columns import FieldLike
    from tracker.read.reports.shapes import Brief, Moment, Section

_HEADINGS = {
    "decisions": "Decisions needed",
    "overdue": "Overdue",
    "due-before": "Due before {day}",
    "changed": "Changed since",
    "no-news": "No news since {day}",
    "milestones": "Milestones ahead",
    "no-action": "Recommendations without any action",
    "still-open": "Raised before and still open",
}
_WITHOUT_DAY = {
    "due-before": "Due before the meeting",
    "no-news": "No news",
}
_LABELS = {"reasons": "decide because", "reason": "blocked by"}
_COUNTED = {"overdue-critical": "overdue and critical"}
_SAID = {"overdue-critical": "overdue, critical"}
_UNDECIDED = "undecided"
_RAISED = ("raised_in", "raised_of", "first_raised")
_MOST_NAMED = 20  # references in a sentence
_ALWAYS = frozenset(("ref", "title", "owner", "due", "status", "rag"))  # columns that may be empty


def page(report: "Brief", style: Style) -> Page:
    """Return the brief as a page: title, headline numbers, then each section with rows or counts.

    What is empty is named in one line at the end.
    """
    blocks: Page = [_title(report, style)]
    if report.figures:
        blocks.append(
            Figures(tuple((titled(each.name), each.now, each.was) for each in report.figures))
        )
    for section in report.sections:
        if section.count:
            blocks += _section(report, section, style)
    empty = [_heading(report, each, style) for each in report.sections if not each.count]
    if empty:
        blocks.append(Words(f"Nothing under: {'; '.join(empty)}.", apart=True))
    return blocks


def _title(report: "Brief", style: Style) -> Title:
    meeting = report.meeting
    about = []
    if meeting is None:
        text = f"Brief on {style.day(report.as_of)}"
    else:
        text = f"Brief for {_named(meeting, style)}"
    if report.series:
        about.append(f"Series: {report.series}")
    if report.since:
        about.append(f"Since {_named(report.since, style)}")
    if meeting is not None:
        about.append(f"As of {style.day(report.as_of)}")
    about += only(report.filters)
    if report.recorded_later:
        later = counted(report.recorded_later, "recommendation")
        verb = "was" if report.recorded_later == 1 else "were"
        about.append(f"{later} of this conversation {verb} recorded later and not counted here.")
    return Title(text, tuple(about))


def _named(moment: "Moment", style: Style) -> str:
    """Name a conversation by date and title; for the keeper by its reference as well."""
    day = style.day(moment.day)
    if style.document or not moment.ref:
        return of_document(day, moment.title)
    return f"{moment.ref}, {day}: {moment.title}" if moment.title else day


def _heading(report: "Brief", section: "Section", style: Style) -> str:
    heading = _HEADINGS.get(section.name, titled(section.name))
    if section.name in _WITHOUT_DAY and not section.day:
        heading = _WITHOUT_DAY[section.name]
    if section.name == "changed" and report.since:
        heading = f"Changed since {style.day(report.since.day)}"
    return heading.format(day=style.day(section.day or ""))


def _section(report: "Brief", section: "Section", style: Style) -> Page:
    parts = ", ".join(
        f"{part.count} {_COUNTED.get(part.word) or part.word.replace('-', ' ')}"
        for part in section.parts
        if part.count
    )
    blocks: Page = [Heading(_heading(report, section, style), section.count, parts)]
    rows = _told(section)
    if rows:
        blocks.append(_grid(report, section, rows, style))
    once = _told_once(section)
    if once:
        more = f" and {len(once) - _MOST_NAMED} more" if len(once) > _MOST_NAMED else ""
        blocks.append(Words(f"In only one: {', '.join(once[:_MOST_NAMED])}{more}."))
    if section.withheld:
        items = counted(section.withheld, "confidential item")
        blocks.append(Words(f"{items} not shown."))
    if section.several and parts:
        blocks.append(Words(f"Some count twice: {', '.join(section.several)}."))
    return blocks


# -- the table of a section -----------------------------------------------------------------------


def _told(section: "Section") -> "Sequence[Sequence[object]]":
    """Return the rows to print; what only one conversation raised is named, not told again."""
    place = _place(section, "raised_in")
    return section.rows if place is None else [row for row in section.rows if row[place] != 1]


def _told_once(section: "Section") -> list[str]:
    """Return the references of what only one conversation raised."""
    place, ref = _place(section, "raised_in"), _place(section, "ref")
    if place is None or ref is None:
        return []
    return [str(row[ref]) for row in section.rows if row[place] == 1]


def _place(section: "Section", name: str) -> int | None:
    return next((i for i, field in enumerate(section.fields) if field.name == name), None)


def _grid(
    report: "Brief", section: "Section", found: "Sequence[Sequence[object]]", style: Style
) -> Grid:
    """Return rows of a section as a table; columns that no row fills are left out."""
    fields = list(section.fields)
    names = [field.name for field in fields]
    if style.document:
        meetings = {each.ref: each for each in report.conversations if each.ref}
        found = written(fields, found, meetings, style)
    places = [
        i
        for i, name in enumerate(names)
        if name not in _RAISED and (name in _ALWAYS or any(_filled(row[i]) for row in found))
    ]
    columns: list[FieldLike] = [
        Column(names[i], _LABELS.get(names[i], fields[i].heading), fields[i].kind) for i in places
    ]
    rows = [[_said(names[i], row[i]) for i in places] for row in found]
    if section.name == "milestones":
        due = places.index(names.index("due"))
        rows = [[*row[:due], row[due] or _UNDECIDED, *row[due + 1 :]] for row in rows]
    if set(_RAISED) <= set(names):
        columns.append(Column("raised", "raised in", "text"))
        for row, told in zip(found, rows, strict=True):
            times, of, first = (row[names.index(name)] for name in _RAISED)
            told.append(f"{times} of {of}, first on {style.day(str(first))}")
    return Grid(tuple(columns), rows)


def _filled(value: object) -> bool:
    return value is not None and value not in ("", [])


def _said(name: str, value: object) -> object:
    """Return reasons and changes as people say them: `no-owner` as `no owner`."""
    if name not in ("reasons", "changes") or not isinstance(value, list):
        return value
    return [_SAID.get(word, word.replace("-", " ")) for word in value]
