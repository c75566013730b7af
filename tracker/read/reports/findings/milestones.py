"""Milestones whose state no longer fits with the open actions on them."""

from collections.abc import Iterator, Sequence

from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
_ON = f"(SELECT COUNT(*) FROM action a WHERE {OPEN} AND a.{{}} = m.id)"
_NAMED = 10  # references in one command


def undecided(reader: Reader, params: dict[str, object]) -> Found:
    """Find undecided milestones on which open deadlines hang."""
    for slug, title, count in reader.rows(
        f"SELECT m.slug, m.title, {_ON.format('due_milestone_id')} AS hanging FROM milestone m"
        " WHERE m.archived_on IS NULL AND m.closed_on IS NULL AND m.due_on IS NULL"
        " AND hanging > 0 ORDER BY m.slug",
        **params,
    ):
        mend = f"{command('milestone', 'move', slug)} --on DATE --why TEXT"
        yield slug, title or slug, f"{_actions(count)} no date before it is decided", mend


def passed(reader: Reader, params: dict[str, object]) -> Found:
    """Find milestones whose day is over and that are not closed, with open actions on them."""
    for slug, title, day, actions in _with_actions(
        reader, "m.closed_on IS NULL AND m.due_on < :today", params
    ):
        mend = f"{command('milestone', 'close', slug)} --why TEXT"
        detail = f"it was on {day}; still open: {', '.join(actions)}"
        yield slug, title or slug, detail, mend


def closed(reader: Reader, params: dict[str, object]) -> Found:
    """Find closed milestones with open actions on them."""
    for slug, title, day, actions in _with_actions(reader, "m.closed_on IS NOT NULL", params):
        refs = " ".join(actions[:_NAMED])
        mend = f"tracker drop {refs} --as overtaken-by-events --why TEXT"
        detail = f"it is closed ({day}); still open: {', '.join(actions)}"
        yield slug, title or slug, detail, mend


def _with_actions(
    reader: Reader, condition: str, params: dict[str, object]
) -> Iterator[tuple[str, str | None, str, Sequence[str]]]:
    found: dict[str, tuple[str | None, str, list[str]]] = {}
    for slug, title, day, number in reader.rows(
        "SELECT m.slug, m.title, COALESCE(m.closed_on, m.due_on), a.id FROM milestone m"
        " JOIN action a ON a.milestone_id = m.id OR a.due_milestone_id = m.id"
        f" WHERE m.archived_on IS NULL AND {OPEN} AND {condition}"
        " ORDER BY m.due_on, m.slug, a.id",
        **params,
    ):
        found.setdefault(slug, (title, day, []))[2].append(f"A{number}")
    for slug, (title, day, actions) in found.items():
        yield slug, title, day, actions


def _actions(count: int) -> str:
    return "1 open action has" if count == 1 else f"{count} open actions have"
