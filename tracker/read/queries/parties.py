"""Parties, themes and notes: who answers for actions, and what is said of them."""

from tracker.read import derived
from tracker.read.queries import conditions
from tracker.read.queries.fields import PARTY, Field, registry
from tracker.read.queries.listing import Source


def _owned(condition: str) -> str:
    return (
        "(SELECT COUNT(*) FROM action a WHERE a.owner_id = p.id AND a.archived_on IS NULL"
        f" AND {condition})"
    )


_HOLDERS = (
    "SELECT t.post_id, h.name FROM tenure t JOIN party h ON h.id = t.person_id"
    f" WHERE {derived.HELD_TODAY} AND h.archived_on IS NULL AND t.post_id IN ({{ids}})"
    " ORDER BY h.name"
)
_HOLDS = (
    "SELECT t.person_id, COALESCE(h.short, h.name) AS name FROM tenure t JOIN party h"
    f" ON h.id = t.post_id WHERE {derived.HELD_TODAY} AND h.archived_on IS NULL"
    " AND t.person_id IN ({ids}) ORDER BY name"
)
_SUPPORTS = (
    "(SELECT COUNT(*) FROM action_supporting s JOIN action a ON a.id = s.action_id"
    f" AND a.archived_on IS NULL WHERE s.party_id = p.id AND {derived.OPEN})"
)
_ADDRESSED = (
    "(SELECT COUNT(*) FROM recommendation_addressee d JOIN recommendation r"
    " ON r.id = d.recommendation_id AND r.archived_on IS NULL WHERE d.party_id = p.id)"
)
PARTY_FIELDS = registry(
    Field("ref", "ref", "ref", "('P' || p.id)", sort="p.id", of="p"),
    Field("uid", "uid", "text", "p.uid", of="p"),
    Field("short", "short", "text", "p.short", of="p"),
    Field("name", "name", "text", "p.name", of="p"),
    Field("kind", "kind", "word", "p.kind", of="p"),
    Field("email", "email", "text", "p.email", of="p"),
    Field(
        "part_of",
        "part of",
        "text",
        "(SELECT COALESCE(w.short, w.name) FROM party w WHERE w.id = p.part_of_id)",
        of="p",
    ),
    Field("holder", "holder", "text", many=_HOLDERS, of="p"),
    Field("holds", "holds", "list", many=_HOLDS, of="p"),
    Field("owns", "owns (open)", "int", _owned(derived.OPEN), of="p"),
    Field("overdue", "overdue", "int", _owned(conditions.OVERDUE), of="p"),
    Field("supports", "supports (open)", "int", _SUPPORTS, of="p"),
    Field("addressed", "asked", "int", _ADDRESSED, of="p"),
)
PARTY_COLUMNS = ("ref", "short", "name", "kind", "part_of", "holder", "owns", "overdue")
PARTIES = Source("party p", "p", PARTY_FIELDS, PARTY_COLUMNS, f"lower({PARTY}), p.id")

THEME_FIELDS = registry(
    Field("name", "name", "text", "t.name", of="t"),
    Field("uid", "uid", "text", "t.uid", of="t"),
    Field(
        "recommendations",
        "recommendations",
        "int",
        "(SELECT COUNT(*) FROM recommendation_theme l JOIN recommendation r"
        " ON r.id = l.recommendation_id AND r.archived_on IS NULL WHERE l.theme_id = t.id)",
        of="t",
    ),
    *(
        Field(
            name,
            heading,
            "int",
            "(SELECT COUNT(*) FROM action_theme l JOIN action a ON a.id = l.action_id"
            f" AND a.archived_on IS NULL WHERE l.theme_id = t.id AND {condition})",
            of="t",
        )
        for name, heading, condition in (
            ("actions", "actions", "1 = 1"),
            ("open_actions", "open", derived.OPEN),
        )
    ),
)
THEMES = Source(
    "theme t",
    "t",
    THEME_FIELDS,
    ("name", "recommendations", "actions", "open_actions"),
    "lower(t.name), t.id",
)

NOTE_FIELDS = registry(
    Field("ref", "ref", "ref", "('N' || n.id)", sort="n.id", of="n"),
    Field("uid", "uid", "text", "n.uid", of="n"),
    Field(
        "about",
        "about",
        "ref",
        "COALESCE('A' || n.action_id, 'R' || n.recommendation_id)",
        of="n",
    ),
    Field("noted_on", "noted on", "date", "n.noted_on", of="n"),
    Field("text", "text", "text", "n.text", of="n"),
    Field("source", "source", "word", "n.source", of="n"),
    Field("evidence", "evidence", "text", "n.evidence", of="n"),
    Field("shared", "shared", "bool", "n.shared", of="n"),
    Field("by", "by", "text", "n.by", of="n"),
)
NOTES = Source("note n", "n", NOTE_FIELDS, ("ref", "about", "noted_on", "text"), "n.noted_on, n.id")
