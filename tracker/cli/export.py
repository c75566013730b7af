"""The command `export`."""

from typing import TYPE_CHECKING

from tracker import vocabularies, words
from tracker.cli import days, showing
from tracker.cli.filtering import FilterOptions
from tracker.cli.invocation import Invocation
from tracker.cli.options import Arranged, AsOf, Leaving, NoEvents, Output, Vocabulary, spoken

if TYPE_CHECKING:
    from tracker.read.queries.listing import Listing
    from tracker.read.store import Reader


def export(
    run: Invocation,
    filters: FilterOptions,
    arranged: Arranged,
    output: Output,
    leaving: Leaving,
    vocabulary: Vocabulary = words.VOCABULARIES[0],
    as_of: AsOf = None,
    no_events: NoEvents = False,
) -> None:
    """Write actions as data, finished ones included: CSV unless a format or file says otherwise.

    The attribution rule of each conversation applies; --attributed overrides it.

    Examples:
      tracker export -o actions.csv
      tracker export --json --owner PBSO
      tracker export --columns ref,title,owner,due --excel -o for-excel.csv
      tracker export --open -o follow-up.ics
    """
    from tracker.cli.leaving import Departure
    from tracker.read import attribution
    from tracker.read.queries import actions
    from tracker.read.queries.fields import ACTION_FIELDS, choose
    from tracker.read.queries.filters import said

    run.usual_format = "csv"
    asked = filters.read(run)
    leaves = Departure(run, output, leaving, said(asked))
    body, safe = spoken(vocabulary), leaves.view
    own = showing.own_fields(run, output, arranged, vocabulary=body)
    chosen = own or choose(arranged.columns, ACTION_FIELDS, ACTION_FIELDS)

    def question(
        reader: "Reader", *, sort: str | None, limit: int | None, **_: object
    ) -> "Listing":
        found = actions.list_actions(
            reader,
            asked,
            fields=[*safe.marks(ACTION_FIELDS), *safe.speaking(body).fields(chosen)],
            sort=sort,
            limit=limit,
            include_closed=True,
            where=safe.condition,
            vocabulary=body,
        )
        return attribution.with_withheld(reader, asked, safe, found, include_closed=True)

    showing.ask_actions(
        run,
        question,
        output,
        arranged,
        about=vocabularies.about(body),
        no_events=no_events,
        as_of=days.happened(run, as_of),
        leaves=leaves,
    )
