"""What was probably entered twice: parties, recommendations and open actions.

When two are likely the same is said in `likeness`. Each family of duplicates is told by what came
later, towards what was there first; those that are tied to each other already are none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker import text as typed
from tracker.read.queries.fields import PARTY
from tracker.read.reports.findings import likeness
from tracker.read.reports.findings.actions import OPEN
from tracker.read.reports.findings.finding import command
from tracker.read.reports.findings.likeness import Families, Key
from tracker.read.reports.findings.recommendations import LIVING
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
_QUOTED = 60  # characters of the other text


class _Party(NamedTuple):
    number: int
    name: str
    short: str | None
    kind: str
    shown: str


def parties(reader: Reader, params: dict[str, object]) -> Found:  # noqa: ARG001 - as all are asked
    """Find parties of one kind whose names differ by their spelling, or are each other's short."""
    known = {
        row[0]: _Party(*row)
        for row in reader.rows(
            f"SELECT p.id, p.name, p.short, p.kind, {PARTY} FROM party p"
            " WHERE p.archived_on IS NULL ORDER BY p.id"
        )
    }
    shared = {
        number: [*likeness.beginnings(party.name), typed.fold(party.short or party.name)]
        + [likeness.acronym(party.name)] * bool(likeness.acronym(party.name))
        for number, party in known.items()
    }
    families, found = Families(()), {}
    for group in likeness.groups(shared):
        for place, number in enumerate(group):
            for earlier in group[:place]:
                if _same(known[number], known[earlier]) and families.join(number, earlier):
                    found[number] = earlier
    for number, earlier in sorted(found.items()):
        detail = f"probably the same as P{earlier} {known[earlier].shown}"
        mend = f"tracker party merge P{number} P{earlier}"
        yield f"P{number}", known[number].shown, detail, mend


def _same(one: _Party, two: _Party) -> bool:
    if one.kind != two.kind:
        return False
    if _stands_for(one, two) or _stands_for(two, one):
        return True
    if one.kind in {"state", "person"}:  # neighbours are called alike
        return likeness.key(one.name) == likeness.key(two.name) != ()
    return likeness.same_name(one.name, two.name)


def _stands_for(one: _Party, two: _Party) -> bool:
    """Tell whether the name of one is the short name, or are the initials, of the other."""
    name = typed.fold(one.name)
    if name == typed.fold(two.short or ""):
        return True
    return two.short is None and two.kind == "body" and name == likeness.acronym(two.name) != ""


def recommendations(reader: Reader, params: dict[str, object]) -> Found:
    """Find recommendations in the same or nearly the same words that are not tied yet."""
    families = Families(
        (row[0], row[1])
        for row in reader.rows("SELECT l.recommendation_id, l.other_id FROM recommendation_link l")
    )
    rows = reader.rows(
        "SELECT r.id, r.text, c.held_on FROM recommendation r JOIN conversation c"
        f" ON c.id = r.conversation_id WHERE {LIVING} ORDER BY c.held_on, r.id",
        **params,
    )
    firsts: dict[Key, int] = {}
    found: list[tuple[int, int, str]] = []
    for place, row in enumerate(rows):
        first = firsts.setdefault(likeness.key(row[1]) or (f"R{row[0]}",), place)
        if first != place and families.join(row[0], rows[first][0]):
            found.append((place, first, "the same words as"))
    distinct = list(firsts.values())
    for place, other in likeness.near([rows[each][1] for each in distinct]):
        later, first = distinct[place], distinct[other]
        if families.join(rows[later][0], rows[first][0]):
            found.append((later, first, "nearly the same words as"))
    for later, first, how in sorted(found):
        number, text, _ = rows[later]
        other, its_text, day = rows[first]
        quoted = "" if how.startswith("the") else f": {_beginning(its_text)}"
        mend = f"tracker recommendation link R{number} repeats R{other}"
        yield f"R{number}", text, f"{how} R{other} of {day}{quoted}", mend


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"


def actions(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions of the same words and owner that are no steps of one series."""
    firsts: dict[tuple[int | None, Key], int] = {}
    for number, title, owner in reader.rows(
        f"SELECT a.id, a.title, a.owner_id FROM action a WHERE {OPEN} AND a.every IS NULL"
        " ORDER BY a.id",
        **params,
    ):
        words = likeness.key(title)
        first = firsts.setdefault((owner, words), number) if words else number
        if first != number:
            mend = command("merge", f"A{number}", "--into", f"A{first}")
            yield f"A{number}", title, f"the same words and owner as A{first}", mend
