"""The command `history`."""

from datetime import date
from typing import Annotated

from tracker.cli import days, showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output, argument, option
from tracker.errors import Unreadable
from tracker.formats import Look

OneRef = Annotated[str | None, argument("REF", "Only what changed this record.")]
Since = Annotated[str | None, option("--since", metavar="DATE", help="From that day on.")]
Until = Annotated[str | None, option("--until", metavar="DATE", help="Up to that day.")]
Issued = Annotated[bool, option("--issued", help="What was handed out, to whom, under which rule.")]


def history(
    run: Invocation,
    output: Output,
    ref: OneRef = None,
    since: Since = None,
    until: Until = None,
    issued: Issued = False,
) -> None:
    """Say who changed what, when and why, the latest first.

    Examples:
      tracker history A3
      tracker history --since 2017-02-24 --until 2017-04-10
      tracker history --since "last week" -o history.csv
      tracker history --issued
    """
    first, last = days.since(run, since), days.ahead(run, until)
    if issued:
        _issued(run, output, ref, first, last)
        return
    from tracker.read.queries import history as queries
    from tracker.read.queries import references

    with run.reader() as reader:
        record = references.resolve(reader, ref, references.ANY) if ref else None
        entries = list(queries.history(reader, record, since=first, until=last))
    showing.show_history(run, entries, output)


def _issued(
    run: Invocation, output: Output, ref: str | None, first: date | None, last: date | None
) -> None:
    """Write what was handed out, whose records the journal does not keep apart."""
    from tracker.read.queries import issues

    if ref is not None:
        raise Unreadable(f"--issued lists files, not records: leave out {ref}.")
    look = Look(title="Handed out")
    showing.ask_list(run, issues.issued, output, look=look, since=first, until=last)
