"""Milestones whose state no longer fits with the open actions on them."""

from collections.abc import Iterator

from tracker.read.queries.fields import party
from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command, listed
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]


def undecided(reader: Reader, params: dict[str, object]) -> Found:
    """Find undecided milestones on which open deadlines hang."""
    for slug, title, _, actions in _with_actions(
        reader, "m.closed_on IS NULL AND m.due_on IS NULL", params
    ):
        mend = f"{command('milestone', 'move', slug)} --on DATE --why TEXT"
        detail = f"it has no day yet; waiting for it: {listed([*actions])}"
        owners = dict.fromkeys(owner for owner in actions.values() if owner)
        asked = f"; to ask: {', '.join(owners)}" if owners else ""
        yield slug, title or slug, detail + asked, mend


def passed(reader: Reader, params: dict[str, object]) -> Found:
    """Find milestones whose day is over and that are not closed, with open actions on them."""
    for slug, title, day, actions in _with_actions(
        reader, "m.closed_on IS NULL AND m.due_on < :today", params
    ):
        mend = f"{command('milestone', 'close', slug)} --why TEXT"
        detail = f"it was on {day}; still open: {listed([*actions])}"
        yield slug, title or slug, detail, mend


def closed(reader: Reader, params: dict[str, object]) -> Found:
    """Find closed milestones with open actions on them."""
    for slug, title, day, actions in _with_actions(reader, "m.closed_on IS NOT NULL", params):
        mend = f"{command('drop', *actions)} --as overtaken-by-events --why TEXT"
        detail = f"it is closed ({day}); still open: {listed([*actions])}"
        yield slug, title or slug, detail, mend


def _with_actions(
    reader: Reader, condition: str, params: dict[str, object]
) -> Iterator[tuple[str, str | None, str, dict[str, str | None]]]:
    """Yield the milestones `m` of a condition: slug, title, day, and open actions by owner."""
    found: dict[str, tuple[str | None, str, dict[str, str | None]]] = {}
    for slug, title, day, number, owner in reader.rows(
        "SELECT m.slug, m.title, COALESCE(m.closed_on, m.due_on), a.id,"
        f" {party('a.owner_id')} FROM milestone m"
        " JOIN action a ON a.milestone_id = m.id OR a.due_milestone_id = m.id"
        f" WHERE m.archived_on IS NULL AND {OPEN} AND {condition}"
        " ORDER BY m.due_on, m.slug, a.id",
        **params,
    ):
        found.setdefault(slug, (title, day, {}))[2][f"A{number}"] = owner
    for slug, (title, day, actions) in found.items():
        yield slug, title, day, actions
