"""Deadlines and their ledger: what is a slip, what needs a reason, what a correction mends."""

from datetime import date, timedelta

import pytest
from desk import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import NeedsOption, NotAllowed
from tracker.write.models import Action
from tracker.write.workflow import actions, steps

JUNE_1 = date(2017, 6, 1)
JUNE_20 = date(2017, 6, 20)
JUNE_30 = date(2017, 6, 30)


def move(desk: Desk, day: actions.Day, why: str | None = None, *, correct: bool = False) -> Action:
    return desk(actions.update, ["A1"], due=day, why=why, correct=correct)[0]


def ledger(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows("SELECT from_day, to_day, why, corrected FROM deadline_move ORDER BY id")


def held(desk: Desk) -> tuple[object, ...]:
    return desk.rows("SELECT first_due_on, due_on FROM action WHERE id = 1")[0]


def test_a_first_deadline_makes_no_line_and_needs_no_reason(desk: Desk) -> None:
    desk.action()
    move(desk, JUNE_1)
    assert held(desk) == ("2017-06-01", "2017-06-01")
    assert ledger(desk) == []
    assert desk.said == ["A1 due none -> 2017-06-01 (Thu, in 97 days)"]


def test_a_move_later_is_a_slip_and_says_how_far_from_the_first(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "Council postponed")
    assert desk.said == ["A1 due 2017-06-01 -> 2017-06-30 (slipped 1×, 29 days later than first)"]
    assert held(desk) == ("2017-06-01", "2017-06-30")
    assert ledger(desk) == [("2017-06-01", "2017-06-30", "Council postponed", 0)]


@pytest.mark.parametrize("day", [JUNE_30, "none"])
def test_a_move_later_or_a_clearing_needs_a_reason(desk: Desk, day: actions.Day) -> None:
    desk.action(due=JUNE_1)
    with pytest.raises(NeedsOption, match="--why") as refusal:
        move(desk, day)
    assert refusal.value.option == "--why"
    assert held(desk) == ("2017-06-01", "2017-06-01")


def test_a_move_earlier_needs_no_reason_and_is_no_slip(desk: Desk) -> None:
    desk.action(due=JUNE_30)
    move(desk, JUNE_1)
    assert desk.said == ["A1 due 2017-06-30 -> 2017-06-01 (29 days earlier)"]
    assert ledger(desk) == [("2017-06-30", "2017-06-01", None, 0)]


def test_the_deadline_set_after_a_clearing_is_compared_with_the_one_cleared(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, "none", "mandate open")
    assert desk.said == ["A1 due 2017-06-01 -> none"]
    with pytest.raises(NeedsOption, match="was due 2017-06-01 before it was cleared"):
        move(desk, JUNE_30)
    move(desk, JUNE_30, "mandate decided")
    assert desk.said == [
        "A1 due none (was 2017-06-01) -> 2017-06-30 (slipped 1×, 29 days later than first)"
    ]
    assert held(desk) == ("2017-06-01", "2017-06-30")
    assert [row[:2] for row in ledger(desk)] == [
        ("2017-06-01", None),
        ("2017-06-01", "2017-06-30"),
    ]


def test_clearing_and_setting_the_same_day_again_is_no_slip(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, "none", "unclear")
    move(desk, JUNE_1)
    assert desk.said == ["A1 due none (was 2017-06-01) -> 2017-06-01"]


def test_a_deadline_that_is_that_day_already_changes_nothing(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_1)
    assert desk.said == ["A1 holds that already: nothing to change"]
    assert desk.command is None


def test_correcting_mends_a_first_deadline_and_is_no_slip(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "typed wrong", correct=True)
    assert held(desk) == ("2017-06-30", "2017-06-30")
    assert ledger(desk) == [(None, "2017-06-01", "typed wrong", 1)]
    assert desk.said == [
        "A1 due 2017-06-01 -> 2017-06-30 (corrected, and so is the first deadline)"
    ]


def test_correcting_a_move_mends_the_move_and_leaves_the_first_deadline(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "postponed")
    move(desk, JUNE_20, "typed wrong", correct=True)
    assert held(desk) == ("2017-06-01", "2017-06-20")
    assert ledger(desk) == [
        ("2017-06-01", "2017-06-30", "typed wrong", 1),
        ("2017-06-01", "2017-06-20", "postponed", 0),
    ]


def test_a_move_made_by_mistake_is_corrected_away(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "wrong action")
    move(desk, JUNE_1, "was meant for A2", correct=True)
    assert held(desk) == ("2017-06-01", "2017-06-01")
    assert ledger(desk) == [("2017-06-01", "2017-06-30", "was meant for A2", 1)]


def test_a_move_that_was_taken_back_and_was_right_after_all_is_a_slip_again(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "postponed")
    move(desk, JUNE_1, "wrong action", correct=True)
    move(desk, JUNE_30, "right after all", correct=True)
    assert held(desk) == ("2017-06-01", "2017-06-30")
    assert desk.said[0].endswith("(corrected, slipped 1×, 29 days later than first)")


def test_a_deadline_set_by_mistake_after_a_clearing_is_cleared_once(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, "none", "cleared")
    move(desk, JUNE_30, "set again")
    move(desk, "none", "was not set again", correct=True)
    assert ledger(desk) == [
        ("2017-06-01", None, "cleared", 0),
        ("2017-06-01", "2017-06-30", "was not set again", 1),
    ]


def test_correcting_to_the_day_that_is_held_leaves_the_ledger_alone(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "postponed")
    move(desk, JUNE_20)
    before = ledger(desk)
    move(desk, JUNE_20, "typed wrong", correct=True)
    assert desk.said == ["A1 holds that already: nothing to change"]
    assert (ledger(desk), desk.command) == (before, None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.integers(0, 40) | st.none(), st.booleans()), min_size=1, max_size=8)
)
def test_lines_that_are_not_corrected_follow_on_each_other_from_first_to_due(
    desk: Desk, steps: list[tuple[int | None, bool]]
) -> None:
    action = desk.action(due=JUNE_1)
    for days, correct in steps:
        day: actions.Day = "none" if days is None else JUNE_1 + timedelta(days=days)
        desk(actions.update, [action.ref], due=day, why="said so", correct=correct)
    first, due = desk.rows(f"SELECT first_due_on, due_on FROM action WHERE id = {action.id}")[0]
    reached = first
    for from_day, to_day in desk.rows(
        f"SELECT from_day, to_day FROM deadline_move WHERE action_id = {action.id}"
        " AND NOT corrected ORDER BY id"
    ):
        assert from_day == reached
        reached = to_day or from_day
    assert due in (reached, None)


def test_a_deadline_corrected_to_none_was_never_set(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, "none", "meant for A2", correct=True)
    assert held(desk) == (None, None)
    move(desk, JUNE_30)
    assert held(desk) == ("2017-06-30", "2017-06-30")


def test_a_clearing_is_corrected_as_if_it_had_not_been(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, "none", "wrong action")
    move(desk, JUNE_1, "was not meant", correct=True)
    assert held(desk) == ("2017-06-01", "2017-06-01")
    assert ledger(desk) == [("2017-06-01", None, "was not meant", 1)]


def test_a_correction_needs_a_reason(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    with pytest.raises(NeedsOption, match="--why"):
        move(desk, JUNE_30, correct=True)


def test_a_closed_action_keeps_its_deadline_unless_it_is_corrected(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    desk(steps.done, ["A1"], note="sent")
    with pytest.raises(NotAllowed, match="tracker reopen A1"):
        move(desk, JUNE_30, "later")
    move(desk, JUNE_30, "typed wrong", correct=True)
    assert held(desk) == ("2017-06-30", "2017-06-30")


def test_a_closed_action_takes_no_first_deadline(desk: Desk) -> None:
    desk.action()
    desk(steps.done, ["A1"], note="sent")
    with pytest.raises(NotAllowed, match="a closed action keeps its deadline"):
        move(desk, JUNE_30)
    assert held(desk) == (None, None)


def test_the_slip_counts_every_move_later(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_20, "first")
    move(desk, JUNE_30, "second")
    assert desk.said[0].endswith("(slipped 2×, 29 days later than first)")
    move(desk, date(2017, 6, 2))
    assert desk.said[0].endswith("(28 days earlier; slipped 2×, 1 day later than first)")


def test_a_deadline_moved_later_and_then_before_the_first_says_both(desk: Desk) -> None:
    desk.action(due=JUNE_1)
    move(desk, JUNE_30, "later")
    move(desk, date(2017, 5, 30))
    assert desk.said[0].endswith(
        "2017-05-30 (moved later 1×; now 2 days before the first deadline)"
    )
    move(desk, JUNE_1, "later")
    assert desk.said[0].endswith("2017-06-01 (moved later 2×; now on the first deadline)")
