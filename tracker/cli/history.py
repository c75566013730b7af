"""The commands `history` and `undo`."""

from typing import TYPE_CHECKING, Annotated

from tracker.cli import changing, days, showing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import Bulk, Output, argument, option

if TYPE_CHECKING:
    from tracker.write.session import Work

OneRef = Annotated[str | None, argument("REF", "Only what changed this record.")]
Since = Annotated[str | None, option("--since", metavar="DATE", help="From that day on.")]
Until = Annotated[str | None, option("--until", metavar="DATE", help="Up to that day.")]
Count = Annotated[int, argument("COUNT", "How many of your commands; 1 unless said.")]
Number = Annotated[
    int | None, option("--command", metavar="N", help="The command of that number, whosever it is.")
]


def history(
    run: Invocation, output: Output, ref: OneRef = None, since: Since = None, until: Until = None
) -> None:
    """Say who changed what, when and why, the latest first.

    Examples:
      tracker history A12
      tracker history --since C2
      tracker history --since "last week" -o history.csv
    """
    from tracker.read.queries import history as queries

    first, last = days.since(run, since), days.ahead(run, until)
    with run.reader() as reader:
        rows = list(queries.rows(reader, ref, first, last))
    names = ("command", "at", "by", "line", "changes")
    showing.show_list(run, showing.rows_of(run, names, rows), output)


def undo(run: Invocation, bulk: Bulk, count: Count = 1, number: Number = None) -> None:
    """Take back your last command that changed something, as a new command.

    It says how to take that back again. Refused where something newer is in the way.

    Examples:
      tracker undo
      tracker undo 3 --dry-run
      tracker undo --command 57
    """

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write import undo as verbs

        if number is None:
            verbs.undo_last(work, count)
        else:
            verbs.undo(work, number)

    changing.change(run, verb, bulk=bulk, end="")
