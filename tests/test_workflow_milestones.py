"""Milestones as records: what they are called, how they are closed, and what is proposed then."""

from datetime import date

import pytest
from desk import Desk

from tracker import dates
from tracker.errors import Conflict, NeedsOption, NotAllowed, Unreadable
from tracker.write import undo
from tracker.write.workflow import actions, milestones

EXPIRY = "UNOCI:expiry"
JUNE = date(2017, 6, 30)


def add(desk: Desk, **more: str) -> None:
    desk(
        milestones.add,
        EXPIRY,
        on=JUNE,
        title=more.get("title"),
        kind=more.get("kind"),
        basis=more.get("basis"),
    )


def hang(desk: Desk, text: str = f"30d before {EXPIRY}") -> None:
    desk(actions.add, "Write up", due=dates.anchored(text))


def test_a_milestone_is_told_with_its_kind_day_and_basis(desk: Desk) -> None:
    add(desk, kind="Mandate expiry", title="End of the mandate", basis="S/RES/2284 (2016)")
    assert desk.said == [
        (
            f"M1 {EXPIRY} added: mandate-expiry, on 2017-06-30 (Fri, in 126 days), "
            "'End of the mandate', basis 'S/RES/2284 (2016)'"
        )
    ]


def test_a_milestone_without_a_day_is_undecided(desk: Desk) -> None:
    desk(milestones.add, "Haiti:election", on="undecided", kind="election")
    assert desk.said == ["M1 Haiti:election added: election, undecided"]


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("two words", "cannot be a slug"),
        ("a:b:c", "cannot be a slug"),
        ("9th", "cannot be a slug"),
        ("M3", "form of a reference"),
        ("none", "word that clears"),
        ("easter", "means something else already"),
        ("friday", "means something else already"),
        ("theme:Haiti", "means something else already"),
        ("x" * 150, "cannot be a slug"),
        ("", "is empty"),
    ],
)
def test_a_slug_is_one_that_a_rule_can_name_and_nothing_else_is(
    desk: Desk, slug: str, sentence: str
) -> None:
    with pytest.raises(Unreadable, match=sentence):
        desk(milestones.add, slug)


@pytest.mark.parametrize("slug", ["MINUSTAH:fin-du-mandat", "Élection", "انتخابات", "BINUH/2"])
def test_a_slug_may_be_of_any_script_and_a_rule_finds_it(desk: Desk, slug: str) -> None:
    desk(milestones.add, slug, on=JUNE)
    hang(desk, f"1 day before {slug}")
    assert desk.rows("SELECT due_on FROM action") == [("2017-06-29",)]


def test_a_slug_belongs_to_one_milestone(desk: Desk) -> None:
    add(desk)
    with pytest.raises(Conflict, match="belongs to M1"):
        desk(milestones.add, "unoci:EXPIRY")


def test_an_update_changes_what_it_names_and_none_clears(desk: Desk) -> None:
    add(desk, basis="S/RES/2284")
    desk(milestones.update, EXPIRY, title="End of the mandate", basis="none", kind="session")
    assert desk.said == [
        (
            f"M1 {EXPIRY} title none -> 'End of the mandate', kind other -> session, "
            "basis 'S/RES/2284' -> none"
        )
    ]


def test_a_new_slug_stands_in_every_rule(desk: Desk) -> None:
    add(desk)
    hang(desk)
    desk(milestones.update, EXPIRY, slug="UNOCI:closing")
    assert desk.rows("SELECT due_rule FROM action") == [("30d before UNOCI:closing",)]


def test_a_new_slug_replaces_the_old_one_and_not_a_letter_that_is_like_it(desk: Desk) -> None:
    desk(milestones.add, "m", on=JUNE)
    hang(desk, "1m before m")
    desk(milestones.update, "m", slug="end")
    assert desk.rows("SELECT due_rule FROM action") == [("1m before end",)]


def test_an_update_with_a_day_is_a_move(desk: Desk) -> None:
    add(desk)
    hang(desk)
    with pytest.raises(NeedsOption):
        desk(milestones.update, EXPIRY, on=date(2017, 7, 31))
    desk(milestones.update, EXPIRY, on=date(2017, 7, 31), why="Extended", title="The end")
    assert desk.rows("SELECT due_on FROM action") == [("2017-07-01",)]
    assert desk.rows("SELECT title FROM milestone") == [("The end",)]


def test_closing_lists_what_is_open_and_drops_nothing_unasked(desk: Desk) -> None:
    add(desk)
    hang(desk)
    desk(actions.add, "Interview", milestone=EXPIRY)
    with pytest.raises(NeedsOption, match="closed only with the reason"):
        desk(milestones.close, EXPIRY, why=None)
    desk(milestones.close, EXPIRY, why="The last staff left")
    assert desk.said == [
        f"M1 {EXPIRY} closed (2017-02-24): 'The last staff left'; 2 actions still open on it",
        f"A1 'Write up', not-started, due 2017-05-31 (30d before {EXPIRY})",
        "A2 'Interview', not-started",
        "Proposed: tracker drop A1 A2 --as overtaken-by-events --why TEXT",
    ]
    assert desk.rows("SELECT DISTINCT status FROM action") == [("not-started",)]


def test_what_is_open_on_a_closed_milestone_is_dropped_on_request_also_later(desk: Desk) -> None:
    add(desk)
    hang(desk)
    desk(milestones.close, EXPIRY, why="The last staff left")
    desk(milestones.close, EXPIRY, why="The last staff left", drop=True)
    assert desk.rows("SELECT status, closure, reason FROM action") == [
        ("dropped", "overtaken-by-events", f"{EXPIRY} closed: The last staff left")
    ]
    with pytest.raises(Conflict, match="closed already"):
        desk(milestones.close, EXPIRY, why="Again")


def test_closing_with_all_that_it_dropped_is_undone_as_one_command(desk: Desk) -> None:
    add(desk)
    hang(desk)
    desk(milestones.close, EXPIRY, why="Over", drop=True)
    desk(undo.undo_last)
    assert desk.rows("SELECT closed_on, closed_why FROM milestone") == [(None, None)]
    assert desk.rows("SELECT status, closure FROM action") == [("not-started", None)]


def test_a_closed_milestone_does_not_move_until_it_is_open_again(desk: Desk) -> None:
    add(desk)
    desk(milestones.close, EXPIRY, why="Over")
    with pytest.raises(NotAllowed, match="tracker milestone update UNOCI:expiry --reopen"):
        desk(milestones.move, EXPIRY, on=date(2017, 7, 31), why="Extended")
    desk(milestones.update, EXPIRY, reopen=True)
    assert desk.said == [f"M1 {EXPIRY} closed 2017-02-24 -> no longer"]
    desk(milestones.move, EXPIRY, on=date(2017, 7, 31), why="Extended")


def test_a_move_to_the_day_that_it_has_changes_nothing_but_the_basis(desk: Desk) -> None:
    add(desk)
    desk(milestones.move, EXPIRY, on=JUNE)
    assert desk.command is None
    desk(milestones.move, EXPIRY, on=JUNE, basis="S/RES/2284 (2016)")
    assert desk.said == [f"M1 {EXPIRY} basis none -> 'S/RES/2284 (2016)'"]
