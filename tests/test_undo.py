"""A whole command is undone as one new command, and the journal still leads to the present."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from desk import Desk

from tracker.errors import Conflict, DatabaseError, NotAllowed, NotFound
from tracker.read import store
from tracker.read.queries import lines
from tracker.write import replay, session, undo
from tracker.write.models import Action, ActionSupporting, Party
from tracker.write.session import Work
from tracker.write.workflow import actions, archive, parties, split_merge, steps

TODAY = date(2017, 2, 24)
NOW = "2017-02-24T10:00:00Z"
Begin = Callable[..., AbstractContextManager[Work]]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "tracker.db")


@pytest.fixture
def command(path: str) -> Iterator[Begin]:
    def begin(line: str = "tracker test", by: str = "amina") -> AbstractContextManager[Work]:
        return session.begin(path, today=TODAY, now=NOW, by=by, line=line)

    with begin("tracker add") as work:
        owner = work.add(Party(name="PBSO"))
        work.add(
            Action(
                title="Draft",
                owner_id=owner.id,
                created_on=TODAY,
                status_on=TODAY,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    yield begin
    replay.verify(path)


def first(work: Work) -> Action:
    found = work.get(Action, 1)
    assert found is not None
    return found


def titles(path: str) -> list[str]:
    with store.open_reader(path, today=TODAY) as reader:
        return [row[0] for row in reader.rows("SELECT title FROM action WHERE archived_on IS NULL")]


def test_a_changed_field_goes_back_and_forth(command: Begin, path: str) -> None:
    with command("tracker update") as work:
        first(work).title = "Circulate"
    with command() as work:
        assert undo.undo_last(work) == [2]
        assert work.said == [
            "Undid command 2: tracker update",
            "A1 title 'Circulate' -> 'Draft' · redo with: tracker undo --command 3",
        ]
    assert titles(path) == ["Draft"]
    with command() as work:
        undo.undo(work, 3)
    assert titles(path) == ["Circulate"]


def test_what_came_back_is_told_a_sentence_a_record(path: str) -> None:
    desk = Desk(path)
    desk.action("Draft the note", due=date(2017, 4, 15))
    desk(actions.update, ["A1"], due=date(2017, 4, 30), why="More time", priority="critical")
    desk(undo.undo_last)
    told = "A1 due 2017-04-30 -> 2017-04-15, priority critical -> normal"
    assert desk.said[1:] == [f"{told} · redo with: tracker undo --command 3"]
    desk(undo.undo, 3)
    redo = "tracker undo --command 4"
    assert desk.said[1:] == [
        "A1 due 2017-04-15 -> 2017-04-30, because: More time",
        f"A1 priority normal -> critical · redo with: {redo}",
    ]


def test_a_record_that_is_unmade_is_told_with_the_reason_and_without_its_links(path: str) -> None:
    desk = Desk(path)
    desk.party("PBSO")
    ref = desk.recommendation("PBSO").ref
    desk(actions.add, "Draft", recommendations=[ref], supporting=["PBSO"])
    desk(undo.undo_last)
    redo = f"tracker undo --command {desk.command}"
    assert desk.said[1:] == [f"A1 archived (it was made by that command) · redo with: {redo}"]
    desk(archive.archive, [ref])
    desk(archive.unarchive, [ref])
    desk(undo.undo_last)
    assert desk.said[1].startswith("R1 archived · redo")


def test_of_very_many_changes_the_first_are_told(path: str) -> None:
    desk = Desk(path)
    desk(lambda work: [actions.add(work, f"Draft {number}") for number in range(120)])
    desk(steps.start, [f"A{number}" for number in range(1, 121)])
    desk(undo.undo_last)
    assert desk.said[1:3] == [f"A{each} in-progress -> not-started" for each in (1, 2)]
    assert len(desk.said) == 1 + 100 + 1
    assert desk.said[-1].startswith("and 20 more changes · redo with: ")


def test_twice_goes_two_back(command: Begin, path: str) -> None:
    for title in ("Circulate", "Publish"):
        with command() as work:
            first(work).title = title
    for expected in ("Circulate", "Draft"):
        with command() as work:
            undo.undo_last(work)
        assert titles(path) == [expected]


def test_several_are_undone_at_once_each_as_a_command(command: Begin, path: str) -> None:
    for title in ("Circulate", "Publish"):
        with command() as work:
            first(work).title = title
    with command() as work:
        assert undo.undo_last(work, 2) == [3, 2]
    assert titles(path) == ["Draft"]
    assert replay.verify(path).commands == 5


def test_a_record_that_was_made_is_archived_and_comes_back(command: Begin, path: str) -> None:
    with command() as work:
        undo.undo_last(work)
    assert titles(path) == []
    with command() as work:
        undo.undo(work, 2)
    assert titles(path) == ["Draft"]


def test_a_link_that_was_removed_comes_back_under_its_own_number(command: Begin) -> None:
    with command() as work:
        link = work.add(ActionSupporting(action_id=1, party_id=1))
    with command() as work:
        found = work.get(ActionSupporting, link.id or 0)
        assert found is not None
        work.remove(found)
    with command() as work:
        undo.undo_last(work)
        assert work.get(ActionSupporting, link.id or 0) is not None
    with command() as work:
        undo.undo(work, 2)
        assert work.get(ActionSupporting, link.id or 0) is None


def test_a_field_that_was_changed_since_is_in_the_way(command: Begin) -> None:
    with command("tracker update first") as work:
        first(work).title = "Circulate"
    with command("tracker update second") as work:
        first(work).title = "Publish"
    with (
        pytest.raises(Conflict, match=r"command 3: tracker update second.*--command 3"),
        command() as work,
    ):
        undo.undo(work, 2)


def test_a_record_that_something_newer_points_at_is_not_archived(command: Begin) -> None:
    with command("tracker party add Other") as work:
        other = work.add(Party(name="Other"))
    with command("tracker update A1 --owner Other") as work:
        first(work).owner_id = other.id
    with pytest.raises(Conflict, match=r"A1 points at P2.*command 3"), command() as work:
        undo.undo(work, 2)


def test_the_command_in_the_way_is_the_one_that_set_the_field(command: Begin) -> None:
    with command("tracker party add Other") as work:
        other = work.add(Party(name="Other"))
    with command("tracker update A1 --owner Other") as work:
        first(work).owner_id = other.id
    with command("tracker update A1 --title Publish") as work:
        first(work).title = "Publish"
    with pytest.raises(Conflict, match=r"A1 points at P2.*--command 3$"), command() as work:
        undo.undo(work, 2)


def test_an_undo_is_never_named_as_the_command_in_the_way(command: Begin) -> None:
    for title in ("Circulate", "Publish", "Print"):
        with command(f"tracker update A1 --title {title}") as work:
            first(work).title = title
    for in_the_way in (4, 3):
        refused = pytest.raises(Conflict, match=rf"--command {in_the_way}$")
        with refused, command() as work:
            undo.undo(work, 2)
        with command() as work:
            undo.undo(work, in_the_way)
    with command() as work:
        undo.undo(work, 2)
        assert first(work).title == "Draft"


def test_a_preview_says_what_would_be_undone_and_offers_no_redo(command: Begin) -> None:
    with command("tracker update") as work:
        first(work).title = "Circulate"
    with command() as work:
        undo.undo_last(work, preview=True)
        told = ["Would undo command 2: tracker update", "A1 title 'Circulate' -> 'Draft'"]
        assert work.said == told


def test_what_others_did_is_undone_only_by_its_number(command: Begin, path: str) -> None:
    with command(by="bruno") as work:
        first(work).title = "Circulate"
    with command(by="amina") as work:
        undo.undo(work, 2)
    assert titles(path) == ["Draft"]


def test_my_last_command_is_undone_not_anybodys(command: Begin) -> None:
    with command(by="amina") as work:
        first(work).title = "Circulate"
    with command(by="bruno") as work:
        work.add(Party(name="Somebody"))
    with command(by="amina") as work:
        assert undo.undo_last(work) == [2]


REFUSED = {
    "an unknown number": (99, NotFound),
    "a command that is undone already": (2, NotAllowed),
}


@pytest.mark.parametrize(("number", "failure"), REFUSED.values(), ids=REFUSED.keys())
def test_an_undo_is_refused_for(command: Begin, number: int, failure: type[Exception]) -> None:
    with command() as work:
        first(work).title = "Circulate"
    with command() as work:
        undo.undo_last(work)
    with pytest.raises(failure), command() as work:
        undo.undo(work, number)


def test_nothing_to_undo_is_said(command: Begin) -> None:
    with (
        pytest.raises(NotAllowed, match="Of the commands of bruno, none"),
        command(by="bruno") as work,
    ):
        undo.undo_last(work)


TAMPERED = {
    "a row of the present": "UPDATE action SET title = 'Forged'",
    "a row that was slipped in": "INSERT INTO theme (uid, name) VALUES ('x', 'Forged')",
    "a value of the journal": "UPDATE change SET new = replace(new, 'Draft', 'Forged')",
    "who did it": "UPDATE command SET by = 'somebody'",
    "when it was done": "UPDATE command SET on_day = '2017-01-01'",
    "the line that was typed": "UPDATE command SET line = 'tracker list'",
    "a change that was taken away": "DELETE FROM change WHERE id = 2",
    "a command that was taken away": "DELETE FROM command WHERE id = 1",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_tampering_is_found(command: Begin, path: str, statement: str) -> None:
    with command() as work:
        first(work).priority = "critical"
    forged = f"{path}-forged"
    Path(forged).write_bytes(Path(path).read_bytes())
    with contextlib.closing(sqlite3.connect(forged)) as connection:
        for table in ("command", "change"):
            connection.execute(f"DROP TRIGGER {table}_kept")
            connection.execute(f"DROP TRIGGER {table}_never_deleted")
        connection.execute(statement)
        connection.commit()
    with pytest.raises(DatabaseError, match="does not verify"):
        replay.verify(forged)


@pytest.mark.usefixtures("command")
@pytest.mark.parametrize("table", ["command", "change"])
def test_the_journal_refuses_to_be_changed(path: str, table: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                connection.execute(statement)


# -- what is in the way, and what hangs on what ---------------------------------------------------


def test_the_redo_of_several_goes_in_the_order_that_works(path: str) -> None:
    desk = Desk(path)
    desk.action("Draft")
    for step in ("Ask", "Write"):
        desk(actions.update, ["A1"], next_step=step)
    desk(undo.undo_last, 2)
    assert desk.said[-1].endswith("redo with: tracker undo --command 5 --command 4")
    with pytest.raises(Conflict, match=r"It was command 5: .*--command 5$"):
        desk(undo.undo, 4)
    desk(undo.undo, 5, 4)
    assert desk.rows("SELECT next_step FROM action") == [("Write",)]


def test_an_undo_in_the_way_of_a_redo_is_named(path: str) -> None:
    desk = Desk(path)
    desk.action("Draft", due=date(2017, 5, 1))
    desk(actions.update, ["A1"], due=date(2017, 5, 10), why="Later")
    desk(actions.update, ["A1"], due=date(2017, 5, 12), why="Typed wrong", correct=True)
    desk(undo.undo_last, 2)
    with pytest.raises(Conflict, match=r"a line of the ledger was removed since.*command 5"):
        desk(undo.undo, 4)


def test_half_an_undo_that_would_not_be_fit_to_write_names_what_is_in_the_way(path: str) -> None:
    desk = Desk(path)
    desk.action("Draft")
    desk(actions.update, ["A1"], due=date(2017, 5, 1))
    desk(actions.update, ["A1"], due=date(2017, 5, 10), why="Later")
    with pytest.raises(Conflict, match=r"due of A1 was changed since\. It was command 3"):
        desk(undo.undo, 2)


def test_a_name_that_is_taken_meanwhile_is_not_brought_back(path: str) -> None:
    desk = Desk(path)
    desk.action("Draft", owner="DPA")
    desk(undo.undo_last)
    desk.party("DPA")
    with pytest.raises(Conflict, match="the name 'DPA' belongs to P2"):
        desk(undo.undo, 2)


def test_what_would_hang_on_an_archived_record_does_not_come_back(path: str) -> None:
    desk = Desk(path)
    desk.party("DPA")
    ref = desk.recommendation("PBSO").ref
    desk(actions.add, "Draft", owner="DPA", recommendations=[ref])
    desk(actions.update, ["A1"], owner="none")
    cleared = desk.command or 0
    desk(actions.update, ["A1"], remove_recommendations=[ref])
    untied = desk.command or 0
    desk(archive.archive, ["DPA", ref])
    with pytest.raises(Conflict, match="A1 would hang on P1, which was archived since"):
        desk(undo.undo, cleared)
    with pytest.raises(Conflict, match=f"of A1 would hang on {ref}, which was archived"):
        desk(undo.undo, untied)
    desk(archive.unarchive, ["P1"])
    desk(undo.undo, cleared)
    assert desk.rows("SELECT owner_id FROM action") == [(1,)]


def test_what_an_undo_archived_comes_back_whole(path: str) -> None:
    desk = Desk(path)
    desk.party("PBSO")
    ref = desk.recommendation("PBSO").ref
    desk(actions.add, "Draft", recommendations=[ref], due=date(2017, 5, 1), owner="PBSO")
    desk(actions.update, ["A1"], due=date(2017, 5, 10), why="Later")
    desk(split_merge.split, "A1", ["One", "Two"])
    desk(undo.undo_last)
    desk(archive.unarchive, ["A2"])
    assert desk.rows("SELECT action_id FROM action_recommendation ORDER BY 1") == [(1,), (2,), (3,)]
    assert desk.rows("SELECT action_id FROM deadline_move ORDER BY 1") == [(1,), (2,), (3,)]


def test_a_command_of_which_nothing_is_left_is_not_undone(path: str) -> None:
    desk = Desk(path)
    desk.action("One")
    desk.action("Two")
    desk(archive.archive, ["A1"])
    with pytest.raises(NotAllowed, match="Command 1 left nothing that could be undone"):
        desk(undo.undo, 1)


@pytest.mark.parametrize("number", [0, -1, 99, 10**20])
def test_a_number_that_no_command_has_is_not_found(path: str, number: int) -> None:
    desk = Desk(path)
    desk.action()
    with pytest.raises(NotFound, match=f"There is no command {number}"):
        desk(undo.undo, number)


FURTHER = {
    "a recommendation and what serves it": (
        lambda desk: desk(actions.add, "Act", recommendations=[desk.recommendation("PBSO").ref])
    ),
    "an action and what waits for it": (
        lambda desk: desk(actions.add, "Second", after=[desk.action("First").ref])
    ),
    "a theme and what is under it": (
        lambda desk: (
            desk(actions.add, "First", themes=["Women"], create=True),
            desk(actions.add, "Second", themes=["Women"]),
        )
    ),
    "a split and what waits for a part": (
        lambda desk: (
            desk.action("First"),
            desk(split_merge.split, "A1", ["One", "Two"]),
            desk(actions.add, "Third", after=["A2"]),
        )
    ),
}


@pytest.mark.parametrize("record", FURTHER.values(), ids=FURTHER.keys())
def test_what_hangs_on_something_goes_before_it_one_undo_after_the_other(
    path: str, record: Callable[[Desk], object]
) -> None:
    desk = Desk(path)
    record(desk)
    desk(undo.undo_last)
    desk(undo.undo_last)
    said = " ".join(desk.said)
    assert "(it was made by that command)" in said
    replay.verify(path)


def test_what_points_at_it_and_was_brought_back_by_hand_is_archived_first(path: str) -> None:
    desk = Desk(path)
    desk.conversation("One")
    desk(actions.add, "Act", conversation="C1")
    desk(undo.undo_last)
    desk(archive.unarchive, ["A1"])
    with pytest.raises(Conflict, match=r"A1 points at C1\. Archive that first: tracker archive A1"):
        desk(undo.undo, 1)


def test_an_undo_makes_no_name_that_two_records_have(path: str) -> None:
    desk = Desk(path)
    desk.party("DPA")
    desk(parties.update, "DPA", name="DPPA")
    desk.party("Department", "DPA")
    with pytest.raises(Conflict, match="the name 'DPA' belongs to P2"):
        desk(undo.undo, 2)
    desk.party("Élan")
    desk(archive.archive, ["Élan"])
    desk.party("Elan")
    with pytest.raises(Conflict, match="the name 'Élan' belongs to P4"):
        desk(undo.undo, 5)


def test_the_whole_is_not_linked_with_parts_that_an_undo_archived(path: str) -> None:
    desk = Desk(path)
    desk.action("Whole")
    desk(split_merge.split, "A1", ["One", "Two"])
    desk(undo.undo_last)
    with store.open_reader(path, today=TODAY) as reader:
        assert lines.ties(reader, "action", 1) == []


def test_bringing_back_is_not_undone_while_something_hangs_on_it(path: str) -> None:
    desk = Desk(path)
    ref = desk.recommendation("PBSO").ref
    desk(archive.archive, [ref])
    desk(archive.unarchive, [ref])
    back = desk.command or 0
    desk(actions.add, "Act", recommendations=[ref])
    with pytest.raises(Conflict, match=f"{ref} is served by A1.*--remove-for {ref}, then: "):
        desk(undo.undo, back)
