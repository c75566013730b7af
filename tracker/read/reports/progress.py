"""Counts and rates of recommendations and actions, by group; every rate with its denominator.

A rate divides by what it can be said of: acceptance by the recommendations with a response,
implementation by the actions towards accepted ones, being on time by the actions done that had a
deadline. Actions split or merged are outside the rates and the median, since their work goes on
under other references. What the groups are is said in `groups`.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from tracker import words
from tracker.errors import Unreadable
from tracker.read import derived
from tracker.read.queries import conditions, search
from tracker.read.queries.conditions import OVERDUE
from tracker.read.queries.fields import Field
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Hidden, Listing
from tracker.read.queries.recommendations import conditions_of
from tracker.read.reports.groups import GROUPS, Grouping, grouping
from tracker.read.reports.headline import ANSWERED, ASKED
from tracker.read.reports.shapes import Progress, Row
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader

__all__ = ["GROUPS", "listing", "make"]

_ACCEPTING = "d.response IN ('accepted', 'partly-accepted')"
_ACCEPTED = (
    "EXISTS (SELECT 1 FROM recommendation_addressee d"
    f" WHERE d.recommendation_id = r.id AND {_ACCEPTING})"
)
_OUTSIDE = "a.closure IN ({})".format(", ".join(f"'{w}'" for w in words.CLOSURES_OUTSIDE_RATES))
_COUNTED = f"NOT COALESCE({_OUTSIDE}, FALSE)"
# Joined rather than asked of every action, and once for all the columns that need it.
_ACCEPTED_WORK = (
    "LEFT JOIN (SELECT DISTINCT ar.action_id AS id FROM action_recommendation ar"
    " JOIN recommendation r ON r.id = ar.recommendation_id AND r.archived_on IS NULL"
    " JOIN recommendation_addressee d ON d.recommendation_id = r.id"
    f" WHERE {_ACCEPTING}) accepted ON accepted.id = a.id"
)
_TOWARDS_ACCEPTED = f"accepted.id IS NOT NULL AND {_COUNTED}"


def _timely(fact: derived.Fact, *words_: str) -> str:
    return f"({' OR '.join(derived.where(fact, word) for word in words_)})"


_RECOMMENDATIONS = {
    "recommendations": "1 = 1",
    "with_response": ANSWERED,
    "accepted": _ACCEPTED,
}
_ACTIONS = {
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
_DONE_DAYS = derived.days_between("a.created_on", "a.done_on")
_DROPPED_DAYS = derived.days_between("a.created_on", "a.status_on")
_DAYS = f"(CASE WHEN {derived.DONE} THEN {_DONE_DAYS} ELSE {_DROPPED_DAYS} END)"
_CLOSED_IN_DAYS = (
    f"{derived.CLOSED} AND {_COUNTED} AND ({derived.DROPPED} OR a.done_on IS NOT NULL)"
)


class _Rate(NamedTuple):
    """A rate, its heading, and the counts that it divides; the denominator keeps its name."""

    name: str
    heading: str
    of: str
    count: str  # type: ignore[assignment]  # a count, not the method of tuples
    base: str


_ACCEPTANCE = _Rate("acceptance_rate", "acceptance", "with a response", "accepted", "with_response")
_RATES = (
    _Rate(
        "implementation_rate",
        "implementation",
        "towards accepted",
        "accepted_done",
        "accepted_actions",
    ),
    _Rate("on_time_rate", "on time", "done with a deadline", "on_time", "timed"),
    _Rate(
        "on_time_rate_first",
        "on time (first due)",
        "done with a first deadline",
        "on_time_first",
        "timed_first",
    ),
)
_MEDIAN = "median_days"


def _count(name: str, heading: str = "") -> Field:
    return Field(name, heading or name, "int")


def _rate(rate: _Rate) -> tuple[Field, Field]:
    return Field(rate.name, rate.heading, "rate"), _count(f"{rate.name}_of", rate.of)


def _fields(group: str) -> tuple[Field, ...]:
    return (
        Field("group", group, "text"),
        Field("title", "title", "text"),
        _count("recommendations"),
        _count("with_response", "with a response"),
        _count("accepted"),
        *_rate(_ACCEPTANCE),
        *(
            _count(name, name.replace("split_merged", "split or merged"))
            for name in tuple(_ACTIONS)[:7]
        ),
        *_rate(_RATES[0]),
        Field(_MEDIAN, "median days to close", "number"),
        _count(f"{_MEDIAN}_of", "closed on a known day"),
        *_rate(_RATES[1]),
        *_rate(_RATES[2]),
    )


def make(
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    group: str = "conversation",
    view: View = KEEPER,
) -> Progress:
    """Return progress by group, over what the filters choose, finished actions included.

    Raises Unreadable for a group that there is not, and NotFound for unknown names.
    """
    if group not in GROUPS:
        raise Unreadable(f"Progress is counted by {words.one_of(GROUPS)}, not by '{group}'.")
    by = grouping(group, view)
    chosen = _chosen(reader, filters)
    asked, done, closed = chosen
    counts = _by_group(reader, by, chosen)
    everything = {
        **_one(reader, asked, _RECOMMENDATIONS),
        **_one(reader, done, _ACTIONS),
        **_medians(reader.rows(_days(closed, None), **closed.params)).get(None, {}),
    }
    names = _names(reader, by, group, view)
    fields = _fields(group)
    return Progress(
        as_of=reader.day,
        group=group,
        fields=fields,
        rows=[
            _row(fields, names.get(key, (key, None)), counts[key])
            for key in _ordered(by, names, counts)
        ],
        total=_row(fields, (None, None), everything),
        several=_several(reader, by, chosen, names, view),
    )


def listing(report: Progress) -> Listing:
    """Return the rows and then the total, which is of the group `total`, as a list."""
    rows = [tuple(row) for row in report.rows]
    rows.append(("total", *report.total[1:]))
    return Listing(report.fields, rows, len(rows), len(rows), Hidden(), report.as_of)


# -- what is counted ------------------------------------------------------------------------------


class _Chosen(NamedTuple):
    """Rows of one kind that are counted, `joins` aside: from where, under which condition."""

    origin: str
    alias: str
    where: str
    params: dict[str, object]
    joins: str = ""


class _All(NamedTuple):
    """The recommendations, the actions, and the actions whose days until closed are known."""

    recommendations: _Chosen
    actions: _Chosen
    closed: _Chosen


def _chosen(reader: Reader, filters: Filters) -> _All:
    found = conditions.conditions(reader, filters, include_closed=True)
    where = " AND ".join(found.shown())
    actions = _Chosen("action a", "a", where, found.params, _ACCEPTED_WORK)
    asked = conditions_of(reader, filters)
    matching = [*asked.of_r, ASKED]
    if asked.of_a:
        matching.append(
            "r.id IN (SELECT ar.recommendation_id FROM action_recommendation ar"
            f" JOIN action a ON a.id = ar.action_id WHERE {where})"
        )
    for place, term in enumerate(search.terms(filters.text)):
        asked.params[f"word_{place}"] = term
        matching.append(search.of_recommendations(f":word_{place}"))
    return _All(
        _Chosen("recommendation r", "r", " AND ".join(matching), {**found.params, **asked.params}),
        actions,
        actions._replace(where=f"{where} AND {_CLOSED_IN_DAYS}"),
    )


def _by_group(reader: Reader, by: Grouping, chosen: _All) -> dict[object, dict[str, Any]]:
    """Return the counts of each group, and under None of what is in no group."""
    found: dict[object, dict[str, Any]] = {}
    for each, columns, pairs in (
        (chosen.recommendations, _RECOMMENDATIONS, by.recommendations),
        (chosen.actions, _ACTIONS, by.actions),
    ):
        for key, *counts in reader.rows(_grouped(each, columns, pairs), **each.params):
            found.setdefault(key, {}).update(zip(columns, counts, strict=True))
    closed = chosen.closed
    for key, median in _medians(reader.rows(_days(closed, by.actions), **closed.params)).items():
        found[key].update(median)
    return found


def _ordered(by: Grouping, names: Iterable[object], keys: Iterable[object]) -> list[object]:
    known = set(keys)
    ordered: list[object] = [each for each in names if each in known]
    if not by.names:
        ordered = sorted((each for each in known if isinstance(each, str)), key=by.order)  # type: ignore[arg-type]
    return [*ordered, None] if None in known else ordered


def _grouped(chosen: _Chosen, columns: Mapping[str, str], pairs: str) -> str:
    return (
        f"SELECT k.grp, {_counts(columns)} FROM {chosen.origin} {chosen.joins}"
        f" LEFT JOIN ({pairs}) k ON k.item = {chosen.alias}.id WHERE {chosen.where} GROUP BY k.grp"
    )


def _counts(columns: Mapping[str, str]) -> str:
    return ", ".join(f"COUNT(*) FILTER (WHERE {sql})" for sql in columns.values())


def _one(reader: Reader, chosen: _Chosen, columns: Mapping[str, str]) -> dict[str, int]:
    row = reader.one(
        f"SELECT {_counts(columns)} FROM {chosen.origin} {chosen.joins} WHERE {chosen.where}",
        **chosen.params,
    )
    return dict(zip(columns, row or (), strict=True))


# -- days to close --------------------------------------------------------------------------------


def _days(closed: _Chosen, pairs: str | None) -> str:
    """Return the query of how many actions each group closed in how many days, in their order."""
    if pairs is None:
        key, joined = "NULL", ""
    else:
        key, joined = "k.grp", f" LEFT JOIN ({pairs}) k ON k.item = a.id"
    return (
        f"SELECT grp, days, COUNT(*) FROM (SELECT {key} AS grp, {_DAYS} AS days"
        f" FROM {closed.origin}{joined} WHERE {closed.where}) GROUP BY grp, days"
        " ORDER BY grp, days"
    )


def _medians(rows: Iterable[Sequence[Any]]) -> dict[object, dict[str, float | int]]:
    """Return the median of each group from (group, days, how many) rows.

    What was done before it was recorded took no day.
    """
    found: dict[object, dict[str, float | int]] = {}
    for key, group in groupby(rows, key=itemgetter(0)):
        held = [(max(days, 0), count) for _, days, count in group]
        total = sum(count for _, count in held)
        middle = [_at(held, (total - 1) // 2), _at(held, total // 2)]
        found[key] = {_MEDIAN: sum(middle) / 2, f"{_MEDIAN}_of": total}
    return found


def _at(held: Sequence[tuple[int, int]], place: int) -> int:
    """Return the days of the action that stands at a place, counted from nought."""
    for days, count in held:
        if place < count:
            return days
        place -= count
    raise IndexError(place)


# -- rows, and what stands in several -------------------------------------------------------------


def _row(fields: Sequence[Field], named: tuple[object, str | None], counts: dict[str, Any]) -> Row:
    values: dict[str, Any] = {**counts, "group": named[0], "title": named[1]}
    for rate in (_ACCEPTANCE, *_RATES):
        base = values.get(rate.base, 0)
        values[rate.name] = values[rate.count] / base if base else None
        values[f"{rate.name}_of"] = base
    return tuple(values.get(each.name, 0 if each.kind == "int" else None) for each in fields)


def _names(
    reader: Reader, by: Grouping, group: str, view: View
) -> dict[object, tuple[object, str | None]]:
    """Return what is shown for the key of a group, and its title; words are shown themselves."""
    if not by.names:
        return {}
    found = {row[0]: (row[1], row[2]) for row in reader.rows(by.names)}
    if group == "recommendation" and view.recommended:
        secret = reader.rows(f"SELECT r.id FROM recommendation r WHERE NOT ({view.recommended})")
        found |= {row[0]: (found[row[0]][0], None) for row in secret}
    return found


def _several(
    reader: Reader,
    by: Grouping,
    chosen: _All,
    names: Mapping[object, tuple[object, str | None]],
    view: View,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name what stands in more than one group, as far as it may leave."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for each, pairs, letter, leaves in (
        (chosen.recommendations, by.recommendations, "R", view.recommended),
        (chosen.actions, by.actions, "A", view.condition),
    ):
        rows = reader.rows(
            f"WITH pair AS ({pairs}) SELECT pair.item, pair.grp FROM pair JOIN {each.origin}"
            f" ON {each.alias}.id = pair.item WHERE pair.item IN"
            " (SELECT item FROM pair GROUP BY item HAVING COUNT(*) > 1)"
            f" AND {each.where}{leaves and f' AND {leaves}'} ORDER BY pair.item, pair.grp",
            **each.params,
        )
        for item, group in groupby(rows, key=itemgetter(0)):
            keys = [row[1] for row in group]
            shown = tuple(str(names.get(key, (key, None))[0]) for key in keys)
            found.append((f"{letter}{item}", shown))
    return tuple(found)
