"""`party hold`, `handover` and `merge` as a person types them, and holders in lists and filters."""

import json
import os
from pathlib import Path

import pytest
from command_line import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A post called Chief (P1), held by Amina Diallo (P2), which owns the action A1."""
    found = Desk(tmp_path)
    found.do("party", "hold", "Chief", "Amina Diallo", "--from", "2017-01-01", "--create")
    found.do("add", "Draft the note", "--owner", "Chief", "--due", "2017-03-31")
    return found


def hand_over(desk: Desk, *more: str, **environ: str) -> tuple[int, str, str]:
    args = ("party", "handover", "Chief", "Inès", "--on", "2017-04-10", "--create", *more)
    return desk.run(*args, **environ)


def holders(desk: Desk) -> list[list[str]]:
    shown = json.loads(desk.do("party", "show", "Chief", "--json"))["items"][0]
    return [[each["party"], each["until_on"]] for each in shown["holdings"]]


# -- days -----------------------------------------------------------------------------------------


def test_a_day_without_a_year_is_the_next_one_and_a_period_begins_and_ends(desk: Desk) -> None:
    said = desk.do(
        "party", "hold", "Chief", "Bo", "--from", "20 Feb", "--until", "Q2 2018", "--create"
    )
    assert "from 2018-02-20 (Tue, in 361 days) until 2018-06-30" in said
    said = desk.do("party", "hold", "Chief", "Bo", "--from", "2018-01", "--until", "NONE")
    assert "from 2018-02-20 -> 2018-01-01, until 2018-06-30 -> none" in said


@pytest.mark.parametrize("day", ["none", "soon", "", "01/02/2017"])
def test_a_day_that_cannot_be_read_is_refused(desk: Desk, day: str) -> None:
    before = desk.file.read_bytes()
    assert desk.run("party", "hold", "Chief", "Bo", "--from", day, "--create").code == 2
    assert desk.run("party", "handover", "Chief", "Bo", "--on", day, "--create").code == 2
    assert desk.file.read_bytes() == before


def test_the_day_has_to_be_said(desk: Desk) -> None:
    assert desk.run("party", "hold", "Chief", "Bo").code == 2
    assert desk.run("party", "handover", "Chief", "Bo").code == 2


# -- the note -------------------------------------------------------------------------------------


def test_the_note_is_data_and_what_was_done_is_said_beside_it(desk: Desk) -> None:
    code, out, err = hand_over(desk)
    assert code == 0
    assert out.startswith("Handover of Chief on 2017-04-10\nFrom Amina Diallo (from 2017-01-01")
    assert "P1 Chief is held by Inès from 2017-04-10 (Mon, in 45 days); Amina Diallo until" in err
    assert err.rstrip().endswith("undo with: tracker undo")
    again = hand_over(desk)
    assert (again[0], again[1]) == (0, out)
    assert "already: nothing to change" in again[2]
    assert "undo" not in again[2]


def test_quiet_leaves_the_note_alone(desk: Desk) -> None:
    assert hand_over(desk, "-q")[2] == ""


def test_a_dry_run_prints_the_same_note_and_changes_nothing(desk: Desk) -> None:
    before = desk.file.read_bytes()
    code, tried, err = hand_over(desk, "--dry-run")
    assert (code, desk.file.read_bytes()) == (0, before)
    assert "Nothing was changed (--dry-run)." in err
    assert "undo" not in err
    assert hand_over(desk)[1] == tried


@pytest.mark.parametrize("how", [["-f", "md"], ["--json"], ["-f", "plain", "-o", "n.txt"]])
def test_whatever_leaves_names_nobody_unless_it_is_attributed(
    desk: Desk, how: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)

    def left(*more: str) -> str:
        _, out, err = hand_over(desk, *how, *more)
        assert ("Persons are not named" in err) == ("--attributed" not in more)
        return (desk.folder / "n.txt").read_text() if "-o" in how else out

    safe, whole = left(), left("--attributed", "--force")
    for who in ("Amina Diallo", "Inès"):
        assert who not in safe
        assert who in whole


def test_json_is_one_document_and_sentences_stand_beside_it(desk: Desk) -> None:
    _, out, err = hand_over(desk, "--json")
    assert json.loads(out)["handed_over_on"] == "2017-04-10"
    assert "undo with" in err


def test_a_post_is_not_handed_over_if_the_note_cannot_be_written(desk: Desk) -> None:
    there = desk.folder / "note.md"
    there.write_text("kept")
    before = desk.file.read_bytes()
    for path, code in (
        (there, 4),
        (desk.folder / "no" / "note.md", 2),
        (desk.folder, 2),
        (desk.file, 2),
        (desk.folder / "note.csv", 2),
    ):
        assert hand_over(desk, "-o", str(path))[0] == code, path
    assert desk.file.read_bytes() == before
    assert there.read_text() == "kept"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without a full disk")
def test_a_full_disk_stops_the_handover_as_well(desk: Desk) -> None:
    before = desk.file.read_bytes()
    code, _, err = hand_over(desk, "-f", "md", "-o", "/dev/full")
    assert code != 0
    assert "Traceback" not in err
    assert desk.file.read_bytes() == before


def test_no_note_is_left_of_a_handover_that_is_refused(desk: Desk) -> None:
    note = desk.folder / "note.md"
    args = ("party", "handover", "Chief", "Amina Diallo", "--on", "2017-04-10", "-o", str(note))
    assert desk.run(*args).code == 4
    assert list(desk.folder.glob("note*")) == []


@pytest.mark.parametrize("width", ["20", "80", "120"])
def test_odd_names_and_texts_are_shown_as_they_are(desk: Desk, width: str) -> None:
    desk.do("party", "add", "=Poste [x] مصر\u202e", "--kind", "post")
    desk.do("add", "[bold]=SUM(A1)\u202e", "--owner", "P3", "--due", "2017-03-01")
    args = ("party", "handover", "P3", "Zoë [/y]", "--on", "2017-04-10", "--create")
    for name in ("table", "plain", "md", "json"):
        found = desk.run(*args, "-f", name, "--attributed", COLUMNS=width)
        assert found.code == 0, found
        assert "\u202e" not in found.out + found.err


# -- merging --------------------------------------------------------------------------------------


def test_a_merge_is_shown_first_and_agreed_to(desk: Desk) -> None:
    desk.do("party", "add", "The chief", "--kind", "post")
    before = desk.file.read_bytes()
    found = desk.run("party", "merge", "Chief", "The chief")
    assert found.code == 2
    assert "1 action owned, 1 tenure; archived" in found.err
    assert "agree with --yes" in found.err
    assert "Nothing was changed" in desk.run("party", "merge", "Chief", "P3", "--dry-run").err
    assert desk.file.read_bytes() == before
    assert "merged into P3 The chief" in desk.do("party", "merge", "Chief", "P3", "--yes")
    assert "The chief" in desk.do("list")
    desk.do("undo")
    assert "The chief" not in desk.do("list")
    desk.do("db", "verify")


# -- lists, filters and history -------------------------------------------------------------------


def test_lists_tell_who_holds_on_the_day_that_they_are_of(desk: Desk) -> None:
    desk.do(
        "party", "hold", "Chief", "Bo", "--from", "2017-02-01", "--until", "2017-04-09", "--create"
    )
    hand_over(desk)
    for day, names in (
        ("2017-01-31", "Amina Diallo"),
        ("2017-02-01", "Amina Diallo; Bo"),
        ("2017-04-09", "Amina Diallo; Bo"),
        ("2017-04-10", "Inès"),
    ):
        shown = json.loads(desk.do("list", "--json", "--columns", "holder", TRACKER_TODAY=day))
        assert [each["holder"] for each in shown["items"]] == [names], day
        assert names in desk.do("party", "list", TRACKER_TODAY=day)
    past = ("list", "--json", "--columns", "holder", "--as-of", "2017-04-09")
    assert "Inès" not in desk.do(*past, TRACKER_TODAY="2017-05-01")


def test_filters_go_by_who_holds_on_the_day(desk: Desk) -> None:
    desk.do("party", "add", "A unit", "--part-of", "Chief")
    desk.do("add", "Of the unit", "--owner", "A unit")
    hand_over(desk)

    def found(*filters: str, day: str) -> list[str]:
        return desk.do(
            "list", "-f", "tsv", "--columns", "ref", *filters, TRACKER_TODAY=day
        ).split()[1:]

    for day, holder, other in (
        ("2017-04-09", "Amina Diallo", "Inès"),
        ("2017-04-10", "Inès", "Amina Diallo"),
    ):
        assert found("--holder", holder, day=day) == ["A1"]
        assert found("--holder", other, day=day) == []
        assert found("--party", holder, day=day) == ["A1"]
        assert found("--party", other, day=day) == []
        assert found("--party", "Chief", day=day) == ["A1", "A2"]
    late = ("--holder", "Amina Diallo", "--as-of", "2017-04-09")
    assert found(*late, day="2017-05-01") == ["A1"]


def test_a_post_is_orphaned_from_the_day_after_the_last_until_the_day_of_the_next(
    desk: Desk,
) -> None:
    desk.do(
        "party", "hold", "Chief", "Amina Diallo", "--from", "2017-01-01", "--until", "2017-03-01"
    )
    desk.do("party", "hold", "Chief", "Bo", "--from", "2017-03-03", "--create")
    desk.do("add", "Of a person", "--owner", "Amina Diallo", "--due", "2017-12-01")
    desk.do("conversation", "add", "Third", "--on", "2017-06-01")
    for day, refs in (
        ("2017-03-01", []),
        ("2017-03-02", ["A1", "A2"]),
        ("2017-03-03", ["A2"]),
    ):
        shown = json.loads(desk.do("list", "--orphaned", "--json", TRACKER_TODAY=day))
        assert [each["ref"] for each in shown["items"]] == refs, day
        for ref in ("A1", "A2"):
            [own] = json.loads(desk.do("show", ref, "--json", TRACKER_TODAY=day))["items"]
            assert own["orphaned"] == (ref in refs)
            assert (own["rag"] == "amber") >= (ref in refs)


def test_a_brief_asks_to_decide_on_what_nobody_answers_for(desk: Desk) -> None:
    desk.do(
        "party", "hold", "Chief", "Amina Diallo", "--from", "2017-01-01", "--until", "2017-03-01"
    )
    desk.do("conversation", "add", "Third", "--on", "2017-06-01", "--series", "S", "--create")
    desk.do("update", "A1", "--conversation", "C1")
    for day, is_told in (("2017-03-01", False), ("2017-03-02", True)):
        told = desk.do("brief", "--only", "decisions", TRACKER_TODAY=day)
        assert ("orphaned" in told) == is_told, day


def test_a_party_is_shown_with_its_tenures_and_history_tells_them(desk: Desk) -> None:
    hand_over(desk)
    assert holders(desk) == [["Inès", None], ["Amina Diallo", "2017-04-09"]]
    shown = desk.do("party", "show", "Chief")
    assert "Tenures · 2" in shown
    assert "Holder     Amina Diallo" in shown
    history = desk.do("history", "Chief")
    assert "Amina Diallo holds Chief from 2017-01-01" in history
    assert "Amina Diallo as holder of Chief: until 2017-04-09" in history
    assert "Inès holds Chief from 2017-04-10" in desk.do("history", "Inès")
