"""Recommendations that nobody acts on or answers, or that ask for nothing in particular."""

from collections.abc import Iterator

from tracker import specificity, words
from tracker.read import derived
from tracker.read.queries.fields import PARTY
from tracker.read.reports.findings.finding import command, named
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
LIVING = (
    "r.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM recommendation_link l"
    " WHERE l.kind = 'merged-into' AND l.recommendation_id = r.id"
    " OR l.kind = 'supersedes' AND l.other_id = r.id)"
)
"""A recommendation, `r`, that no other one stands for: neither merged nor superseded."""
_OPEN_TO_US = f"{LIVING} AND NOT {derived.where(derived.RESPONSE, 'declined')}"
_ONLY = (
    f"(SELECT CASE WHEN COUNT(*) = 1 THEN MIN(p.id || ' ' || {PARTY}) END"
    " FROM recommendation_addressee d JOIN party p ON p.id = d.party_id"
    " WHERE d.recommendation_id = r.id AND p.archived_on IS NULL)"
)
"""The id and the name of the addressee of `r`, if there is one only."""
_ACTED = (
    "EXISTS (SELECT 1 FROM action_recommendation ar JOIN action a ON a.id = ar.action_id"
    " WHERE ar.recommendation_id = r.id AND a.archived_on IS NULL)"
)


def without_action(reader: Reader, params: dict[str, object]) -> Found:
    """Find recommendations for which nothing is planned, those that all declined aside."""
    for number, text, meeting, to in reader.rows(
        f"SELECT r.id, r.text, c.held_on, {_ONLY} FROM recommendation r JOIN conversation c"
        f" ON c.id = r.conversation_id WHERE {_OPEN_TO_US} AND NOT {_ACTED} ORDER BY r.id",
        **params,
    ):
        yield (
            f"R{number}",
            text,
            f"asked on {meeting}, and nothing is planned",
            _planned(number, to),
        )


def without_answer(reader: Reader, params: dict[str, object]) -> Found:
    """Find recommendations that no addressee has answered, or that are addressed to nobody."""
    silent: dict[int, tuple[str, str, list[tuple[int, str]]]] = {}
    for number, text, day, party, name in reader.rows(
        f"SELECT r.id, r.text, c.held_on, p.id, {PARTY} FROM recommendation r"
        " JOIN conversation c ON c.id = r.conversation_id LEFT JOIN recommendation_addressee d"
        f" ON d.recommendation_id = r.id LEFT JOIN party p ON p.id = d.party_id WHERE {LIVING}"
        f" AND {derived.where(derived.RESPONSE, words.RESPONSES[0])} ORDER BY r.id, p.id",
        **params,
    ):
        silent.setdefault(number, (text, day, []))[2].extend([(party, name)] if party else [])
    for number, (text, day, parties) in silent.items():
        ref = f"R{number}"
        if not parties:
            mend = f"tracker recommendation update {ref} --to PARTY"
            yield ref, text, "addressed to nobody", mend
            continue
        first = named(*parties[0])
        mend = command("recommendation", "respond", ref, "RESPONSE", "--party", first)
        silent_ones = ", ".join(name for _, name in parties)
        yield ref, text, f"asked on {day}, no answer from {silent_ones}", f"{mend} --why TEXT"


def vague(reader: Reader, params: dict[str, object]) -> Found:
    """Find recommendations whose verbs ask for nothing in particular, and no action makes up."""
    acted: dict[int, list[str]] = {}
    for number, title in reader.rows(
        "SELECT ar.recommendation_id, a.title FROM action_recommendation ar JOIN action a"
        " ON a.id = ar.action_id WHERE a.archived_on IS NULL ORDER BY ar.id",
    ):
        acted.setdefault(number, []).append(title)
    for number, text, to in reader.rows(
        f"SELECT r.id, r.text, {_ONLY} FROM recommendation r WHERE {_OPEN_TO_US} ORDER BY r.id",
        **params,
    ):
        wording = specificity.grade(text)
        if not wording.is_vague:
            continue
        if any(not specificity.grade(title).is_vague for title in acted.get(number, ())):
            continue
        detail = f"{wording.told}; no deliverable, no date"
        yield f"R{number}", text, detail, _planned(number, to)


def _planned(number: int, to: str | None) -> str:
    """Return the command that adds an action, owned by the addressee if there is one only."""
    party, _, name = (to or "").partition(" ")
    owner = named(int(party), name) if to else "PARTY"
    return f"{command('add', 'TEXT', '--for', f'R{number}', '--owner', owner)} --due WHEN"
