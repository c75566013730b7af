"""The note that a post is handed over with, as a page: what the successor reads first."""

from typing import TYPE_CHECKING

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
    titled,
)
from tracker.formats.page_table import written
from tracker.words import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.read.reports.handover import Handover, Holder
    from tracker.read.reports.shapes import Section


_HEADINGS = {
    "open": "Open, first due first",
    "slipped": "Slipped, and why",
    "waits-for": "Waits for actions of others",
    "promised": "What was promised, and to whom",
    "serves": "What open actions serve besides",
    "supports": "Supports actions of others",
    "claimed": "Claimed, and not verified yet",
}
_LABELS = {
    "recommendations": "for",
    "blocked_by": "waits for",
    "last_update": "last news",
    "text": "recommendation",
    "addressees": "asked of",
}
_ALWAYS = frozenset(("ref", "title", "text", "due", "status", "rag"))  # columns that may be empty
_EMPTY = {"priority": "normal", "response": "none"}  # words that say nothing in particular
_PARTS = {"none": "unanswered"}


def page(report: "Handover", style: Style) -> Page:
    """Return the note as a page; what there is nothing of is named in one line at the end."""
    figures = tuple((titled(each.name), each.now, each.was) for each in report.figures)
    blocks: Page = [_title(report, style), Figures(figures)]
    for section in report.sections:
        if section.count:
            blocks += _section(report, section, style)
    empty = [_heading(each) for each in report.sections if not each.count]
    if empty:
        blocks.append(Words(f"Nothing under: {'; '.join(empty)}.", apart=True))
    return blocks


def _heading(section: "Section") -> str:
    return _HEADINGS.get(section.name, titled(section.name))


def _title(report: "Handover", style: Style) -> Title:
    name = report.post_name
    called = name if name == report.post else f"{name} ({report.post})"
    about = []
    if report.predecessors:
        about.append(f"From {_listed(report.predecessors, style)}")
    if report.successor is not None:
        vacant = "" if report.predecessors else ", held by nobody before"
        about.append(f"To {_held(report.successor, style)}{vacant}")
    if report.beside:
        about.append(f"Also held by {_listed(report.beside, style)}")
    about.append(f"As of {style.day(report.as_of)}")
    return Title(f"Handover of {called} on {style.day(report.handed_over_on)}", tuple(about))


def _listed(holders: "Sequence[Holder]", style: Style) -> str:
    return one_of(_held(each, style) for each in holders).replace(" or ", " and ")


def _held(holder: "Holder", style: Style) -> str:
    until = f" until {style.day(holder.until_on)}" if holder.until_on else ""
    return f"{holder.name} (from {style.day(holder.from_on)}{until})"


# -- tables ---------------------------------------------------------------------------------------


def _section(report: "Handover", section: "Section", style: Style) -> Page:
    """Return a section under its heading; what may not leave is only counted."""
    parts = ", ".join(
        f"{part.count} {_PARTS.get(part.word) or part.word.replace('-', ' ')}"
        for part in section.parts
        if part.count
    )
    blocks: Page = [Heading(_heading(section), section.count, parts)]
    if section.rows:
        blocks.append(_grid(report, section, style))
        blocks += [] if style.document else _meetings(report, section)
    if section.withheld:
        blocks.append(Words(f"{counted(section.withheld, 'confidential item')} not shown."))
    return blocks


def _grid(report: "Handover", section: "Section", style: Style) -> Grid:
    """Return rows as a table; columns in which no row says anything are left out."""
    found: Sequence[Sequence[object]] = section.rows
    if style.document:
        meetings = {each.ref: each for each in report.conversations if each.ref}
        found = written(section.fields, found, meetings, style)
    shown = [
        (place, Column(field.name, _LABELS.get(field.name, field.heading), field.kind))
        for place, field in enumerate(section.fields)
        if field.name in _ALWAYS or any(_says(field.name, row[place]) for row in found)
    ]
    rows = [[row[place] for place, _ in shown] for row in found]
    return Grid(tuple(column for _, column in shown), rows)


def _says(name: str, value: object) -> bool:
    return value is not None and value not in ("", []) and value != _EMPTY.get(name)


def _meetings(report: "Handover", section: "Section") -> Page:
    """Return what the references of conversations in a section stand for."""
    place = next((i for i, each in enumerate(section.fields) if each.name == "conversation"), None)
    refs = set() if place is None else {row[place] for row in section.rows}
    told = [
        f"{each.ref}: {each.day}, {each.title}" for each in report.conversations if each.ref in refs
    ]
    return [Words("; ".join(told))] if told else []
