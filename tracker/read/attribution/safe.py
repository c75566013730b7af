"""The safe form of lists and reports, as fields in SQL, under each conversation's rule.

`public` lets everything through. Under `chatham-house`, which holds where nothing is said, a
person appears as the post or body held and else not at all, and a note leaves only its day unless
it is shared; who held, sponsored, moderated and opened a meeting may be named, who spoke or took
part may not, and so appears in no field that leaves. What is `confidential` leaves as a count. An
action is under the strictest rule of the conversations that it came out of.

The safe form is made in SQL, by fields that stand in place of others: a file of any size leaves in
constant memory, and nothing that must not leave is ever read. Names in typed texts are found by
`guard`.
"""

from tracker import words
from tracker.read import derived
from tracker.read.queries import conditions, exchange
from tracker.read.queries.exchange import EXCHANGE_FIELDS
from tracker.read.queries.fields import ACTION_FIELDS, PARTY, STATUS_TOLD, Field
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Listing
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader

OWNER_WITHHELD = "owner withheld"
WITHHELD = "name withheld"

_PUBLIC, _, _CONFIDENTIAL = words.ATTRIBUTIONS
_OPEN = derived.where(derived.RULE_OF_ACTION, _PUBLIC)
_OPEN_ASKED = derived.where(derived.RULE, _PUBLIC)
# The confidential conversations are found once and not for every action.
_SECRET = f"IN (SELECT c.id FROM conversation c WHERE c.attribution = '{_CONFIDENTIAL}')"
_MAY_LEAVE = f"NOT COALESCE({conditions.of_conversations(_SECRET)}, FALSE)"
_MAY_LEAVE_ASKED = f"NOT (r.conversation_id {_SECRET})"
_MAY_LEAVE_HELD = f"NOT (c.id {_SECRET})"


def view(attributed: bool = False, include_confidential: bool = False) -> View:
    """Return how things may be shown outside; `attributed` overrides every rule."""
    if attributed:
        return KEEPER
    if include_confidential:
        return View(_SAFE, guarded=True)
    safe = {**_SAFE, **_ELSEWHERE}
    return View(safe, _MAY_LEAVE, _MAY_LEAVE_ASKED, _MAY_LEAVE_HELD, guarded=True)


def with_withheld(
    reader: Reader, filters: Filters, shown: View, listing: Listing, *, include_closed: bool = False
) -> Listing:
    """Return a list of actions with those that leave as a count only in its total."""
    if not shown.condition:
        return listing
    found = conditions.conditions(reader, filters, include_closed=include_closed)
    withheld = reader.value(
        f"SELECT COUNT(*) FROM action a WHERE {' AND '.join(found.shown())}"
        f" AND NOT ({shown.condition})",
        **found.params,
    )
    hidden = listing.hidden._replace(confidential=int(withheld))
    return listing._replace(total=listing.total + int(withheld), hidden=hidden)


# -- a person, as the post or body held -----------------------------------------------------------

_HELD = (
    "COALESCE((SELECT COALESCE(q.short, q.name) FROM tenure t JOIN party q ON q.id = t.post_id"
    " WHERE t.person_id = p.id AND q.kind <> 'person' AND q.archived_on IS NULL"
    f" AND {derived.HELD_TODAY}"
    " ORDER BY t.from_on DESC, t.id DESC LIMIT 1),"
    " (SELECT COALESCE(q.short, q.name) FROM party q"
    " WHERE q.id = p.part_of_id AND q.kind <> 'person'), '{}')"
)
_HELD_IN_FULL = _HELD.replace("COALESCE(q.short, q.name)", "q.name")


def _named(shown: str, held: str, is_open: str, otherwise: str) -> str:
    """Return the expression for a party `p`; the rule is asked only where it is a person."""
    return (
        f"CASE WHEN p.kind <> 'person' OR {is_open} THEN {shown} ELSE {held.format(otherwise)} END"
    )


def _owner(shown: str, held: str) -> str:
    named = _named(shown, held, _OPEN, OWNER_WITHHELD)
    return f"(SELECT {named} FROM party p WHERE p.id = a.owner_id)"


_NAME = _named(PARTY, _HELD, _OPEN, WITHHELD)
_NAME_ASKED = _named(PARTY, _HELD, _OPEN_ASKED, WITHHELD)
_SUPPORTING = (
    f"SELECT a.id, {_NAME} AS name FROM action_supporting s JOIN action a ON a.id = s.action_id"
    " JOIN party p ON p.id = s.party_id WHERE s.action_id IN ({ids}) ORDER BY name"
)
_ADDRESSEES = (
    f"SELECT a.id, {_NAME} AS name FROM action_recommendation ar JOIN action a"
    " ON a.id = ar.action_id JOIN recommendation r ON r.id = ar.recommendation_id"
    " AND r.archived_on IS NULL JOIN recommendation_addressee d ON d.recommendation_id = r.id"
    " JOIN party p ON p.id = d.party_id WHERE ar.action_id IN ({ids}) ORDER BY name"
)
_ADDRESSEES_ASKED = (
    f"SELECT r.id, {_NAME_ASKED} AS name FROM recommendation_addressee d"
    " JOIN recommendation r ON r.id = d.recommendation_id"
    " JOIN party p ON p.id = d.party_id WHERE r.id IN ({ids}) ORDER BY name"
)
# In the value and not in the condition, where the rule would be asked of every action.
_HOLDERS = (
    f"SELECT a.id, CASE WHEN {_OPEN} THEN p.name END FROM action a"
    f" JOIN tenure t ON t.post_id = a.owner_id AND {derived.HELD_TODAY}"
    " JOIN party p ON p.id = t.person_id"
    " WHERE a.id IN ({ids}) ORDER BY p.name"
)

# -- notes ----------------------------------------------------------------------------------------

_LAST_UPDATE = (
    f"COALESCE((SELECT CASE WHEN n.shared OR {_OPEN} THEN n.noted_on || ' ' || n.text"
    " ELSE n.noted_on || '' END FROM note n WHERE n.action_id = a.id AND n.archived_on IS NULL"
    f" ORDER BY n.noted_on DESC, n.id DESC LIMIT 1), {STATUS_TOLD})"
)
_EVIDENCE = (
    "SELECT n.action_id, n.evidence FROM note n JOIN action a ON a.id = n.action_id"
    " WHERE n.action_id IN ({ids}) AND n.archived_on IS NULL AND n.evidence IS NOT NULL"
    f" AND (n.shared OR {_OPEN}) ORDER BY n.evidence"
)
_ANNOTATIONS = (
    f"SELECT n.action_id, (SELECT CASE WHEN n.shared OR {_OPEN} THEN n.noted_on || ' ' || n.text"
    " ELSE n.noted_on || '' END FROM action a WHERE a.id = n.action_id) FROM note n"
    " WHERE n.action_id IN ({ids}) AND n.archived_on IS NULL ORDER BY n.noted_on, n.id"
)


def _instead(name: str, sql: str = "", many: str = "") -> tuple[tuple[str, str], Field]:
    known = ACTION_FIELDS | EXCHANGE_FIELDS
    return ("a", name), known[name]._replace(sql=sql, many=many)


_SAFE = dict(
    (
        _instead("owner", _owner(PARTY, _HELD)),
        _instead("owner_name", _owner("p.name", _HELD_IN_FULL)),
        _instead("holder", many=_HOLDERS),
        _instead("supporting", many=_SUPPORTING),
        _instead("addressees", many=_ADDRESSEES),
        _instead("last_update", _LAST_UPDATE),
        _instead("evidence", many=_EVIDENCE),
        _instead("annotations", many=_ANNOTATIONS),
        (
            ("r", "addressees"),
            Field("addressees", "addressees", "list", many=_ADDRESSEES_ASKED, of="r"),
        ),
    )
)
# What an action that leaves says of records that do not. Asked of the few actions that are named,
# not of all: this query runs for every 500 rows.
_SHOWN = f"NOT {derived.where(derived.RULE_OF_ACTION, _CONFIDENTIAL)}"
_ELSEWHERE = dict(
    (
        _instead(
            "due_rule", f"CASE WHEN a.due_conversation_id {_SECRET} THEN NULL ELSE a.due_rule END"
        ),
        _instead(
            "blocked_by",
            many=(
                f"WITH pair(k, v) AS ({ACTION_FIELDS['blocked_by'].many}) SELECT k, v FROM pair"
                " JOIN action a ON a.id = CAST(substr(v, 2) AS INTEGER)"
                f" WHERE {_SHOWN} ORDER BY k, a.id"
            ),
        ),
        _instead("depends", many=exchange.depends(_SHOWN)),
    )
)
