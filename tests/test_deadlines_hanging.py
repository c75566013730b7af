"""Deadlines that hang on a milestone or a conversation: they follow it, and what is a slip."""

from datetime import date, timedelta

import pytest
from desk import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from tracker import dates
from tracker.dates.anchors import Anchor
from tracker.errors import NeedsOption, NotAllowed, NotFound, Unreadable
from tracker.write import undo
from tracker.write.workflow import actions, archive, conversations, milestones, split_merge, steps

EXPIRY = "MINUSTAH:expiry"
OCTOBER = date(2017, 10, 15)
APRIL = date(2018, 4, 15)


def rule(text: str) -> Anchor:
    found = dates.anchored(text)
    assert found is not None
    return found


def hang(desk: Desk, text: str = f"30d before {EXPIRY}") -> None:
    desk(actions.add, "Plan the handover", due=rule(text))


def move(
    desk: Desk, on: milestones.Day, why: str | None = "The Council", *, correct: bool = False
) -> None:
    desk(milestones.move, EXPIRY, on=on, why=why, correct=correct)


def held(desk: Desk, number: int = 1) -> tuple[object, ...]:
    return desk.rows(f"SELECT first_due_on, due_on, due_rule FROM action WHERE id = {number}")[0]


def ledger(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT from_day, to_day, why, milestone_id, corrected FROM deadline_move ORDER BY id"
    )


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk(milestones.add, EXPIRY, on=OCTOBER)
    return desk


@pytest.mark.parametrize(
    ("text", "day", "kept"),
    [
        (f"30d before {EXPIRY}", "2017-09-15", f"30d before {EXPIRY}"),
        ("30d before minustah:expiry", "2017-09-15", f"30d before {EXPIRY}"),
        (f"at {EXPIRY}", "2017-10-15", f"at {EXPIRY}"),
        (f"by {EXPIRY}", "2017-10-15", f"at {EXPIRY}"),
        (f"{EXPIRY} - 1m", "2017-09-15", f"{EXPIRY} - 1m"),
        (f"P1M1D after {EXPIRY}", "2017-11-16", f"P1M1D after {EXPIRY}"),
        ("2 weeks after m1", "2017-10-29", f"2 weeks after {EXPIRY}"),
    ],
)
def test_a_rule_is_kept_as_typed_with_the_name_of_its_target(
    desk: Desk, text: str, day: str, kept: str
) -> None:
    hang(desk, text)
    assert held(desk) == (day, day, kept)


def test_a_deadline_hangs_on_a_conversation_and_follows_it(desk: Desk) -> None:
    desk.conversation()
    hang(desk, "2 weeks after c1")
    assert held(desk) == ("2017-03-10", "2017-03-10", "2 weeks after C1")
    with pytest.raises(NeedsOption, match="--why"):
        desk(conversations.update, "C1", on=date(2017, 4, 10))
    desk(conversations.update, "C1", on=date(2017, 4, 10), why="No room in February")
    assert held(desk)[:2] == ("2017-03-10", "2017-04-24")
    assert desk.said == [
        "C1 on 2017-02-24 -> 2017-04-10, and with it 1 deadline",
        "A1 2017-03-10 -> 2017-04-24 (+45 days)",
    ]
    assert ledger(desk)[0][2] == "C1 moved from 2017-02-24 to 2017-04-10: No room in February"


def test_a_conversation_moved_by_mistake_is_corrected_without_a_slip(desk: Desk) -> None:
    desk.conversation()
    hang(desk, "2 weeks after C1")
    desk(conversations.update, "C1", on=date(2017, 4, 10), why="Typed wrong", correct=True)
    assert held(desk)[:2] == ("2017-04-24", "2017-04-24")


def test_a_milestone_moves_all_that_hangs_on_it_with_the_reason_and_as_the_cause(
    desk: Desk,
) -> None:
    hang(desk)
    hang(desk, f"at {EXPIRY}")
    desk.action(due=OCTOBER)
    move(desk, APRIL, "S/RES/2410 (2018)")
    assert desk.said == [
        f"M1 {EXPIRY} on 2017-10-15 -> 2018-04-15 (+182 days), and with it 2 deadlines",
        "A1 2017-09-15 -> 2018-03-16 (+182 days)",
        "A2 2017-10-15 -> 2018-04-15 (+182 days)",
    ]
    assert ledger(desk) == [
        ("2017-09-15", "2018-03-16", "S/RES/2410 (2018)", 1, 0),
        ("2017-10-15", "2018-04-15", "S/RES/2410 (2018)", 1, 0),
    ]
    assert held(desk, 3)[1] == "2017-10-15"
    assert [number for table, number in desk.changed if table == "action"] == [1, 2]


def test_closed_and_archived_actions_keep_their_deadline_and_catch_up_when_they_are_back(
    desk: Desk,
) -> None:
    hang(desk)
    hang(desk)
    desk(steps.done, ["A1"], note="Sent")
    desk(archive.archive, ["A2"])
    move(desk, APRIL)
    assert [held(desk, each)[1] for each in (1, 2)] == ["2017-09-15", "2017-09-15"]
    desk(steps.reopen, ["A1"], why="Withdrawn")
    assert desk.said[-1] == "A1 2017-09-15 -> 2018-03-16 (+182 days)"
    desk(archive.unarchive, ["A2"])
    assert [held(desk, each)[1] for each in (1, 2)] == ["2018-03-16", "2018-03-16"]


def test_the_first_day_that_an_undecided_deadline_gets_is_its_first_and_no_slip(
    desk: Desk,
) -> None:
    desk(milestones.add, "Haiti:election")
    hang(desk, "2m before Haiti:election")
    assert held(desk) == (None, None, "2m before Haiti:election")
    assert "due no date yet (2m before Haiti:election)" in desk.said[0]
    assert "by when" not in desk.said[0]
    desk(milestones.move, "Haiti:election", on=OCTOBER)
    assert held(desk)[:2] == ("2017-08-15", "2017-08-15")
    assert desk.said[1] == "A1 no date yet -> 2017-08-15 (its first deadline)"
    assert ledger(desk) == []


def test_a_milestone_that_becomes_undecided_clears_what_hangs_on_it_and_the_next_day_is_compared(
    desk: Desk,
) -> None:
    hang(desk)
    move(desk, "undecided", "The Council adjourned")
    assert held(desk) == ("2017-09-15", None, f"30d before {EXPIRY}")
    move(desk, APRIL)
    assert desk.said[1] == "A1 no date yet -> 2018-03-16 (+182 days on 2017-09-15)"
    assert [line[:2] for line in ledger(desk)] == [
        ("2017-09-15", None),
        ("2017-09-15", "2018-03-16"),
    ]


def test_a_milestone_moved_by_mistake_is_corrected_and_so_are_the_deadlines(desk: Desk) -> None:
    hang(desk)
    move(desk, APRIL)
    hang(desk)
    move(desk, date(2017, 11, 15), "A typing error", correct=True)
    assert held(desk)[:2] == ("2017-09-15", "2017-10-16")
    assert held(desk, 2)[:2] == ("2017-10-16", "2017-10-16")
    assert ledger(desk)[:2] == [
        ("2017-09-15", "2018-03-16", "A typing error", 1, 1),
        ("2017-09-15", "2017-10-16", "The Council", 1, 0),
    ]


def test_moving_a_decided_milestone_needs_a_reason_and_deciding_one_does_not(desk: Desk) -> None:
    hang(desk)
    with pytest.raises(NeedsOption, match="a move needs a reason") as refusal:
        move(desk, APRIL, None)
    assert refusal.value.option == "--why"
    desk(milestones.add, "Haiti:election")
    desk(milestones.move, "Haiti:election", on=APRIL)


def test_a_deadline_typed_as_a_day_is_let_go_and_no_longer_follows(desk: Desk) -> None:
    hang(desk)
    desk(actions.update, ["A1"], due=date(2017, 9, 15))
    assert desk.said == [f"A1 due 2017-09-15 (now a day by itself, not 30d before {EXPIRY})"]
    move(desk, APRIL)
    assert held(desk) == ("2017-09-15", "2017-09-15", None)


def test_hanging_a_deadline_on_something_later_or_undecided_is_a_slip_of_ones_own(
    desk: Desk,
) -> None:
    desk.action(due=date(2017, 6, 1))
    desk(milestones.add, "Haiti:election")
    for text in (f"at {EXPIRY}", "at Haiti:election"):
        with pytest.raises(NeedsOption, match=r"needs a reason|is a slip"):
            desk(actions.update, ["A1"], due=rule(text))
    desk(actions.update, ["A1"], due=rule(f"at {EXPIRY}"), why="It needs the mandate")
    assert desk.said == [
        f"A1 due 2017-06-01 -> 2017-10-15 (at {EXPIRY}; slipped 1×, 136 days later than first)"
    ]
    assert ledger(desk)[0][3] is None


def test_a_split_hands_the_rule_on_and_the_parts_follow(desk: Desk) -> None:
    hang(desk)
    desk(split_merge.split, "A1", ["One", "Two"])
    move(desk, APRIL)
    assert [held(desk, each)[:2] for each in (2, 3)] == [("2017-09-15", "2018-03-16")] * 2


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ("at UNOCI:expiry", NotFound, "There is no milestone 'UNOCI:expiry'"),
        ("2 weeks after C9", NotFound, "There is no conversation C9"),
        ("3d before A1", NotFound, "A1 is the reference of an action"),
        ("9999y after M1", Unreadable, "beyond the calendar"),
    ],
)
def test_a_deadline_hangs_only_on_what_is_there(
    desk: Desk, text: str, error: type[Exception], sentence: str
) -> None:
    desk.action()
    with pytest.raises(error, match=sentence):
        hang(desk, text)


def test_nothing_hangs_on_what_is_archived_or_closed(desk: Desk) -> None:
    desk.conversation()
    desk(archive.archive, ["C1", EXPIRY])
    for text in ("at C1", f"at {EXPIRY}", "at M1"):
        with pytest.raises(NotAllowed, match=r"is archived .* tracker unarchive"):
            hang(desk, text)
    desk(milestones.add, "UNOCI:expiry", on=OCTOBER)
    desk(milestones.close, "UNOCI:expiry", why="Over")
    with pytest.raises(NotAllowed, match="tracker milestone update UNOCI:expiry --reopen"):
        hang(desk, "at UNOCI:expiry")


def test_what_a_deadline_hangs_on_is_not_archived(desk: Desk) -> None:
    hang(desk)
    with pytest.raises(NotAllowed, match="sets the deadline of A1"):
        desk(archive.archive, [EXPIRY])


def test_what_only_closed_actions_hang_on_is_archived_and_comes_back_before_they_reopen(
    desk: Desk,
) -> None:
    hang(desk)
    desk(steps.done, ["A1"], note="Sent")
    desk(archive.archive, [EXPIRY])
    with pytest.raises(NotAllowed, match=f"tracker unarchive {EXPIRY}"):
        desk(steps.reopen, ["A1"], why="Withdrawn")
    desk(archive.unarchive, [EXPIRY])
    desk(steps.reopen, ["A1"], why="Withdrawn")


def test_an_action_hung_on_the_moved_day_follows_when_the_move_is_undone(desk: Desk) -> None:
    hang(desk)
    move(desk, APRIL)
    moved = desk.command or 0
    hang(desk)
    desk(undo.undo, moved)
    assert [held(desk, each)[1] for each in (1, 2)] == ["2017-09-15", "2017-09-15"]
    assert ledger(desk) == [("2018-03-16", "2017-09-15", f"Command {moved} was undone", 1, 0)]


def test_a_move_beyond_the_calendar_changes_nothing(desk: Desk) -> None:
    hang(desk, f"7000y after {EXPIRY}")
    with pytest.raises(Unreadable, match="The deadline of A1, 7000y after MINUSTAH:expiry, would"):
        move(desk, date(3500, 1, 1))
    assert held(desk)[1] == "9017-10-15"


@pytest.mark.parametrize("verb", ["move", "close"])
def test_whatever_hangs_on_a_milestone_the_tables_are_asked_once_each(
    desk: Desk, verb: str
) -> None:
    def asked() -> list[str]:
        seen: list[str] = []

        def note(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            if verb == "move":
                desk(milestones.move, EXPIRY, on=APRIL, why="The Council")
            else:
                desk(milestones.close, EXPIRY, why="Over", drop=True)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return [each for each in seen if each.lstrip().startswith("SELECT")]

    hang(desk)
    few = len(asked())
    desk(undo.undo_last)
    for _ in range(5):
        hang(desk)
    assert len(asked()) == few


@given(
    days=st.lists(st.dates(date(2000, 1, 1), date(2100, 12, 31)), min_size=1, max_size=6),
    offset=st.sampled_from(
        ["30d before", "1m after", "P1M3D before", "2 years after", "1q before"]
    ),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_milestone_moved_to_and_fro_brings_every_deadline_back_and_the_slips_add_up(
    tmp_path_factory: pytest.TempPathFactory, days: list[date], offset: str
) -> None:
    desk = Desk(str(tmp_path_factory.mktemp("moves") / "tracker.db"))
    desk(milestones.add, EXPIRY, on=OCTOBER)
    hang(desk, f"{offset} {EXPIRY}")
    first = held(desk)[1]
    for day in [*days, OCTOBER]:
        move(desk, day)
    assert held(desk)[:2] == (first, first)
    moves = [
        date.fromisoformat(str(new)) - date.fromisoformat(str(old)) for old, new, *_ in ledger(desk)
    ]
    assert sum(moves, timedelta()) == timedelta()
