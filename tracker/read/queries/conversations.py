"""Conversations, the series that they form and the documents that they left: lists."""

from tracker import words
from tracker.read import derived
from tracker.read.queries.fields import PARTY, Field, registry
from tracker.read.queries.listing import Source


def _in_role(role: str, heading: str) -> Field:
    return Field(
        f"{role}s"
        if role in ("host", "cosponsor", "moderator", "speaker", "participant")
        else role,
        heading,
        "list",
        many=(
            f"SELECT l.conversation_id, {PARTY} AS name FROM conversation_party l JOIN party p"
            f" ON p.id = l.party_id WHERE l.role = '{role}' AND l.conversation_id IN ({{ids}})"
            " ORDER BY name"
        ),
        of="c",
    )


def _came_out(condition: str) -> str:
    """Return the expression that counts the actions `a` that came out of a conversation `c`."""
    return (
        "(SELECT COUNT(*) FROM (SELECT own.id FROM action own WHERE own.conversation_id = c.id"
        " UNION SELECT ar.action_id FROM recommendation r JOIN action_recommendation ar"
        " ON ar.recommendation_id = r.id WHERE r.conversation_id = c.id AND r.archived_on IS NULL)"
        f" x JOIN action a ON a.id = x.id WHERE a.archived_on IS NULL AND {condition})"
    )


_ROLES = {
    "host": "hosts",
    "cosponsor": "co-sponsors",
    "moderator": "moderators",
    "opening": "opening",
    "speaker": "speakers",
    "participant": "participants",
}
CONVERSATION_FIELDS = registry(
    Field("ref", "ref", "ref", "('C' || c.id)", sort="c.id", of="c"),
    Field("uid", "uid", "text", "c.uid", of="c"),
    Field("title", "title", "text", "c.title", of="c"),
    Field("held_on", "held on", "date", "c.held_on", of="c"),
    Field(
        "series", "series", "text", "(SELECT s.name FROM series s WHERE s.id = c.series_id)", of="c"
    ),
    Field("place", "place", "text", "c.place", of="c"),
    Field(
        "attribution",
        "attribution",
        "word",
        f"COALESCE(c.attribution, '{words.DEFAULT_ATTRIBUTION}')",
        of="c",
    ),
    Field("summary", "summary", "text", "c.summary", of="c"),
    *(_in_role(role, heading) for role, heading in _ROLES.items()),
    Field(
        "documents",
        "documents",
        "list",
        many=(
            "SELECT d.conversation_id, 'D' || d.id FROM document d WHERE d.archived_on IS NULL"
            " AND d.conversation_id IN ({ids}) ORDER BY d.id"
        ),
        of="c",
    ),
    Field(
        "recommendations",
        "recommendations",
        "int",
        "(SELECT COUNT(*) FROM recommendation r WHERE r.conversation_id = c.id"
        " AND r.archived_on IS NULL)",
        of="c",
    ),
    Field("actions", "actions", "int", _came_out("1 = 1"), of="c"),
    Field("open_actions", "open", "int", _came_out(derived.OPEN), of="c"),
    Field("overdue_actions", "overdue", "int", _came_out(derived.LATE), of="c"),
)
CONVERSATION_COLUMNS = (
    "ref",
    "held_on",
    "title",
    "series",
    "attribution",
    "recommendations",
    "actions",
    "open_actions",
)
CONVERSATIONS = Source(
    "conversation c", "c", CONVERSATION_FIELDS, CONVERSATION_COLUMNS, "c.held_on, c.id"
)

_HELD = "FROM conversation c WHERE c.series_id = s.id AND c.archived_on IS NULL"
SERIES_FIELDS = registry(
    Field("name", "name", "text", "s.name", of="s"),
    Field("uid", "uid", "text", "s.uid", of="s"),
    Field("conversations", "conversations", "int", f"(SELECT COUNT(*) {_HELD})", of="s"),
    Field("first_on", "first", "date", f"(SELECT MIN(c.held_on) {_HELD})", of="s"),
    Field("last_on", "last", "date", f"(SELECT MAX(c.held_on) {_HELD})", of="s"),
)
SERIES = Source(
    "series s",
    "s",
    SERIES_FIELDS,
    ("name", "conversations", "first_on", "last_on"),
    "lower(s.name), s.id",
)

DOCUMENT_FIELDS = registry(
    Field("ref", "ref", "ref", "('D' || d.id)", sort="d.id", of="d"),
    Field("uid", "uid", "text", "d.uid", of="d"),
    Field("name", "name", "text", "d.name", of="d"),
    Field("media_type", "media type", "text", "d.media_type", of="d"),
    Field(
        "conversation",
        "conversation",
        "ref",
        "('C' || d.conversation_id)",
        sort="d.conversation_id",
        of="d",
    ),
    Field("characters", "characters", "int", "length(d.text)", of="d"),
    Field("sha256", "sha256", "text", "d.sha256", of="d"),
    Field("uri", "uri", "text", "d.uri", of="d"),
)
DOCUMENTS = Source(
    "document d", "d", DOCUMENT_FIELDS, ("ref", "name", "conversation", "characters"), "d.id"
)
