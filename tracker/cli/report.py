"""The commands `brief`, `table` and `progress`: what is handed out, and what is read before."""

import re
from datetime import date
from typing import Annotated

from tracker import vocabularies, words
from tracker.cli import days, showing
from tracker.cli.filtering import FilterOptions
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    Arranged,
    AsOf,
    Leaving,
    Output,
    Vocabulary,
    argument,
    option,
    spoken,
)
from tracker.errors import Unreadable
from tracker.read.queries.filters import said

Meeting = Annotated[
    str | None, argument("C3", "The conversation ahead, or a past one; the next one unless said.")
]
Since = Annotated[
    str | None,
    option("--since", metavar="C2|DATE", help="What changed since; the one before unless said."),
]
Only = Annotated[
    str | None, option("--only", metavar="SECTIONS", help="Only these: decisions,overdue.")
]
Group = Annotated[
    str,
    option(
        "--group",
        metavar="WORD",
        help="conversation (unless said), recommendation, owner, theme, status or month.",
    ),
]
_CONVERSATION = re.compile(r"[cC]\d+")


def brief(
    run: Invocation,
    filters: FilterOptions,
    output: Output,
    leaving: Leaving,
    meeting: Meeting = None,
    since: Since = None,
    only: Only = None,
    as_of: AsOf = None,
) -> None:
    """Sum up where things stand before a meeting, and what moved since the one before.

    Of several series, --series says which; the other filters narrow what is summed up.

    Examples:
      tracker brief
      tracker brief C3 --since C2 --owner PBSO
      tracker brief --only decisions,overdue -o brief.md
    """
    from tracker.cli.leaving import Departure
    from tracker.read.reports import brief as report

    asked = filters.read(run)
    leaves, day = Departure(run, output, leaving, said(asked)), days.happened(run, as_of)
    if len(asked.series) > 1:
        raise Unreadable("A brief is of one series. Name one with: --series NAME")
    found = run.upgraded(
        lambda: report.prepare(
            run.db,
            today=run.today,
            as_of=day,
            conversation=meeting,
            series=next(iter(asked.series), None),
            since=_moment(run, since),
            only=report.parse_only(only),
            filters=asked,
            view=leaves.view,
        )
    )
    found = leaves.told(found, as_of=day)
    showing.show_report(run, found, output, as_of=day, leaves=leaves)


def _moment(run: Invocation, text: str | None) -> str | date | None:
    """Read `C2` as a conversation and anything else as a day."""
    is_reference = text is not None and _CONVERSATION.fullmatch(text.strip())
    return text if is_reference else days.since(run, text)


def table(
    run: Invocation,
    filters: FilterOptions,
    arranged: Arranged,
    output: Output,
    leaving: Leaving,
    vocabulary: Vocabulary = words.VOCABULARIES[0],
    as_of: AsOf = None,
) -> None:
    """Make the progress table: every recommendation with its answers, then its actions.

    Finished and unaccepted ones are included.

    Examples:
      tracker table
      tracker table --conversation C2 -o progress.md
      tracker table --vocabulary gao -o for-gao.md
    """
    from tracker import formats
    from tracker.cli.leaving import Departure
    from tracker.formats import page
    from tracker.read.reports import table as report

    narrowed, body = said(filters.read(run)), spoken(vocabulary)
    leaves = Departure(run, output, leaving, narrowed)
    about = (*page.only(narrowed), *vocabularies.about(body))
    showing.ask_list(
        run,
        filters.bind(run, report.make),
        output,
        arranged,
        as_of=days.happened(run, as_of),
        look=formats.Look(
            title="Progress table", group=formats.TABLE_GROUP, document=True, about=about
        ),
        view=leaves.view,
        leaves=leaves,
        vocabulary=body,
    )


def progress(
    run: Invocation,
    filters: FilterOptions,
    output: Output,
    leaving: Leaving,
    group: Group = "conversation",
    as_of: AsOf = None,
) -> None:
    """Count what was asked, answered and done, and say the rates with their denominators.

    Examples:
      tracker progress
      tracker progress --group owner
    """
    from tracker.cli.leaving import Departure
    from tracker.read.reports import progress as report

    asked = filters.read(run)
    leaves = Departure(run, output, leaving, said(asked))
    day, whole = days.happened(run, as_of), showing.is_report_format(run, output)
    with run.reader(as_of=day) as reader:
        found = report.make(reader, asked, group=group, view=leaves.view, by_month=whole)
    found = leaves.told(found, as_of=day)
    if whole:
        showing.show_report(run, found, output, as_of=day, leaves=leaves)
    else:
        showing.show_list(run, report.listing(found), output, leaves=leaves)
