"""Derived facts over all combinations, against the rules of the design written out in Python."""

from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest
from shelf import TODAY, Shelf

from tracker import words
from tracker.read import derived

SETTINGS = {"due_soon_days": 14, "unconfirmed_days": 30}
DAYS = derived.days(TODAY, SETTINGS)
OPEN = ("not-started", "in-progress", "blocked")
DONE = ("implemented", "verified")
CONVERSATION = date(2017, 2, 24)
DUES = {
    "none": None,
    "past": TODAY - timedelta(days=1),
    "today": TODAY,
    "soon": TODAY + timedelta(days=14),
    "later": TODAY + timedelta(days=15),
}
LEDGERS: dict[str, list[dict[str, object]]] = {
    "kept": [],
    "slipped before the conversation": [{"moved_on": "2017-02-01"}],
    "slipped on its day": [{"moved_on": "2017-02-24"}],
    "slipped since": [{"moved_on": "2017-02-25"}],
    "slipped twice": [{"moved_on": "2017-01-01"}, {"moved_on": "2017-02-01"}],
    "moved earlier": [{"moved_on": "2017-03-01", "to_day": "2017-01-01"}],
    "corrected": [{"moved_on": "2017-03-01", "corrected": 1}] * 2,
    "milestone": [{"moved_on": "2017-03-01", "milestone_id": 1}] * 2,
    "milestone and once": [
        {"moved_on": "2017-03-01", "milestone_id": 1},
        {"moved_on": "2017-02-01"},
    ],
    "cleared": [{"moved_on": "2017-03-01", "to_day": None}],
}
SLIPS = {
    "slipped before the conversation": 1,
    "slipped on its day": 1,
    "slipped since": 1,
    "slipped twice": 2,
    "milestone": 2,
    "milestone and once": 2,
}
SLIPPED_LATELY = ("slipped since", "slipped twice")
OWNERS = ("body", "nobody", "held post", "vacant post", "person", "person who left", "coming")
ORPHANS = ("vacant post", "person who left")
NEWS = ("fresh", "stale", "assumed", "told", "started")


class Case(NamedTuple):
    status: str
    due: str
    first: str
    anchored: bool
    done: str
    ledger: str
    owner: str
    news: str

    @property
    def due_on(self) -> date | None:
        return DUES[self.due]

    @property
    def first_on(self) -> date | None:
        return DUES[self.first]

    @property
    def done_on(self) -> date | None:
        days = {"early": -20, "on the day": 0, "late": 5}
        if self.status not in DONE or self.done not in days:
            return None
        return (self.due_on or TODAY) + timedelta(days=days[self.done])


def expected_timeliness(case: Case, due: date | None) -> str:
    if case.status == "dropped":
        return "not-applicable"
    if due is None:
        return "undecided" if case.anchored else "no-deadline"
    if case.status in DONE:
        if case.done_on is None:
            return "not-applicable"
        return "done-on-time" if case.done_on <= due else "done-late"
    if due < TODAY:
        return "overdue"
    return "due-soon" if due <= TODAY + timedelta(days=14) else "on-time"


def expected_days_overdue(case: Case, due: date | None) -> int | None:
    word = expected_timeliness(case, due)
    if word in ("no-deadline", "undecided", "not-applicable") or due is None:
        return None
    end = case.done_on if case.status in DONE else TODAY
    assert end is not None
    return max((end - due).days, 0)


def expected_unconfirmed(case: Case) -> bool:
    return case.status in OPEN and case.news in ("stale", "assumed")


def expected_colour(case: Case) -> str:
    if case.status == "dropped":
        return "none"
    if case.status in DONE:
        return "blue"
    late = expected_timeliness(case, case.due_on)
    if late == "overdue" or (case.status == "blocked" and late == "due-soon"):
        return "red"
    if (
        case.status == "blocked"
        or late in ("due-soon", "no-deadline")
        or expected_unconfirmed(case)
        or case.owner in ("nobody", *ORPHANS)
        or case.ledger in SLIPPED_LATELY
    ):
        return "amber"
    return "grey" if case.status == "not-started" else "green"


def every_case() -> list[Case]:
    found = []
    for case in map(
        Case._make,
        product(
            words.STATUSES,
            DUES,
            DUES,
            (False, True),
            ("early", "on the day", "late", "unknown"),
            LEDGERS,
            OWNERS,
            NEWS,
        ),
    ):
        possible = case.due == "none" or case.first != "none"
        # What cannot matter to a status is looked at once.
        useful = (case.status in DONE or case.done == "unknown") and (
            case.status in OPEN or (case.news, case.ledger, case.owner) == ("fresh", "kept", "body")
        )
        # The first deadline has nothing to do with who owns the action or what is heard of it.
        useful &= case.first in ("none", "past") or (case.owner, case.news) == ("body", "fresh")
        if possible and useful and (case.due == "none" or not case.anchored):
            found.append(case)
    return found


CASES = every_case()


def lay_owners(shelf: Shelf) -> dict[str, int | None]:
    kinds = {
        "body": "body",
        "held post": "post",
        "vacant post": "post",
        "person": "person",
        "person who left": "person",
        "coming": "person",
    }
    ids: dict[str, int | None] = {
        name: shelf.lay("party", name=name, kind=kind) for name, kind in kinds.items()
    }
    post = shelf.lay("party", name="some other post", kind="post")
    held = {"post_id": ids["held post"], "person_id": ids["person"], "from_on": "2017-01-01"}
    shelf.lay("tenure", **held, until_on=TODAY.isoformat())
    over = {"from_on": "2016-01-01", "until_on": "2017-04-09"}
    shelf.lay("tenure", post_id=ids["vacant post"], person_id=ids["person who left"], **over)
    shelf.lay("tenure", post_id=post, person_id=ids["coming"], from_on="2018-01-01")
    return {**ids, "nobody": None}


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """One action for every case, under the id of its place in the list."""
    shelf = Shelf()
    owners = lay_owners(shelf)
    milestone = shelf.lay("milestone", slug="MINUSTAH:expiry")
    series = shelf.lay("series", name="Prevention")
    first = shelf.lay("conversation", series_id=series, held_on="2016-10-26")
    shelf.lay("conversation", series_id=series, held_on=CONVERSATION.isoformat())
    shelf.lay("conversation", series_id=series, held_on=TODAY.isoformat())
    shelf.connection.execute("BEGIN")
    for place, case in enumerate(CASES, start=1):
        since = "2017-03-10" if case.news != "fresh" else "2017-03-11"
        shelf.lay(
            "action",
            id=place,
            conversation_id=first,
            status=case.status,
            due_on=iso(case.due_on),
            first_due_on=iso(case.first_on),
            done_on=iso(case.done_on),
            due_milestone_id=milestone if case.anchored else None,
            owner_id=owners[case.owner],
            created_on="2016-11-01",
            status_on=since,
            start_on="2017-03-11" if case.news == "started" else "2017-05-01",
        )
        for line in LEDGERS[case.ledger]:
            move = {"from_day": "2017-02-01", "to_day": "2017-06-01", **line}
            shelf.lay("deadline_move", action_id=place, **move)
        if case.news in ("told", "assumed"):
            source = "document" if case.news == "told" else "assumed"
            shelf.lay("note", action_id=place, text="x", source=source, noted_on="2017-03-11")
    shelf.connection.execute("COMMIT")
    return shelf


def asked(shelf: Shelf, sql: str) -> list[object]:
    rows = shelf.connection.execute(f"SELECT {sql} FROM action a ORDER BY a.id", DAYS)
    return [row[0] for row in rows]


def differing(found: list[object], expected: list[object]) -> list[tuple[Case, object, object]]:
    triples = zip(CASES, found, expected, strict=True)
    return [(case, got, due) for case, got, due in triples if got != due][:5]


def test_timeliness_against_the_current_deadline(shelf: Shelf) -> None:
    expected: list[object] = [expected_timeliness(case, case.due_on) for case in CASES]
    assert not differing(asked(shelf, derived.case(derived.TIMELINESS)), expected)


def test_timeliness_against_the_first_deadline(shelf: Shelf) -> None:
    expected: list[object] = [expected_timeliness(case, case.first_on) for case in CASES]
    assert not differing(asked(shelf, derived.case(derived.TIMELINESS_FIRST)), expected)


def test_days_overdue_against_either_deadline(shelf: Shelf) -> None:
    now: list[object] = [expected_days_overdue(case, case.due_on) for case in CASES]
    first: list[object] = [expected_days_overdue(case, case.first_on) for case in CASES]
    assert not differing(asked(shelf, derived.DAYS_OVERDUE), now)
    assert not differing(asked(shelf, derived.DAYS_OVERDUE_FIRST), first)


def test_slips_count_moves_later_corrections_aside(shelf: Shelf) -> None:
    expected: list[object] = [SLIPS.get(case.ledger, 0) for case in CASES]
    assert not differing(asked(shelf, derived.SLIPS), expected)
    slipped: list[object] = [int(case.ledger in SLIPS) for case in CASES]
    assert not differing(asked(shelf, derived.SLIPPED), slipped)


def test_slip_days_run_from_the_first_to_the_current_deadline(shelf: Shelf) -> None:
    expected: list[object] = [
        (case.due_on - case.first_on).days if case.due_on and case.first_on else None
        for case in CASES
    ]
    assert not differing(asked(shelf, derived.SLIP_DAYS), expected)


def test_an_open_action_without_news_for_longer_than_30_days_is_unconfirmed(shelf: Shelf) -> None:
    expected: list[object] = [int(expected_unconfirmed(case)) for case in CASES]
    assert not differing(asked(shelf, derived.UNCONFIRMED), expected)


def test_an_owner_who_is_a_vacant_post_or_has_left_orphans_the_action(shelf: Shelf) -> None:
    expected: list[object] = [int(case.owner in ORPHANS) for case in CASES]
    assert not differing(asked(shelf, derived.ORPHANED), expected)


def test_colour_is_the_first_rule_that_applies(shelf: Shelf) -> None:
    expected: list[object] = [expected_colour(case) for case in CASES]
    assert not differing(asked(shelf, derived.case(derived.COLOUR)), expected)
    assert set(expected) == set(words.COLOURS)


FACTS = {
    "timeliness": (derived.TIMELINESS, words.TIMELINESS),
    "timeliness_first": (derived.TIMELINESS_FIRST, words.TIMELINESS),
    "colour": (derived.COLOUR, words.COLOURS),
}


@pytest.mark.parametrize("name", FACTS)
def test_a_filter_finds_the_rows_that_have_the_word(shelf: Shelf, name: str) -> None:
    fact, order = FACTS[name]
    listed = asked(shelf, derived.case(fact))
    for word in order:
        found = asked(shelf, f"({derived.where(fact, word)}) IS TRUE")
        assert found == [int(each == word) for each in listed], word


@pytest.mark.parametrize("name", FACTS)
def test_words_are_those_of_the_vocabulary_and_sort_in_its_order(shelf: Shelf, name: str) -> None:
    fact, order = FACTS[name]
    assert {line.word for line in fact.lines} == set(order)
    listed = asked(shelf, derived.case(fact))
    ranks = asked(shelf, derived.rank(fact, order))
    assert [order[int(str(rank))] for rank in ranks] == listed


def test_an_unknown_word_of_a_fact_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        derived.where(derived.COLOUR, "purple")


def test_days_at_the_ends_of_the_calendar_do_not_overflow() -> None:
    assert derived.days(date.max, SETTINGS)["soon"] == date.max.isoformat()
    assert derived.days(date.min, SETTINGS)["news"] == date.min.isoformat()
