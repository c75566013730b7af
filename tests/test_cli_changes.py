"""Commands that change something: what they say and where, previews, questions, references."""

import json
from pathlib import Path

import pytest
from command_line import Desk

from tracker.cli import asking, invocation
from tracker.cli.changing import UNDO


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    return found


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The answers of a person at the terminal, given in this order."""
    given: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return given.pop(0)

    asked: list[str] = []
    monkeypatch.setattr(invocation.Invocation, "can_ask", True)
    monkeypatch.setattr(asking, "_answer", answer)
    return given


def statuses(desk: Desk) -> dict[str, str]:
    text = desk.do("list", "--all", "--json", "--columns", "ref,status")
    return {each["ref"]: each["status"] for each in json.loads(text)["items"]}


def owners(desk: Desk) -> dict[str, str | None]:
    text = desk.do("list", "--all", "--json", "--columns", "ref,owner")
    return {each["ref"]: each["owner"] for each in json.loads(text)["items"]}


def test_a_change_says_what_it_did_and_how_to_undo_it(desk: Desk) -> None:
    found = desk.run("start", "A1", "A2")
    assert found.err == ""
    first, second = found.out.splitlines()
    assert first.startswith("A1 not-started -> in-progress")
    assert not first.endswith(UNDO)
    assert second.startswith("A2 not-started -> in-progress")
    assert second.endswith(" · undo with: tracker undo")


def test_a_change_of_nothing_offers_no_undo(desk: Desk) -> None:
    found = desk.run("update", "A1", "--owner", "PBSO")
    assert found.code == 0
    assert UNDO not in found.out


def test_with_json_the_changed_items_are_data_and_the_sentences_are_not(desk: Desk) -> None:
    found = desk.run("start", "A1", "A2", "--json")
    document = json.loads(found.out)
    assert (document["schema_version"], document["count"], document["total"]) == (1, 2, 2)
    assert [each["ref"] for each in document["items"]] == ["A1", "A2"]
    assert {each["status"] for each in document["items"]} == {"in-progress"}
    assert found.err.splitlines()[-1].endswith(UNDO)


def test_json_shows_the_record_that_was_added(desk: Desk) -> None:
    for args, ref in (
        (("party", "add", "IPI"), "P2"),
        (("conversation", "add", "Third", "--on", "2017-04-10"), "C2"),
        (("recommendation", "add", "Learn", "--from", "C1"), "R2"),
        (("add", "Write up"), "A3"),
        (("note", "A3", "Begun"), "N1"),
    ):
        items = json.loads(desk.do(*args, "--json"))["items"]
        assert [each["ref"] for each in items] == [ref]


def test_quietly_only_the_references_are_printed(desk: Desk) -> None:
    found = desk.run("-q", "add", "Third")
    assert (found.out, found.err) == ("A3\n", "")
    assert desk.do("start", "A1", "A2", "--quiet") == "A1\nA2\n"


def test_a_dry_run_says_it_all_and_changes_nothing(desk: Desk) -> None:
    before = desk.file.read_bytes()
    found = desk.run("done", "A1", "--note", "x", "--dry-run")
    assert found.out.startswith("A1 not-started -> implemented")
    assert UNDO not in found.out
    assert found.err == "Nothing was changed (--dry-run).\n"
    assert desk.file.read_bytes() == before


def test_a_dry_run_makes_no_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("split", "A1", "One", "Two", "--dry-run").code == 3
    assert not list(tmp_path.iterdir())


def test_a_change_by_filter_needs_agreement(desk: Desk) -> None:
    args = ("update", "--where", "owner=PBSO", "--owner", "none")
    found = desk.run(*args)
    assert found.code == 2
    assert "1 record would change." in found.err
    assert "--yes" in found.err
    assert owners(desk) == {"A1": "PBSO", "A2": None}
    assert desk.run(*args, "--yes").code == 0
    assert owners(desk) == {"A1": None, "A2": None}


def test_a_person_sees_what_would_change_before_agreeing(desk: Desk, answers: list[str]) -> None:
    answers.append("n")
    found = desk.run("start", "--where", "no-owner")
    assert (found.code, found.err.splitlines()[-1]) == (1, "Nothing was changed.")
    assert "  A2 not-started -> in-progress" in found.err
    answers.append("y")
    assert desk.run("start", "--where", "no-owner").code == 0
    assert statuses(desk) == {"A1": "not-started", "A2": "in-progress"}


def test_what_was_changed_meanwhile_is_not_overrun(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(_: str) -> str:
        desk.do("add", "Somebody else's")
        return "y"

    monkeypatch.setattr(invocation.Invocation, "can_ask", True)
    monkeypatch.setattr(asking, "_answer", answer)
    found = desk.run("start", "--where", "no-owner")
    assert (found.code, "changed by another command" in found.err) == (4, True)
    assert set(statuses(desk).values()) == {"not-started"}


def test_a_filter_that_matches_nothing_changes_nothing(desk: Desk) -> None:
    found = desk.run("start", "--where", "overdue", "--yes")
    assert (found.code, found.out) == (0, "")
    assert "No action matches" in found.err


@pytest.mark.parametrize("where", ["all", "=", ""])
def test_no_filter_never_means_all(desk: Desk, where: str) -> None:
    found = desk.run("start", "--where", where, "--yes")
    assert found.code in {2, 3}
    assert set(statuses(desk).values()) == {"not-started"}


def test_what_a_list_hides_is_not_touched(desk: Desk) -> None:
    desk.do("done", "A1", "--note", "x")
    desk.do("update", "--where", "owner=PBSO", "--priority", "critical", "--yes")
    assert "normal" in desk.do("list", "--all", "--columns", "ref,priority", "--owner", "PBSO")


def test_references_are_read_from_stdin(desk: Desk) -> None:
    found = desk.run("start", "-", "--yes", typed="A1\nA2 A1\n\n")
    assert found.code == 0
    assert set(statuses(desk).values()) == {"in-progress"}
    assert desk.run("done", "-", "--note", "x", typed="A1").code == 2


def test_an_unknown_party_is_made_when_told_to(desk: Desk) -> None:
    assert desk.run("update", "A2", "--owner", "DPA").code == 3
    desk.do("update", "A2", "--owner", "DPA", "--create")
    assert owners(desk)["A2"] == "DPA"


def test_an_unknown_party_is_asked_about_at_a_terminal(desk: Desk, answers: list[str]) -> None:
    answers += ["y", "n"]
    found = desk.run("update", "A2", "--owner", "DPA", "--with", "DPKO")
    assert (found.code, "Nothing was changed" in found.err) == (1, True)
    assert owners(desk)["A2"] is None
    answers += ["y", "yes"]
    assert desk.run("update", "A2", "--owner", "DPA", "--with", "DPKO").code == 0
    assert owners(desk)["A2"] == "DPA"


def test_a_missing_reason_is_asked_for_at_a_terminal(desk: Desk, answers: list[str]) -> None:
    answers.append("Waiting for comments")
    found = desk.run("update", "A1", "--due", "2017-06-30")
    assert (found.code, answers) == (0, [])
    assert "Waiting for comments" in desk.do("show", "A1")


def test_nobody_is_asked_with_no_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invocation, "is_terminal", lambda _: True)
    monkeypatch.setattr(asking, "_answer", lambda _: pytest.fail("asked"))
    assert desk.run("update", "A1", "--due", "2017-06-30", "--no-input").code == 4
    assert desk.run("update", "A2", "--owner", "DPA", TRACKER_NO_INPUT="1").code == 3


def test_undo_takes_the_last_command_back_and_says_how_to_redo(desk: Desk) -> None:
    desk.do("start", "A1")
    before = statuses(desk)
    said = desk.do("undo")
    assert statuses(desk)["A1"] == "not-started"
    assert said.startswith(
        "Undid command 6: tracker start A1\n"
        "A1 in-progress -> not-started · redo with: tracker undo --command "
    )
    desk.do(*said.rpartition("tracker ")[2].split())
    assert statuses(desk) == before


def test_undo_goes_back_as_far_as_told(desk: Desk) -> None:
    desk.do("start", "A1")
    desk.do("start", "A2")
    assert desk.do("undo", "2", "--dry-run").count("Would undo") == 2
    desk.do("undo", "2")
    assert set(statuses(desk).values()) == {"not-started"}


def test_the_journal_keeps_the_line_as_it_was_typed(desk: Desk) -> None:
    desk.do("add", "It's a title", "--owner", "PBSO")
    assert """tracker add 'It'"'"'s a title' --owner PBSO""" in desk.do("history", "-f", "tsv")


def test_who_records_is_flag_then_variable(desk: Desk) -> None:
    desk.do("start", "A1", "--by", "Ana")
    rows = json.loads(desk.do("history", "--json"))["items"]
    assert [each["by"] for each in rows][:2] == ["Ana", "desk"]


def test_a_document_is_kept_with_its_conversation(desk: Desk) -> None:
    path = desk.folder / "summary.md"
    path.write_text("# Summary\n\nDesign mandates.\n", encoding="utf-8")
    desk.do("conversation", "update", "C1", "--document", str(path))
    assert "summary.md" in desk.do("conversation", "show", "C1")
    path.write_bytes(b"\xff\xfe\x00")
    assert desk.run("conversation", "update", "C1", "--document", str(path)).code == 2


def test_thresholds_belong_to_the_file_and_settings_to_the_person(desk: Desk) -> None:
    desk.do("config", "set", "due-soon-days", "40")
    desk.do("config", "set", "by", "Ana")
    shown = {
        each["setting"]: each for each in json.loads(desk.do("config", "show", "--json"))["items"]
    }
    assert shown["due-soon-days"]["value"] == "40"
    assert shown["due-soon-days"]["origin"] == str(desk.file)
    assert shown["by"] == {"setting": "by", "value": "desk", "origin": "TRACKER_BY"}
    assert "A1" in desk.do("list", "--due-soon")
    assert (desk.folder / "config" / "tracker" / "config.toml").read_text() == 'by = "Ana"\n'
