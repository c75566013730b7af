"""What changed between two moments: the same question asked of both, and the ledger of deadlines.

An action stands here once, under every change that holds between the two states: so what was
undone in between is no change, and the numbers explain how the headline moved.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tracker import words
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
    "dated",
    "undated",
    "new",
    "blocked",
    "reopened",
    "set-back",
    "archived",
    "moved-out",
)
"""Done counts what was verified at once as well; moved out are those that no longer belong.

Dated is a deadline that got its day, as when a milestone is decided; undated one that lost it.
"""
_COLUMNS = ("ref", "title", "owner", "status", "due", "due_rule")
_MORE = (
    Field("was_due", "was due", "date"),
    Field("why", "why", "text"),
    Field("changes", "changes", "list"),
)


class _State(NamedTuple):
    """What an action was at a moment; `first_due` is the deadline of one that was not there yet."""

    status: str
    due: str | None
    first_due: str | None


class _Slip(NamedTuple):
    """Where a deadline stood at the earlier moment, and why it moved since."""

    was_due: str
    why: tuple[str, ...]


def changed(subject: Subject, earlier: Subject) -> Section:
    """Return the actions that moved between two readings of the same line of conversations."""
    now, was = _states(subject), _states(earlier)
    slips = _slips(subject, earlier.reader.day, now, was)
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


def _changes(before: _State | None, after: _State | None, slipped: bool) -> tuple[str, ...]:
    """Return what became of an action, by its status at both moments; None is not there."""
    if after is None:
        return ("moved-out",)
    was, now = before and before.status, after.status
    holds = {
        "done": now in words.DONE_STATUSES and was not in words.DONE_STATUSES,
        "verified": now == "verified" != was,
        "dropped": now == "dropped" != was,
        "started": now == "in-progress" and was in (None, "not-started", "blocked"),
        "slipped": slipped,
        "dated": before is not None and before.due is None and after.due is not None,
        "undated": before is not None and before.due is not None and after.due is None,
        "new": was is None,
        "blocked": now == "blocked" != was,
        "reopened": (was in words.CLOSED_STATUSES and now in words.OPEN_STATUSES)
        or (was, now) == ("verified", "implemented"),
        # No verb leads there, but undoing or correcting what was recorded before does.
        "set-back": now == "not-started" and was in ("in-progress", "blocked"),
    }
    return tuple(change for change, is_so in holds.items() if is_so)


def _states(subject: Subject) -> dict[int, _State]:
    found = subject.reader.rows(
        "SELECT a.id, a.status, a.due_on, a.first_due_on FROM action a"
        f" WHERE {subject.scope.actions}",
        **subject.params,
    )
    return {row[0]: _State(*row[1:]) for row in found}


def _slips(
    subject: Subject, earlier: str, now: Mapping[int, _State], was: Mapping[int, _State]
) -> dict[int, _Slip]:
    """Return the actions whose deadline is later than at the earlier moment, and every why since.

    One that had none then, or was not there, is measured by its first. What was moved and moved
    back, or only mended, has not slipped.
    """
    found: dict[int, _Slip] = {}
    for action, why in subject.reader.rows(
        "SELECT m.action_id, COALESCE(s.slug || ': ', '') || m.why FROM action a"
        " JOIN deadline_move m ON m.action_id = a.id"
        f" LEFT JOIN milestone s ON s.id = m.milestone_id WHERE {subject.scope.actions}"
        " AND NOT m.corrected AND m.moved_on > :earlier ORDER BY m.id",
        **{**subject.params, "earlier": earlier},
    ):
        after, before = now[action], was.get(action)
        base = (before and before.due) or after.first_due
        if base and after.due and after.due > base:
            slip = found.get(action, _Slip(base, ()))
            new = bool(why) and why not in slip.why
            found[action] = slip._replace(why=(*slip.why, why)) if new else slip
    return found


def _archived(subject: Subject, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    found = subject.reader.rows(
        f"SELECT a.id FROM action a WHERE a.id {conditions.among(ids)}"
        " AND a.archived_on IS NOT NULL"
    )
    return {row[0] for row in found}
