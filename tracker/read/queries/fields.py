"""The one registry of the fields of an action, and how columns are chosen from a registry.

The names are a contract for programs: JSON, `--columns`, `--sort` and import use them. A field is
one SQL expression over an action `a`, or, where it holds several values, a second query that is
asked once for every 500 rows. The registries of the other records are beside their lists.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker import words
from tracker.errors import NotFound
from tracker.read import derived


class Field(NamedTuple):
    """One value of a record.

    `kind` is text, ref, date, int, bool, list or word. `many`, where it is not empty, gives (key,
    value) pairs for the keys that stand in place of `{ids}`, in the order in which they are read;
    a text field joins them. `sort` orders rows where the value itself does not; `of` names the
    alias whose id is the key. `vocabulary` names the body in whose words the value stands, if it is
    not ours.
    """

    name: str
    heading: str
    kind: str
    sql: str = ""
    many: str = ""
    sort: str = ""
    of: str = "a"
    vocabulary: str = ""


JOINED_BY = "; "


def registry(*fields: Field) -> dict[str, Field]:
    """Return fields by their names, in this order."""
    return {field.name: field for field in fields}


def choose(
    columns: str | Sequence[str] | None, known: Mapping[str, Field], default: Iterable[str]
) -> list[Field]:
    """Return the fields of `ref,title`, or the default ones; `all` means every field.

    Raises NotFound for a name that is not known, naming the nearest.
    """
    if columns is None:
        return [known[name] for name in default]
    names = columns.split(",") if isinstance(columns, str) else columns
    found: list[Field] = []
    for name in names:
        if name.strip().lower() == "all":
            found += known.values()
        elif name.strip():
            found.append(find(name, known))
    if not found:
        raise NotFound(f"No column was named. The columns are: {', '.join(known)}.")
    return list(dict.fromkeys(found))


def find(name: str, known: Mapping[str, Field]) -> Field:
    """Return a field by its name; `first-due` and the singular of a list (`theme`) do as well.

    Raises NotFound, naming the nearest.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for each in (wanted, f"{wanted}s"):
        if each in known:
            return known[each]
    near = words.nearest(wanted, known)
    if near:
        raise NotFound(f"There is no column '{name.strip()}'. Nearest: {', '.join(near)}.")
    raise NotFound(f"There is no column '{name.strip()}'. The columns are: {', '.join(known)}.")


# -- expressions that several registries share --------------------------------------------------

PARTY = "COALESCE(p.short, p.name)"


def party(key: str, name: str = PARTY) -> str:
    """Return the expression for the name of the party that a key points to."""
    return f"(SELECT {name} FROM party p WHERE p.id = {key})"


def _linked(value: str, joins: str, order: str) -> str:
    """Return a second query over the recommendations, `r`, of actions."""
    return (
        f"SELECT ar.action_id, {value} FROM action_recommendation ar JOIN recommendation r"
        f" ON r.id = ar.recommendation_id AND r.archived_on IS NULL {joins}"
        f" WHERE ar.action_id IN ({{ids}}) ORDER BY {order}"
    )


# A second query is also asked of one row, whose alias is `a`: none of them calls another row so.
_NUMBERS = _linked("r.number", "", "r.id")
_ADDRESSEES = _linked(
    f"{PARTY} AS name",
    "JOIN recommendation_addressee d ON d.recommendation_id = r.id"
    " JOIN party p ON p.id = d.party_id",
    "name",
)
_CONVERSATIONS = (
    "SELECT own.id, own.conversation_id AS c FROM action own WHERE own.id IN ({ids})"
    " AND own.conversation_id IS NOT NULL UNION SELECT ar.action_id, r.conversation_id"
    " FROM action_recommendation ar JOIN recommendation r ON r.id = ar.recommendation_id"
    " AND r.archived_on IS NULL WHERE ar.action_id IN ({ids})"
)
_HOLDERS = (
    "SELECT own.id, p.name FROM action own JOIN tenure t ON t.post_id = own.owner_id"
    f" AND {derived.HELD_TODAY} JOIN party p ON p.id = t.person_id"
    " WHERE own.id IN ({ids}) ORDER BY p.name"
)
_SUPPORTING = (
    f"SELECT s.action_id, {PARTY} AS name FROM action_supporting s JOIN party p"
    " ON p.id = s.party_id WHERE s.action_id IN ({ids}) ORDER BY name"
)
_SERIES = (
    "SELECT DISTINCT x.id, s.name FROM (" + _CONVERSATIONS + ") x JOIN conversation c"
    " ON c.id = x.c JOIN series s ON s.id = c.series_id ORDER BY s.name"
)
_THEMES = (
    "SELECT l.action_id, t.name FROM action_theme l JOIN theme t ON t.id = l.theme_id"
    " AND t.archived_on IS NULL"
    " WHERE l.action_id IN ({ids}) ORDER BY t.name"
)
_BLOCKED_BY = (
    "SELECT l.action_id, 'A' || l.after_id FROM action_dependency l WHERE l.action_id IN ({ids})"
    f" AND EXISTS (SELECT 1 FROM action a WHERE a.id = l.action_id AND {derived.OPEN})"
    " AND EXISTS (SELECT 1 FROM action a WHERE a.id = l.after_id"
    f" AND {derived.OPEN} AND a.archived_on IS NULL) ORDER BY l.after_id"
)
_EVIDENCE = (
    "SELECT n.action_id, n.evidence FROM note n WHERE n.action_id IN ({ids})"
    " AND n.archived_on IS NULL AND n.evidence IS NOT NULL ORDER BY n.evidence"
)
STATUS_TOLD = "a.status_on || ' ' || a.status"
"""The last update of an action that nobody has noted anything about."""
_LAST_UPDATE = (
    "COALESCE((SELECT n.noted_on || ' ' || n.text FROM note n WHERE n.action_id = a.id"
    " AND n.archived_on IS NULL ORDER BY n.noted_on DESC, n.id DESC LIMIT 1),"
    f" {STATUS_TOLD})"
)
_RESPONSE = (
    "(CASE WHEN EXISTS (SELECT 1 FROM action_recommendation ax JOIN recommendation x"
    " ON x.id = ax.recommendation_id AND x.archived_on IS NULL WHERE ax.action_id = a.id)"
    f" THEN {derived.case(derived.RESPONSE_OF_ACTION)} END)"
)

ACTION_FIELDS = registry(
    Field("ref", "ref", "ref", "('A' || a.id)", sort="a.id"),
    Field("uid", "uid", "text", "a.uid"),
    Field("number", "number", "text", many=_NUMBERS),
    Field("title", "title", "text", "a.title"),
    Field("detail", "detail", "text", "a.detail"),
    Field("status", "status", "word", "a.status", sort=derived.ranked("a.status", words.STATUSES)),
    Field("closure", "closure", "word", "a.closure"),
    Field("reason", "reason", "text", "a.reason"),
    Field("owner", "owner", "text", party("a.owner_id")),
    Field("owner_name", "owner name", "text", party("a.owner_id", "p.name")),
    Field("holder", "holder", "text", many=_HOLDERS),
    Field("supporting", "supporting", "list", many=_SUPPORTING),
    Field("addressees", "addressees", "list", many=_ADDRESSEES),
    Field(
        "response",
        "response",
        "word",
        _RESPONSE,
        sort=derived.ranked(_RESPONSE, (*words.RESPONSES, words.MIXED)),
    ),
    Field("recommendations", "recommendations", "list", many=_linked("'R' || r.id", "", "r.id")),
    Field(
        "conversations",
        "conversations",
        "list",
        many=f"SELECT x.id, 'C' || x.c FROM ({_CONVERSATIONS}) x ORDER BY x.c",
    ),
    Field("series", "series", "list", many=_SERIES),
    Field("themes", "themes", "list", many=_THEMES),
    Field(
        "priority",
        "priority",
        "word",
        "a.priority",
        sort=derived.ranked("a.priority", words.PRIORITIES),
    ),
    Field(
        "milestone",
        "milestone",
        "text",
        "(SELECT m.slug FROM milestone m WHERE m.id = a.milestone_id)",
    ),
    Field("start", "start", "date", "a.start_on"),
    Field("due", "due", "date", "a.due_on"),
    Field("first_due", "first due", "date", "a.first_due_on"),
    Field("due_rule", "due rule", "text", "a.due_rule"),
    Field("every", "every", "text", "a.every"),
    Field(
        "timeliness",
        "timeliness",
        "word",
        derived.case(derived.TIMELINESS),
        sort=derived.rank(derived.TIMELINESS, words.TIMELINESS),
    ),
    Field("days_overdue", "days overdue", "int", derived.DAYS_OVERDUE),
    Field(
        "timeliness_first",
        "timeliness (first due)",
        "word",
        derived.case(derived.TIMELINESS_FIRST),
        sort=derived.rank(derived.TIMELINESS_FIRST, words.TIMELINESS),
    ),
    Field("days_overdue_first", "days overdue (first due)", "int", derived.DAYS_OVERDUE_FIRST),
    Field("slips", "slips", "int", derived.SLIPS),
    Field("slip_days", "slip days", "int", derived.SLIP_DAYS),
    Field(
        "rag",
        "rag",
        "word",
        derived.case(derived.COLOUR),
        sort=derived.rank(derived.COLOUR, words.COLOURS),
    ),
    Field("unconfirmed", "unconfirmed", "bool", derived.UNCONFIRMED),
    Field("orphaned", "orphaned", "bool", derived.ORPHANED),
    Field("self_verified", "self-verified", "bool", derived.SELF_VERIFIED),
    Field("blocked_by", "blocked by", "list", many=_BLOCKED_BY),
    Field("next_step", "next step", "text", "a.next_step"),
    Field("last_update", "last update", "text", _LAST_UPDATE),
    Field("evidence", "evidence", "list", many=_EVIDENCE),
    Field("done_on", "done on", "date", "a.done_on"),
    Field("verified_on", "verified on", "date", "a.verified_on"),
    Field("created_at", "created at", "text", "a.created_at"),
    Field("updated_at", "updated at", "text", "a.updated_at"),
)
"""Every field of an action, in the order in which they are documented; only ever extended."""

ACTION_COLUMNS = (
    *("ref", "title", "owner", "status", "due", "slips", "rag"),
    *("due_rule", "holder"),
)
"""What an officer needs first, at 80 characters; the last two people read beside due and owner."""
