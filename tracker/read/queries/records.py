"""Every kind of record by its word: all that is known of one, and some of a kind.

What is shown of a record is its fields, as a list gives them, and below them the lines of
`queries.lines`; the number of queries does not depend on how much there is.
"""

from collections.abc import Callable, Sequence
from typing import Any

from tracker import specificity
from tracker.errors import NotFound
from tracker.read import derived
from tracker.read.queries import actions, conditions, lines, listing
from tracker.read.queries import conversations as meetings
from tracker.read.queries import milestones as events
from tracker.read.queries import parties as owners
from tracker.read.queries.conditions import among
from tracker.read.queries.listing import Listing, Source
from tracker.read.queries.recommendations import RECOMMENDATIONS
from tracker.read.queries.references import ref
from tracker.read.store import Reader

Item = dict[str, Any]
"""A record by the names of its fields, then its lines: lists of named tuples."""

SOURCES: dict[str, Source] = {
    "action": actions.ACTIONS,
    "recommendation": RECOMMENDATIONS,
    "conversation": meetings.CONVERSATIONS,
    "party": owners.PARTIES,
    "milestone": events.MILESTONES,
    "document": meetings.DOCUMENTS,
    "note": owners.NOTES,
    "series": meetings.SERIES,
    "theme": owners.THEMES,
}


def items(reader: Reader, entity: str, ids: Sequence[int]) -> Listing:
    """Return records of one kind with all their fields, archived ones too, by reference."""
    return listing.items(reader, SOURCES[entity], conditions.parameters(reader), ids)


def show(reader: Reader, entity: str, number: int) -> Item:
    """Return all that is known of one record. Raises NotFound if it does not exist."""
    found = items(reader, entity, [number])
    row = next(iter(found.rows), None)
    if row is None:
        raise NotFound(f"There is no {entity} {ref(entity, number)}.")
    item: Item = dict(zip((field.name for field in found.fields), row, strict=True))
    item["archived_on"] = reader.value(
        f"SELECT archived_on FROM {entity} WHERE id = :id", id=number
    )
    item |= _recorded(reader, entity, number)
    below = _BELOW.get(entity)
    return item | (below(reader, number, conditions.parameters(reader)) if below else {})


def _recorded(reader: Reader, entity: str, number: int) -> Item:
    """Return who recorded a row and who changed it last, on which days, from the journal."""
    asked = (
        "SELECT k.on_day, k.by FROM change h JOIN command k ON k.id = h.command_id"
        " WHERE h.entity = :entity AND h.row = :row ORDER BY h.id"
    )
    first = reader.one(f"{asked} LIMIT 1", entity=entity, row=number) or (None, None)
    last = reader.one(f"{asked} DESC LIMIT 1", entity=entity, row=number) or (None, None)
    return {
        "recorded_on": first[0],
        "recorded_by": first[1],
        "changed_on": last[0],
        "changed_by": last[1],
    }


def _of_action(reader: Reader, number: int, params: dict[str, object]) -> Item:
    before = f"a.id IN (SELECT l.after_id FROM action_dependency l WHERE l.action_id = {number})"
    behind = f"a.id IN (SELECT l.action_id FROM action_dependency l WHERE l.after_id = {number})"
    served = (
        "r.id IN (SELECT ar.recommendation_id FROM action_recommendation ar"
        f" WHERE ar.action_id = {number})"
    )
    from_these = (
        f"SELECT a.id FROM action a WHERE a.id = {number} AND c.id IN ({derived.CONVERSATIONS})"
    )
    said_by = reader.one(
        f"SELECT a.claimed_by, a.verified_by, a.created_on, {derived.case(derived.RULE_OF_ACTION)}"
        f" FROM action a WHERE a.id = {number}"
    )
    claimed_by, verified_by, created_on, rule = said_by or (None, None, None, None)
    return {
        "claimed_by": claimed_by,
        "verified_by": verified_by,
        "created_on": created_on,
        "attribution": rule,
        "recommendation_details": lines.recommendations(reader, served, params),
        "conversation_details": lines.conversations(reader, f"EXISTS ({from_these})", params),
        "ledger": lines.moves(reader, number),
        "notes": lines.notes(reader, "action", number),
        "waits_for": lines.actions(reader, before, params),
        "waited_for_by": lines.actions(reader, behind, params),
        "links": lines.ties(reader, "action", number),
    }


def _of_recommendation(reader: Reader, number: int, params: dict[str, object]) -> Item:
    working = (
        "a.id IN (SELECT ar.action_id FROM action_recommendation ar"
        f" WHERE ar.recommendation_id = {number})"
    )
    held = f"c.id = (SELECT r.conversation_id FROM recommendation r WHERE r.id = {number})"
    text = reader.value(f"SELECT r.text FROM recommendation r WHERE r.id = {number}")
    wording = specificity.grade(str(text))
    return {
        "attribution": reader.value(
            f"SELECT {derived.case(derived.RULE)} FROM recommendation r WHERE r.id = {number}"
        ),
        "wording": wording.told,
        "wording_parts": list(wording.parts) if len(wording.parts) > 1 else [],
        "answers": lines.answers(reader, number),
        "conversation_details": lines.conversations(reader, held, params),
        "action_details": lines.actions(reader, working, params),
        "uptake_details": lines.uptake(reader, number),
        "notes": lines.notes(reader, "recommendation", number),
        "link_details": lines.ties(reader, "recommendation", number),
    }


def _of_conversation(reader: Reader, number: int, params: dict[str, object]) -> Item:
    own = f"a.conversation_id = {number} AND NOT EXISTS (SELECT 1 FROM action_recommendation ar"
    return {
        "recommendation_details": lines.recommendations(
            reader, f"r.conversation_id = {number}", params
        ),
        "other_actions": lines.actions(reader, f"{own} WHERE ar.action_id = a.id)", params),
        "hanging_deadlines": lines.hanging(reader, f"a.due_conversation_id = {number}", params),
        "document_details": lines.documents(reader, number),
    }


def _of_party(reader: Reader, number: int, params: dict[str, object]) -> Item:
    supported = (
        "a.id IN (SELECT s.action_id FROM action_supporting s"
        f" WHERE s.party_id = {number}) AND {derived.OPEN}"
    )
    asked = (
        "r.id IN (SELECT d.recommendation_id FROM recommendation_addressee d"
        f" WHERE d.party_id = {number})"
    )
    parts = "SELECT COALESCE(p.short, p.name) AS name FROM party p WHERE p.part_of_id = :id"
    return {
        "parts": [
            row[0]
            for row in reader.rows(f"{parts} AND p.archived_on IS NULL ORDER BY name", id=number)
        ],
        "holdings": lines.holdings(reader, number),
        "owned": lines.actions(reader, f"a.owner_id = {number} AND {derived.OPEN}", params),
        "supported": lines.actions(reader, supported, params),
        "recommendation_details": lines.recommendations(reader, asked, params),
    }


def _of_milestone(reader: Reader, number: int, params: dict[str, object]) -> Item:
    ones = among([number])
    hanging = f"(a.milestone_id {ones} OR a.due_milestone_id {ones})"
    return {"action_details": lines.hanging(reader, hanging, params)}


def _of_document(reader: Reader, number: int, params: dict[str, object]) -> Item:
    quoted = lines.recommendations(reader, f"r.document_id = {number}", params)
    return {"recommendation_details": quoted}


def _of_series(reader: Reader, number: int, params: dict[str, object]) -> Item:
    held = lines.conversations(reader, f"c.series_id = {number}", params)
    return {"conversation_details": held}


def _of_theme(reader: Reader, number: int, params: dict[str, object]) -> Item:
    under = f"IN (SELECT l.{{0}}_id FROM {{0}}_theme l WHERE l.theme_id = {number})"
    recommended = lines.recommendations(reader, f"r.id {under.format('recommendation')}", params)
    acted = lines.actions(reader, f"a.id {under.format('action')}", params)
    return {"recommendation_details": recommended, "action_details": acted}


_BELOW: dict[str, Callable[[Reader, int, dict[str, object]], Item]] = {
    "action": _of_action,
    "recommendation": _of_recommendation,
    "conversation": _of_conversation,
    "party": _of_party,
    "milestone": _of_milestone,
    "document": _of_document,
    "series": _of_series,
    "theme": _of_theme,
}
