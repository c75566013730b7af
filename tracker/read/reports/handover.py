"""The note that a post is handed over with: what is open, what was promised, what is awaited.

It says what the successor has to know on the first morning: the numbers, the open actions with
the first deadline first, what slipped and why, what they wait for and what they serve, what was
asked of the post and what it answered, whom it supports, and what it claimed and nobody checked.
A note asks a fixed number of questions. Persons are named to the keeper only: who held a post says
who did what is under a rule of attribution.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.read import derived
from tracker.read.queries.conditions import KEPT, OVERDUE
from tracker.read.queries.fields import PARTY, Field
from tracker.read.queries.recommendations import RECOMMENDATION_FIELDS
from tracker.read.reports import rows
from tracker.read.reports.frame import Frame, Line
from tracker.read.reports.scope import Scope, Subject
from tracker.read.reports.shapes import Figure, Moment, Section
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader

SOON = 30
"""Days from today within which an open action is counted as due."""


class Holder(NamedTuple):
    """A person who holds or held the post, from a day until a day, both included."""

    name: str
    from_on: str
    until_on: str | None


class Handover(NamedTuple):
    """What a post hands over at `handed_over_on`, as things stand at the end of `as_of`.

    `predecessors` held the post last before that day, `successor` holds it from then, `beside`
    are others who go on holding it; in the safe form none of them is named. `sections` are those
    of `SECTIONS`; `conversations` are those that rows name.
    """

    as_of: str
    handed_over_on: str
    post: str
    post_name: str
    predecessors: tuple[Holder, ...]
    successor: Holder | None
    beside: tuple[Holder, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    conversations: tuple[Moment, ...] = ()


def make(reader: Reader, post: int, successor: int, *, on: date, view: View = KEEPER) -> Handover:
    """Return the note of a post, by its id, for the person who takes it over on a day."""
    subject = _subject(reader, post, view)
    told = tuple(section(subject) for section in SECTIONS.values())
    office = reader.one("SELECT COALESCE(short, name), name FROM party WHERE id = :id", id=post)
    short, name = office or ("", "")
    before, mine, beside = _holders(reader, post, successor, on.isoformat())
    is_keeper = view == KEEPER
    return Handover(
        as_of=reader.day,
        handed_over_on=on.isoformat(),
        post=short,
        post_name=name,
        predecessors=before if is_keeper else (),
        successor=mine if is_keeper else None,
        beside=beside if is_keeper else (),
        figures=_figures(subject),
        sections=told,
        conversations=rows.named_conversations(reader, told),
    )


def _subject(reader: Reader, post: int, view: View) -> Subject:
    """Return what sections are made from: the actions of the post and what was asked of it."""
    asked = (
        "r.archived_on IS NULL AND r.id IN (SELECT d.recommendation_id"
        " FROM recommendation_addressee d WHERE d.party_id = :post)"
    )
    scope = Scope(f"a.owner_id = :post AND {KEPT}", asked, {"post": post})
    return Subject(reader, view, Frame(Line(None, ""), None, None, None, None), scope)


# -- who ------------------------------------------------------------------------------------------


def _holders(
    reader: Reader, post: int, successor: int, on: str
) -> tuple[tuple[Holder, ...], Holder | None, tuple[Holder, ...]]:
    """Return who held a post last before a day, who takes it over, and who else holds it then."""
    found = [
        (row[0], Holder(*row[1:]))
        for row in reader.rows(
            f"SELECT t.person_id, {PARTY}, t.from_on, t.until_on FROM tenure t"
            " JOIN party p ON p.id = t.person_id WHERE t.post_id = :post ORDER BY t.from_on, t.id",
            post=post,
        )
    ]
    over = [each for _, each in found if each.until_on is not None and each.until_on < on]
    last = max((str(each.until_on) for each in over), default="")
    running = [
        (person, each)
        for person, each in found
        if each.from_on <= on and (each.until_on is None or each.until_on >= on)
    ]
    mine = next((each for person, each in running if person == successor), None)
    beside = tuple(each for person, each in running if person != successor)
    return tuple(each for each in over if each.until_on == last), mine, beside


# -- numbers --------------------------------------------------------------------------------------

_DUE = f"{derived.OPEN} AND {derived.DATED} AND a.due_on >= :today AND a.due_on <= :thirty"
_FIGURES = {
    "open": derived.OPEN,
    "overdue": OVERDUE,
    f"due-within-{SOON}-days": _DUE,
    "blocked": "a.status = 'blocked'",
    "unconfirmed": derived.UNCONFIRMED,
    "claimed-not-verified": derived.UNVERIFIED,
}


def _figures(subject: Subject) -> tuple[Figure, ...]:
    counts = ", ".join(f"COUNT(*) FILTER (WHERE {sql})" for sql in _FIGURES.values())
    today = subject.reader.today
    ahead = min((date.max - today).days, SOON)
    found = subject.reader.one(
        f"SELECT {counts} FROM action a WHERE {subject.scope.actions}",
        **subject.params,
        thirty=(today + timedelta(days=ahead)).isoformat(),
    )
    return tuple(Figure(*each, None) for each in zip(_FIGURES, found or (), strict=True))


# -- actions --------------------------------------------------------------------------------------

_OPEN = (
    *("ref", "title", "due", "due_rule", "status", "rag", "priority", "next_step"),
    *("recommendations", "blocked_by", "reason", "last_update"),
)
_OF_OTHERS = ("ref", "title", "owner", "due", "due_rule", "status", "next_step")
_SLIPPED = ("ref", "title", "first_due", "due", "slips")
_WHY = Field(
    "why",
    "why",
    "list",
    many=(
        "SELECT m.action_id, COALESCE(s.slug || ': ', '') || m.why FROM deadline_move m"
        " LEFT JOIN milestone s ON s.id = m.milestone_id WHERE m.action_id IN ({ids})"
        f" AND {derived.SLIP} ORDER BY m.id"
    ),
)
_CLAIMED = ("ref", "title", "done_on", "evidence", "last_update")
_NOT_MINE = "(a.owner_id IS NULL OR a.owner_id <> :post)"


def _open(subject: Subject) -> Section:
    """Return the open actions of the post, the first deadline first."""
    return _acting(subject, "open", _OPEN, f"{subject.scope.actions} AND {derived.OPEN}")


def _slipped(subject: Subject) -> Section:
    """Return those of them whose deadline was moved later, with the reasons."""
    where = f"{subject.scope.actions} AND {derived.OPEN} AND {derived.SLIPPED}"
    return _acting(subject, "slipped", _SLIPPED, where, _WHY)


def _waits_for(subject: Subject) -> Section:
    """Return the open actions of others that one of the post waits for."""
    where = (
        f"{KEPT} AND {derived.OPEN} AND {_NOT_MINE} AND a.id IN (SELECT l.after_id"
        " FROM action_dependency l JOIN action a ON a.id = l.action_id"
        f" WHERE {subject.scope.actions} AND {derived.OPEN})"
    )
    return _acting(subject, "waits-for", _OF_OTHERS, where)


def _supports(subject: Subject) -> Section:
    """Return the open actions of others that the post supports."""
    where = (
        f"{KEPT} AND {derived.OPEN} AND {_NOT_MINE} AND a.id IN (SELECT s.action_id"
        " FROM action_supporting s WHERE s.party_id = :post)"
    )
    return _acting(subject, "supports", _OF_OTHERS, where)


def _claimed(subject: Subject) -> Section:
    """Return what the post says it has done and nobody has checked."""
    where = f"{subject.scope.actions} AND {derived.UNVERIFIED}"
    return _acting(subject, "claimed", _CLAIMED, where)


def _acting(
    subject: Subject, name: str, columns: tuple[str, ...], where: str, *more: Field
) -> Section:
    found = rows.actions(subject, columns, where, more=more)
    return rows.section(name, [*rows.chosen(columns), *more], found)


# -- recommendations ------------------------------------------------------------------------------

ANSWERS = ("accepted", "partly-accepted", "under-consideration", "none", "noted", "declined")
"""What the post answered, in the order in which a successor needs it."""


def _own(column: str) -> str:
    return (
        f"(SELECT {column} FROM recommendation_addressee d"
        " WHERE d.recommendation_id = r.id AND d.party_id = :post)"
    )


_HOSTS = Field(
    "hosts",
    "hosts",
    "list",
    many=(
        f"SELECT r.id, {PARTY} AS name FROM recommendation r JOIN conversation_party k"
        " ON k.conversation_id = r.conversation_id AND k.role IN ('host', 'cosponsor')"
        " JOIN party p ON p.id = k.party_id WHERE r.id IN ({ids}) ORDER BY name"
    ),
    of="r",
)
_KNOWN = RECOMMENDATION_FIELDS
_PROMISED = (
    *(_KNOWN[name] for name in ("ref", "number", "text")),
    Field("response", "answer", "word", _own("d.response"), of="r"),
    Field("responded_on", "answered on", "date", _own("d.responded_on"), of="r"),
    Field("reason", "reason", "text", _own("d.reason"), of="r"),
    _KNOWN["conversation"],
    _HOSTS,
    _KNOWN["progress"],
)
_SERVED = (
    *(_KNOWN[name] for name in ("ref", "number", "text", "addressees", "response")),
    _KNOWN["conversation"],
    _HOSTS,
)


def _promised(subject: Subject) -> Section:
    """Return what was asked of the post, with what it answered, why, and where it was asked."""
    answer = [each.name for each in _PROMISED].index("response")
    fields = [*_PROMISED, _own_actions(subject)]
    found = [
        row._replace(words=(row.values[answer],))
        for row in rows.recommendations(subject, fields, subject.scope.recommendations)
    ]
    found.sort(key=lambda row: ANSWERS.index(row.words[0]))
    return rows.section("promised", fields, found, parts=ANSWERS)


def _own_actions(subject: Subject) -> Field:
    """Return the field of the post's own actions towards a recommendation that may be named."""
    leaves = subject.view.condition or "1 = 1"
    many = (
        "SELECT ar.recommendation_id, 'A' || a.id FROM action_recommendation ar JOIN action a"
        " ON a.id = ar.action_id WHERE ar.recommendation_id IN ({ids})"
        f" AND {subject.scope.actions} AND ({leaves}) ORDER BY a.id"
    )
    return Field("actions", "own actions", "list", many=many, of="r")


def _serves(subject: Subject) -> Section:
    """Return what was asked of others alone, and open actions of the post work towards."""
    where = (
        f"r.archived_on IS NULL AND NOT ({subject.scope.recommendations}) AND r.id IN"
        " (SELECT ar.recommendation_id FROM action_recommendation ar JOIN action a"
        f" ON a.id = ar.action_id WHERE {subject.scope.actions} AND {derived.OPEN})"
    )
    found = rows.recommendations(subject, _SERVED, where)
    return rows.section("serves", _SERVED, found)


SECTIONS: dict[str, Callable[[Subject], Section]] = {
    "open": _open,
    "slipped": _slipped,
    "waits-for": _waits_for,
    "promised": _promised,
    "serves": _serves,
    "supports": _supports,
    "claimed": _claimed,
}
"""Every section, in the order in which a note is read."""
