"""What was probably entered twice: the same words, whatever their case, accents and order.

Parties are few, and are compared with each other as well; recommendations and actions only with
those that share all words that carry meaning, so that many cost no more than few.
"""

import difflib
import re
from collections.abc import Iterable, Iterator

from tracker import text as typed
from tracker.read.queries.fields import PARTY
from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or"),
        *("that", "the", "their", "to", "under", "with", "within"),
    )
)
_WORDS = re.compile(r"\w+")
_ALIKE = 0.9  # of difflib's ratio: one letter in ten
_COMPARED = 1_000  # parties; more of them are compared by their words alone


def parties(reader: Reader, params: dict[str, object]) -> Found:  # noqa: ARG001 - as all are asked
    """Find parties with names that differ by little more than their spelling."""
    known = [
        (row[0], row[1], row[2], row[3])
        for row in reader.rows(
            f"SELECT p.id, p.name, p.short, {PARTY} FROM party p WHERE p.archived_on IS NULL"
            " ORDER BY p.id"
        )
    ]
    for place, (number, name, short, shown) in enumerate(known):
        for earlier, other, its_short, its_shown in known[:place] if place < _COMPARED else ():
            if _same_party(name, short, other, its_short):
                detail = f"probably the same as P{earlier} {its_shown}"
                mend = f"tracker party merge P{number} P{earlier}"
                yield f"P{number}", shown, detail, mend
                break


def recommendations(
    reader: Reader,
    params: dict[str, object],  # noqa: ARG001 - as all are asked
) -> Found:
    """Find recommendations of the same words that are not tied to each other."""
    tied = {
        frozenset(row)
        for row in reader.rows("SELECT l.recommendation_id, l.other_id FROM recommendation_link l")
    }
    rows = reader.rows(
        "SELECT r.id, r.text FROM recommendation r WHERE r.archived_on IS NULL ORDER BY r.id"
    )
    for number, text, first in _twice((row[0], row[1]) for row in rows):
        if frozenset((number, first)) not in tied:
            mend = f"tracker recommendation link R{number} repeats R{first}"
            yield f"R{number}", text, f"the same words as R{first}", mend


def actions(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions of the same words and owner that are no steps of one series."""
    rows = reader.rows(
        f"SELECT a.id, a.title, COALESCE(a.owner_id, 0) FROM action a WHERE {OPEN}"
        " AND a.every IS NULL ORDER BY a.id",
        **params,
    )
    held = [(row[0], row[1], row[2]) for row in rows]
    owners = {number: owner for number, _, owner in held}
    for number, title, first in _twice(((number, title) for number, title, _ in held), owners):
        mend = command("merge", f"A{number}", "--into", f"A{first}")
        yield f"A{number}", title, f"the same words and owner as A{first}", mend


def _twice(
    rows: Iterable[tuple[int, str]], apart: dict[int, int] | None = None
) -> Iterator[tuple[int, str, int]]:
    """Yield what has the words of an earlier one: its id, its text, and the earlier id."""
    seen: dict[tuple[object, ...], int] = {}
    for number, text in rows:
        key = (apart[number] if apart else 0, *_key(text))
        if len(key) > 1:
            first = seen.setdefault(key, number)
            if first != number:
                yield number, text, first


def _key(text: str) -> list[str]:
    return sorted(set(_WORDS.findall(typed.fold(text))) - _SMALL)


def _same_party(name: str, short: str | None, other: str, its_short: str | None) -> bool:
    one, two = typed.fold(name), typed.fold(other)
    if (
        typed.fold(short or "") == two
        or typed.fold(its_short or "") == one
        or _key(one) == _key(two)
    ):
        return True
    return (
        abs(len(one) - len(two)) < max(len(one), len(two)) * (1 - _ALIKE) * 2
        and difflib.SequenceMatcher(None, one, two).quick_ratio() >= _ALIKE
        and difflib.SequenceMatcher(None, one, two).ratio() >= _ALIKE
    )
