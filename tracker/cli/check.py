"""The command `check`."""

from typing import Annotated

from tracker.cli import showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output, option
from tracker.errors import Findings

Strict = Annotated[bool, option("--strict", help="Exit with 4 if anything is found.")]
_PAGES = ("table", "plain", "md")


def check(run: Invocation, output: Output, strict: Strict = False) -> None:
    """Find what is not realistic or not complete, each with the command that mends it.

    Recommendations are graded by their verbs, on the action categories of UPR Info.

    Examples:
      tracker check
      tracker check -f csv
    """
    from tracker.read.reports import check as report

    with run.reader() as reader:
        found = report.make(reader)
    if showing.format_of(run, output) in _PAGES:
        showing.show_report(run, found, output)
    else:
        showing.show_list(run, report.listing(found), output)
    if strict and found.total:
        many = found.total > 1
        how = (
            "Mend them with the commands beside them"
            if many
            else "Mend it with the command beside it"
        )
        raise Findings(f"{found.total} finding{'s' * many}. {how}, or leave out --strict.")
