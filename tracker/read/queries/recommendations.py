"""Recommendations: the list of them, and the progress table with their actions.

A filter that speaks of actions (an owner, a status, overdue) picks the recommendations that have
such an action. In the table every row is a recommendation with one of its actions, or alone where
it has none; what is finished or was not accepted stays in both.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tracker import words
from tracker.read import derived
from tracker.read.queries import conditions, listing, search
from tracker.read.queries.conditions import among, named
from tracker.read.queries.fields import ACTION_FIELDS, PARTY, Field, registry
from tracker.read.queries.filters import Filters, check_words
from tracker.read.queries.listing import Listing, Source
from tracker.read.store import Reader

_OF_ACTIONS = (
    "action_recommendation ar JOIN action a ON a.id = ar.action_id AND a.archived_on IS NULL"
)


def _count(condition: str) -> str:
    return f"(SELECT COUNT(*) FROM {_OF_ACTIONS} WHERE ar.recommendation_id = r.id AND {condition})"


def _of_conversation(column: str) -> str:
    return f"(SELECT {column} FROM conversation c WHERE c.id = r.conversation_id)"


_SERIES = (
    "(SELECT s.name FROM conversation c JOIN series s ON s.id = c.series_id"
    " WHERE c.id = r.conversation_id)"
)
_ADDRESSEES = (
    f"SELECT d.recommendation_id, {PARTY} AS name FROM recommendation_addressee d JOIN party p"
    " ON p.id = d.party_id WHERE d.recommendation_id IN ({ids}) ORDER BY name"
)
_ACTIONS = (
    f"SELECT ar.recommendation_id, 'A' || a.id FROM {_OF_ACTIONS}"
    " WHERE ar.recommendation_id IN ({ids}) ORDER BY a.id"
)
_THEMES = (
    "SELECT l.recommendation_id, t.name FROM recommendation_theme l JOIN theme t"
    " ON t.id = l.theme_id AND t.archived_on IS NULL WHERE l.recommendation_id IN ({ids})"
    " ORDER BY t.name"
)
_LINKS = (
    "SELECT l.recommendation_id, l.kind || ' R' || l.other_id FROM recommendation_link l"
    " WHERE l.recommendation_id IN ({ids}) ORDER BY l.kind, l.other_id"
)
_UPTAKE = (
    "SELECT u.recommendation_id, u.symbol || COALESCE(', OP ' || u.paragraph, '') ||"
    " COALESCE(' (' || u.degree || ')', '') FROM uptake u WHERE u.recommendation_id IN ({ids})"
    " ORDER BY u.symbol, u.paragraph"
)

RECOMMENDATION_FIELDS = registry(
    Field("ref", "ref", "ref", "('R' || r.id)", sort="r.id", of="r"),
    Field("uid", "uid", "text", "r.uid", of="r"),
    Field("number", "number", "text", "r.number", of="r"),
    Field("text", "recommendation", "text", "r.text", of="r"),
    Field("quote", "quote", "text", "r.quote", of="r"),
    Field(
        "conversation",
        "conversation",
        "ref",
        "('C' || r.conversation_id)",
        sort="r.conversation_id",
        of="r",
    ),
    Field("conversation_title", "title", "text", _of_conversation("c.title"), of="r"),
    Field("held_on", "held on", "date", _of_conversation("c.held_on"), of="r"),
    Field("series", "series", "text", _SERIES, of="r"),
    Field("addressees", "addressees", "list", many=_ADDRESSEES, of="r"),
    Field(
        "response",
        "response",
        "word",
        derived.case(derived.RESPONSE),
        sort=derived.rank(derived.RESPONSE, (*words.RESPONSES, words.MIXED)),
        of="r",
    ),
    Field(
        "progress",
        "progress",
        "word",
        derived.case(derived.PROGRESS),
        sort=derived.rank(derived.PROGRESS, words.PROGRESS),
        of="r",
    ),
    Field("actions", "actions", "list", many=_ACTIONS, of="r"),
    Field("open_actions", "open actions", "int", _count(derived.OPEN), of="r"),
    Field("overdue_actions", "overdue actions", "int", _count(derived.LATE), of="r"),
    Field("themes", "themes", "list", many=_THEMES, of="r"),
    Field("links", "links", "list", many=_LINKS, of="r"),
    Field("uptake", "taken up in", "list", many=_UPTAKE, of="r"),
    Field("document", "document", "ref", "('D' || r.document_id)", sort="r.document_id", of="r"),
)
RECOMMENDATION_COLUMNS = ("ref", "number", "text", "addressees", "response", "progress", "actions")
_IN_ORDER = (
    "(SELECT c.held_on FROM conversation c WHERE c.id = r.conversation_id), r.conversation_id, r.id"
)
RECOMMENDATIONS = Source(
    "recommendation r", "r", RECOMMENDATION_FIELDS, RECOMMENDATION_COLUMNS, _IN_ORDER
)


def _table_fields() -> dict[str, Field]:
    """Return the fields of the table: a recommendation's, then those of one of its actions."""
    mine = RECOMMENDATION_FIELDS
    theirs = [
        field._replace(
            sql=field.sql and f"(CASE WHEN a.id IS NOT NULL THEN {field.sql} END)",
            heading="action" if field.name == "title" else field.heading,
        )
        for field in ACTION_FIELDS.values()
        if field.name not in ("number", "addressees", "response")
    ]
    return registry(
        mine["number"],
        mine["text"]._replace(name="recommendation"),
        mine["addressees"],
        mine["response"],
        mine["ref"]._replace(name="recommendation_ref", heading="recommendation ref"),
        mine["conversation"],
        mine["progress"],
        *theirs,
    )


TABLE_FIELDS = _table_fields()
TABLE_COLUMNS = (
    "number",
    "recommendation",
    "addressees",
    "response",
    "ref",
    "title",
    "owner",
    "first_due",
    "due",
    "slips",
    "status",
    "rag",
    "last_update",
    "next_step",
    "due_rule",
)


class Asked(NamedTuple):
    """What filters mean for recommendations `r`, and for each of their actions `a`."""

    of_r: list[str]
    of_a: list[str]
    params: dict[str, object]


def list_recommendations(
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    columns: str | Sequence[str] | None = None,
    fields: Sequence[Field] | None = None,
    sort: str | None = None,
    limit: int | None = None,
    where: str = "",
) -> Listing:
    """Return the recommendations that match, by conversation; `where` is one more condition on `r`.

    Raises NotFound for unknown names, naming the nearest.
    """
    asked = conditions_of(reader, filters)
    found = [*asked.of_r, *_words_of(reader, filters, asked.params), *([where] if where else [])]
    if asked.of_a:
        found.append(
            f"r.id IN (SELECT ar.recommendation_id FROM {_OF_ACTIONS}"
            f" WHERE {' AND '.join(asked.of_a)})"
        )
    return listing.of_source(
        reader,
        RECOMMENDATIONS,
        asked.params,
        where=found,
        archived=filters.archived,
        columns=columns,
        fields=fields,
        sort=sort,
        limit=limit,
    )


# -- filters --------------------------------------------------------------------------------------

_OF_RECOMMENDATIONS: dict[str, object] = {
    "conversation": (),
    "series": (),
    "recommendation": (),
    "addressee": (),
    "theme": (),
    "response": (),
    "party": (),
    "text": (),
    "archived": False,
    "all": False,
}


def conditions_of(reader: Reader, filters: Filters) -> Asked:
    """Return what filters mean, words aside; names are looked up here.

    Raises NotFound for a name or reference that does not exist, naming the nearest, and
    Unreadable for a word that no vocabulary has.
    """
    rest = filters._replace(**_OF_RECOMMENDATIONS)  # type: ignore[arg-type]  # fields by name
    of_a = conditions.conditions(reader, rest, include_closed=True)
    return Asked(
        of_r=[*_own(reader, filters), *_of_parties(reader, filters)],
        of_a=list(of_a.asked),
        params=of_a.params,
    )


def _own(reader: Reader, filters: Filters) -> list[str]:
    check_words("response", filters.response)
    found: list[str] = []
    if filters.conversation:
        one_of = among(named(reader, "conversation", filters.conversation))
        found.append(f"r.conversation_id {one_of}")
    if filters.series:
        one_of = among(named(reader, "series", filters.series))
        found.append(f"r.conversation_id IN (SELECT id FROM conversation WHERE series_id {one_of})")
    if filters.recommendation:
        found.append(f"r.id {among(named(reader, 'recommendation', filters.recommendation))}")
    if filters.theme:
        one_of = among(named(reader, "theme", filters.theme))
        found.append(
            "r.id IN (SELECT recommendation_id FROM recommendation_theme"
            f" WHERE theme_id {one_of} UNION SELECT ar.recommendation_id"
            f" FROM {_OF_ACTIONS} JOIN action_theme l ON l.action_id = a.id"
            f" WHERE l.theme_id {one_of})"
        )
    if filters.response:
        answers = (derived.where(derived.RESPONSE, word) for word in filters.response)
        found.append(f"({' OR '.join(answers)})")
    return found


def _of_parties(reader: Reader, filters: Filters) -> list[str]:
    found: list[str] = []
    addressed = (
        "r.id IN (SELECT d.recommendation_id FROM recommendation_addressee d WHERE d.party_id {})"
    )
    if filters.addressee:
        found.append(addressed.format(among(named(reader, "party", filters.addressee))))
    if filters.party:
        one_of = among(conditions.circle(reader, named(reader, "party", filters.party)))
        worked_on = (
            f"r.id IN (SELECT ar.recommendation_id FROM {_OF_ACTIONS} WHERE a.owner_id {one_of}"
            f" OR a.id IN (SELECT s.action_id FROM action_supporting s WHERE s.party_id {one_of}))"
        )
        found.append(f"({addressed.format(one_of)} OR {worked_on})")
    return found


def _words_of(reader: Reader, filters: Filters, params: dict[str, object]) -> list[str]:
    found = []
    for place, term in enumerate(search.terms(filters.text)):
        params[f"word_{place}"] = term
        found.append(search.of_recommendations(reader, f":word_{place}"))
    return found
