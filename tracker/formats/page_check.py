"""The check as a page: each kind of finding under its heading, with why it matters."""

from typing import TYPE_CHECKING

from tracker.formats.page import Column, Grid, Heading, Page, Style, Title, Words, counted

if TYPE_CHECKING:
    from tracker.read.reports.check import Check

_COLUMNS = (
    Column("ref", "ref", "ref"),
    Column("title", "title", "text"),
    Column("detail", "detail", "text"),
    Column("mend", "mend with", "text"),
)


def page(report: "Check", style: Style) -> Page:
    """Return the check as a page."""
    total = sum(len(group.findings) for group in report.groups)
    blocks: Page = [Title(f"Check on {style.day(report.as_of)}: {counted(total, 'finding')}")]
    if not total:
        blocks.append(Words("Everything is complete, and nothing contradicts itself."))
    for group in report.groups:
        blocks += [Heading(group.heading, len(group.findings)), Words(group.why)]
        if style.document:
            blocks.append(Grid(_COLUMNS, [finding[1:] for finding in group.findings]))
            continue
        for each in group.findings:  # the command alone on its line, to be copied
            blocks += [Words(f"{each.ref}  {each.title}: {each.detail}"), Words(each.mend)]
    return blocks
