"""The burn-up: what was created, closed and overdue at the end of each month, of today's actions.

The actions are those that progress counts, so that the last month has its totals. Each counts from
the days that its record gives: created, done, verified, dropped. These may lie before the day on
which they were recorded, as in an import; but no step counts before its action does. What changed
since stands as it was: a deadline that moved, by its ledger; an action that was closed for a time
and reopened, or got its first deadline when that had passed already, by the journal. What was
mended is mended for the months before as well: what was archived, corrected or undone is in none.

Most actions are counted in SQL, by month; those that moved, or were reopened or dated late, are
looked at one by one. A month is ISO text, `2017-03`, which compares as days do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from tracker import words
from tracker.read import derived
from tracker.read.queries.conditions import among
from tracker.read.reports.shapes import Month
from tracker.read.reports.tally import Chosen
from tracker.read.store import Reader

_BATCH = 5_000
_NEVER = "~"  # after every month
_NAMES = ("created", "implemented", "verified", "dropped", "overdue")
Moves = Counter[tuple[str, str]]
"""By how much the number of a name changed in a month."""


def burn_up(reader: Reader, acted: Chosen) -> tuple[Month, ...]:
    """Return each month from that of the first action to that of the reader's day.

    The last one ends on that day. There is none where no action is chosen.
    """
    moves, last = Moves(), reader.day[:7]
    for *months, dropped, count in reader.rows(_present(acted), **acted.params):
        created, closed, verified, passed = (each and min(each, last) for each in months)
        moves["created", created] += count
        until = max(closed, created) if closed else _NEVER
        moves["dropped" if dropped else "implemented", until] += count
        moves["verified", max(verified, until) if verified else _NEVER] += count
        if passed:
            _Span(max(passed, created), until).put(moves, "overdue", count)
    turns = _turns(reader)
    for action in _moved(reader, acted, turns):
        action.mend(moves, reader.day, turns.get(action.id, ()))
    return tuple(_months(moves, reader.day))


def _months(moves: Moves, day: str) -> Iterator[Month]:
    """Add up how the numbers moved, month by month."""
    first = min((month for name, month in moves if name == "created"), default=None)
    now = Counter[str]()
    for month, until in _ends(first, day) if first else ():
        now.update({name: moves[name, month] for name in _NAMES})
        still_open = now["created"] - now["implemented"] - now["dropped"]
        yield Month(month, until, open=still_open, **{name: now[name] for name in _NAMES})


def _ends(first: str, day: str) -> Iterator[tuple[str, str]]:
    """Yield every month up to that of `day`, and its last day, which for the last one is `day`."""
    start = date.fromisoformat(f"{first}-01")
    while start.isoformat()[:7] < day[:7]:
        following = (start + timedelta(days=31)).replace(day=1)
        yield start.isoformat()[:7], (following - timedelta(days=1)).isoformat()
        start = following
    yield day[:7], day


class _Span(NamedTuple):
    """The months from and until which something held; none, if `until` is no later one."""

    first: str
    until: str

    def within(self, first: str, until: str) -> "_Span":
        """Return the part of it that lies within other months."""
        return _Span(max(self.first, first), min(self.until, until))

    def put(self, moves: Moves, name: str, by: int) -> None:
        """Count that it held, so many times."""
        if self.first < self.until:
            moves[name, self.first] += by
            moves[name, self.until] -= by


# -- as the present days have it ------------------------------------------------------------------


def _month(day: str) -> str:
    return f"substr({day}, 1, 7)"


# Where nobody knows the day on which it was done, its status stands for as long at least.
_DONE_ON = "COALESCE(a.done_on, a.verified_on, a.status_on)"
_CREATED = _month("a.created_on")
_CLOSED = _month(
    f"CASE WHEN {derived.DONE} THEN {_DONE_ON} WHEN {derived.DROPPED} THEN a.status_on END"
)
_VERIFIED = _month("CASE WHEN a.status = 'verified' THEN COALESCE(a.verified_on, a.status_on) END")
_PASSED = _month(f"CASE WHEN a.due_on < :today THEN {derived.day_after('a.due_on')} END")


def _present(acted: Chosen) -> str:
    columns = f"{_CREATED}, {_CLOSED}, {_VERIFIED}, {_PASSED}, {derived.DROPPED}"
    return f"SELECT {columns}, COUNT(*) FROM {acted.origin} WHERE {acted.where} GROUP BY {columns}"


# -- one by one -----------------------------------------------------------------------------------


class _Line(NamedTuple):
    """A line of the ledger: the day on which a deadline moved, and the deadlines around it."""

    moved_on: str
    from_day: str | None
    to_day: str | None


class _Turn(NamedTuple):
    """A change that the present does not show: reopened from a status, or dated late from none.

    The days are those that held before the change, and the one that it put in place.
    """

    action: int
    status: str | None
    on_day: str
    done_on: str | None
    verified_on: str | None
    status_on: str | None
    reopened_on: str | None

    def closed(self) -> _Span:
        """Return how long it had been closed: no month, if it was reopened on the same day."""
        first, until = self.done_on or self.status_on, self.reopened_on or self.verified_on
        return _Span((first or _NEVER)[:7], (until or "")[:7])


class _Action(NamedTuple):
    """An action whose present days do not tell all: its months, its deadline and its ledger."""

    id: int
    created: str
    closed: str
    due: str | None
    lines: Sequence[_Line]

    def mend(self, moves: Moves, day: str, turns: Sequence[_Turn]) -> None:
        """Count what it was in months that the present tells otherwise."""
        dated = max((turn.on_day[:7] for turn in turns if turn.status is None), default="")
        spells = list(self._spells(turns))
        for turn, spell in spells:
            spell.put(moves, "dropped" if turn.status == "dropped" else "implemented", 1)
            if turn.verified_on:
                spell.within(turn.verified_on[:7], _NEVER).put(moves, "verified", 1)
        self._late(self.due, day).put(moves, "overdue", -1)
        for due, since, until in self._held(day[:7]):
            late = self._late(due, day).within(max(since, dated), until)
            late.put(moves, "overdue", 1)
            for _, spell in spells:
                late.within(*spell).put(moves, "overdue", -1)

    def _spells(self, turns: Sequence[_Turn]) -> Iterator[tuple[_Turn, _Span]]:
        """Yield when it was closed before; what was recorded later counts where two overlap.

        So a spell whose end was undone is none of its own.
        """
        following = self.closed
        for turn in reversed(turns):
            spell = turn.closed().within(self.created, following)
            if turn.status and spell.first < spell.until:
                yield turn, spell
                following = spell.first

    def _held(self, last: str) -> Iterator[tuple[str | None, str, str]]:
        """Yield the deadlines that it had, each with the months since and until which it held."""
        since = self.created
        before = self.lines[0].from_day if self.lines else None
        for line in self.lines:
            moved = max(since, min(line.moved_on[:7], last))
            yield before, since, moved
            since, before = moved, line.to_day
        yield self.due, since, _NEVER

    def _late(self, due: str | None, day: str) -> _Span:
        """Return when it was overdue if that was its deadline, as long as it was open."""
        if due is None or due >= day:
            return _Span(_NEVER, "")
        return _Span(max(_passed(due), self.created), self.closed)


@cache  # there are more deadlines than days
def _passed(due: str) -> str:
    return (date.fromisoformat(due) + timedelta(days=1)).isoformat()[:7]


def _moved(reader: Reader, acted: Chosen, turned: Iterable[int]) -> Iterator[_Action]:
    """Yield the actions that have a ledger, and those that turned."""
    ordered = sorted(turned)
    known = set(ordered)
    yield from (each for each in _actions(reader, acted, "m.id > 0") if each.id not in known)
    for start in range(0, len(ordered), _BATCH):
        yield from _actions(reader, acted, f"a.id {among(ordered[start : start + _BATCH])}")


def _actions(reader: Reader, acted: Chosen, which: str) -> Iterator[_Action]:
    rows = reader.stream(
        f"SELECT a.id, {_CREATED}, {_CLOSED}, a.due_on, m.moved_on, m.from_day, m.to_day"
        f" FROM {acted.origin} LEFT JOIN deadline_move m ON m.action_id = a.id AND NOT m.corrected"
        f" WHERE {which} AND {acted.where} ORDER BY a.id, m.moved_on, m.id",
        **acted.params,
    )
    last = reader.day[:7]
    for _, found in groupby(rows, itemgetter(0)):
        ledger = list(found)
        action, created, closed, due = ledger[0][:4]
        made = min(created, last)
        until = max(min(closed, last), made) if closed else _NEVER
        lines = [_Line(*row[4:]) for row in ledger if row[4] is not None]
        yield _Action(action, made, until, due, lines)


def _turns(reader: Reader) -> dict[int, list[_Turn]]:
    """Return the changes that the present does not show, by action, as they were recorded."""
    found: dict[int, list[_Turn]] = {}
    for row in reader.stream(_TURNS):
        found.setdefault(row[0], []).append(_Turn(*row))
    return found


def _then(value: str, field: str) -> str:
    """Return the query of what the same change `c` of an action did to another field."""
    return (
        f"(SELECT f.{value} FROM change f WHERE f.entity = 'action' AND f.row = c.row"
        f" AND f.field = '{field}' AND f.command_id = c.command_id)"
    )


def _listed(known: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in known)


# One pass over the journal: the plus keeps it from being read by an index, row by row. A command is
# asked for only where a change matches; what an undo did is mending.
_TURNS = (
    f"SELECT c.row, c.old, k.on_day, {_then('old', 'done_on')}, {_then('old', 'verified_on')},"
    f" {_then('old', 'status_on')}, {_then('new', 'status_on')}"
    " FROM change c CROSS JOIN command k WHERE k.id = c.command_id AND k.undoes IS NULL"
    " AND +c.entity = 'action' AND (c.field = 'status' AND c.old IN"
    f" ({_listed(words.CLOSED_STATUSES)}) AND c.new IN ({_listed(words.OPEN_STATUSES)})"
    " OR c.field = 'first_due_on' AND c.old IS NULL AND c.new < k.on_day) ORDER BY c.id"
)
