"""Posts without holders, owners who have left, and owners with more due than they can do."""

from collections.abc import Iterator
from datetime import date

from tracker import words
from tracker.dates.wording import MONTHS
from tracker.read import derived
from tracker.read.queries.fields import PARTY
from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command, listed, named
from tracker.read.reports.findings.recommendations import LIVING
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
_OWNED = f"SELECT a.id FROM action a WHERE {OPEN} AND a.owner_id = p.id"
_ASKED = (
    "SELECT r.id FROM recommendation_addressee d JOIN recommendation r"
    f" ON r.id = d.recommendation_id WHERE d.party_id = p.id AND {LIVING}"
    f" AND NOT {derived.where(derived.PROGRESS, 'closed')}"
)
_HISTORY = 365
"""Days of recorded work from which on it says how much an owner can do in a month."""
_LEAST = 2
"""Actions in a month: one alone is no load, though an owner may have closed none yet."""


def vacant(reader: Reader, params: dict[str, object]) -> Found:
    """Find posts that nobody holds today, though they own open actions or were asked something."""
    for number, name, owns, asked, last in reader.rows(
        f"SELECT p.id, {PARTY}, (SELECT COUNT(*) FROM ({_OWNED})),"
        f" (SELECT COUNT(*) FROM ({_ASKED})),"
        " (SELECT h.name || ' until ' || t.until_on FROM tenure t JOIN party h"
        " ON h.id = t.person_id WHERE t.post_id = p.id AND t.until_on < :today"
        " ORDER BY t.until_on DESC, t.id LIMIT 1)"
        f" FROM party p WHERE p.archived_on IS NULL AND {derived.VACANT}"
        f" AND (EXISTS ({_OWNED}) OR EXISTS ({_ASKED})) ORDER BY 2, p.id",
        **params,
    ):
        mend = f"{command('party', 'hold', named(number, name))} PERSON --from DATE"
        counts = (f"open actions: {owns}", f"recommendations that it is asked for: {asked}")
        held = f" (last {last})" if last else ""
        yield f"P{number}", name, f"nobody holds it{held}; {'; '.join(counts)}", mend


def departed(reader: Reader, params: dict[str, object]) -> Found:
    """Find persons who hold nothing any more and still own open actions.

    Where somebody else holds the post now that a person held last, the actions are the post's.
    """
    held = (
        "(SELECT w.id || ' ' || COALESCE(w.short, w.name) FROM tenure l JOIN party w"
        " ON w.id = l.post_id WHERE l.person_id = p.id AND w.archived_on IS NULL AND EXISTS (SELECT"
        f" 1 FROM tenure t WHERE t.post_id = w.id AND {derived.HELD_TODAY})"
        " ORDER BY l.until_on DESC, l.id DESC LIMIT 1)"
    )
    found: dict[tuple[int, str, str | None], list[str]] = {}
    for number, name, action, post in reader.rows(
        f"SELECT p.id, {PARTY}, a.id, {held} FROM action a JOIN party p ON p.id = a.owner_id"
        f" WHERE {OPEN} AND p.kind = 'person' AND {derived.ORPHANED} ORDER BY p.id, a.id",
        **params,
    ):
        found.setdefault((number, name, post), []).append(f"A{action}")
    for (number, name, post), actions in found.items():
        of_post, _, called = (post or "").partition(" ")
        owner = named(int(of_post), called) if post else "PARTY"
        mend = command("update", *actions, "--owner", owner)
        yield f"P{number}", name, f"left every post, and owns {listed(actions)}", mend


def overloaded(reader: Reader, params: dict[str, object]) -> Found:
    """Find owners with more due in a month ahead than they ever closed in one.

    Asked once there is a year of history: the first action was recorded that long ago. What is
    too much, the least important and the latest due of it, is for somebody else.
    """
    first = reader.value("SELECT MIN(a.created_on) FROM action a WHERE a.archived_on IS NULL")
    if first is None or (reader.today - date.fromisoformat(first)).days < _HISTORY:
        return
    best: dict[int | None, int] = {}
    for owner, many in reader.rows(
        f"SELECT a.owner_id, COUNT(*) FROM action a WHERE a.archived_on IS NULL AND {derived.DONE}"
        " AND a.done_on IS NOT NULL GROUP BY a.owner_id, substr(a.done_on, 1, 7)"
    ):
        best[owner] = max(many, best.get(owner, 0))
    due: dict[tuple[str, str, int], list[str]] = {}
    for number, name, of_month, action in reader.rows(
        f"SELECT p.id, {PARTY}, substr(a.due_on, 1, 7), a.id FROM action a JOIN party p"
        f" ON p.id = a.owner_id WHERE {OPEN} AND a.due_on >= :today ORDER BY 3, 2, p.id,"
        f" {derived.ranked('a.priority', words.PRIORITIES)} DESC, a.due_on DESC, a.id DESC",
        **params,
    ):
        due.setdefault((of_month, name, number), []).append(f"A{action}")
    for (of_month, name, number), actions in due.items():
        most = best.get(number, 0)
        if len(actions) > most and len(actions) >= _LEAST:
            begins = "today" if reader.day.startswith(of_month) else of_month
            see = command("list", "--owner", named(number, name), "--all", "--open")
            see += f" --due-after {begins} --due-before {of_month}"
            year, _, place = of_month.partition("-")
            detail = (
                f"{len(actions)} due in {MONTHS[int(place) - 1]} {year},"
                f" never closed {_more_than(most)} in a month"
            )
            over = len(actions) - max(most, _LEAST - 1)
            mend = command("update", *actions[:over], "--owner", "PARTY")
            yield f"P{number}", name, f"{detail}; see them with: {see}", mend


def _more_than(most: int) -> str:
    return f"more than {most}" if most else "one"
