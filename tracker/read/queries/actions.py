"""Actions: the list of them, those that a filter names, and all that is known of one.

The default order is overdue first, then by deadline, then by reference. An index holds it for the
open actions, and another for all that are not archived: so a first page of a million is read and
nothing is sorted.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.read import derived
from tracker.read.queries import conditions, listing
from tracker.read.queries.conditions import KEPT, KEPT_INDEXED, KEPT_SCANNED, OVERDUE, Conditions
from tracker.read.queries.fields import ACTION_COLUMNS, ACTION_FIELDS, Field, choose, find
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Hidden, Listing, Part, Query, Source
from tracker.read.store import Reader

if TYPE_CHECKING:
    from tracker.vocabularies import Vocabulary

_BY_DUE = "(a.due_on IS NULL), a.due_on, a.id"
_FEW = 500
_BY_DUE_DATED = "a.due_on, a.id"
_EARLIEST = "(a.due_on IS NULL), a.due_on, "
_LATEST = "(a.due_on IS NULL), a.due_on DESC"
OVERDUE_FIRST = f"(NOT {OVERDUE}), {_BY_DUE}"
ACTIONS = Source("action a", "a", ACTION_FIELDS, ACTION_COLUMNS, OVERDUE_FIRST)


def list_actions(
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    columns: str | Sequence[str] | None = None,
    fields: Sequence[Field] | None = None,
    sort: str | None = None,
    limit: int | None = None,
    include_closed: bool = False,
    group: str | None = None,
    where: str = "",
    vocabulary: "Vocabulary | None" = None,
) -> Listing:
    """Return the actions that match, in the fields that `columns` names or `fields` holds.

    `include_closed` shows closed and waiting ones without being asked, as exports do; `where` is
    one more condition on `a`. With a `vocabulary` they are sorted by its words, in which `fields`
    are. Raises NotFound for unknown names, naming the nearest.
    """
    found = conditions.conditions(reader, filters, include_closed=include_closed, also=where)
    by = find(group, ACTION_FIELDS) if group else None
    total, hidden = _counts(reader, found)
    order = None if sort is None else _order(sort, vocabulary)
    query = Query(
        origin=ACTIONS.origin,
        aliases=("a",),
        fields=fields or choose(columns, ACTION_FIELDS, ACTION_COLUMNS),
        parts=_parts(found, order, by, few=total <= max(limit or 0, _FEW)),
        params=found.params,
        group=by,
    )
    shown = Listing(
        fields=query.fields,
        rows=listing.rows(reader, query, limit),
        count=total if limit is None else min(total, limit),
        total=total,
        hidden=hidden,
        as_of=reader.day,
        group=by,
        meetings=listing.meetings(reader) if by and by.name == "conversations" else {},
    )
    if vocabulary is None:
        return shown
    from tracker.read.queries import spoken

    return spoken.told(reader, shown, vocabulary, [query])


def _order(sort: str, vocabulary: "Vocabulary | None") -> str:
    known: Mapping[str, Field] = ACTION_FIELDS
    if vocabulary is not None:
        from tracker.read.queries import spoken

        known = spoken.known(known, vocabulary)
    return listing.order(sort, known, last="a.id")


def action_ids(reader: Reader, filters: Filters) -> list[int]:
    """Return the ids of the actions that the list of these filters shows, in its order."""
    found = conditions.conditions(reader, filters)
    query = Query(ACTIONS.origin, ("a",), [_ID], _parts(found, None, None), found.params)
    return [row[0] for row in listing.rows(reader, query)]


_ID = Field("id", "id", "int", "a.id")


def _parts(
    found: Conditions, order: str | None, group: Field | None, *, few: bool = False
) -> list[Part]:
    """Return the runs of rows in which a list is read, each in an order that is at hand.

    A few rows are sooner found as they lie, and sorted, than met on a walk through an order.
    """
    if few and order is None and group is None and not found.has_index:
        return [Part(" AND ".join(found.shown(KEPT_SCANNED)), OVERDUE_FIRST)]
    if order is not None or group is not None:
        return _sorted(found, order or OVERDUE_FIRST, group)
    where = " AND ".join(found.shown())
    if found.open_only or not found.shows_closed:  # among open ones those overdue are due first
        return [Part(where, _BY_DUE_DATED if found.dated else _BY_DUE)]
    ones = found.shown(KEPT_INDEXED if found.of_status else KEPT)
    if found.closed_only:
        return [Part(" AND ".join(ones), _BY_DUE)]
    rest = " AND ".join((*ones, f"NOT {OVERDUE}"))
    return [Part(f"{where} AND {OVERDUE}", _BY_DUE_DATED), Part(rest, _BY_DUE)]


def _sorted(found: Conditions, order: str, group: Field | None) -> list[Part]:
    if group is not None:
        order = f"{listing.sort_by(group)}, {listing.value(group)}, {order}"
        return [Part(" AND ".join(found.shown(KEPT_SCANNED)), order)]
    if order.startswith(_LATEST):  # an index read backwards, one run for those with a deadline
        where = " AND ".join(found.shown())
        rest = order.removeprefix(f"{_LATEST}, ")
        return [
            Part(f"{where} AND {derived.DATED}", f"a.due_on DESC, {rest}"),
            Part(f"{where} AND {derived.UNDATED}", rest),
        ]
    by_index = found.dated or order.startswith(_EARLIEST)
    return [Part(" AND ".join(found.shown(KEPT if by_index else KEPT_SCANNED)), order)]


# -- counts ---------------------------------------------------------------------------------------


def _counts(reader: Reader, found: Conditions) -> tuple[int, Hidden]:
    """Return how many actions are shown, and how many match but are hidden."""
    if found.bare and not found.archived:
        return _tally(reader, found)
    return _filtered(reader, found)


def _tally(reader: Reader, found: Conditions) -> tuple[int, Hidden]:
    """Count without filters, from indexes alone: closed ones are what is left."""
    everything = "(SELECT COUNT(*) FROM action)"
    archived = f"(SELECT COUNT(*) FROM action a WHERE {conditions.ARCHIVED})"
    if found.shows_closed:
        whole, dead = reader.one(f"SELECT {everything}, {archived}", **found.params) or (0, 0)
        return whole - dead, Hidden(archived=dead)
    ones = f"FROM action a WHERE {KEPT_INDEXED} AND {derived.OPEN}"
    opened, waiting = f"(SELECT COUNT(*) {ones})", f"(SELECT COUNT(*) {ones} AND {derived.WAITING})"
    sql = f"SELECT {everything}, {archived}, {opened}, {waiting}"
    whole, dead, alive, ahead = reader.one(sql, **found.params) or (0, 0, 0, 0)
    return alive - ahead, Hidden(whole - dead - alive, dead, ahead)


def _filtered(reader: Reader, found: Conditions) -> tuple[int, Hidden]:
    """Count with filters: each kind of row from its index, or all kinds in one pass."""
    kinds = {"shown": found.daily if not found.archived else ()}
    if not found.archived:
        kinds["archived"] = (conditions.ARCHIVED,)
        if not found.shows_closed and not found.open_only:
            kinds["closed"] = (derived.CLOSED,)
        if not found.shows_waiting:
            kinds["not_started"] = (derived.OPEN, derived.WAITING)
    if found.dated or found.of_status:
        kept = KEPT_INDEXED if found.of_status or not found.open_only else KEPT
        sql = f"SELECT {', '.join(_counted(found, kind, kinds[kind], kept) for kind in kinds)}"
    else:
        sql = _in_one_pass(found, kinds)
    row = reader.one(sql, **found.params)
    named = dict(zip(kinds, row or (), strict=False))
    return named.pop("shown", 0), Hidden(**named)


def _counted(found: Conditions, kind: str, its_own: Sequence[str], kept: str) -> str:
    state = [] if kind == "archived" else [conditions.ARCHIVED if found.archived else kept]
    where = " AND ".join((*found.asked, *state, *its_own))
    return f"(SELECT COUNT(*) FROM action a WHERE {where})"


def _in_one_pass(found: Conditions, kinds: dict[str, tuple[str, ...]]) -> str:
    counts = []
    for kind, its_own in kinds.items():
        state = [] if kind == "archived" or found.archived else [conditions.KEPT_SCANNED]
        where = " AND ".join((*state, *its_own)) or "1 = 1"
        counts.append(f"COUNT(*) FILTER (WHERE {where})")
    asked = (*found.asked, conditions.ARCHIVED) if found.archived else found.asked
    return f"SELECT {', '.join(counts)} FROM action a WHERE {' AND '.join(asked) or '1 = 1'}"
