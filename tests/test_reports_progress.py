"""Progress by group: what is counted, over what the rates divide, and in which order."""

from datetime import date, timedelta

import pytest
from desk import TODAY, Desk

from tracker.errors import NotFound, Unreadable
from tracker.read.queries.filters import Filters
from tracker.read.reports import progress
from tracker.read.reports.shapes import Progress
from tracker.read.store import open_reader
from tracker.write.workflow import (
    actions,
    parties,
    recommendations,
    split_merge,
    steps,
)


# For ruff: a named tuple does not change.
def counted(desk: Desk, filters: Filters = Filters(), group: str = "conversation") -> Progress:  # noqa: B008
    with open_reader(desk.path, today=desk.today) as reader:
        return progress.make(reader, filters, group=group)


def row(report: Progress, group: str | None = None) -> dict[str, object]:
    """Return the row of a group, by field; the total unless one is named."""
    rows = [report.total] if group is None else [x for x in report.rows if x[0] == group]
    return dict(zip([each.name for each in report.fields], rows[0], strict=True))


def groups(report: Progress) -> list[object]:
    return [each[0] for each in report.rows]


def test_an_empty_file_has_a_total_of_nothing(desk: Desk) -> None:
    desk.party("PBSO")
    report = counted(desk)
    total = row(report)
    assert report.rows == []
    assert (total["actions"], total["acceptance_rate"], total["median_days"]) == (0, None, None)


def test_what_is_in_no_group_is_in_the_last_row(desk: Desk) -> None:
    meeting = desk.conversation()
    desk(actions.add, "Ours", conversation=meeting.ref)
    desk.action("Nobody's")
    report = counted(desk)
    assert groups(report) == ["C1", None]
    assert row(report)["actions"] == 2


def test_an_action_of_two_conversations_is_counted_once_and_named(desk: Desk) -> None:
    first, second = desk.conversation("First"), desk.conversation("Second")
    asked = desk.recommendation(conversation=second.ref)
    desk(actions.add, "Both", conversation=first.ref, recommendations=[asked.ref])
    report = counted(desk)
    assert (row(report, "C1")["actions"], row(report, "C2")["actions"]) == (1, 1)
    assert row(report)["actions"] == 1
    assert report.several == (("A1", ("C1", "C2")),)


def test_acceptance_divides_by_the_recommendations_with_a_response(desk: Desk) -> None:
    meeting = desk.conversation().ref
    for answer in ("accepted", "partly-accepted", "declined", "noted", None):
        asked = desk.recommendation("PBSO", conversation=meeting)
        if answer:
            desk(recommendations.respond, asked.ref, answer, why="Discussed")
    total = row(counted(desk))
    assert (total["recommendations"], total["with_response"], total["accepted"]) == (5, 4, 2)
    assert (total["acceptance_rate"], total["acceptance_rate_of"]) == (0.5, 4)


def test_accepted_by_one_and_declined_by_another_counts_as_accepted_and_is_said_to_be_mixed(
    desk: Desk,
) -> None:
    meeting = desk.conversation("Second").ref
    both = desk.recommendation("DPA", "PBSO", conversation=meeting)
    desk(recommendations.respond, both.ref, "accepted", party="DPA", why="In the plan")
    desk(recommendations.respond, both.ref, "declined", party="PBSO", why="No money")
    total = row(counted(desk))
    assert (total["with_response"], total["accepted"], total["mixed"]) == (1, 1, 1)


def test_implementation_divides_by_the_actions_towards_accepted_ones(desk: Desk) -> None:
    meeting = desk.conversation().ref
    accepted = desk.recommendation("PBSO", conversation=meeting)
    desk(recommendations.respond, accepted.ref, "accepted", why="Agreed")
    noted = desk.recommendation("PBSO", conversation=meeting)
    for title in ("Done", "Dropped", "Open", "Checked"):
        desk(actions.add, title, recommendations=[accepted.ref])
    desk(actions.add, "Elsewhere", recommendations=[noted.ref])
    desk(steps.done, ["A1", "A4", "A5"], note="Sent")
    desk(steps.verify, ["A4"])
    desk(steps.drop, ["A2"], why="Overtaken")
    total = row(counted(desk))
    assert (total["implementation_rate"], total["implementation_rate_of"]) == (0.5, 4)


def test_split_and_merged_actions_are_outside_the_rates(desk: Desk) -> None:
    accepted = desk.recommendation("PBSO")
    desk(recommendations.respond, accepted.ref, "accepted", why="Agreed")
    desk(actions.add, "Whole", recommendations=[accepted.ref])
    desk(split_merge.split, "A1", ["Part one", "Part two"])
    desk(steps.done, ["A2"], note="Sent")
    total = row(counted(desk))
    assert (total["actions"], total["dropped"], total["split_merged"]) == (3, 1, 1)
    assert (total["implementation_rate"], total["implementation_rate_of"]) == (0.5, 2)
    assert (total["median_days"], total["median_days_of"]) == (0, 1)


def test_being_on_time_is_told_against_both_deadlines(desk: Desk) -> None:
    soon, late = TODAY + timedelta(days=5), TODAY + timedelta(days=30)
    for title in ("Moved", "Kept"):
        desk.action(title, due=soon)
    desk(actions.update, ["A1"], due=late, why="Translation")
    desk.today = TODAY + timedelta(days=20)
    desk(steps.done, ["A1"], note="Sent")
    desk(steps.done, ["A2"], note="Sent", on=soon)
    total = row(counted(desk))
    assert (total["on_time_rate"], total["on_time_rate_of"]) == (1, 2)
    assert (total["on_time_rate_first"], total["on_time_rate_first_of"]) == (0.5, 2)


def test_the_median_is_of_the_days_until_closed(desk: Desk) -> None:
    for title in ("One", "Two", "Three", "Open"):
        desk.action(title)
    for ref, days in (("A1", 4), ("A2", 10), ("A3", 11)):
        desk.today = TODAY + timedelta(days=days)
        desk(steps.done, [ref], note="Sent")
    assert row(counted(desk))["median_days"] == 10


def test_conversations_stand_in_the_order_in_which_they_were_held(desk: Desk) -> None:
    from tracker.write.workflow import conversations

    desk(conversations.add, "Later", on=date(2017, 4, 10))
    desk(conversations.add, "Sooner", on=date(2016, 10, 26))
    for ref in ("C1", "C2"):
        desk(actions.add, "Draft", conversation=ref)
    assert groups(counted(desk)) == ["C2", "C1"]


def test_statuses_stand_in_the_order_of_the_work(desk: Desk) -> None:
    for title in ("Draft", "Send", "Print"):
        desk.action(title)
    desk(steps.start, ["A1"])
    desk(steps.done, ["A2"], note="Sent")
    assert groups(counted(desk, group="status")) == ["not-started", "in-progress", "implemented"]


def test_months_are_those_of_the_deadline(desk: Desk) -> None:
    for due in (date(2017, 6, 30), date(2017, 3, 1), None):
        desk.action(due=due)
    assert groups(counted(desk, group="month")) == ["2017-03", "2017-06", None]


def test_owners_are_named_and_a_recommendation_stands_with_those_of_its_actions(desk: Desk) -> None:
    desk(parties.add, "Peacebuilding Support Office", short="PBSO")
    asked = desk.recommendation()
    desk.recommendation(conversation="C1")
    desk(actions.add, "Draft", recommendations=[asked.ref], owner="PBSO")
    desk(actions.add, "Send", recommendations=[asked.ref], owner="DPKO", create=True)
    report = counted(desk, group="owner")
    assert groups(report) == ["DPKO", "PBSO", None]
    assert row(report, "PBSO")["title"] == "Peacebuilding Support Office"
    assert row(report, "PBSO")["recommendations"] == 1
    assert row(report)["recommendations"] == 2
    assert report.several == (("R1", ("DPKO", "PBSO")),)


def test_an_action_is_under_the_themes_of_its_recommendations_too(desk: Desk) -> None:
    meeting = desk.conversation().ref
    asked = desk(recommendations.add, "Ask", conversation=meeting, themes=["Mandates"], create=True)
    desk(actions.add, "Draft", recommendations=[asked.ref], themes=["Haiti"], create=True)
    assert groups(counted(desk, group="theme")) == ["Haiti", "Mandates"]


def test_filters_choose_what_is_counted(desk: Desk) -> None:
    asked = desk.recommendation()
    desk(actions.add, "Draft", recommendations=[asked.ref], owner="PBSO", create=True)
    desk(actions.add, "Send", owner="DPKO", create=True)
    desk.recommendation(conversation="C1")
    total = row(counted(desk, Filters(owner=("PBSO",))))
    assert (total["actions"], total["recommendations"]) == (1, 1)


def test_a_group_that_there_is_not_is_refused(desk: Desk) -> None:
    desk.action()
    with pytest.raises(Unreadable, match="not by 'colour'"):
        counted(desk, group="colour")
    with pytest.raises(NotFound):
        counted(desk, Filters(owner=("Nobody",)))


def test_as_a_list_the_total_is_the_last_row(desk: Desk) -> None:
    desk.action()
    found = progress.listing(counted(desk))
    rows = list(found.rows)
    assert [each[0] for each in rows] == [None, "total"]
    assert (found.count, found.total) == (2, 2)


def test_the_median_of_the_total_counts_an_action_once_whatever_it_serves(desk: Desk) -> None:
    meeting = desk.conversation().ref
    first, second = (desk.recommendation("PBSO", conversation=meeting).ref for _ in range(2))
    desk(actions.add, "Both", recommendations=[first, second])
    desk(actions.add, "One", recommendations=[first])
    for days, ref in ((10, "A2"), (20, "A1")):
        desk.today = TODAY + timedelta(days=days)
        desk(steps.done, [ref], note="sent")
    for group in ("recommendation", "conversation", "status"):
        total = row(counted(desk, group=group))
        assert (total["median_days"], total["median_days_of"]) == (15, 2), group
