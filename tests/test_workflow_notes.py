"""Notes on actions and recommendations, and their correction."""

from datetime import date

import pytest
from desk import Desk

from tracker.errors import NeedsOption, NotFound, Unreadable
from tracker.write.workflow import notes


def test_a_note_is_about_an_action_or_a_recommendation(desk: Desk) -> None:
    desk.action()
    desk.recommendation()
    desk(notes.add, "1", "Draft is out")
    assert desk.said == ["N1 'Draft is out' noted about A1"]
    assert set(desk.changed) == {("note", 1), ("action", 1)}
    desk(
        notes.add,
        "r1",
        "Taken up\nin the debate",
        source="document",
        evidence="S/PV.7918",
        on=date(2017, 2, 1),
        share=True,
    )
    assert desk.said[0].endswith(
        "noted about R1 (on 2017-02-01, source document, evidence 'S/PV.7918')"
    )
    with pytest.raises(NotFound, match="'P1' is neither an action nor a recommendation"):
        desk(notes.add, "P1", "text")
    with pytest.raises(NotFound, match="There is no action A9"):
        desk(notes.add, "A9", "text")
    with pytest.raises(Unreadable, match="'rumour' is not a source"):
        desk(notes.add, "A1", "text", source="rumour")


def test_a_note_stamps_its_action(desk: Desk) -> None:
    desk.action()
    desk(notes.add, "A1", "Draft is out")
    assert desk.rows("SELECT updated_at FROM action") == [("2017-02-24T10:00:00Z",)]


def test_a_note_is_corrected_with_a_reason(desk: Desk) -> None:
    desk.action()
    desk(notes.add, "A1", "Draft is uot", evidence="S/1")
    with pytest.raises(NeedsOption, match="--why"):
        desk(notes.correct, "N1", why=None, text="Draft is out")
    desk(
        notes.correct,
        "n1",
        why="typed wrong",
        text="Draft is out",
        evidence="none",
        on=date(2017, 2, 20),
        source="assumed",
        share=True,
    )
    assert desk.said == [
        (
            "N1 text 'Draft is uot' -> 'Draft is out', source owner -> assumed, "
            "evidence 'S/1' -> none, on 2017-02-24 -> 2017-02-20, words kept back -> shared"
        )
    ]
    desk(notes.correct, "N1", why="typed wrong", text="Draft is out")
    assert desk.command is None
