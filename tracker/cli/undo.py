"""The command `undo`."""

from typing import TYPE_CHECKING, Annotated

from tracker.cli import changing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import Bulk, argument, option
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from tracker.write.session import Work

Count = Annotated[int | None, argument("COUNT", "How many of your commands; 1 unless said.")]
Numbers = Annotated[
    list[int] | None,
    option("--command", metavar="N", help="The command of that number, whosever it is."),
]


def undo(run: Invocation, bulk: Bulk, count: Count = None, numbers: Numbers = None) -> None:
    """Take back your last command that changed something, as a new command.

    It says how to take that back again. Refused where something newer is in the way.

    Examples:
      tracker undo
      tracker undo 3 --dry-run
      tracker undo --command 47
    """
    if count is not None and numbers:
        raise Unreadable("Give a count or --command, not both.")

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write import undo as verbs

        if numbers:
            verbs.undo(work, *numbers, preview=bulk.dry_run)
        else:
            verbs.undo_last(work, 1 if count is None else count, preview=bulk.dry_run)

    changing.change(run, verb, bulk=bulk, end="")
