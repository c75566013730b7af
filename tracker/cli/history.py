"""The command `history`."""

from typing import Annotated

from tracker.cli import days, showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output, argument, option

OneRef = Annotated[str | None, argument("REF", "Only what changed this record.")]
Since = Annotated[str | None, option("--since", metavar="DATE", help="From that day on.")]
Until = Annotated[str | None, option("--until", metavar="DATE", help="Up to that day.")]


def history(
    run: Invocation, output: Output, ref: OneRef = None, since: Since = None, until: Until = None
) -> None:
    """Say who changed what, when and why, the latest first.

    Examples:
      tracker history A3
      tracker history --since 2017-02-24 --until 2017-04-10
      tracker history --since "last week" -o history.csv
    """
    from tracker.read.queries import history as queries
    from tracker.read.queries import references

    first, last = days.since(run, since), days.ahead(run, until)
    with run.reader() as reader:
        record = references.resolve(reader, ref, references.ANY) if ref else None
        entries = list(queries.history(reader, record, since=first, until=last))
    showing.show_history(run, entries, output)
