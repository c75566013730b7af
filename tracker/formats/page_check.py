"""The check as a page: each kind of finding under its heading, with why it matters."""

from typing import TYPE_CHECKING

from tracker.formats.page import Command, Heading, Page, Style, Title, Words, counted

if TYPE_CHECKING:
    from tracker.read.reports.check import Check


def page(report: "Check", style: Style) -> Page:
    """Return the check as a page; what is left out of a kind is counted, with how to see it."""
    found = counted(report.total, "finding")
    blocks: Page = [Title(f"Check on {style.day(report.as_of)}: {found}")]
    if not report.total:
        blocks.append(Words("Everything is complete, and nothing contradicts itself."))
    for group in report.groups:
        blocks += [Heading(group.heading, group.total), Words(group.why)]
        for each in group.findings:
            title = "" if each.title == each.ref else f"  {each.title}"
            blocks += [Words(f"{each.ref}{title} · {each.detail}"), Command(each.mend)]
        left_out = group.total - len(group.findings)
        if left_out:
            blocks.append(Words(f"… and {left_out} more; see them all with:"))
            blocks.append(Command(f"tracker check --only {group.slug}"))
    return blocks
