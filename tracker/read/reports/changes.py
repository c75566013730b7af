"""What changed between two moments: the same question asked of both, and the ledger of deadlines.

An action stands here once, under every change that holds between the two states: so what was
undone in between is no change, and the numbers explain how the headline moved.
"""

from typing import NamedTuple

from tracker import words
from tracker.read import derived
from tracker.read.queries import conditions
from tracker.read.queries.fields import Field
from tracker.read.reports import rows
from tracker.read.reports.scope import Subject
from tracker.read.reports.shapes import Section

CHANGES = (
    "done",
    "verified",
    "dropped",
    "started",
    "slipped",
    "new",
    "blocked",
    "reopened",
    "set-back",
    "archived",
    "moved-out",
)
"""Done counts what was verified at once as well; moved out are those that no longer belong."""
_COLUMNS = ("ref", "title", "owner", "status", "due")
_MORE = (
    Field("was_due", "was due", "date"),
    Field("why", "why", "text"),
    Field("changes", "changes", "list"),
)
_DONE = ("implemented", "verified")


class _Slip(NamedTuple):
    """Where a deadline stood at the earlier moment, and why it moved since."""

    was_due: str
    why: tuple[str, ...]


def changed(subject: Subject, earlier: Subject) -> Section:
    """Return the actions that moved between two readings of the same line of conversations."""
    now, was = _statuses(subject), _statuses(earlier)
    slips = _slips(subject, earlier.reader.day)
    every = now.keys() | was.keys()
    moved = {each: _changes(was.get(each), now.get(each), each in slips) for each in every}
    gone = dict.fromkeys(_archived(subject, was.keys() - now.keys()), ("archived",))
    found = []
    for row in rows.actions_by_id(subject, (*_COLUMNS, "reason"), filter(moved.get, every)):
        kinds = gone.get(row.id, moved[row.id])
        found.append(row._replace(words=kinds, values=_values(row, slips.get(row.id), kinds)))
    found.sort(key=lambda row: (CHANGES.index(row.words[0]), row.id))
    fields = [*rows.chosen(_COLUMNS), *_MORE]
    return rows.section("changed", fields, found, parts=CHANGES)


def _values(row: rows.Found, slip: _Slip | None, kinds: tuple[str, ...]) -> tuple[object, ...]:
    *shown, reason = row.values
    why = list(slip.why) if slip else []
    if reason and {"dropped", "blocked"} & set(kinds):
        why.append(reason)
    return (*shown, slip and slip.was_due, "; ".join(why) or None, list(kinds))


def _changes(was: str | None, now: str | None, slipped: bool) -> tuple[str, ...]:
    """Return what became of an action, by its status at both moments; None is not there."""
    if now is None:
        return ("moved-out",)
    holds = {
        "done": now in _DONE and was not in _DONE,
        "verified": now == "verified" != was,
        "dropped": now == "dropped" != was,
        "started": now == "in-progress" and was in (None, "not-started", "blocked"),
        "slipped": slipped,
        "new": was is None,
        "blocked": now == "blocked" != was,
        "reopened": (was in words.CLOSED_STATUSES and now in words.OPEN_STATUSES)
        or (was, now) == ("verified", "implemented"),
        # No verb leads there, but undoing or correcting what was recorded before does.
        "set-back": now == "not-started" and was in ("in-progress", "blocked"),
    }
    return tuple(change for change, is_so in holds.items() if is_so)


def _statuses(subject: Subject) -> dict[int, str]:
    found = subject.reader.rows(
        f"SELECT a.id, a.status FROM action a WHERE {subject.scope.actions}",
        **subject.params,
    )
    return {row[0]: row[1] for row in found}


def _slips(subject: Subject, earlier: str) -> dict[int, _Slip]:
    found: dict[int, _Slip] = {}
    for action, was_due, why in subject.reader.rows(
        "SELECT m.action_id, m.from_day, m.why FROM action a JOIN deadline_move m"
        f" ON m.action_id = a.id WHERE {subject.scope.actions} AND {derived.SLIP}"
        " AND m.moved_on > :earlier ORDER BY m.id",
        **{**subject.params, "earlier": earlier},
    ):
        before = found.get(action, _Slip(was_due, ()))
        found[action] = before._replace(why=(*before.why, why) if why else before.why)
    return found


def _archived(subject: Subject, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    found = subject.reader.rows(
        f"SELECT a.id FROM action a WHERE a.id {conditions.among(ids)}"
        " AND a.archived_on IS NOT NULL"
    )
    return {row[0] for row in found}
