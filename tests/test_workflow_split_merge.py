"""Splitting and merging: what the parts inherit, what moves along, and what is refused."""

from datetime import date

import pytest
from desk import Desk

from tracker.errors import NotAllowed, Unreadable
from tracker.read import store
from tracker.read.reports import progress, table
from tracker.write.workflow import actions, archive, notes, split_merge, steps

MAY_1 = date(2017, 5, 1)
JUNE_1 = date(2017, 6, 1)


def full_action(desk: Desk, *, owner: str = "PBSO") -> str:
    recommendation = desk.recommendation("PBSO")
    return desk(
        actions.add,
        "Lessons from closing operations",
        recommendations=[recommendation.ref],
        conversation=f"C{recommendation.conversation_id}",
        owner=owner,
        supporting=["DPA"],
        due=MAY_1,
        priority="critical",
        themes=["Mandates"],
        create=True,
    ).ref


def test_the_next_step_goes_to_the_first_part(desk: Desk) -> None:
    desk(actions.add, "Draft", next_step="Ask the mission", owner="DPKO", create=True)
    desk(split_merge.split, "A1", ["Haiti", "Abidjan"])
    assert desk.said[1:] == [
        "A2 'Haiti' added, split from A1, not-started, next: 'Ask the mission'",
        "A3 'Abidjan' added, split from A1, not-started",
    ]
    assert desk.rows("SELECT next_step FROM action WHERE id > 1") == [("Ask the mission",), (None,)]


def test_the_parts_inherit_all_that_the_action_stood_for(desk: Desk) -> None:
    full_action(desk)
    desk.action("Waits")
    desk.action("Comes first")
    desk(actions.update, ["A2"], after=["A1"])
    desk(actions.update, ["A1"], after=["A3"], due=JUNE_1, why="postponed")
    parts = desk(split_merge.split, "A1", ["Haiti", "Côte d'Ivoire"])
    assert [each.ref for each in parts] == ["A4", "A5"]
    for part in parts:
        assert (part.first_due_on, part.due_on) == (MAY_1, JUNE_1)
        assert (part.owner_id, part.conversation_id, part.priority) == (1, 1, "critical")
        assert part.status == "not-started"
    for each in ("deadline_move", "action_recommendation", "action_supporting", "action_theme"):
        assert desk.rows(f"SELECT action_id FROM {each} ORDER BY id") == [(1,), (4,), (5,)]
    assert desk.rows("SELECT action_id, after_id FROM action_dependency ORDER BY 1, 2") == [
        *[(1, 3), (2, 4), (2, 5), (4, 3), (5, 3)]
    ]
    assert desk.rows("SELECT action_id, kind, other_id FROM action_link") == [
        (4, "split-from", 1),
        (5, "split-from", 1),
    ]
    assert desk.rows("SELECT status, closure, reason FROM action WHERE id = 1") == [
        ("dropped", "split", "Split into A4 A5")
    ]
    assert desk.said == [
        "A1 split into A4 A5, dropped as split; these are now waited for by A2",
        "A4 'Haiti' added, split from A1, not-started, due 2017-06-01",
        "A5 'Côte d'Ivoire' added, split from A1, not-started, due 2017-06-01",
    ]


def test_a_split_needs_two_titles_and_an_open_action(desk: Desk) -> None:
    desk.action()
    with pytest.raises(Unreadable, match="two parts or more"):
        desk(split_merge.split, "A1", ["One"])
    desk(steps.drop, ["A1"], why="no budget")
    with pytest.raises(NotAllowed, match="already dropped"):
        desk(split_merge.split, "A1", ["One", "Two"])


def test_merging_moves_everything_along(desk: Desk) -> None:
    full_action(desk)
    kept = desk.action("Kept", owner="DPKO").ref
    desk.action("Waits")
    desk(actions.update, ["A3"], after=["A1"])
    desk(notes.add, "A1", "Draft is out", evidence="S/2017/89")
    target = desk(split_merge.merge, ["A1"], into=kept)
    assert target.ref == "A2"
    assert desk.said == [
        "A1 merged into A2, dropped as merged",
        (
            "A2 takes over from A1: conversation C1, for +R1, with +DPA +PBSO, theme +Mandates, "
            "notes N1, waited for by A3"
        ),
    ]
    for each in ("action_recommendation", "action_supporting", "action_theme", "note"):
        assert 2 in {row[0] for row in desk.rows(f"SELECT action_id FROM {each}")}
    assert desk.rows("SELECT action_id, after_id FROM action_dependency") == [(3, 2)]
    assert desk.rows("SELECT action_id, kind, other_id FROM action_link") == [(1, "merged-into", 2)]
    assert desk.rows("SELECT status, closure FROM action WHERE id = 1") == [("dropped", "merged")]
    assert target.conversation_id == 1


def test_what_both_have_is_not_doubled(desk: Desk) -> None:
    full_action(desk)
    desk(
        actions.add,
        "Kept",
        recommendations=["R1"],
        owner="PBSO",
        supporting=["DPA"],
        themes=["Mandates"],
    )
    desk(split_merge.merge, ["A1"], into="A2")
    assert desk.said == [
        "A1 merged into A2, dropped as merged",
        "A2 takes over from A1: conversation C1",
    ]
    assert desk.rows("SELECT action_id FROM action_recommendation ORDER BY 1") == [(1,), (2,)]


def test_a_merged_action_stays_under_its_recommendation(desk: Desk) -> None:
    full_action(desk)
    desk.action("Kept")
    desk(split_merge.merge, ["A1"], into="A2")
    with store.open_reader(desk.path, today=desk.today) as reader:
        told = {row[0] for row in table.make(reader, columns="ref").rows}
        groups = [row[0] for row in progress.make(reader, group="recommendation").rows]
    assert told == {"A1", "A2"}
    assert groups == ["R1"]


def test_actions_that_wait_for_each_other_can_be_merged(desk: Desk) -> None:
    desk.action("One")
    desk.action("Two")
    desk(actions.update, ["A2"], after=["A1"])
    desk(split_merge.merge, ["A1"], into="A2")
    assert desk.rows("SELECT * FROM action_dependency") == []


def test_a_merge_that_would_make_a_circle_is_refused(desk: Desk) -> None:
    for title in ("One", "Two", "Three"):
        desk.action(title)
    desk(actions.update, ["A2"], after=["A1"])
    desk(actions.update, ["A3"], after=["A2"])
    with pytest.raises(NotAllowed, match="A1 → A2 → A1"):
        desk(split_merge.merge, ["A3"], into="A1")
    assert desk.rows("SELECT status FROM action WHERE id = 3") == [("not-started",)]


def test_an_action_is_merged_into_another_open_one_only(desk: Desk) -> None:
    desk.action("One")
    desk.action("Two")
    with pytest.raises(NotAllowed, match="cannot be merged into itself"):
        desk(split_merge.merge, ["A1"], into="1")
    desk(steps.done, ["A2"], note="sent")
    with pytest.raises(NotAllowed, match="A2 is implemented"):
        desk(split_merge.merge, ["A1"], into="A2")


def test_a_merge_does_not_let_out_what_is_under_a_stricter_rule(desk: Desk) -> None:
    desk.conversation("Open", "public")
    desk.conversation("Closed", "confidential")
    desk(actions.add, "Public", conversation="C1")
    desk(actions.add, "Confidential", conversation="C2")
    with pytest.raises(NotAllowed, match="tracker merge A1 --into A2"):
        desk(split_merge.merge, ["A2"], into="A1")
    desk(split_merge.merge, ["A1"], into="A2")


def test_a_merge_does_not_let_out_what_is_under_no_conversation(desk: Desk) -> None:
    desk.conversation("Open", "public")
    desk(actions.add, "Public", conversation="C1")
    desk.action("Free")
    for merged, target in (("A2", "A1"), ("A1", "A2")):
        if target == "A1":
            with pytest.raises(NotAllowed, match="tracker merge A1 --into A2"):
                desk(split_merge.merge, [merged], into=target)
        else:
            assert desk(split_merge.merge, [merged], into=target).conversation_id is None


def test_a_merge_that_would_let_out_either_way_says_what_to_do_first(desk: Desk) -> None:
    desk.conversation("Open", "public")
    desk.recommendation("PBSO", conversation="Open")
    desk(actions.add, "Public", recommendations=["R1"])
    desk.action("Free")
    for merged, target in (("A1", "A2"), ("A2", "A1")):
        with pytest.raises(NotAllowed, match=f"tracker update {merged} {target} --conversation"):
            desk(split_merge.merge, [merged], into=target)


def test_what_is_archived_gives_no_rule_to_a_merge(desk: Desk) -> None:
    desk.conversation("Open", "public")
    desk.recommendation("PBSO", conversation="Open")
    desk(actions.add, "Free", recommendations=["R1"])
    desk(actions.add, "Public", conversation="C1")
    desk(archive.archive, ["A1", "R1"])
    with pytest.raises(NotAllowed, match="tracker unarchive R1 A1"):
        desk(archive.unarchive, ["A1"])


def test_a_merged_action_that_was_reopened_can_be_merged_again(desk: Desk) -> None:
    desk.action("One")
    desk.action("Two")
    desk(split_merge.merge, ["A1"], into="A2")
    desk(steps.reopen, ["A1"], why="not the same")
    desk(split_merge.merge, ["A1"], into="A2", why="the same after all")
    assert desk.rows("SELECT reason FROM action WHERE id = 1") == [("the same after all",)]
