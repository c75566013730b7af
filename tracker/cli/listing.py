"""The command `list`."""

from typing import Annotated

from tracker.cli import days, showing
from tracker.cli.filtering import FilterOptions
from tracker.cli.invocation import Invocation
from tracker.cli.options import Arranged, AsOf, Output, option

Group = Annotated[
    str | None, option("--group", metavar="FIELD", help="Rows under headings: owner, status, …")
]


def list_(
    run: Invocation,
    filters: FilterOptions,
    arranged: Arranged,
    output: Output,
    group: Group = None,
    as_of: AsOf = None,
) -> None:
    """List actions: overdue ones first, then by deadline.

    Closed and archived ones and those that have not started yet are hidden, and counted.

    Examples:
      tracker list
      tracker list --overdue --owner PBSO
      tracker list --due-before "end of June" --columns ref,title,due --sort -due
      tracker list --text "peacebuilding commission" --all
    """
    from tracker.read.queries import actions

    question = filters.bind(run, actions.list_actions)
    day = days.happened(run, as_of)
    showing.ask_actions(run, question, output, arranged, as_of=day, group=group)
