"""Adding actions and changing what they hold."""

from datetime import date

import pytest
from desk import Desk

from tracker.errors import NeedsOption, NotAllowed, NotFound, Unreadable
from tracker.write.workflow import actions, archive

JUNE_30 = date(2017, 6, 30)


def test_adding_keeps_the_words_and_says_what_is_missing(desk: Desk) -> None:
    action = desk(actions.add, "  Strengthen the unified approach ")
    assert action.title == "Strengthen the unified approach"
    assert desk.said == [
        (
            "A1 'Strengthen the unified approach' added. Not actionable yet: it does not say who, "
            "by when, which deliverable. Complete it with: "
            "tracker update A1 --owner PARTY --due WHEN --detail TEXT"
        )
    ]


def test_adding_with_all_that_is_needed_says_it_and_nothing_more(desk: Desk) -> None:
    recommendation = desk.recommendation("PBSO")
    desk.action("First")
    action = desk(
        actions.add,
        "Draft the note",
        recommendations=[recommendation.ref],
        conversation="C1",
        owner="PBSO",
        supporting=["DPA", "DPKO"],
        due=JUNE_30,
        start=date(2017, 3, 1),
        next_step="Outline",
        priority="critical",
        themes=["Mandates"],
        after=["1"],
        detail="Two pages",
        create=True,
    )
    assert desk.said[-1] == (
        "A2 'Draft the note' added: owner PBSO, due 2017-06-30 (Fri, in 126 days), "
        "start 2017-03-01 (Wed, in 5 days), priority critical, next: 'Outline', from C1, "
        "for R1, with DPA DPKO, theme Mandates, after A1"
    )
    assert action.first_due_on == JUNE_30
    assert ("action", 2) in desk.changed


def test_an_update_tells_every_change_in_one_sentence(desk: Desk) -> None:
    desk.action(owner="PBSO")
    desk(
        actions.update,
        ["A1"],
        title="Send the note",
        owner="DPA",
        priority="important",
        next_step="Ask",
        supporting=["DPKO"],
        create=True,
    )
    assert desk.said[-1] == (
        "A1 title 'Draft the note' -> 'Send the note', next none -> 'Ask', "
        "priority normal -> important, owner PBSO -> DPA, with +DPKO"
    )


def test_none_clears_and_remove_takes_away(desk: Desk) -> None:
    recommendation = desk.recommendation("PBSO").ref
    desk.action("First")
    desk(
        actions.add,
        "Draft",
        recommendations=[recommendation],
        conversation="C1",
        owner="PBSO",
        supporting=["DPA"],
        next_step="Ask",
        detail="Two pages",
        themes=["Mandates"],
        after=["A1"],
        priority="critical",
        start=date(2017, 3, 1),
        create=True,
    )
    desk(
        actions.update,
        ["A2"],
        owner="none",
        conversation="None",
        next_step="none",
        detail="none",
        priority="none",
        start="none",
        remove_recommendations=["r1"],
        remove_supporting=["dpa"],
        remove_themes=["mandates"],
        remove_after=["1"],
    )
    assert desk.said == [
        (
            "A2 detail 'Two pages' -> none, next 'Ask' -> none, priority critical -> normal, "
            "owner PBSO -> none, conversation C1 -> none, start 2017-03-01 -> none, "
            "for -R1, with -DPA, theme -Mandates, after -A1"
        )
    ]
    assert desk.rows("SELECT * FROM action_supporting") == []


def test_what_holds_already_is_no_change(desk: Desk) -> None:
    desk.action(owner="PBSO", due=JUNE_30)
    desk(
        actions.update,
        ["A1", "1", "a1"],
        title="Draft the note",
        owner="pbso",
        due=JUNE_30,
        remove_themes=[],
        priority="normal",
    )
    assert desk.said == ["A1 holds that already: nothing to change"]
    assert (desk.command, desk.changed) == (None, [])


def test_many_actions_change_together_or_not_at_all(desk: Desk) -> None:
    desk.action(due=date(2017, 3, 1))
    desk.action(due=JUNE_30)
    with pytest.raises(NeedsOption, match="A1 is due 2017-03-01"):
        desk(actions.update, ["A2", "A1"], due=date(2017, 5, 1))
    assert desk.rows("SELECT due_on FROM action") == [("2017-03-01",), ("2017-06-30",)]
    desk(actions.update, ["A2", "A1"], due=date(2017, 5, 1), why="joint deadline")
    assert [each[:2] for each in desk.said] == ["A2", "A1"]


def test_the_owner_does_not_support_its_own_action(desk: Desk) -> None:
    desk.action(owner="PBSO")
    with pytest.raises(NotAllowed, match="PBSO owns A1 and cannot support it"):
        desk(actions.update, ["A1"], supporting=["PBSO"])
    desk(actions.update, ["A1"], supporting=["DPA"], create=True)
    desk(actions.update, ["A1"], owner="DPA")
    assert desk.said == ["A1 owner PBSO -> DPA, with -DPA"]


def test_a_circle_of_dependencies_is_refused_and_printed(desk: Desk) -> None:
    for title in ("One", "Two", "Three"):
        desk.action(title)
    desk(actions.update, ["A2"], after=["A1"])
    desk(actions.update, ["A3"], after=["A2"])
    with pytest.raises(NotAllowed, match="A1 → A3 → A2 → A1"):
        desk(actions.update, ["A1"], after=["A3"])
    with pytest.raises(NotAllowed, match="A1 → A1"):
        desk(actions.update, ["A1"], after=["A1"])
    assert len(desk.rows("SELECT * FROM action_dependency")) == 2


def test_an_action_does_not_start_after_it_is_due(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="start on 2017-07-01, after it is due"):
        desk(actions.add, "Draft", due=JUNE_30, start=date(2017, 7, 1))
    desk.action(due=JUNE_30)
    with pytest.raises(NotAllowed, match="A1 would start on 2017-07-01"):
        desk(actions.update, ["A1"], start=date(2017, 7, 1))


def test_an_archived_action_is_not_changed(desk: Desk) -> None:
    desk.action()
    desk(archive.archive, ["A1"])
    with pytest.raises(NotAllowed, match="tracker unarchive A1"):
        desk(actions.update, ["A1"], title="Other")


def test_words_outside_the_vocabulary_are_refused_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(Unreadable, match=r"'criticl' is not a priority\. Did you mean critical"):
        desk(actions.add, "Draft", priority="criticl")


def test_a_failed_add_leaves_nothing_of_what_it_created(desk: Desk) -> None:
    desk.action()
    with pytest.raises(NotFound):
        desk(actions.add, "Draft", owner="PBSO", recommendations=["R9"], create=True)
    assert desk.rows("SELECT * FROM party") == []


def test_a_correction_without_a_reason_is_refused_whatever_it_corrects(desk: Desk) -> None:
    desk.action()
    with pytest.raises(NeedsOption, match="A correction needs a reason"):
        desk(actions.update, ["A1"], title="Other", correct=True)


def test_a_title_cannot_be_cleared(desk: Desk) -> None:
    desk.action()
    with pytest.raises(Unreadable, match="The title cannot be cleared"):
        desk(actions.update, ["A1"], title="none")
