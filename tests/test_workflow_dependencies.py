"""What waits for what: said with each step, and nothing is forbidden by it."""

from datetime import date

from desk import Desk

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


def test_a_deadline_before_that_of_a_predecessor_is_pointed_out(desk: Desk) -> None:
    desk.action(due=date(2017, 5, 5))
    waiting(desk, "A1", due=date(2017, 4, 28))
    assert desk.said[-1] == "A2 is due 2017-04-28, before A1 that it waits for (2017-05-05)"
    desk(actions.update, ["A2"], due=date(2017, 5, 5), why="It waits")
    assert len(desk.said) == 1
