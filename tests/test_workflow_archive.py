"""Archiving and bringing back, and what hangs together."""

import pytest
from desk import TODAY, Desk

from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.write.workflow import actions, archive, conversations, names, parties, steps


def archived(desk: Desk, table: str) -> list[object]:
    sql = f"SELECT id FROM {table} WHERE archived_on IS NOT NULL ORDER BY id"
    return [row[0] for row in desk.rows(sql)]


def test_any_record_is_archived_and_comes_back(desk: Desk) -> None:
    desk.action(owner="PBSO")
    desk(archive.archive, ["1"])
    assert desk.said == ["A1 archived"]
    assert archived(desk, "action") == [1]
    desk(archive.archive, ["A1"])
    assert (desk.said, desk.command) == (["A1 is archived already: nothing to change"], None)
    desk(archive.unarchive, ["A1"])
    assert desk.said == ["A1 is back"]
    desk(archive.unarchive, ["A1"])
    assert (desk.said, desk.command) == (["A1 is not archived: nothing to change"], None)
    with pytest.raises(NotFound):
        desk(archive.archive, ["nobody"])


def test_the_way_out_is_a_command_that_runs_also_where_it_takes_one_record(desk: Desk) -> None:
    for title in ("First", "Second", "Third"):
        desk(conversations.add, title, on=TODAY, series="Prevention", create=True)
    with pytest.raises(NotAllowed) as refusal:
        desk(archive.archive, ["Prevention"])
    way_out = "tracker conversation update C1 --series none, and likewise for C2, C3"
    assert str(refusal.value).endswith(f"First: {way_out}")


def test_a_party_that_owns_open_actions_is_not_archived(desk: Desk) -> None:
    desk.action(owner="PBSO")
    with pytest.raises(NotAllowed) as refusal:
        desk(archive.archive, ["PBSO"])
    assert str(refusal.value) == (
        "P1 PBSO owns A1, and cannot be archived before these. "
        "First: tracker update A1 --owner PARTY"
    )
    desk(steps.drop, ["A1"], why="no budget")
    desk(archive.archive, ["PBSO"])
    assert desk.said == ["P1 PBSO archived"]


def test_what_hangs_on_a_record_holds_it_back_unless_it_goes_along(desk: Desk) -> None:
    desk(conversations.add, "Second", on=TODAY, series="S", create=True)
    desk.recommendation(conversation="C1")
    desk(actions.add, "Draft", recommendations=["R1"])
    desk(actions.add, "Then", after=["A1"])
    for ref, way_out in {
        "S": "tracker conversation update C1 --series none",
        "C1": "tracker archive R1",
        "R1": "tracker update A1 --remove-for R1",
        "A1": "tracker update A2 --remove-after A1",
    }.items():
        with pytest.raises(NotAllowed, match=way_out):
            desk(archive.archive, [ref])
    desk(archive.archive, ["series:S", "C1", "R1", "A1", "A2"])
    assert len(desk.said) == 5


def test_nothing_comes_back_to_hang_on_an_archived_record(desk: Desk) -> None:
    desk.recommendation()
    desk(archive.archive, ["C1", "R1"])
    with pytest.raises(NotAllowed, match="tracker unarchive C1 R1"):
        desk(archive.unarchive, ["R1"])
    desk(archive.unarchive, ["R1", "C1"])
    assert archived(desk, "recommendation") == []


def test_a_name_that_was_given_away_holds_a_party_back(desk: Desk) -> None:
    desk.party("PBSO")
    desk(archive.archive, ["PBSO"])
    desk.party("pbso")
    with pytest.raises(Conflict, match=r"its name 'PBSO' belongs to P2 \(party 'pbso'\) now"):
        desk(archive.unarchive, ["P1"])
    desk(parties.update, "P2", name="Other")
    desk(archive.unarchive, ["PBSO"])
    assert archived(desk, "party") == []


def test_a_theme_is_archived_though_it_is_used_and_comes_back_by_name(desk: Desk) -> None:
    desk(actions.add, "Draft", themes=["Mandates"], create=True)
    desk(archive.archive, ["theme:mandates"])
    assert desk.said == ["theme 'Mandates' archived"]
    desk(archive.unarchive, ["Mandates"])
    assert desk(names.theme, "Mandates").id == 1
