"""The headline numbers of a brief: one query, asked of now and again of the earlier moment.

Each number has the condition of the section or list under it, so that they cannot differ.
"""

from tracker.read import derived
from tracker.read.queries.conditions import OVERDUE
from tracker.read.reports.scope import Subject
from tracker.read.reports.shapes import Figure

ANSWERED = f"NOT {derived.where(derived.RESPONSE, 'none')}"
NO_ACTION = derived.where(derived.PROGRESS, "no-action")
BLOCKED = "a.status = 'blocked'"
NO_OWNER = f"({derived.OPEN} AND a.owner_id IS NULL)"
NO_DEADLINE = f"({derived.OPEN} AND {derived.where(derived.TIMELINESS, 'no-deadline')})"
ORPHANED = f"({derived.OPEN} AND {derived.ORPHANED})"

_RECOMMENDATIONS = {
    "recommendations": "1 = 1",
    "answered": ANSWERED,
    "no-action": NO_ACTION,
}
_ACTIONS = {
    "actions": "1 = 1",
    "open": derived.OPEN,
    "overdue": OVERDUE,
    "blocked": BLOCKED,
    "unconfirmed": derived.UNCONFIRMED,
    "no-owner": NO_OWNER,
    "no-deadline": NO_DEADLINE,
    "orphaned": ORPHANED,
    "implemented": derived.UNVERIFIED,
    "verified": "a.status = 'verified'",
    "dropped": derived.DROPPED,
}


def figures(now: Subject, earlier: Subject | None) -> tuple[Figure, ...]:
    """Return every headline number, now and at the earlier moment."""
    counts = _counts(now)
    was = None if earlier is None else _counts(earlier)
    return tuple(
        Figure(name, count, None if was is None else was[name]) for name, count in counts.items()
    )


def _counts(subject: Subject) -> dict[str, int]:
    asked = ", ".join(_count(sql) for sql in _RECOMMENDATIONS.values())
    acted = ", ".join(_count(sql) for sql in _ACTIONS.values())
    reader, scope, params = subject.reader, subject.scope, subject.params
    rows = (
        reader.one(f"SELECT {asked} FROM recommendation r WHERE {scope.recommendations}", **params),
        reader.one(f"SELECT {acted} FROM action a WHERE {scope.actions}", **params),
    )
    counts = [count for row in rows for count in row or ()]
    return dict(zip((*_RECOMMENDATIONS, *_ACTIONS), counts, strict=True))


def _count(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"
