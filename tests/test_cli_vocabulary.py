"""`--vocabulary`: statuses and answers in the words of another body, in every format."""

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Desk

from tracker import formats, words

NOT_OURS = {"not-started", "in-progress", "verified"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    found.do("recommendation", "respond", "R1", "accepted", "--why", "In the plan")
    for title in ("Third", "Fourth", "Fifth"):
        found.do("add", title, "--for", "R1")
    found.do("done", "A1", "--note", "Sent")
    found.do("verify", "A1")
    found.do("done", "A2", "--note", "Sent")
    found.do("drop", "A3", "--as", "declined", "--why", "No money")
    found.do("merge", "A4", "--into", "A5")
    return found


def statuses(desk: Desk, *args: str) -> dict[str, str]:
    found = json.loads(desk.do(*args, "--json", "--columns", "ref,status"))
    return {each["ref"]: each["status"] for each in found["items"]}


@pytest.mark.parametrize("command", ["export", "table"])
def test_statuses_stand_in_the_words_of_the_body(desk: Desk, command: str) -> None:
    assert statuses(desk, command, "--vocabulary", "gao") == {
        "A1": "closed \u2013 implemented",
        "A2": "open",
        "A3": "closed \u2013 not implemented",
        "A4": "dropped",
        "A5": "open",
    }
    assert statuses(desk, command, "--vocabulary", "BOA")["A2"] == "under implementation"


@pytest.mark.parametrize("command", ["export", "table"])
def test_our_own_words_stand_unless_others_are_asked_for(desk: Desk, command: str) -> None:
    plain, own = desk.run(command, "--json"), desk.run(command, "--json", "--vocabulary", "tracker")
    assert plain == own
    assert "vocabulary" not in json.loads(plain.out)
    assert "words" not in plain.err


def test_json_names_the_vocabulary_and_stderr_what_has_no_word(desk: Desk) -> None:
    found = desk.run("export", "--json", "--vocabulary", "gao")
    assert json.loads(found.out)["vocabulary"] == "gao"
    assert found.err.splitlines() == [
        "1 status has no word in GAO's vocabulary and stands in tracker's own: dropped (merged)",
        "4 responses stand in tracker's own words: GAO's vocabulary has none",
    ]
    found = desk.run("export", "--json", "--vocabulary", "jiu", "--columns", "response")
    assert found.err == ""


_TEXT = [each for each in formats.of(formats.LIST) if not formats.FORMATS[each].is_binary]


@pytest.mark.parametrize("name", _TEXT)
@pytest.mark.parametrize("command", ["export", "table"])
def test_every_text_format_gets_the_words_of_the_body(desk: Desk, command: str, name: str) -> None:
    columns = ("--columns", "ref,status")
    out = desk.do(command, "-f", name, *columns, "--vocabulary", "boa", COLUMNS="200")
    for word in ("implemented", "under implementation", "not implemented"):
        assert word in out
    assert "implemented, not verified" not in out
    assert "not-started" not in out


def test_a_document_says_whose_words_it_is_in(desk: Desk) -> None:
    out = desk.do("table", "-f", "md", "--vocabulary", "gao")
    lines = [line for line in out.splitlines() if line]
    assert lines[0].startswith("# Progress table as of ")
    assert "United States Government Accountability Office" in lines[1]
    assert "dropped as merged or split" in lines[2]
    assert "Accountability" not in desk.do("table", "-f", "md")


def test_rows_are_sorted_by_the_words_that_are_shown(desk: Desk) -> None:
    out = desk.do("export", "--columns", "status", "--sort", "status", "--vocabulary", "boa")
    column = [row[0] for row in csv.reader(io.StringIO(out))][1:]
    order = ["implemented", "under implementation", "not implemented", "dropped"]
    assert column == sorted(column, key=order.index)


def test_as_of_a_day_the_words_are_those_of_then(desk: Desk) -> None:
    desk.do("reopen", "A1", "--why", "Withdrawn", TRACKER_TODAY="2017-03-20")
    now = {"TRACKER_TODAY": "2017-03-31"}
    for day, word in (("2017-03-31", "open"), ("2017-02-24", "closed \u2013 implemented")):
        args = ("export", "--as-of", day, "--vocabulary", "gao", "--columns", "ref,status")
        assert f"A1,{word}" in desk.do(*args, **now).splitlines()


def test_a_vocabulary_that_there_is_not_is_refused_with_the_nearest(desk: Desk) -> None:
    found = desk.run("table", "--vocabulary", "goa")
    assert (found.code, found.out) == (2, "")
    assert found.err == "Error: --vocabulary 'goa' is not known. Did you mean gao?\n"
    assert "tracker, jiu, gao or boa" in desk.run("export", "--vocabulary", "unicef").err


@pytest.mark.parametrize("command", ["table", "export"])
def test_the_help_names_the_vocabularies(desk: Desk, command: str) -> None:
    out = desk.do(command, "--help")
    assert words.one_of(words.VOCABULARIES) in " ".join(out.split())


def test_the_topic_tells_every_mapping_with_its_source(desk: Desk) -> None:
    out = desk.do("help", "vocabularies")
    for word in ("closed \u2013 not implemented", "overtaken by events", "A/RES/65/270", "(none)"):
        assert word in out
