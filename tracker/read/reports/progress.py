"""Counts and rates of recommendations and actions, by group; every rate with its denominator.

A recommendation is accepted if at least one addressee accepted it, wholly or partly; the answer is
mixed if another answered otherwise, or has not answered.

A rate divides by what it can be said of: acceptance by the recommendations with a response,
implementation by the actions towards accepted ones, being on time by the actions done that had a
deadline. Actions split or merged are outside the rates and the median, since their work goes on
under other references. What the groups are is said in `groups`, how rows are counted in `tally`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker import words
from tracker.errors import Unreadable
from tracker.read.queries.fields import Field
from tracker.read.queries.filters import Filters, said
from tracker.read.queries.listing import Hidden, Listing, meetings
from tracker.read.reports import tally
from tracker.read.reports.burnup import burn_up
from tracker.read.reports.groups import GROUPS, Grouping, grouping
from tracker.read.reports.shapes import Moment, Progress, Row
from tracker.read.reports.tally import Tally
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader

__all__ = ["GROUPS", "listing", "make"]

Names = Mapping[object, tuple[object, str | None]]
"""What is shown for the key of a group, and its title."""


class _Rate(NamedTuple):
    """A rate, its heading, and the counts that it divides; the denominator keeps its name."""

    name: str
    heading: str
    of: str
    part: str
    base: str

    @property
    def fields(self) -> tuple[Field, Field]:
        """The rate and its denominator."""
        return Field(self.name, self.heading, "rate"), _count(f"{self.name}_of", self.of)


def _count(name: str, heading: str = "") -> Field:
    return Field(name, heading or name, "int")


_ACCEPTANCE = _Rate("acceptance_rate", "acceptance", "with a response", "accepted", "with_response")
_IMPLEMENTATION = _Rate(
    "implementation_rate",
    "implementation",
    "towards accepted",
    "accepted_done",
    "accepted_actions",
)
_ON_TIME = _Rate("on_time_rate", "on time", "done with a deadline", "on_time", "timed")
_ON_TIME_FIRST = _Rate(
    "on_time_rate_first",
    "on time (first due)",
    "done with a first deadline",
    "on_time_first",
    "timed_first",
)
_RATES = (_ACCEPTANCE, _IMPLEMENTATION, _ON_TIME, _ON_TIME_FIRST)
_COUNTS = (
    _count("recommendations"),
    _count("with_response", "with a response"),
    _count("accepted"),
    _count("mixed"),
    *_ACCEPTANCE.fields,
    _count("actions"),
    _count("open"),
    _count("implemented"),
    _count("verified"),
    _count("dropped"),
    _count("split_merged", "of which split or merged"),
    _count("overdue"),
    *_IMPLEMENTATION.fields,
    Field("median_days", "median days to close", "number"),
    _count("median_days_of", "closed on a known day"),
    *_ON_TIME.fields,
    *_ON_TIME_FIRST.fields,
)


def make(
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    group: str = "conversation",
    view: View = KEEPER,
    by_month: bool = True,
) -> Progress:
    """Return progress by group, over what the filters choose, finished actions included.

    The burn-up, which costs a third more, is in it unless it is not wanted `by_month`. Raises
    Unreadable for a group that there is not, and NotFound for unknown names.
    """
    if group not in GROUPS:
        raise Unreadable(f"Progress is counted by {words.one_of(GROUPS)}, not by '{group}'.")
    by = grouping(group, view)
    asked, acted = tally.chosen(reader, filters)
    tallies = tally.by_group(reader, by, asked, acted)
    names = _names(reader, by)
    places = {key: place for place, key in enumerate(_ordered(by, names, tallies))}
    added, total, several = Tally.added(tallies.values()), Tally(), []
    for chosen, pairs, letter, leaves in (
        (asked, by.recommendations, "R", view.recommended),
        (acted, by.actions, "A", view.condition),
    ):
        ones, some_twice = tally.over_all(reader, chosen, added)
        total.counts |= {name: ones.counts[name] for name in chosen.columns}
        if chosen is acted:
            total.days = ones.days
        for item, keys in tally.several(reader, chosen, pairs, leaves) if some_twice else ():
            shown = tuple(
                str(_named(names, key)[0]) for key in sorted(keys, key=lambda each: places[each])
            )
            several.append((f"{letter}{item}", shown))
    return Progress(
        as_of=reader.day,
        group=group,
        fields=(Field("group", group, "text"), Field("title", "title", "text"), *_COUNTS),
        rows=[_row(_named(names, key), tallies[key]) for key in places],
        total=_row((None, None), total),
        several=tuple(several),
        conversations=_conversations(reader, names, places) if group == "conversation" else (),
        filters=said(filters),
        burn_up=burn_up(reader, acted) if by_month else (),
    )


def listing(report: Progress) -> Listing:
    """Return the rows and then the total, which is of the group `total`, as a list."""
    rows = [tuple(row) for row in report.rows]
    rows.append(("total", *report.total[1:]))
    return Listing(report.fields, rows, len(rows), len(rows), Hidden(), report.as_of)


def _row(named: tuple[object, str | None], counted: Tally) -> Row:
    values: dict[str, object] = {**counted.counts}
    values |= {"median_days": counted.median_days, "median_days_of": counted.closed}
    for rate in _RATES:
        base = counted.counts[rate.base]
        values[rate.name] = counted.counts[rate.part] / base if base else None
        values[f"{rate.name}_of"] = base
    return (*named, *(values.get(field.name, 0) for field in _COUNTS))


# -- groups, in order and by name -----------------------------------------------------------------


def _names(reader: Reader, by: Grouping) -> Names:
    """Return the names of groups whose keys are not shown, in order."""
    return {row[0]: (row[1], row[2]) for row in reader.rows(by.names)} if by.names else {}


def _conversations(reader: Reader, names: Names, keys: Iterable[object]) -> tuple[Moment, ...]:
    """Return the groups that are conversations, with their days; none that is withheld."""
    known = meetings(reader)
    named = ((str(names[key][0]), names[key][1]) for key in keys if key is not None)
    return tuple(Moment(known[ref].day, ref, title) for ref, title in named if ref in known)


def _named(names: Names, key: object) -> tuple[object, str | None]:
    return names.get(key, (key, None))


def _ordered(by: Grouping, names: Names, keys: Iterable[object]) -> Sequence[object]:
    """Return the keys in the order in which groups are read; what is in no group comes last."""
    known = set(keys)
    shown = [each for each in names if each in known]
    worded = [] if by.names else sorted((str(each) for each in known - {None}), key=by.sort_key)
    return [*shown, *worded, *({None} & known)]
