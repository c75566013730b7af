"""Every way in which a command can fail: one sentence on stderr, its exit code, nothing changed."""

import sqlite3
from pathlib import Path

import pytest
from command_line import Desk

from tracker.cli import config
from tracker.cli.invocation import Invocation


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


UNHAPPY = [
    # -- not found: 3
    (("done", "A99", "--note", "x"), 3, "There is no action A99. The last one is A2."),
    (("show", "A99"), 3, "There is no action A99. The last one is A2."),
    (("show", "R99999999999999"), 3, "R99999999999999"),
    (("show", "PBOS"), 3, "PBSO"),
    (("show", "Nobody At All"), 3, "Nobody At All"),
    (("list", "--owner", "PBOS"), 3, "Nearest: PBSO."),
    (("list", "--conversation", "C9"), 3, "The last one is C1."),
    (("list", "--theme", "Mandates"), 3, "There is no theme called 'Mandates'."),
    (("list", "--columns", "ref,titel"), 3, "title"),
    (("list", "--sort", "deu"), 3, "due"),
    (("add", "X", "--owner", "PBOS"), 3, "--create"),
    (("add", "X", "--for", "R9"), 3, "The last one is R1."),
    (("update", "A1", "--where", "onwer=X"), 2, "--where"),
    (("update", "--where", "onwer=X", "--owner", "PBSO"), 3, "owner"),
    (("recommendation", "respond", "R1", "accepted", "--party", "XYZ", "--why", "x"), 3, "XYZ"),
    (("undo", "--command", "99"), 3, "There is no command 99"),
    (("history", "A99"), 3, "A99"),
    (("done", "PBSO", "--note", "x"), 3, "There is no action 'PBSO'."),
    # -- unreadable: 2
    (("show", ""), 2, "'' is not a reference."),
    (("add", ""), 2, "title"),
    (("add", " \t "), 2, "title"),
    (("add", "x" * 100_000), 2, "10,000"),
    (("add", "X", "--due", "30/06/2017"), 2, "30/06/2017"),
    (("add", "X", "--due", "soon"), 2, "soon"),
    (("add", "X", "--due", ""), 2, "empty"),
    (("done", "A1", "--note", "x", "--on", "2017-03-01"), 2, "2017-03-01"),
    (("note", "A1", ""), 2, "The note is empty."),
    (("date", "next friday"), 2, "next friday"),
    (("date", "none"), 2, "none"),
    (("list", "--due-before", "whenever"), 2, "whenever"),
    (("recommendation", "respond", "R1", "yes"), 2, "The response 'yes' is not known."),
    (("recommendation", "link", "R1", "likes", "R1"), 2, "likes"),
    (("conversation", "add", "X", "--on", "2017-03-01", "--document", "x.exe"), 2, "x.exe"),
    (("export", "-o", "x.exe"), 2, "exe"),
    (("brief", "-f", "csv"), 2, "A report cannot be written as csv."),
    (("brief", "--only", "overdu"), 2, "overdue"),
    (("update", "A1"), 2, "Nothing is said to change. See: tracker update --help"),
    (("update", "--where", "open", "--yes"), 2, "Nothing is said to change."),
    (("party", "update", "PBSO"), 2, "See: tracker party update --help"),
    (("recommendation", "update", "R1"), 2, "Nothing is said to change."),
    (("conversation", "update", "C1"), 2, "Nothing is said to change."),
    (("update", "A1", "--priority"), 2, "--priority needs a value. See: tracker update --help"),
    (("undo", "0"), 2, "Give a number from 1 up."),
    (("undo", "2", "--command", "3"), 2, "Give a count or --command, not both."),
    (("brief", "--excel"), 2, "Ask for CSV with: -f csv, or -o FILE.csv"),
    (("table", "--template", "x.docx"), 2, "Ask for one with: -o FILE.docx"),
    (("brief", "--template", "x.docx", "-f", "md"), 2, "--template is a Word document"),
    (("table", "--template", "nowhere.docx", "-f", "docx"), 2, "nowhere.docx cannot be read"),
    (("list", "--template", "nowhere.docx", "-f", "docx"), 2, "No such file or directory. Name"),
    (("table", "--template", ".", "-f", "docx"), 2, "Name a Word document"),
    (("table", "--template", "", "-f", "docx"), 2, "Name a Word document"),
    (("table", "--template", "\0", "-f", "docx"), 2, "Name a Word document"),
    (("merge", "--into", "A1"), 2, "No reference was given. Name some, such as A3.\n"),
    (("done", "--note", "x"), 2, "Name some, such as A3, or use --where."),
    (("brief", "--series", "X", "--series", "Y"), 2, "A brief is of one series."),
    (("show", "theme:Mandates"), 3, "There is no theme called 'Mandates'."),
    (("note", "A1", "…"), 2, "'…' only stands for the note"),
    (("block", "A1", "--why", "TEXT"), 2, "'TEXT' only stands for the reason"),
    # -- not allowed: 4
    (("verify", "A1"), 4, "tracker done A1 --evidence URL"),
    (("reopen", "A1", "--why", "x"), 4, "Only closed actions are reopened."),
    (("done", "A1"), 4, "--note"),
    (("block", "A1"), 4, "--why"),
    (("drop", "A1"), 4, "--why"),
    (("update", "A1", "--due", "2017-06-30"), 4, "--why"),
    (("party", "add", "PBSO"), 4, "belongs to P1"),
    (("merge", "A1", "--into", "A1"), 4, "cannot be merged into itself"),
    (("undo", "99"), 4, "only 5 can be undone"),
]


@pytest.mark.parametrize(("args", "code", "part"), UNHAPPY, ids=lambda each: str(each)[:60])
def test_a_failure_is_one_sentence_and_changes_nothing(
    desk: Desk, args: tuple[str, ...], code: int, part: str
) -> None:
    desk.seed()
    before = desk.file.read_bytes()
    found = desk.run(*args)
    assert (found.code, found.out) == (code, ""), found
    assert found.err.startswith("Error: ")
    assert part in found.err
    assert found.err.count("\n") == 1
    assert len(found.err) < 1_000
    assert desk.file.read_bytes() == before


def test_control_characters_cannot_reach_the_terminal(desk: Desk) -> None:
    desk.seed()
    found = desk.run("show", "\x1b[31mred\u202e")
    assert "\x1b" not in found.err
    assert "\u202e" not in found.err
    assert found.code in {2, 3}


@pytest.mark.parametrize("args", [("list",), ("show", "A1"), ("db", "info"), ("brief",)])
def test_a_read_of_a_missing_file_names_the_path_and_the_demo(
    desk: Desk, args: tuple[str, ...]
) -> None:
    found = desk.run(*args)
    assert found.code == 5
    assert str(desk.file) in found.err
    assert "tracker demo" in found.err
    assert not desk.file.exists()


def test_a_folder_is_no_file(desk: Desk) -> None:
    for args in (("list",), ("add", "X")):
        found = desk.run("--db", str(desk.folder), *args)
        assert found.code == 5
        assert "is a folder" in found.err


def test_another_file_is_not_taken_for_ours(desk: Desk) -> None:
    desk.file.write_text("Dear all,\n" * 100, encoding="utf-8")
    for args in (("list",), ("add", "X")):
        assert desk.run(*args).code == 5
    desk.file.unlink()
    sqlite3.connect(desk.file).execute("CREATE TABLE recipe (name)").connection.close()
    found = desk.run("list")
    assert (found.code, "not a tracker file" in found.err) == (5, True)


def test_a_newer_file_is_refused(desk: Desk) -> None:
    desk.seed()
    with sqlite3.connect(desk.file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for args in (("list",), ("add", "X"), ("db", "upgrade")):
        found = desk.run(*args)
        assert (found.code, "newer tracker" in found.err) == (5, True)


def test_a_bug_is_told_with_its_log_and_shown_when_debugging(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(run: Invocation) -> None:  # noqa: ARG001 - as commands take it
        raise KeyError("no such luck")

    monkeypatch.setattr(config, "path", broken)
    found = desk.run("config", "path")
    log = desk.folder / "state" / "tracker" / "error.log"
    assert found.code == 1
    assert found.err.startswith("Error: Something unforeseen failed (")
    assert str(log) in found.err
    shown = desk.run("config", "path", "--debug")
    assert (shown.code, "Traceback" in shown.err) == (1, True)


def test_an_interruption_is_130(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(run: Invocation) -> None:  # noqa: ARG001 - as commands take it
        raise KeyboardInterrupt

    monkeypatch.setattr(config, "path", interrupted)
    found = desk.run("config", "path")
    assert (found.code, found.err) == (130, "Interrupted.\n")


def test_a_settings_file_that_is_wrong_is_named(desk: Desk) -> None:
    path = desk.folder / "config" / "tracker" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("fromat = 'csv'", encoding="utf-8")
    found = desk.run("config", "show")
    assert (found.code, str(path) in found.err) == (2, True)
