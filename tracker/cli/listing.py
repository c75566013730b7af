"""The command `list`."""

from typing import Annotated

from tracker.cli import days, showing
from tracker.cli.filtering import FilterOptions
from tracker.cli.invocation import Invocation
from tracker.cli.options import Arranged, AsOf, NoEvents, Output, option

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
    no_events: NoEvents = False,
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
    showing.ask_actions(
        run,
        question,
        output,
        arranged,
        no_events=no_events,
        as_of=days.happened(run, as_of),
        group=group,
        fields=showing.own_fields(run, output, arranged, group=group),
    )
