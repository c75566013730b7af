"""Posts without holders, owners who have left, and owners with more due than they can do."""

from collections.abc import Iterator
from datetime import date

from tracker.dates.spans import add_months
from tracker.read import derived
from tracker.read.queries.fields import PARTY
from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
_OWNED = f"SELECT a.id FROM action a WHERE {OPEN} AND a.owner_id = p.id"
_HISTORY = 365
"""Days of recorded work from which on it says how much an owner can do in a month."""
_NAMED = 10  # references in one command


def vacant(reader: Reader, params: dict[str, object]) -> Found:
    """Find posts that nobody holds today, though they own open actions or were asked something."""
    for number, name, count in reader.rows(
        f"SELECT p.id, {PARTY}, (SELECT COUNT(*) FROM ({_OWNED})) FROM party p"
        f" WHERE p.archived_on IS NULL AND {derived.VACANT} AND (EXISTS ({_OWNED}) OR EXISTS"
        " (SELECT 1 FROM recommendation_addressee d WHERE d.party_id = p.id))"
        " ORDER BY 2, p.id",
        **params,
    ):
        mend = f"{command('party', 'hold', name)} PERSON --from DATE"
        yield f"P{number}", name, f"nobody holds it; open actions: {count}", mend


def departed(reader: Reader, params: dict[str, object]) -> Found:
    """Find persons who hold nothing any more and still own open actions."""
    found: dict[tuple[int, str], list[str]] = {}
    for number, name, action in reader.rows(
        f"SELECT p.id, {PARTY}, a.id FROM action a JOIN party p ON p.id = a.owner_id"
        f" WHERE {OPEN} AND p.kind = 'person' AND {derived.ORPHANED} ORDER BY p.id, a.id",
        **params,
    ):
        found.setdefault((number, name), []).append(f"A{action}")
    for (number, name), actions in found.items():
        mend = f"tracker update {' '.join(actions[:_NAMED])} --owner PARTY"
        yield f"P{number}", name, f"left every post, and owns {', '.join(actions)}", mend


def overloaded(reader: Reader, params: dict[str, object]) -> Found:
    """Find owners with more due in a month ahead than they ever closed in one.

    Asked once there is a year of history: the first action was recorded that long ago.
    """
    first = reader.value("SELECT MIN(a.created_on) FROM action a WHERE a.archived_on IS NULL")
    if first is None or (reader.today - date.fromisoformat(first)).days < _HISTORY:
        return
    best = dict(
        _rows(
            reader,
            "SELECT owner, MAX(many) FROM (SELECT a.owner_id AS owner, COUNT(*) AS many"
            f" FROM action a WHERE a.archived_on IS NULL AND {derived.DONE}"
            " AND a.done_on IS NOT NULL GROUP BY a.owner_id, substr(a.done_on, 1, 7)) x"
            " GROUP BY owner",
        )
    )
    for number, name, month, count in reader.rows(
        f"SELECT p.id, {PARTY}, substr(a.due_on, 1, 7), COUNT(*) FROM action a JOIN party p"
        f" ON p.id = a.owner_id WHERE {OPEN} AND a.due_on >= :today"
        " GROUP BY p.id, substr(a.due_on, 1, 7) ORDER BY 3, 2, p.id",
        **params,
    ):
        most = best.get(number, 0)
        if count > most:
            begins = date.fromisoformat(f"{month}-01")
            ends = add_months(begins, 1)
            mend = command("list", "--owner", name, "--due-after", max(str(begins), reader.day))
            mend += f" --due-before {date.fromordinal(ends.toordinal() - 1)}"
            detail = f"{count} due in {month}, and never closed more than {most} in a month"
            yield f"P{number}", name, detail, mend


def _rows(reader: Reader, sql: str) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in reader.rows(sql)]
