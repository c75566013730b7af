"""The progress table: every recommendation with its answers, then its actions.

Each row is a recommendation with one of its actions, or alone where it has none; what is finished
or was not accepted stays. Actions that work towards no recommendation come last, so that nothing
is lost. An action stands under each of its recommendations.

The numbers of recommendations repeat from one conversation to the next. So the rows are grouped by
conversation, and where they are sorted otherwise a column says which it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from tracker.read.queries import conditions, listing, search, spoken
from tracker.read.queries.actions import ACTIONS
from tracker.read.queries.fields import Field, choose
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Hidden, Listing, Part, Query
from tracker.read.queries.recommendations import (
    RECOMMENDATIONS,
    TABLE_COLUMNS,
    TABLE_FIELDS,
    conditions_of,
)
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader
from tracker.vocabularies import Vocabulary

_JOINED = (
    "recommendation r LEFT JOIN (action_recommendation ar JOIN action a ON a.id = ar.action_id"
    " AND a.archived_on IS NULL{}) ON ar.recommendation_id = r.id"
)
_JOINED_AGAIN = "recommendation r ON r.id = page.k0 LEFT JOIN action a ON a.id = page.k1"
_ALONE = "action a LEFT JOIN recommendation r ON 1 = 0"
_ALONE_AGAIN = "action a ON a.id = page.k1 LEFT JOIN recommendation r ON 1 = 0"
_WITHOUT = (
    "NOT EXISTS (SELECT 1 FROM action_recommendation ar JOIN recommendation x"
    " ON x.id = ar.recommendation_id AND x.archived_on IS NULL WHERE ar.action_id = a.id)"
)
_ORDER = f"{RECOMMENDATIONS.order}, (a.id IS NULL), {ACTIONS.order}"


def make(
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    columns: str | Sequence[str] | None = None,
    sort: str | None = None,
    limit: int | None = None,
    view: View = KEEPER,
    vocabulary: Vocabulary | None = None,
) -> Listing:
    """Return the progress table; where filters speak of actions, only such actions are in it.

    Statuses and answers stand in the words of the body whose `vocabulary` is given.

    What may not leave is in `total` and in `hidden.confidential`. Raises NotFound for unknown
    names, naming the nearest.
    """
    group = TABLE_FIELDS["conversation"] if sort is None else None
    default = TABLE_COLUMNS if group else ("conversation", *TABLE_COLUMNS)
    chosen = choose(columns, TABLE_FIELDS, default)
    fields = [*view.marks(TABLE_FIELDS), *view.speaking(vocabulary).fields(chosen)]
    known = spoken.known(TABLE_FIELDS, vocabulary)
    asked = _of_recommendations(reader, filters, fields, _sorted(sort, known, _ORDER), view)
    alone = _of_actions(reader, filters, fields, _sorted(sort, known, ACTIONS.order), view)
    if group:
        bare = group._replace(sql="")
        asked, alone = asked._replace(group=group), alone._replace(group=bare)
    shown = sum(_count(reader, query) for query in (asked, alone))
    withheld = _withheld(reader, filters, view)
    rows: Iterator[tuple[Any, ...]] = chain(
        listing.rows(reader, asked, limit), listing.rows(reader, alone, limit)
    )
    found = Listing(
        fields=fields,
        rows=rows if limit is None else islice(rows, limit),
        count=shown if limit is None else min(shown, limit),
        total=shown + withheld,
        hidden=Hidden(confidential=withheld),
        as_of=reader.day,
        group=group,
        only_heads=columns is not None,
        meetings=listing.meetings(reader),
    )
    return spoken.told(reader, found, vocabulary, (asked, alone))


def _of_recommendations(
    reader: Reader, filters: Filters, fields: Sequence[Field], order: str, view: View
) -> Query:
    """Return the question of every recommendation with its actions.

    An action that may not leave is left out before it meets its recommendation, which then still
    has a row.
    """
    where, params = _asked(reader, filters)
    leaves = f" AND {view.condition}" if view.condition else ""
    return Query(
        _JOINED.format(leaves),
        ("r", "a"),
        fields,
        [Part(" AND ".join([*where, *_some(view.recommended)]), order)],
        params,
        again=_JOINED_AGAIN,
    )


def _of_actions(
    reader: Reader, filters: Filters, fields: Sequence[Field], order: str, view: View
) -> Query:
    """Return the question of the actions without a recommendation."""
    where, params = _unasked(reader, filters)
    bare = [each._replace(sql="") if each.of == "r" else each for each in fields]
    return Query(
        _ALONE,
        ("r", "a"),
        bare,
        [Part(" AND ".join([*where, *_some(view.condition)]), order)],
        params,
        again=_ALONE_AGAIN,
    )


def _asked(reader: Reader, filters: Filters) -> tuple[list[str], dict[str, object]]:
    found = conditions_of(reader, filters)
    acted = [*found.of_a, "a.id IS NOT NULL"] if found.of_a else []
    where = [*found.of_r, *acted, "r.archived_on IS NULL"]
    for place, term in enumerate(search.terms(filters.text)):
        word = f"word_{place}"
        found.params[word] = term
        asked = search.of_recommendations(reader, f":{word}")
        where.append(f"({asked} OR {search.of_actions(reader, f':{word}')})")
    return where, found.params


def _unasked(reader: Reader, filters: Filters) -> tuple[list[str], dict[str, object]]:
    found = conditions.conditions(reader, filters, include_closed=True)
    return [*found.shown(), _WITHOUT], found.params


def _some(condition: str) -> list[str]:
    return [condition] if condition else []


def _sorted(sort: str | None, known: Mapping[str, Field], order: str) -> str:
    return order if sort is None else listing.order(sort, known, last=order)


def _count(reader: Reader, query: Query) -> int:
    where = query.parts[0].where
    found = reader.value(f"SELECT COUNT(*) FROM {query.origin} WHERE {where}", **query.params)
    return int(found)


def _withheld(reader: Reader, filters: Filters, view: View) -> int:
    """Count the rows of the keeper's table that may not leave."""
    if not view.condition:
        return 0
    where, params = _asked(reader, filters)
    where.append(f"NOT ({view.recommended} AND (a.id IS NULL OR {view.condition}))")
    alone, more = _unasked(reader, filters)
    alone.append(f"NOT ({view.condition})")
    return int(
        reader.value(
            f"SELECT (SELECT COUNT(*) FROM {_JOINED.format('')} WHERE {' AND '.join(where)})"
            f" + (SELECT COUNT(*) FROM {_ALONE} WHERE {' AND '.join(alone)})",
            **params,
            **{name: value for name, value in more.items() if name not in params},
        )
    )
