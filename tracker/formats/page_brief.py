"""The brief before a meeting, as a page: which sections there are called what."""

from typing import TYPE_CHECKING

from tracker.formats.page import (
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

if TYPE_CHECKING:
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


def page(report: "Brief", style: Style) -> Page:
    """Return the brief as a page: title, headline numbers, then each section that was asked."""
    blocks: Page = [_title(report, style)]
    if report.figures:
        blocks.append(
            Figures(tuple((titled(each.name), each.now, each.was) for each in report.figures))
        )
    for section in report.sections:
        blocks += _section(report, section, style)
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
    if meeting is None or meeting.day != report.as_of:
        about.append(f"As of {style.day(report.as_of)}")
    return Title(text, tuple(about))


def _named(moment: "Moment", style: Style) -> str:
    """Name a conversation by date and title; for the keeper by its reference as well."""
    day = style.day(moment.day)
    if not moment.title:
        return day
    if style.document or not moment.ref:
        return f"{day}, {moment.title}"
    return f"{moment.ref}, {day}: {moment.title}"


def _section(report: "Brief", section: "Section", style: Style) -> Page:
    heading = _HEADINGS.get(section.name, titled(section.name))
    if section.name in _WITHOUT_DAY and not section.day:
        heading = _WITHOUT_DAY[section.name]
    if section.name == "changed" and report.since:
        heading = f"Changed since {style.day(report.since.day)}"
    heading = heading.format(day=style.day(section.day or ""))
    parts = ", ".join(
        f"{part.count} {part.word.replace('-', ' ')}" for part in section.parts if part.count
    )
    blocks: Page = [Heading(heading, section.count, parts)]
    if section.rows:
        blocks.append(Grid(tuple(section.fields), section.rows))
    if section.withheld:
        items = counted(section.withheld, "confidential item")
        blocks.append(Words(f"{items} not shown."))
    if section.several and parts:
        blocks.append(Words(f"Counted under several headings: {', '.join(section.several)}."))
    return blocks
