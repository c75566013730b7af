"""The progress table: every recommendation with its actions, and nothing lost."""

import pytest
from desk import Desk

from tracker.errors import NotFound
from tracker.read.queries.filters import Filters
from tracker.read.reports import table
from tracker.read.store import open_reader
from tracker.write.workflow import actions, recommendations, steps


def pairs(
    desk: Desk,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    limit: int | None = None,
) -> list[tuple[object, ...]]:
    with open_reader(desk.path, today=desk.today) as reader:
        found = table.make(reader, filters, columns="recommendation_ref,ref", limit=limit)
        rows = [tuple(row)[:2] for row in found.rows]  # without their conversation
    assert len(rows) == found.count
    return rows


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """One recommendation with two actions, one with none, and one action without any."""
    first = desk.recommendation("PBSO")
    desk.recommendation(conversation="C1")
    desk(actions.add, "Draft", recommendations=[first.ref], owner="PBSO")
    desk(actions.add, "Send", recommendations=[first.ref])
    desk(actions.add, "By the way", conversation="C1")
    return desk


def test_a_recommendation_without_action_keeps_one_row(desk: Desk) -> None:
    assert ("R2", None) in pairs(desk)


def test_actions_without_a_recommendation_come_last(desk: Desk) -> None:
    assert pairs(desk) == [("R1", "A1"), ("R1", "A2"), ("R2", None), (None, "A3")]


def test_finished_and_unaccepted_ones_are_included(desk: Desk) -> None:
    desk(recommendations.respond, "R1", "declined", why="Not ours")
    desk(steps.drop, ["A1"], why="Declined")
    assert ("R1", "A1") in pairs(desk)


def test_the_columns_are_those_of_the_table_that_is_handed_out(desk: Desk) -> None:
    with open_reader(desk.path, today=desk.today) as reader:
        found = table.make(reader)
        rows = [tuple(row) for row in found.rows]
    names = "number recommendation addressees response ref title owner first_due due slips status"
    assert [each.name for each in found.fields] == [
        *names.split(),
        "rag",
        "last_update",
        "next_step",
        "due_rule",
    ]
    assert rows[0][1:7] == ("Design mandates", ["PBSO"], "none", "A1", "Draft", "PBSO")
    assert rows[2][4:] == (*(None,) * 11, "C1")
    assert rows[3][:6] == (None, None, [], None, "A3", "By the way")


def test_rows_are_grouped_by_the_conversation_of_their_recommendation(desk: Desk) -> None:
    with open_reader(desk.path, today=desk.today) as reader:
        found = table.make(reader)
        assert [row[-1] for row in found.rows] == ["C1", "C1", "C1", None]
    assert found.group is not None
    assert found.group.name == "conversation"
    assert not found.only_heads
    assert found.meetings["C1"].day == "2017-02-24"


def test_chosen_columns_are_all_there_is_as_data(desk: Desk) -> None:
    with open_reader(desk.path, today=desk.today) as reader:
        assert table.make(reader, columns="ref").only_heads


def test_rows_that_are_sorted_otherwise_say_their_conversation(desk: Desk) -> None:
    with open_reader(desk.path, today=desk.today) as reader:
        found = table.make(reader, sort="-ref")
        assert found.group is None
        assert found.fields[0].name == "conversation"
        assert [row[0] for row in found.rows] == ["C1", "C1", "C1", None]


def test_filters_that_speak_of_actions_choose_actions(desk: Desk) -> None:
    assert pairs(desk, Filters(owner=("PBSO",))) == [("R1", "A1")]
    assert pairs(desk, Filters(no_owner=True)) == [("R1", "A2"), (None, "A3")]


def test_filters_that_speak_of_recommendations_keep_those_without_action(desk: Desk) -> None:
    assert pairs(desk, Filters(recommendation=("R2",))) == [("R2", None)]
    assert len(pairs(desk, Filters(conversation=("C1",)))) == 4


def test_a_limit_counts_the_rows_of_both_parts(desk: Desk) -> None:
    for limit in range(6):
        assert pairs(desk, limit=limit) == pairs(desk)[:limit]


def test_an_action_stands_under_each_of_its_recommendations(desk: Desk) -> None:
    desk(actions.update, ["A1"], recommendations=["R2"])
    assert pairs(desk) == [("R1", "A1"), ("R1", "A2"), ("R2", "A1"), (None, "A3")]


def test_words_are_found_in_recommendations_and_in_actions(desk: Desk) -> None:
    assert pairs(desk, Filters(text=("way",))) == [(None, "A3")]
    assert ("R2", None) in pairs(desk, Filters(text=("mandates",)))


def test_a_column_that_there_is_not_is_not_found(desk: Desk) -> None:
    with (
        open_reader(desk.path, today=desk.today) as reader,
        pytest.raises(NotFound, match="no column 'colour'"),
    ):
        table.make(reader, columns="colour")
