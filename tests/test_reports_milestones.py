"""Milestones in a brief: what hangs on those ahead, and on those that are closed."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from desk import Desk

from tracker.read.reports import brief
from tracker.read.reports.shapes import Section
from tracker.write.workflow import actions

TODAY = date(2017, 2, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with three milestones, written past the journal: their verbs come later."""
    made = Desk(str(tmp_path / "tracker.db"))
    for title in ("Hand over", "Withdraw", "Report", "Close"):
        made(actions.add, title)
    connection = sqlite3.connect(made.path)
    connection.executescript(
        "INSERT INTO milestone (id, uid, slug, kind, title, due_on, closed_on) VALUES"
        " (1, 'a', 'MINUSTAH:expiry', 'mandate-expiry', 'Mandate in Haiti', NULL, NULL),"
        " (2, 'b', 'UNOCI:expiry', 'mandate-expiry', NULL, '2017-06-30', NULL),"
        " (3, 'c', 'UNOCI:report', 'report-due', NULL, '2017-01-31', '2017-02-01'),"
        " (4, 'd', 'past', 'other', NULL, '2017-01-01', NULL);"
        "UPDATE action SET milestone_id = 2, due_milestone_id = 1 WHERE id = 1;"
        "UPDATE action SET milestone_id = 2 WHERE id = 2;"
        "UPDATE action SET milestone_id = 3 WHERE id = 3;"
        "UPDATE action SET milestone_id = 4 WHERE id = 4;"
    )
    connection.close()
    return made


def section(desk: Desk, name: str) -> Section:
    report = brief.prepare(desk.path, today=desk.today, only=frozenset([name]))
    return report.sections[0]


def test_milestones_ahead_name_the_open_actions_that_hang_on_them(desk: Desk) -> None:
    assert section(desk, "milestones").rows == [
        ("UNOCI:expiry", None, "2017-06-30", 2, ["A1", "A2"]),
        ("MINUSTAH:expiry", "Mandate in Haiti", None, 1, ["A1"]),
    ]


def test_an_open_action_on_a_closed_milestone_waits_for_a_decision(desk: Desk) -> None:
    found = section(desk, "decisions")
    reasons = {row[0]: row[-1] for row in found.rows}
    assert reasons["A3"] == ["no-owner", "no-deadline", "closed-milestone"]
    assert "closed-milestone" not in reasons["A2"]


def test_a_deadline_on_an_undecided_milestone_is_not_missing(desk: Desk) -> None:
    found = section(desk, "decisions")
    assert {row[0]: row[-1] for row in found.rows}["A1"] == ["no-owner"]
