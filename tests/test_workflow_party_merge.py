"""Merging a duplicate party: everything moves, nothing stands twice, one undo takes it back."""

import sqlite3
from datetime import date

import pytest
from desk import TODAY, Desk

from tracker.errors import Conflict, NotAllowed
from tracker.write import session, undo
from tracker.write.models import ActionSupporting, Recommendation, RecommendationAddressee
from tracker.write.workflow import (
    actions,
    archive,
    conversations,
    parties,
    party_merge,
    recommendations,
    steps,
    tenures,
)

TABLES = (
    *("party", "action", "action_supporting", "recommendation_addressee", "conversation_party"),
    "tenure",
)
JANUARY, MARCH, APRIL = date(2017, 1, 1), date(2017, 3, 1), date(2017, 4, 10)


@pytest.fixture
def pair(desk: Desk) -> Desk:
    """A desk with the duplicate P1, called D.P.K.O., of the party P2, called DPKO."""
    desk(parties.add, "D.P.K.O.")
    desk(parties.add, "DPKO")
    return desk


def merge(desk: Desk, duplicate: str = "P1", into: str = "P2") -> str:
    desk(party_merge.merge, duplicate, into)
    return desk.said[-1]


def state(desk: Desk) -> list[list[tuple[object, ...]]]:
    """Return all that a merge may touch, stamps aside."""
    stamped = [row[1] for row in desk.rows("PRAGMA table_info(action)")]
    columns = ", ".join(str(each) for each in stamped if each != "updated_at")
    return [
        desk.rows(f"SELECT {columns if each == 'action' else '*'} FROM {each} ORDER BY id")
        for each in TABLES
    ]


def pointing(desk: Desk, party: int) -> int:
    """Count the rows that point at a party."""
    keys = {
        "action": ("owner_id",),
        "action_supporting": ("party_id",),
        "recommendation_addressee": ("party_id",),
        "conversation_party": ("party_id",),
        "party": ("part_of_id",),
        "tenure": ("post_id", "person_id"),
    }
    return sum(
        int(str(desk.rows(f"SELECT COUNT(*) FROM {table} WHERE {key} = {party}")[0][0]))
        for table, columns in keys.items()
        for key in columns
    )


# -- everything moves -----------------------------------------------------------------------------


def test_whatever_points_at_the_duplicate_points_at_the_other_afterwards(pair: Desk) -> None:
    pair.action("Owned", owner="P1")
    pair(actions.add, "Closed", owner="P1")
    pair(steps.drop, ["A2"], why="no budget")
    pair(actions.add, "Supported", supporting=["P1"])
    pair(actions.add, "Archived", owner="P1")
    pair(archive.archive, ["A4"])
    pair.recommendation("P1")
    pair(recommendations.respond, "R1", "accepted", why="In the plan")
    pair(conversations.update, "C1", parties={"host": ["P1"]})
    pair(parties.add, "A division", part_of="P1")
    before = state(pair)
    assert merge(pair) == (
        "P1 D.P.K.O. merged into P2 DPKO: 3 actions owned, 1 action supported, "
        "1 recommendation addressed, 1 role in a conversation, 1 part; archived"
    )
    assert pointing(pair, 1) == 0
    assert pair.rows("SELECT response, reason FROM recommendation_addressee") == [
        ("accepted", "In the plan")
    ]
    assert pair.rows("SELECT archived_on FROM party WHERE id = 1") == [(str(TODAY),)]
    assert pair.changed[0] == ("party", 2)
    pair(undo.undo_last)
    assert state(pair) == before


def test_nothing_that_pointed_at_it_is_said_as_well(pair: Desk) -> None:
    assert merge(pair) == (
        "P1 D.P.K.O. merged into P2 DPKO, with nothing that pointed at it; archived"
    )


def test_what_it_is_called_and_where_it_belongs_is_taken_over_where_there_is_none(
    desk: Desk,
) -> None:
    desk(
        parties.add, "The office", short="PBSO", email="a@x.org", part_of="Secretariat", create=True
    )
    desk(parties.add, "Peacebuilding Support Office")
    before = state(desk)
    assert merge(desk, "PBSO", "P3").endswith(
        ": part of Secretariat, short name PBSO, address a@x.org; archived"
    )
    assert desk.rows("SELECT short, email, part_of_id FROM party WHERE id = 3") == [
        ("PBSO", "a@x.org", 1)
    ]
    desk(undo.undo_last)
    assert state(desk) == before
    desk(undo.undo, desk.command or 0)
    with pytest.raises(Conflict, match="its name 'PBSO' belongs to"):
        desk(archive.unarchive, ["P2"])
    desk(parties.update, "P1", email="s@x.org")


def test_what_the_other_has_it_keeps(desk: Desk) -> None:
    desk(parties.add, "One", short="O1", email="a@x.org")
    desk(parties.add, "Two", short="O2", email="b@x.org")
    merge(desk)
    assert desk.rows("SELECT short, email FROM party WHERE id = 2") == [("O2", "b@x.org")]


# -- nothing stands twice -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "supporting", "told"),
    [
        ("P2", ["P1"], ": no actions supported (1 more stood twice)"),
        ("P1", ["P2"], ": 1 action owned, no actions supported (1 more stood twice)"),
        (None, ["P1", "P2"], ": no actions supported (1 more stood twice)"),
    ],
)
def test_who_owns_an_action_does_not_support_it_too_and_supports_it_once(
    pair: Desk, owner: str | None, supporting: list[str], told: str
) -> None:
    pair(actions.add, "Draft", owner=owner, supporting=supporting)
    before = state(pair)
    assert told in merge(pair)
    assert pair.rows("SELECT owner_id FROM action") == [(2 if owner else None,)]
    supporters = pair.rows("SELECT party_id FROM action_supporting")
    assert supporters == ([] if owner else [(2,)])
    pair(undo.undo_last)
    assert state(pair) == before


@pytest.mark.parametrize("who", ["P1", "P2"])
def test_of_two_addressees_the_one_answer_that_there_is_stays(pair: Desk, who: str) -> None:
    pair.recommendation("P1", "P2")
    pair(recommendations.respond, "R1", "noted", party=who, why="We know", on=JANUARY)
    before = state(pair)
    assert "no recommendations addressed (1 more stood twice)" in merge(pair)
    rows = "SELECT party_id, response, reason, responded_on FROM recommendation_addressee"
    assert pair.rows(rows) == [(2, "noted", "We know", "2017-01-01")]
    pair(undo.undo_last)
    assert state(pair) == before


def test_two_different_answers_are_aligned_first(pair: Desk) -> None:
    for _ in range(2):
        pair.recommendation("P1", "P2")
    for ref in ("R1", "R2"):
        pair(recommendations.respond, ref, "accepted", party="P1", why="Yes")
        pair(recommendations.respond, ref, "declined", party="P2", why="No")
    with pytest.raises(NotAllowed) as refusal:
        merge(pair)
    assert str(refusal.value) == (
        "P1 D.P.K.O. and P2 DPKO answered differently: R1 (accepted and declined), R2 (accepted "
        "and declined). Align the answers first: tracker recommendation respond R1 declined "
        "--party P1 --why TEXT, and likewise for the others"
    )
    for ref in ("R1", "R2"):
        pair(recommendations.respond, ref, "declined", party="P1", why="No")
    merge(pair)
    assert pair.rows("SELECT party_id FROM recommendation_addressee") == [(2,), (2,)]


def test_a_role_in_a_conversation_is_held_once(pair: Desk) -> None:
    roles = {"host": ["P1", "P2"], "cosponsor": ["P1"]}
    pair(conversations.add, "Second", on=TODAY, parties=roles)
    before = state(pair)
    assert ": 1 role in a conversation (1 more stood twice)" in merge(pair)
    assert pair.rows("SELECT party_id, role FROM conversation_party ORDER BY role") == [
        (2, "cosponsor"),
        (2, "host"),
    ]
    pair(undo.undo_last)
    assert state(pair) == before


def test_tenures_that_meet_are_one_then(desk: Desk) -> None:
    for who, since, until in (
        ("Amina", JANUARY, MARCH),
        ("A. Diallo", MARCH, APRIL),
        ("A. Diallo", date(2018, 1, 1), None),
    ):
        desk(tenures.hold, "Chief", who, since=since, until=until, create=True)
    desk(tenures.hold, "Deputy", "A. Diallo", since=JANUARY, create=True)
    before = state(desk)
    assert ": 3 tenures (1 more stood twice)" in merge(desk, "A. Diallo", "Amina")
    assert desk.rows(
        "SELECT post_id, person_id, from_on, until_on FROM tenure ORDER BY post_id, from_on"
    ) == [
        (1, 2, "2017-01-01", "2017-04-10"),
        (1, 2, "2018-01-01", None),
        (4, 2, "2017-01-01", None),
    ]
    desk(undo.undo_last)
    assert state(desk) == before


def test_two_posts_are_merged_with_who_held_them(desk: Desk) -> None:
    desk(tenures.hold, "Chief", "Amina", since=JANUARY, create=True)
    desk(tenures.hold, "The chief", "Amina", since=MARCH, create=True)
    desk(tenures.hold, "The chief", "Bo", since=MARCH, create=True)
    merge(desk, "The chief", "Chief")
    assert desk.rows("SELECT post_id, person_id, from_on FROM tenure ORDER BY id") == [
        (1, 2, "2017-01-01"),
        (1, 4, "2017-03-01"),
    ]


@pytest.mark.parametrize("between", [(), ("A branch",)])
def test_no_party_becomes_a_part_of_itself(desk: Desk, between: tuple[str, ...]) -> None:
    above = "The whole"
    desk(parties.add, above)
    for name in ("Duplicate", *between, "Stays"):
        desk(parties.add, name, part_of=above)
        above = name
    before = state(desk)
    merge(desk, "Duplicate", "Stays")
    stays = 3 + len(between)
    parts = desk.rows("SELECT name, part_of_id FROM party WHERE archived_on IS NULL AND id > 1")
    assert parts == [*((each, stays) for each in between), ("Stays", 1)]
    desk(undo.undo_last)
    assert state(desk) == before


def test_a_duplicate_that_is_part_of_the_other_gives_it_no_whole(desk: Desk) -> None:
    desk(parties.add, "Stays")
    desk(parties.add, "Duplicate", part_of="Stays")
    merge(desk, "Duplicate", "Stays")
    assert desk.rows("SELECT part_of_id FROM party WHERE id = 1") == [(None,)]


# -- what is refused ------------------------------------------------------------------------------


def test_only_two_parties_of_one_kind_are_the_same(pair: Desk) -> None:
    pair(parties.add, "Amina", kind="person")
    with pytest.raises(NotAllowed, match=r"P1 D\.P\.K\.O\. is a body and P3 Amina a person"):
        merge(pair, "P1", "P3")
    pair(parties.update, "P1", kind="person")
    merge(pair, "P1", "P3")


def test_a_party_is_not_merged_into_itself_nor_with_an_archived_one(pair: Desk) -> None:
    with pytest.raises(NotAllowed, match=r"P1 D\.P\.K\.O\. cannot be merged into itself"):
        merge(pair, "P1", "d.p.k.o.")
    merge(pair)
    with pytest.raises(NotAllowed, match="tracker unarchive P1"):
        merge(pair)


def test_what_was_changed_since_stands_in_the_way_of_an_undo(pair: Desk) -> None:
    pair.action(owner="P1")
    merge(pair)
    merged = pair.command or 0
    pair(actions.update, ["A1"], owner="Somebody", create=True)
    with pytest.raises(Conflict, match=f"Undo that first: tracker undo --command {pair.command}"):
        pair(undo.undo, merged)


# -- how much it asks -----------------------------------------------------------------------------


def asked(desk: Desk, rows: int) -> int:
    """Return how many questions a merge asks that moves so many rows of each kind."""
    desk(parties.add, f"Duplicate {rows}")
    desk(parties.add, f"Stays {rows}")
    desk.conversation(f"Meeting {rows}")
    with session.begin(
        desk.path, today=TODAY, now="2017-02-24T10:00:00Z", by="a", line="x"
    ) as work:
        gone = int(str(work.reader().value("SELECT MAX(id) - 1 FROM party")))
        meeting = int(str(work.reader().value("SELECT MAX(id) FROM conversation")))
        for _ in range(rows):
            _, supported = (actions.add(work, "Draft", owner=each) for each in (f"P{gone}", None))
            work.add(ActionSupporting(action_id=supported.id or 0, party_id=gone))
            asked_of = work.add(Recommendation(conversation_id=meeting, text="Be realistic"))
            work.add(RecommendationAddressee(recommendation_id=asked_of.id or 0, party_id=gone))
    seen: list[str] = []
    with session.begin(
        desk.path, today=TODAY, now="2017-02-24T10:00:00Z", by="a", line="x"
    ) as work:
        raw = work.session.connection().connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(seen.append)
        party_merge.merge(work, f"P{gone}", f"P{gone + 1}")
        raw.set_trace_callback(None)
    return len([each for each in seen if each.startswith("SELECT")])


def test_a_merge_asks_as_often_for_many_rows_as_for_one(desk: Desk) -> None:
    assert asked(desk, 1) == asked(desk, 60)
