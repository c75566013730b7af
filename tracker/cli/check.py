"""The command `check`."""

from typing import Annotated

from tracker.cli import showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import Arranged, Output, option
from tracker.errors import Findings
from tracker.formats import Look

Strict = Annotated[bool, option("--strict", help="Exit with 4 if anything is found.")]
Only = Annotated[
    str | None, option("--only", metavar="FINDINGS", help="Only these: vague-action,vacant-post.")
]
_PAGES = ("table", "plain", "md", "docx", "html")
_SHOWN = 10
"""Findings of one kind that a terminal shows where nothing else is said."""


def check(
    run: Invocation, arranged: Arranged, output: Output, strict: Strict = False, only: Only = None
) -> None:
    """Find what is not realistic or not complete, each with the command that mends it.

    Recommendations are graded by their verbs, on the action categories of UPR Info.

    Examples:
      tracker check
      tracker check --only recommendation-without-action,action-without-owner
      tracker check --columns finding,ref,mend -f csv
    """
    from tracker.read.reports import check as report

    rows = showing.limit_of(arranged)
    with run.reader() as reader:
        found = report.make(reader, report.parse_only(only))
    is_page = showing.format_of(run, output) in _PAGES
    if is_page and arranged.columns is None and arranged.sort is None:
        screen = rows is None and only is None and showing.first_screen(run, output) is not None
        shown = report.shortened(found, each=_SHOWN if screen else None, limit=rows)
        showing.show_report(run, shown, output)
    else:
        listed = report.listing(found, columns=arranged.columns, sort=arranged.sort, limit=rows)
        showing.show_list(run, listed, output, Look(title="Findings"))
    if strict and found.total:
        raise Findings(f"{found.tally}. Mend them as shown, or leave out --strict.")
    if not is_page:
        run.remark(f"{found.tally}.")
