"""Tenures: who holds a post and when, and that a post is handed over in one command."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from desk import TODAY, Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import NotAllowed, NotFound, UnknownName, Unreadable
from tracker.write import undo
from tracker.write.workflow import archive, parties, tenures

JANUARY, MARCH, APRIL = date(2017, 1, 1), date(2017, 3, 1), date(2017, 4, 10)
DAY = timedelta(days=1)


def held(desk: Desk, post: str = "Chief") -> list[tuple[object, ...]]:
    """Return who holds a post, from when, until when."""
    return desk.rows(
        "SELECT h.name, t.from_on, t.until_on FROM tenure t JOIN party h ON h.id = t.person_id"
        f" JOIN party p ON p.id = t.post_id WHERE p.name = '{post}' ORDER BY t.from_on, h.name"
    )


def hold(desk: Desk, person: str, since: date, until: tenures.Until = None) -> None:
    desk(tenures.hold, "Chief", person, since=since, until=until, create=True)


def hand_over(desk: Desk, to: str, on: date) -> None:
    desk(tenures.handover, "Chief", to, on=on, create=True)


# -- holding --------------------------------------------------------------------------------------


def test_a_post_and_its_holder_are_made_as_what_they_are(desk: Desk) -> None:
    hold(desk, "Amina Diallo", JANUARY)
    assert desk.said == [
        "P1 party 'Chief' added (post)",
        "P2 party 'Amina Diallo' added (person)",
        "P1 Chief is held by Amina Diallo from 2017-01-01 (Sun, 54 days ago)",
    ]
    assert held(desk) == [("Amina Diallo", "2017-01-01", None)]
    assert ("party", 1) in desk.changed


def test_who_is_not_known_is_not_made_unasked(desk: Desk) -> None:
    desk(parties.add, "Chief", kind="post")
    with pytest.raises(UnknownName, match="'Amina'"):
        desk(tenures.hold, "Chief", "Amina", since=JANUARY)
    with pytest.raises(UnknownName, match="'Amina'"):
        desk(tenures.handover, "Chief", "Amina", on=MARCH)
    with pytest.raises(NotFound, match="'Chef' \\(nearest: Chief\\)"):
        desk(tenures.handover, "Chef", "Amina", on=MARCH, create=True)
    assert desk.rows("SELECT name FROM party") == [("Chief",)]


def test_both_days_may_be_ahead_and_are_told(desk: Desk) -> None:
    hold(desk, "Amina", TODAY + DAY, TODAY + 3 * DAY)
    assert desk.said[-1] == (
        "P1 Chief is held by Amina from 2017-02-25 (Sat, tomorrow) until 2017-02-27 "
        "(Mon, in 3 days)"
    )


@pytest.mark.parametrize(
    ("post", "person", "refusal"),
    [
        ("A body", "Amina", "P1 A body is a body, and only a post is held. If it is a post: "),
        ("A state", "Amina", "only a post is held. If it is a post: tracker party update P2"),
        ("Amina", "Chief", "P4 Amina is a person, and a post is held. Name the post first"),
        ("Chief", "Chief", "P3 Chief is a post, and a post is held by a person"),
        ("Chief", "A body", "If it is one: tracker party update P1 --kind person"),
    ],
)
def test_a_person_holds_a_post_and_nothing_else_does(
    desk: Desk, post: str, person: str, refusal: str
) -> None:
    for name, kind in (("A body", "body"), ("A state", "state"), ("Chief", "post")):
        desk(parties.add, name, kind=kind)
    desk(parties.add, "Amina", kind="person")
    with pytest.raises(NotAllowed) as error:
        desk(tenures.hold, post, person, since=JANUARY)
    assert refusal in str(error.value)


def test_a_tenure_does_not_end_before_it_begins(desk: Desk) -> None:
    with pytest.raises(Unreadable, match="would end on 2016-12-31, before it begins on 2017-01-01"):
        hold(desk, "Amina", JANUARY, JANUARY - DAY)
    hold(desk, "Amina", JANUARY, JANUARY)
    assert held(desk) == [("Amina", "2017-01-01", "2017-01-01")]


def test_said_again_the_days_are_mended_and_the_tenure_is_not_doubled(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    hold(desk, "Amina", JANUARY)
    assert desk.said == [
        "P1 Chief is held by Amina from 2017-01-01 already: nothing to change",
    ]
    assert desk.command is None
    hold(desk, "Amina", MARCH)
    assert desk.said == ["P1 Chief held by Amina: from 2017-01-01 -> 2017-03-01"]
    hold(desk, "Amina", JANUARY, APRIL)
    assert desk.said == [
        "P1 Chief held by Amina: from 2017-03-01 -> 2017-01-01, until none -> 2017-04-10"
    ]
    hold(desk, "Amina", MARCH)
    assert held(desk) == [("Amina", "2017-03-01", "2017-04-10")], "the last day is kept"
    hold(desk, "Amina", MARCH, "none")
    assert held(desk) == [("Amina", "2017-03-01", None)]


def test_a_tenure_that_follows_without_a_gap_goes_on_with_the_one_before(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY, MARCH - DAY)
    hold(desk, "Amina", APRIL, APRIL)
    assert len(held(desk)) == 2
    hold(desk, "Amina", MARCH, APRIL - DAY)
    assert held(desk) == [("Amina", "2017-01-01", "2017-04-10")]
    hold(desk, "Amina", date(2018, 1, 1))
    assert len(held(desk)) == 2, "after a gap it is another one"


def test_who_began_earlier_than_was_recorded_keeps_the_last_day(desk: Desk) -> None:
    hold(desk, "Amina", MARCH, APRIL)
    hold(desk, "Amina", JANUARY)
    assert held(desk) == [("Amina", "2017-01-01", "2017-04-10")]


def test_several_may_hold_a_post_and_that_is_said_with_the_way_to_hand_over(desk: Desk) -> None:
    hold(desk, "Amina Diallo", JANUARY)
    hold(desk, "Bo", MARCH)
    assert desk.said[-1] == (
        "P1 Chief is held by Bo from 2017-03-01 (Wed, in 5 days); also held by Amina Diallo since "
        "2017-01-01; if Amina Diallo leaves: tracker party handover Chief Bo --on 2017-03-01"
    )
    hand_over(desk, "Bo", MARCH)
    assert held(desk) == [("Amina Diallo", "2017-01-01", "2017-02-28"), ("Bo", "2017-03-01", None)]


def test_one_person_may_hold_two_posts(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    desk(tenures.hold, "Deputy", "Amina", since=JANUARY, create=True)
    assert len(held(desk)) == len(held(desk, "Deputy")) == 1


DAYS = st.integers(0, 40).map(lambda number: JANUARY + timedelta(days=number))
SPANS = st.tuples(st.sampled_from(["Amina", "Bo"]), DAYS, st.none() | st.just("none") | DAYS)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(SPANS, min_size=2, max_size=6))
def test_tenures_of_one_person_on_one_post_never_meet(
    spans: list[tuple[str, date, tenures.Until]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(str(tmp_path_factory.mktemp("desk") / "desk.db"))
    for who, since, until in spans:
        hold(desk, who, since, max(since, until) if isinstance(until, date) else until)
        own = [
            (date.fromisoformat(str(first)), date.fromisoformat(str(last)) if last else None)
            for name, first, last in held(desk)
            if name == who
        ]
        assert any(first <= since and (last is None or since <= last) for first, last in own)
        for (_, last), (first, _) in pairwise(own):
            assert last is not None
            assert last + DAY < first


# -- handing over ---------------------------------------------------------------------------------


def test_a_post_is_held_by_one_person_after_the_other(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    hand_over(desk, "Inès", APRIL)
    assert desk.said == [
        "P3 party 'Inès' added (person)",
        "P1 Chief is held by Inès from 2017-04-10 (Mon, in 45 days); Amina until 2017-04-09",
    ]
    assert held(desk) == [("Amina", "2017-01-01", "2017-04-09"), ("Inès", "2017-04-10", None)]


def test_a_handover_said_again_changes_nothing(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    hand_over(desk, "Inès", APRIL)
    before = held(desk)
    hand_over(desk, "Inès", APRIL)
    assert desk.said == ["P1 Chief is held by Inès from 2017-04-10 already: nothing to change"]
    assert (held(desk), desk.command) == (before, None)


def test_a_handover_ends_all_who_hold_the_post_on_that_day_and_no_others(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    hold(desk, "Bo", MARCH)
    hold(desk, "Carl", JANUARY, MARCH)
    hold(desk, "Dora", date(2018, 1, 1))
    hand_over(desk, "Inès", APRIL)
    assert held(desk) == [
        ("Amina", "2017-01-01", "2017-04-09"),
        ("Carl", "2017-01-01", "2017-03-01"),
        ("Bo", "2017-03-01", "2017-04-09"),
        ("Inès", "2017-04-10", None),
        ("Dora", "2018-01-01", None),
    ]
    assert "also held by Dora from 2018-01-01" in desk.said[-1]


def test_a_post_without_holder_is_handed_over_and_that_is_said(desk: Desk) -> None:
    desk(parties.add, "Chief", kind="post")
    hand_over(desk, "Inès", APRIL)
    assert desk.said[-1].endswith("(Mon, in 45 days); nobody held it on that day")


def test_who_holds_a_post_already_does_not_take_it_over(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    with pytest.raises(NotAllowed) as refusal:
        hand_over(desk, "Amina", MARCH)
    assert str(refusal.value) == (
        "Amina holds P1 Chief already, since 2017-01-01. "
        "To mend the day: tracker party hold Chief Amina --from 2017-03-01"
    )
    hold(desk, "Bo Li", JANUARY)
    with pytest.raises(NotAllowed) as refusal:
        hand_over(desk, "Amina", MARCH)
    assert str(refusal.value).endswith(
        "If Bo Li leaves: tracker party hold Chief 'Bo Li' --from 2017-01-01 --until 2017-02-28"
    )


def test_nobody_ends_before_the_day_on_which_they_began(desk: Desk) -> None:
    hold(desk, "Amina", MARCH)
    with pytest.raises(NotAllowed) as refusal:
        hand_over(desk, "Inès", MARCH)
    assert "If both hold it: tracker party hold Chief Inès --from 2017-03-01 --create. " in str(
        refusal.value
    )
    hand_over(desk, "Inès", MARCH + DAY)
    assert held(desk)[0] == ("Amina", "2017-03-01", "2017-03-01")


def test_a_successor_who_was_to_come_later_comes_earlier(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    hold(desk, "Inès", APRIL)
    hand_over(desk, "Inès", MARCH)
    assert held(desk) == [("Amina", "2017-01-01", "2017-02-28"), ("Inès", "2017-03-01", None)]


def test_undo_takes_a_handover_back_as_one(desk: Desk) -> None:
    hold(desk, "Amina", JANUARY)
    before = desk.rows("SELECT * FROM tenure")
    hand_over(desk, "Inès", APRIL)
    desk(undo.undo_last)
    assert desk.rows("SELECT * FROM tenure") == before
    assert desk.rows("SELECT name FROM party WHERE archived_on IS NOT NULL") == [("Inès",)]
    assert "Amina as holder of Chief: until 2017-04-09 -> none" in desk.said
    assert desk.said[-1].startswith("Inès no longer holds Chief from 2017-04-10 · redo with")


# -- what stands on a tenure ----------------------------------------------------------------------


@pytest.mark.parametrize(("who", "kind"), [("Chief", "body"), ("Amina", "post")])
def test_who_was_held_or_held_stays_what_it_is(desk: Desk, who: str, kind: str) -> None:
    hold(desk, "Amina", JANUARY, JANUARY)
    with pytest.raises(NotAllowed, match="tracker history P"):
        desk(parties.update, who, kind=kind)
    desk(parties.update, who, kind="post" if who == "Chief" else "person", email="a@example.org")


@pytest.mark.parametrize("who", ["Chief", "Amina Diallo"])
def test_who_holds_or_is_held_is_archived_only_once_that_has_ended(desk: Desk, who: str) -> None:
    hold(desk, "Amina Diallo", JANUARY)
    with pytest.raises(NotAllowed) as refusal:
        desk(archive.archive, [who])
    assert str(refusal.value).endswith(
        "and cannot be archived before that ends. "
        "First: tracker party hold Chief 'Amina Diallo' --from 2017-01-01 --until 2017-02-23"
    )
    hold(desk, "Amina Diallo", JANUARY, TODAY - DAY)
    desk(archive.archive, [who])
    assert desk.said[-1].endswith("archived")


def test_a_tenure_to_come_holds_back_too_and_both_may_go_together(desk: Desk) -> None:
    hold(desk, "Amina", APRIL)
    with pytest.raises(NotAllowed, match=r"P2 Amina holds P1 Chief from 2017-04-10.*history P2"):
        desk(archive.archive, ["Amina"])
    desk(archive.archive, ["Amina", "Chief"])
    with pytest.raises(NotAllowed, match="Bring both back with: tracker unarchive P1 P2"):
        desk(archive.unarchive, ["Amina"])
    desk(archive.unarchive, ["P2", "P1"])
