"""Counting recommendations and actions, by group and over all, in a few passes over the rows.

What is counted is said here, and what stands in several groups; which groups there are is `groups`,
and what is made of the counts is `progress`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Self

from tracker import words
from tracker.read import derived
from tracker.read.queries.conditions import OVERDUE
from tracker.read.queries.filters import Filters
from tracker.read.reports.groups import Grouping
from tracker.read.reports.headline import ANSWERED
from tracker.read.reports.scope import scope
from tracker.read.store import Reader

_ACCEPTING = "d.response IN ({})".format(
    ", ".join(f"'{each}'" for each in words.ACCEPTING_RESPONSES)
)
_ACCEPTED = (
    "EXISTS (SELECT 1 FROM recommendation_addressee d"
    f" WHERE d.recommendation_id = r.id AND {_ACCEPTING})"
)
_OUTSIDE = "a.closure IN ({})".format(", ".join(f"'{w}'" for w in words.CLOSURES_OUTSIDE_RATES))
_COUNTED = f"NOT COALESCE({_OUTSIDE}, FALSE)"
# Joined rather than asked of every action, and once for all the columns that need it. The plus
# keeps the links from being sought for each recommendation: they are faster read as they lie.
_ACCEPTED_WORK = (
    "LEFT JOIN (SELECT DISTINCT ar.action_id AS id FROM action_recommendation ar"
    " WHERE +ar.recommendation_id IN (SELECT d.recommendation_id FROM recommendation_addressee d"
    " JOIN recommendation r ON r.id = d.recommendation_id AND r.archived_on IS NULL"
    f" WHERE {_ACCEPTING})) accepted ON accepted.id = a.id"
)
_TOWARDS_ACCEPTED = f"accepted.id IS NOT NULL AND {_COUNTED}"


def _timely(fact: derived.Fact, *words_: str) -> str:
    return f"({' OR '.join(derived.where(fact, word) for word in words_)})"


OF_RECOMMENDATIONS = {
    "recommendations": "1 = 1",
    "with_response": ANSWERED,
    "accepted": _ACCEPTED,
    "mixed": f"{_ACCEPTED} AND {derived.where(derived.RESPONSE, words.MIXED)}",
}
OF_ACTIONS = {
    "actions": "1 = 1",
    "open": derived.OPEN,
    "implemented": derived.UNVERIFIED,
    "verified": "a.status = 'verified'",
    "dropped": derived.DROPPED,
    "split_merged": _OUTSIDE,
    "overdue": OVERDUE,
    "accepted_done": f"{derived.DONE} AND {_TOWARDS_ACCEPTED}",
    "accepted_actions": _TOWARDS_ACCEPTED,
    "on_time": derived.where(derived.TIMELINESS, "done-on-time"),
    "timed": _timely(derived.TIMELINESS, "done-on-time", "done-late"),
    "on_time_first": derived.where(derived.TIMELINESS_FIRST, "done-on-time"),
    "timed_first": _timely(derived.TIMELINESS_FIRST, "done-on-time", "done-late"),
}
"""What is counted, by the name of the count, and the condition of each."""

_DONE_DAYS = derived.days_between("a.created_on", "a.done_on")
_DROPPED_DAYS = derived.days_between("a.created_on", "a.status_on")
_DAYS = f"(CASE WHEN {derived.DONE} THEN {_DONE_DAYS} ELSE {_DROPPED_DAYS} END)"
_CLOSED_IN_DAYS = (
    f"{derived.CLOSED} AND {_COUNTED} AND ({derived.DROPPED} OR a.done_on IS NOT NULL)"
)


class Chosen(NamedTuple):
    """Rows of one kind that are counted, `joins` aside: from where, under which condition."""

    origin: str
    alias: str
    where: str
    params: dict[str, object]
    columns: Mapping[str, str]
    joins: str = ""


class Tally:
    """Counts by name, and how many actions were closed in how many days."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.days: Counter[int] = Counter()

    @classmethod
    def added(cls, tallies: Iterable["Tally"]) -> Self:
        """Return the sum of tallies."""
        total = cls()
        for each in tallies:
            total.counts.update(each.counts)
            total.days.update(each.days)
        return total

    @property
    def closed(self) -> int:
        """How many actions were closed in a known number of days."""
        return self.days.total()

    @property
    def median_days(self) -> float | None:
        """The median of the days until an action was closed; None if none was."""
        if not self.days:
            return None
        last = self.closed - 1
        return (self._at(last // 2) + self._at((last + 1) // 2)) / 2

    def _at(self, place: int) -> int:
        for days in sorted(self.days):
            if place < self.days[days]:
                return days
            place -= self.days[days]
        raise IndexError(place)


def chosen(reader: Reader, filters: Filters) -> tuple[Chosen, Chosen]:
    """Return the recommendations and the actions that filters choose, finished ones included."""
    found = scope(reader, filters)
    return (
        Chosen("recommendation r", "r", found.recommendations, found.params, OF_RECOMMENDATIONS),
        Chosen("action a", "a", found.actions, found.params, OF_ACTIONS, _ACCEPTED_WORK),
    )


def by_group(reader: Reader, by: Grouping, asked: Chosen, acted: Chosen) -> dict[object, Tally]:
    """Return the counts of each group, and under None of what is in no group."""
    found: dict[object, Tally] = {}
    for ones, pairs in ((asked, by.recommendations), (acted, by.actions)):
        for key, *counts in reader.rows(_grouped(ones, pairs), **ones.params):
            tally = found.setdefault(key, Tally())
            tally.counts.update(dict(zip(ones.columns, counts, strict=True)))
    for key, days, count in reader.rows(_days(acted, by.actions), **acted.params):
        found[key].days[max(days, 0)] += count  # done before it was recorded: it took no day
    return found


def over_all(reader: Reader, ones: Chosen, added: Tally) -> tuple[Tally, bool]:
    """Return the counts of all rows of one kind, each row once, and whether some are in several.

    Where nothing stands in several groups that is what the groups `added` up to.
    """
    name = next(iter(ones.columns))
    rows = f"FROM {ones.origin} WHERE {ones.where}"
    if added.counts[name] == reader.value(f"SELECT COUNT(*) {rows}", **ones.params):
        return added, False
    total = Tally()
    counts = reader.one(
        f"SELECT {_counts(ones.columns)} FROM {ones.origin} {ones.joins} WHERE {ones.where}",
        **ones.params,
    )
    total.counts.update(dict(zip(ones.columns, counts or (), strict=True)))
    if ones.alias == "a":
        for _, days, count in reader.rows(_days(ones), **ones.params):
            total.days[max(days, 0)] += count
    return total, True


def several(
    reader: Reader, ones: Chosen, pairs: str, leaves: str
) -> Iterator[tuple[int, list[object]]]:
    """Yield what stands in more than one group, as far as it may leave, with those groups."""
    rows = reader.rows(
        f"WITH pair AS ({pairs}) SELECT pair.item, pair.grp FROM pair JOIN {ones.origin}"
        f" ON {ones.alias}.id = pair.item WHERE pair.item IN"
        " (SELECT item FROM pair GROUP BY item HAVING COUNT(*) > 1)"
        f" AND {ones.where}{leaves and f' AND {leaves}'} ORDER BY pair.item",
        **ones.params,
    )
    for item, group in groupby(rows, key=itemgetter(0)):
        yield item, [row[1] for row in group]


def _grouped(ones: Chosen, pairs: str) -> str:
    return (
        f"SELECT k.grp, {_counts(ones.columns)} FROM {ones.origin} {ones.joins}"
        f" LEFT JOIN ({pairs}) k ON k.item = {ones.alias}.id WHERE {ones.where} GROUP BY k.grp"
    )


def _counts(columns: Mapping[str, str]) -> str:
    return ", ".join(f"COUNT(*) FILTER (WHERE {sql})" for sql in columns.values())


def _days(ones: Chosen, pairs: str = "") -> str:
    """Return the query of how many actions each group, or all, closed in how many days."""
    key = "k.grp" if pairs else "NULL"
    joined = f" LEFT JOIN ({pairs}) k ON k.item = a.id" if pairs else ""
    return (
        f"SELECT grp, days, COUNT(*) FROM (SELECT {key} AS grp, {_DAYS} AS days"
        f" FROM {ones.origin}{joined} WHERE {ones.where} AND {_CLOSED_IN_DAYS})"
        " GROUP BY grp, days"
    )
