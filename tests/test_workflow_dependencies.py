"""What waits for what: said with each step, and nothing is forbidden by it."""

from datetime import date

from desk import Desk

from tracker.read import store
from tracker.read.queries import actions as queries
from tracker.write.workflow import actions, steps


def waiting(desk: Desk, *after: str, due: date | None = None) -> None:
    desk(actions.add, "Annotate four mandates", after=after, due=due)


def test_a_finished_or_dropped_predecessor_frees_what_waits_for_it_alone(desk: Desk) -> None:
    desk.action()
    desk.action()
    waiting(desk, "A1", "A2")
    desk(steps.done, ["A1"], note="Sent")
    assert not any("waits for nothing" in each for each in desk.said)
    desk(steps.drop, ["A2"], why="Not needed")
    assert desk.said[-1] == "A3 waits for nothing any more"


def test_what_was_freed_by_two_at_once_is_said_once(desk: Desk) -> None:
    desk.action()
    desk.action()
    waiting(desk, "A1", "A2")
    waiting(desk, "A2")
    desk(steps.done, ["A1", "A2"], note="Sent")
    assert desk.said[-1] == "A3, A4 wait for nothing any more"


def test_a_step_ahead_of_its_predecessor_is_allowed_and_says_so(desk: Desk) -> None:
    desk.action()
    waiting(desk, "A1")
    desk(steps.start, ["A2"])
    assert desk.said[0].endswith("though it waits for A1")
    desk(steps.done, ["A2"], note="Sent")
    assert "though it waits for A1" in desk.said[0]
    desk(steps.done, ["A1"], note="Sent")
    assert not any("waits" in each for each in desk.said)


def test_what_is_closed_by_the_same_command_is_not_waited_for(desk: Desk) -> None:
    desk.action()
    waiting(desk, "A1")
    desk(steps.done, ["A1", "A2"], note="Sent")
    assert not any("waits" in each for each in desk.said)


def test_a_closed_predecessor_is_said_not_to_be_waited_for(desk: Desk) -> None:
    desk.action()
    desk.action()
    desk(steps.drop, ["A1"], why="Not needed")
    waiting(desk, "A1")
    assert desk.said[-1] == "A3 waits for nothing: A1 is dropped"
    waiting(desk)
    desk(actions.update, ["A4"], after=["A1", "A2"])
    assert desk.said[-1] == "A4 waits for A2 alone: A1 is dropped"


def test_a_list_names_what_open_actions_wait_for_and_of_closed_ones_nothing(desk: Desk) -> None:
    desk.action()
    waiting(desk, "A1")

    def blocked_by() -> list[object]:
        with store.open_reader(desk.path, today=desk.today) as reader:
            found = queries.list_actions(
                reader, columns="blocked_by", include_closed=True, sort="ref"
            )
            return [row[0] for row in found.rows]

    assert blocked_by() == [[], ["A1"]]
    desk(steps.done, ["A2"], note="Sent")
    assert blocked_by() == [[], []]
    desk(steps.reopen, ["A2"], why="Withdrawn")
    desk(steps.drop, ["A1"], why="Not needed")
    assert blocked_by() == [[], []]


def test_a_predecessor_that_moves_behind_what_waits_for_it_is_pointed_out(desk: Desk) -> None:
    desk.action(due=date(2017, 4, 1))
    waiting(desk, "A1", due=date(2017, 4, 28))
    desk(actions.update, ["A1"], due=date(2017, 5, 5), why="Slow")
    assert desk.said[-1] == "A2 is due 2017-04-28, before A1 that it waits for (2017-05-05)"


def test_a_deadline_before_that_of_a_predecessor_is_pointed_out(desk: Desk) -> None:
    desk.action(due=date(2017, 5, 5))
    waiting(desk, "A1", due=date(2017, 4, 28))
    assert desk.said[-1] == "A2 is due 2017-04-28, before A1 that it waits for (2017-05-05)"
    desk(actions.update, ["A2"], due=date(2017, 5, 5), why="It waits")
    assert len(desk.said) == 1
