"""Milestones on the command line: what is shown before a move, and where rules are read."""

from pathlib import Path

import pytest
from command_line import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.do("milestone", "add", "MINUSTAH:expiry", "--on", "2017-10-15")
    desk.do("add", "Plan", "--due", "30d before MINUSTAH:expiry")
    return desk


MOVE = ("milestone", "move", "MINUSTAH:expiry", "--on", "2018-04-15", "--why", "S/RES/2410")


def test_a_move_lists_every_deadline_before_it_asks_and_changes_nothing_unasked(
    desk: Desk,
) -> None:
    found = desk.run(*MOVE)
    assert found.code == 2
    assert "  A1 2017-09-15 -> 2018-03-16 (+182 days)\n" in found.err
    assert "agree with --yes" in found.err
    assert "2017-09-15" in desk.do("list", "-f", "csv")


def test_a_move_is_tried_without_effect_and_then_made(desk: Desk) -> None:
    tried = desk.do(*MOVE, "--dry-run")
    assert "A1 2017-09-15 -> 2018-03-16 (+182 days)" in tried
    done = desk.do(*MOVE, "--yes")
    assert done == tried.rstrip("\n") + " · undo with: tracker undo\n"


def test_a_milestone_that_nothing_hangs_on_moves_without_a_question(desk: Desk) -> None:
    desk.do("milestone", "add", "UNOCI:expiry", "--on", "2017-06-30")
    desk.do("milestone", "move", "UNOCI:expiry", "--on", "2017-07-31", "--why", "Extended")


def test_a_conversation_that_deadlines_hang_on_asks_as_well(desk: Desk) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    desk.do("add", "Summarise", "--due", "2 weeks after C1")
    found = desk.run("conversation", "update", "C1", "--on", "2017-04-12", "--why", "No room")
    assert (found.code, found.out) == (2, "")
    assert "A2 2017-04-24 -> 2017-04-26 (+2 days)" in found.err
    desk.do("conversation", "update", "C1", "--place", "New York")


@pytest.mark.parametrize("name", ["table", "plain", "tsv", "csv", "md", "json", "ndjson"])
@pytest.mark.parametrize("command", ["list", "table", "export"])
def test_every_format_carries_the_rule(desk: Desk, command: str, name: str) -> None:
    out = " ".join(desk.do(command, "-f", name, COLUMNS="200").split())
    assert "2017-09-15" in out or "15 September 2017" in out
    assert "30d before MINUSTAH:expiry" in out


def test_an_undecided_deadline_is_shown_as_having_no_date_yet(desk: Desk) -> None:
    desk.do("milestone", "move", "MINUSTAH:expiry", "--on", "undecided", "--why", "x", "--yes")
    for args in (("list",), ("show", "A1"), ("table", "-f", "md"), ("brief", "-f", "md")):
        assert "no date yet (30d before MINUSTAH:expiry)" in desk.do(*args, COLUMNS="200"), args


def test_columns_that_were_asked_for_stand_by_themselves(desk: Desk) -> None:
    out = desk.do("list", "--columns", "ref,due,due_rule")
    assert out.splitlines()[-1].split(maxsplit=2) == [
        "A1",
        "2017-09-15",
        "30d before MINUSTAH:expiry",
    ]


def test_a_rule_is_read_by_date_and_by_the_filters_of_days(desk: Desk) -> None:
    assert desk.do("date", "1m before minustah:expiry") == "2017-09-15\n"
    assert "A1" in desk.do("list", "--due-before", "at MINUSTAH:expiry")
    assert "A1" not in desk.do("list", "--due-after", "at MINUSTAH:expiry")
    where = ("--where", "due-before=at MINUSTAH:expiry")
    assert "A1 priority" in desk.do("update", *where, "--priority", "critical", "--yes")


def test_an_undecided_milestone_has_no_day_that_could_be_said(desk: Desk) -> None:
    desk.do("milestone", "add", "Haiti:election")
    found = desk.run("date", "at Haiti:election")
    assert found.code == 4
    assert "Haiti:election is undecided" in found.err


def test_only_deadlines_hang_on_something(desk: Desk) -> None:
    for args in (
        ("milestone", "move", "MINUSTAH:expiry", "--on", "30d before MINUSTAH:expiry"),
        ("milestone", "add", "Report:due", "--on", "30d before MINUSTAH:expiry"),
        ("update", "A1", "--start", "60d before MINUSTAH:expiry"),
    ):
        found = desk.run(*args)
        assert found.code == 2, args
        assert "hangs on a milestone or conversation, as only deadlines can" in found.err


def test_show_of_a_milestone_lists_what_hangs_on_it_in_order_of_date(desk: Desk) -> None:
    desk.do("add", "Earlier", "--due", "90d before MINUSTAH:expiry")
    desk.do("add", "Serves it", "--milestone", "MINUSTAH:expiry")
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    lines = desk.do("milestone", "show", "MINUSTAH:expiry", COLUMNS="160").splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  A")]
    assert listed == ["A2", "A1", "A3"]


def test_the_history_tells_a_move_with_its_reason(desk: Desk) -> None:
    desk.do(*MOVE, "--yes")
    out = desk.do("history", "MINUSTAH:expiry")
    assert "MINUSTAH:expiry due 2017-10-15 -> 2018-04-15" in out
