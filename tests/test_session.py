"""One command is one transaction: all of it is in the file, or nothing is."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from tracker.errors import Conflict, DatabaseError
from tracker.read import store
from tracker.write import replay, session
from tracker.write.models import Action, DeadlineMove, Note, Party
from tracker.write.session import Work

TODAY = date(2017, 2, 24)
NOW = "2017-02-24T10:00:00Z"


def begin(path: str, **options: Any) -> AbstractContextManager[Work]:
    return session.begin(path, today=TODAY, now=NOW, by="amina", line="tracker test", **options)


def action(title: str = "Draft the lessons") -> Action:
    return Action(title=title, created_on=TODAY, status_on=TODAY, created_at=NOW, updated_at=NOW)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "tracker.db")


@pytest.fixture
def filled(path: str) -> str:
    with begin(path) as work:
        work.add(action())
    return path


def titles(path: str) -> list[str]:
    with store.open_reader(path, today=TODAY) as reader:
        return [row[0] for row in reader.rows("SELECT title FROM action ORDER BY id")]


def test_a_new_file_is_made_by_the_first_command_and_is_its_owners_alone(filled: str) -> None:
    assert stat.S_IMODE(os.stat(filled).st_mode) == 0o600
    assert titles(filled) == ["Draft the lessons"]
    assert os.listdir(os.path.dirname(filled)) == ["tracker.db"]


def test_a_command_that_fails_leaves_no_new_file(path: str) -> None:
    with pytest.raises(ZeroDivisionError), begin(path) as work:
        work.add(action())
        raise ZeroDivisionError
    assert os.listdir(os.path.dirname(path)) == []


def test_a_dry_run_leaves_no_new_file(path: str) -> None:
    with begin(path, dry_run=True) as work:
        work.add(action())
    assert os.listdir(os.path.dirname(path)) == []


def test_a_command_that_fails_changes_nothing(filled: str) -> None:
    before = Path(filled).read_bytes()
    with pytest.raises(ZeroDivisionError), begin(filled) as work:
        work.add(action("Another"))
        raise ZeroDivisionError
    assert Path(filled).read_bytes() == before


def test_a_dry_run_changes_nothing(filled: str) -> None:
    before = Path(filled).read_bytes()
    with begin(filled, dry_run=True) as work:
        work.add(action("Another"))
    assert Path(filled).read_bytes() == before


def test_a_command_that_changes_nothing_is_not_journaled(filled: str) -> None:
    with begin(filled):
        pass
    assert replay.verify(filled).commands == 1


def test_a_preview_that_is_out_of_date_is_refused(filled: str) -> None:
    with begin(filled) as work:
        work.add(action("In between"))
    with pytest.raises(Conflict, match="changed by another command"), begin(filled, expect=1):
        pytest.fail("the command ran")
    with begin(filled, expect=2) as work:
        work.add(action("As previewed"))


def test_two_commands_that_make_the_same_file_do_not_share_a_half_made_one(path: str) -> None:
    with pytest.raises(session.MadeMeanwhile), begin(path) as late:
        late.add(action("Late"))
        with begin(path) as early:
            early.add(action("Early"))
    assert titles(path) == ["Early"]


def test_bulk_statements_that_the_journal_would_not_see_are_refused(filled: str) -> None:
    for statement in (update(Action).values(title="x"), insert(Party).values(name="x")):
        with pytest.raises(TypeError, match="journaled"), begin(filled) as work:
            work.session.execute(statement)


def test_a_main_record_cannot_be_removed(filled: str) -> None:
    with pytest.raises(TypeError, match="archive"), begin(filled) as work:
        found = work.get(Action, 1)
        assert found is not None
        work.remove(found)


def test_many_rows_enter_through_one_door_and_are_journaled(path: str) -> None:
    with begin(path) as work:
        work.add(action())
        rows = [
            {"id": number, "action_id": 1, "moved_on": TODAY, "from_day": TODAY, "to_day": TODAY}
            | {"why": None, "by": "amina", "milestone_id": None, "corrected": False}
            for number in range(1, 1001)
        ]
        work.insert_many(DeadlineMove, rows)
    verified = replay.verify(path)
    assert (verified.rows, verified.changes) == (1001, 1001)


def test_many_notes_at_once_are_found_by_their_words_as_single_ones_are(path: str) -> None:
    def note(number: int, text: str) -> dict[str, object]:
        return Note(id=number, action_id=1, text=text, noted_on=TODAY, by="amina").model_dump()

    with begin(path) as work:
        work.add(action())
        work.add(Note(action_id=1, text="budget one", noted_on=TODAY, by="amina"))
        work.insert_many(Note, [note(3, "budget three"), note(4, "mandate")])
        work.insert_many(Note, [note(2, "budget between")])  # an id that was left free
    with begin(path) as work:
        work.add(Note(action_id=1, text="Budget after", noted_on=TODAY, by="amina"))
    with contextlib.closing(sqlite3.connect(path)) as raw:
        found = "SELECT rowid FROM note_search WHERE note_search MATCH 'budget' ORDER BY rowid"
        assert [row[0] for row in raw.execute(found)] == [1, 2, 3, 5]
        raw.execute("INSERT INTO note_search(note_search, rank) VALUES ('integrity-check', 1)")
    replay.verify(path)


def test_writers_wait_for_each_other_and_lose_nothing(filled: str) -> None:
    def add_ten() -> None:
        for _ in range(10):
            with begin(filled) as work:
                work.add(action("Added at the same time"))

    threads = [threading.Thread(target=add_ten) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(titles(filled)) == 51
    assert replay.verify(filled).commands == 51


def test_processes_that_open_a_new_file_at_the_same_moment_lose_nothing(path: str) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[2]); import test_session as t\n"
        "from tracker.write.session import MadeMeanwhile\n"
        "for attempt in range(2):\n"
        "    try:\n"
        "        with t.begin(sys.argv[1]) as work: work.add(t.action())\n"
        "        break\n"
        "    except MadeMeanwhile: pass\n"
    )
    here = os.path.dirname(__file__)
    running = [
        subprocess.Popen([sys.executable, "-c", script, path, here], stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    said = [each.communicate()[1] for each in running]
    assert [each.returncode for each in running] == [0] * 6, said
    assert len(titles(path)) == 6
    assert os.listdir(os.path.dirname(path)) == ["tracker.db"]


def test_a_file_that_stays_locked_is_one_sentence(
    filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with contextlib.closing(sqlite3.connect(filled)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="written by another tracker"), begin(filled):
            pytest.fail("the command ran")


def test_a_reader_is_not_kept_waiting_by_a_writer_that_has_not_committed(filled: str) -> None:
    with begin(filled) as work:
        work.add(action("Not yet"))
        assert titles(filled) == ["Draft the lessons"]


UNUSABLE = {
    "a text": b"This is not a database, but a text that is longer than a header.\n" * 20,
    "a damaged file": b"SQLite format 3\x00" + b"\xff" * 4080,
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: str, content: bytes) -> None:
    Path(path).write_bytes(content)
    with pytest.raises(DatabaseError), begin(path):
        pytest.fail("the command ran")
    with pytest.raises(DatabaseError):
        store.open_reader(path, today=TODAY)
    assert Path(path).read_bytes() == content


def test_a_database_of_another_program_is_refused(path: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(DatabaseError, match="not a tracker file"), begin(path):
        pytest.fail("the command ran")
    with pytest.raises(DatabaseError, match="not a tracker file"):
        store.open_reader(path, today=TODAY)


def test_a_file_from_a_newer_tracker_is_refused(filled: str) -> None:
    with contextlib.closing(sqlite3.connect(filled)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(DatabaseError, match="newer tracker"), begin(filled):
        pytest.fail("the command ran")
    with pytest.raises(DatabaseError, match="newer tracker"):
        store.open_reader(filled, today=TODAY)


def test_a_missing_file_is_not_made_by_a_read(path: str) -> None:
    with pytest.raises(DatabaseError, match="tracker demo"):
        store.open_reader(path, today=TODAY)
    assert not os.path.exists(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="is a folder"):
        store.open_reader(str(tmp_path), today=TODAY)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "nowhere" / "tracker.db")
    with pytest.raises(DatabaseError, match="cannot be made"), begin(path):
        pytest.fail("the command ran")


def test_a_reader_can_change_nothing(filled: str) -> None:
    with store.open_reader(filled, today=TODAY) as reader, pytest.raises(DatabaseError):
        reader.value("UPDATE action SET title = 'x'")


def test_many_rows_are_given_back_in_order_after_the_transaction() -> None:
    rows = [(number, f"row {number}", None) for number in range(12_000)]
    assert list(store.spool(iter(rows))) == rows
    assert list(store.spool(iter(rows[:10]))) == rows[:10]
