"""Actions that repeat: the next is made once, from the rule's anchor, and knows the one before."""

from datetime import date

import pytest
from desk import Desk
from sqlalchemy import event

from tracker import dates
from tracker.errors import Conflict, NotAllowed, Unreadable
from tracker.write import undo
from tracker.write.session import Work
from tracker.write.workflow import (
    actions,
    archive,
    milestones,
    names,
    recurrence,
    split_merge,
    steps,
)

JANUARY = date(2017, 1, 31)


def repeat(desk: Desk, every: str = "1 month", due: date | None = JANUARY) -> None:
    desk(
        actions.add,
        "Report to the hosts",
        recommendations=[desk.recommendation("PBSO").ref],
        owner="PBSO",
        supporting=["DPKO"],
        themes=["Mandates"],
        due=due,
        every=every,
        next_step="Ask for figures",
        create=True,
    )


def done(desk: Desk, ref: str = "A1") -> None:
    desk(steps.done, [ref], note="Sent")


def dues(desk: Desk) -> list[object]:
    return [row[0] for row in desk.rows("SELECT due_on FROM action ORDER BY id")]


def test_completing_one_makes_the_next_with_what_they_have_in_common(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    assert desk.rows(
        "SELECT title, owner_id, status, due_on, first_due_on, every, every_from, next_step"
        " FROM action WHERE id = 2"
    ) == [
        (
            *("Report to the hosts", 1, "not-started", "2017-02-28", "2017-02-28"),
            *("month", "2017-01-31", None),
        )
    ]
    for table, column in (
        ("action_recommendation", "recommendation_id"),
        ("action_supporting", "party_id"),
        ("action_theme", "theme_id"),
    ):
        assert desk.rows(f"SELECT {column} FROM {table} WHERE action_id = 2") == desk.rows(
            f"SELECT {column} FROM {table} WHERE action_id = 1"
        )
    assert desk.rows("SELECT action_id, kind, other_id FROM action_link") == [(2, "recurs-from", 1)]
    assert desk.said[-1] == (
        "A2 'Report to the hosts' follows A1, every month: due 2017-02-28 (Tue, in 4 days)"
    )


def test_a_series_from_a_months_end_does_not_drift(desk: Desk) -> None:
    repeat(desk)
    for number in range(1, 5):
        done(desk, f"A{number}")
    assert dues(desk) == ["2017-01-31", "2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31"]


def test_a_deadline_that_slipped_moves_nothing_but_itself(desk: Desk) -> None:
    repeat(desk)
    desk(actions.update, ["A1"], due=date(2017, 5, 5), why="Late figures")
    done(desk)
    assert dues(desk)[1] == "2017-02-28"


def test_dropping_one_makes_the_next_and_says_how_to_end_the_series(desk: Desk) -> None:
    repeat(desk)
    desk(steps.drop, ["A1"], why="Nothing to report")
    assert dues(desk)[1] == "2017-02-28"
    assert desk.said[-1].endswith("; to end the series: tracker update A2 --every none")


def test_a_series_that_was_ended_makes_no_next(desk: Desk) -> None:
    repeat(desk)
    desk(actions.update, ["A1"], every="none")
    assert desk.said == ["A1 every month -> none"]
    done(desk)
    assert len(dues(desk)) == 1


def test_the_next_is_made_once_however_often_the_one_before_is_completed(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    desk(steps.verify, ["A1"])
    desk(steps.reopen, ["A1"], why="Withdrawn")
    done(desk)
    assert desk.said[-1] == "A2, which follows A1, is there already"
    assert len(dues(desk)) == 2


def test_undoing_the_completion_takes_the_next_back_and_redoing_brings_it_again(
    desk: Desk,
) -> None:
    repeat(desk)
    done(desk)
    desk(undo.undo_last)
    assert desk.rows("SELECT id FROM action WHERE archived_on IS NULL") == [(1,)]
    desk(undo.undo, desk.command or 0)
    assert desk.rows("SELECT id FROM action WHERE archived_on IS NULL") == [(1,), (2,)]
    desk(undo.undo_last)
    done(desk)
    assert desk.rows("SELECT id, due_on FROM action WHERE archived_on IS NULL") == [
        (1, "2017-01-31"),
        (3, "2017-02-28"),
    ]


def test_undoing_is_refused_once_the_next_was_changed(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    completed = desk.command or 0
    desk(actions.update, ["A2"], title="Report to the co-sponsors")
    with pytest.raises(Conflict, match="title of A2 was changed since"):
        desk(undo.undo, completed)


def test_without_a_deadline_a_series_begins_on_the_first_day_ahead(desk: Desk) -> None:
    repeat(desk, "first monday", None)
    assert dues(desk) == ["2017-03-06"]


def test_the_start_keeps_its_distance_to_the_deadline(desk: Desk) -> None:
    desk(actions.add, "Report", due=JANUARY, start=date(2017, 1, 17), every="month")
    done(desk)
    assert desk.rows("SELECT start_on FROM action WHERE id = 2") == [("2017-02-14",)]


def test_a_new_rule_is_reckoned_from_the_present_deadline(desk: Desk) -> None:
    repeat(desk)
    desk(actions.update, ["A1"], due=date(2017, 3, 15), why="New cycle", every="quarter")
    done(desk)
    assert dues(desk)[1] == "2017-06-15"


def test_the_rule_that_holds_already_changes_nothing_when_it_is_said_again(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    desk(actions.update, ["A2"], every="monthly")
    assert desk.said == ["A2 holds that already: nothing to change"]
    assert desk.command is None
    done(desk, "A2")
    assert dues(desk)[2] == "2017-03-31"
    desk(actions.update, ["A3"], every="month", due=date(2017, 3, 15))
    assert desk.said[0].endswith("every month from 2017-01-31 -> 2017-03-15")


def test_a_rule_is_not_given_in_the_command_that_clears_the_deadline(desk: Desk) -> None:
    desk.action(due=JANUARY)
    with pytest.raises(NotAllowed, match="cannot lose it in the same command"):
        desk(actions.update, ["A1"], every="month", due="none", why="Open")


def test_a_series_is_ended_where_it_goes_on(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    with pytest.raises(NotAllowed, match="goes on with A2: tracker update A2 --every none"):
        desk(actions.update, ["A1"], every="none")


def test_a_start_that_was_moved_behind_the_first_deadline_keeps_its_distance(desk: Desk) -> None:
    desk(actions.add, "Report", due=JANUARY, start=date(2017, 1, 17), every="month")
    desk(actions.update, ["A1"], due=date(2017, 3, 31), start=date(2017, 3, 20), why="Late")
    done(desk)
    assert desk.rows("SELECT start_on, due_on FROM action WHERE id = 2") == [
        ("2017-02-17", "2017-02-28")
    ]


def test_the_next_of_many_are_made_with_a_fixed_number_of_questions(desk: Desk) -> None:
    def asked(count: int) -> int:
        def fill(work: Work) -> list[str]:
            return [actions.add(work, "R", due=JANUARY, every="month").ref for _ in range(count)]

        refs = desk(fill)
        seen: list[str] = []

        def close(work: Work) -> None:
            closed = names.actions(work, refs)
            event.listen(work.session.bind, "before_cursor_execute", lambda *a: seen.append(a[2]))
            recurrence.make_next(work, closed)

        desk(close)
        return sum(each.lstrip().startswith("SELECT") for each in seen)

    assert asked(2) == asked(20)


def test_reopening_says_that_the_next_stays(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    desk(steps.reopen, ["A1"], why="Withdrawn")
    assert desk.said[-1] == "A2, which follows A1, stays as it is"


def test_a_next_that_was_archived_is_made_again(desk: Desk) -> None:
    repeat(desk)
    done(desk)
    desk(archive.archive, ["A2"])
    desk(steps.reopen, ["A1"], why="Withdrawn")
    done(desk)
    assert desk.rows("SELECT id FROM action WHERE archived_on IS NULL") == [(1,), (3,)]


def test_a_series_begun_on_a_deadline_that_moved_earlier_passes_over_no_day(desk: Desk) -> None:
    desk.action(due=date(2017, 6, 30))
    desk(actions.update, ["A1"], due=date(2017, 5, 31))
    desk(actions.update, ["A1"], every="month")
    done(desk)
    assert dues(desk) == ["2017-05-31", "2017-06-30"]


def test_a_series_at_the_end_of_the_calendar_says_how_to_end_it(desk: Desk) -> None:
    repeat(desk, "year", date(2999, 6, 30))
    with pytest.raises(NotAllowed, match="tracker update A1 --every none"):
        done(desk)
    desk(actions.update, ["A1"], every="none")
    done(desk)


def test_a_first_deadline_typed_wrong_takes_the_anchor_along_when_corrected(desk: Desk) -> None:
    repeat(desk)
    desk(actions.update, ["A1"], due=date(2017, 1, 15), why="Typed wrong", correct=True)
    done(desk)
    assert dues(desk)[1] == "2017-02-15"


def test_parts_of_what_repeats_repeat_as_well_and_a_merged_series_is_named(desk: Desk) -> None:
    repeat(desk)
    desk(split_merge.split, "A1", ["Draft", "Send"])
    assert desk.rows("SELECT every FROM action WHERE id > 1") == [("month",), ("month",)]
    desk.action("Other")
    desk(split_merge.merge, ["A2"], into="A4")
    assert desk.said[0] == (
        "A2 merged into A4, dropped as merged; its series (every month) ends, "
        "to go on with it: tracker update A4 --every month"
    )
    desk(actions.update, ["A4"], every="year")
    desk(split_merge.merge, ["A3"], into="A4")
    assert desk.said[0].endswith("(every month) ends, A4 keeps its own (every year)")


def test_what_hangs_on_something_does_not_repeat_by_itself(desk: Desk) -> None:
    desk(milestones.add, "MINUSTAH:expiry")
    rule = dates.anchored("30d before MINUSTAH:expiry")
    with pytest.raises(NotAllowed, match="does not repeat by itself"):
        desk(actions.add, "Report", due=rule, every="month")
    repeat(desk)
    with pytest.raises(NotAllowed, match="does not repeat by itself"):
        desk(actions.update, ["A1"], due=rule, why="It hangs on the Council")


def test_only_open_actions_are_given_a_rule_and_only_one_that_can_be_read(desk: Desk) -> None:
    desk.action(due=JANUARY)
    with pytest.raises(Unreadable, match="no rule of repeating"):
        desk(actions.update, ["A1"], every="now and then")
    done(desk)
    with pytest.raises(NotAllowed, match="only open actions repeat"):
        desk(actions.update, ["A1"], every="month")
