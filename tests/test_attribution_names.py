"""Names in typed texts: where somebody is meant, and that nothing leaves that names them."""

import json
from pathlib import Path

import pytest
from command_line import Desk
from drawn_bytes import found_in

from tracker import formats
from tracker.read.attribution import names
from tracker.read.attribution.names import Names

PERSONS = {
    1: ("Inès Kouassi", None),
    2: ("Ulysses Grant", "UG"),
    3: ("KIM Jong-un", None),
    4: ("Jean Canada", None),
    5: ("Ban Ki-moon", None),
    6: ("H.E. Ms. Ana María Espinosa Garcés", None),
    7: ("كوفي عنان", None),
    8: ("王毅", None),
    9: ("N'Guessan, Paul", None),
    10: ("Theresa May", None),
    11: ("Chair of the Committee", None),
}
OTHERS = ("Canada", "Kouassi Foundation", "PBSO")


@pytest.fixture(scope="module")
def sought() -> Names:
    ways = [
        way for key, (name, short) in PERSONS.items() for way in names.of_person(key, name, short)
    ]
    passed = [name for each in OTHERS for name in names.of_other(each)]
    return Names(ways, passed, {"i.k@example.org": 1})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ask inès  kouassi for it", "inès  kouassi"),
        ("INES KOUASSI has it", "INES KOUASSI"),
        ("Kouassi, Inès", "Kouassi, Inès"),
        ("Ask Kouassi's office", "Kouassi"),
        ("- Kouassi will draft it", "Kouassi"),
        ("Write to i.k@example.org", "i.k@example.org"),
        ("Ask Grant about it", "Grant"),
        ("Grant to draft it", "Grant"),
        ("2017-03-02 Grant will call", "Grant"),
        ("Before 2017-03-02 Grant had called", "Grant"),
        ("Mr. Grant visited", "Grant"),
        ("UG to call", "UG"),
        ("They met Kim yesterday", "Kim"),
        ("Jong-un KIM wrote", "Jong-un KIM"),
        ("As Ki-moon asked", "Ki-moon"),
        ("Jean Canada said so", "Jean Canada"),
        ("Thank Ana Garcés", "Ana Garcés"),
        ("قال وكوفي عنان", "وكوفي عنان"),
        ("会见王毅大使", "王毅"),
        ("Chez N\u2019Guessan", "N\u2019Guessan"),
        ("L'avis d'Espinosa Garcés", "Espinosa Garcés"),
        ("Ask Espinosa about it", "Espinosa"),
        ("Mr Ban asked for it", "Ban"),
        ("Ms. Ana called", "Ana"),
        ("Ask May about it", "May"),
        ("The chair of the committee", "chair of the committee"),
    ],
)
def test_a_text_names_somebody(sought: Names, text: str, named: str) -> None:
    assert [text[each.start : each.end] for each in sought.find(text)] == [named]


@pytest.mark.parametrize(
    "text",
    [
        "Grant the mandates time",
        "They grant mandates time",
        "Grant to the missions what they need",
        "1. Grant visas; Grant more. Grant all of it",
        "(a) Grant access",
        "Decision: Grant it",
        "2017-03-02 Grant the mandates time",
        "Learn from Canada",
        "Ask the Kouassi Foundation",
        "A grantee, a kimono and the ug of it",
        "By 5 May 2017, or in May 2018",
        "On the 1st of May",
        "A ban on arms",
        "The Committee and its Chair",
        "",
    ],
)
def test_a_word_that_is_no_name_stops_nobody(sought: Names, text: str) -> None:
    assert sought.find(text) == []


def test_a_name_that_is_meant_once_in_a_text_is_found_everywhere_in_it(sought: Names) -> None:
    text = "Kouassi away. Grant visas, says Kouassi"
    assert [text[each.start : each.end] for each in sought.find(text)] == ["Kouassi", "Kouassi"]


# -- through the program --------------------------------------------------------------------------

SECRET = "Kouassi"
LEAVING = {
    "export": formats.of(formats.ACTIONS),
    "table": formats.of(formats.LIST),
    "brief": formats.of(formats.REPORT),
    "progress": formats.of(formats.REPORT),
}
WAYS = [(command, name) for command, known in LEAVING.items() for name in known]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk where a speaker of a conversation is named in every text that can leave."""
    desk = Desk(tmp_path)
    desk.do("party", "add", "Nora Lind", "--kind", "person")
    desk.do(
        *("conversation", "add", "On what Kouassi said", "--on", "2017-02-20"),
        *("--speaker", "Inès Kouassi", "--moderator", "Nora Lind", "--create"),
    )
    desk.do("recommendation", "add", "Do what Kouassi asked, said Nora Lind", "--from", "C1")
    desk.do(
        *("add", "Write to Kouassi", "--for", "R1", "--detail", "As Kouassi asked"),
        *("--next", "Call Kouassi", "--due", "2017-02-22"),
    )
    desk.do("note", "A1", "Spoke with Kouassi", "--evidence", "Mail of Kouassi", "--share")
    desk.do("update", "A1", "--due", "2017-03-22", "--why", "Asked for by Kouassi")
    return desk


@pytest.mark.parametrize(("command", "name"), WAYS)
def test_a_name_in_a_text_stops_what_leaves(desk: Desk, command: str, name: str) -> None:
    path = desk.folder / "out"
    found = desk.run(command, "-f", name, "-o", str(path))
    assert (found.code, found.out) == (4, "")
    assert "Inès Kouassi" in found.err
    assert "--redact" in found.err
    assert not path.exists()


@pytest.mark.parametrize(("command", "name"), WAYS)
def test_redacted_texts_hold_no_name_in_any_bytes(desk: Desk, command: str, name: str) -> None:
    path = desk.folder / "out"
    desk.do(command, "-f", name, "-o", str(path), "--redact")
    told = found_in(path.read_bytes())
    assert SECRET not in told
    assert "Inès" not in told
    assert "name withheld" in told


def test_every_name_is_told_with_the_command_that_mends_it(desk: Desk) -> None:
    found = desk.run("export", "--columns", "ref,title,next_step")
    assert "A1, title: Inès Kouassi · mend with: tracker update A1 --title TEXT" in found.err
    assert "A1, next step: Inès Kouassi · mend with: tracker update A1 --next TEXT" in found.err
    assert "2 names would leave" in found.err


def test_what_is_not_shown_is_not_searched(desk: Desk) -> None:
    assert "A1" in desk.do("export", "--columns", "ref,due")


def test_one_person_is_cleared_by_name(desk: Desk) -> None:
    assert "Write to Kouassi" in desk.do("export", "--allow", "Inès Kouassi")
    assert desk.run("export", "--allow", "Nora Lind").code == 4
    assert desk.run("export", "--allow", "Nobody").code == 3


def test_a_body_needs_no_clearing(desk: Desk) -> None:
    desk.do("party", "add", "Peacebuilding Support Office", "--short", "PBSO")
    found = desk.run("export", "--allow", "PBSO")
    assert (found.code, found.out) == (2, "")
    assert "PBSO is no person" in found.err


def test_who_is_recorded_later_is_cleared_in_what_was_known_before(desk: Desk) -> None:
    desk.do("party", "add", "Zoe Kouassi", "--kind", "person", TRACKER_TODAY="2017-05-01")
    day = ("--as-of", "2017-02-24", "--allow", "Zoe Kouassi", "--allow", "Inès Kouassi")
    assert "Write to Kouassi" in desk.do("export", *day, TRACKER_TODAY="2017-05-02")


def test_who_moderated_may_be_named_where_they_did(desk: Desk) -> None:
    desk.do("add", "Ask Nora Lind", "--for", "R1")
    desk.do("add", "Ask Nora Lind again")
    found = desk.run("export", "--columns", "title")
    assert "A2" not in found.err
    assert "A3, title: Nora Lind" in found.err


def test_who_spoke_in_another_conversation_of_an_action_is_not_named(desk: Desk) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-02-21", "--speaker", "Nora Lind")
    desk.do("recommendation", "add", "Ask", "--from", "C2")
    desk.do("add", "Ask Nora Lind", "--for", "R1", "--for", "R2")
    assert "A2, title: Nora Lind" in desk.run("export", "--columns", "title").err


def test_a_public_conversation_is_not_searched(desk: Desk) -> None:
    desk.do("conversation", "update", "C1", "--attribution", "public")
    assert "Write to Kouassi" in desk.do("export")
    assert "Do what Kouassi asked" in desk.do("table", "-f", "csv")
    for command in ("brief", "progress"):
        assert desk.run(command, "-f", "json").code == 0


def test_a_conversation_that_is_not_shown_stops_nothing(desk: Desk) -> None:
    desk.do("conversation", "add", "Plain", "--on", "2017-02-22")
    desk.do("recommendation", "add", "Ask", "--from", "C2")
    assert "Ask" in desk.do("table", "--conversation", "C2", "-f", "md", "-o", "-")


def test_the_keepers_own_view_and_copy_are_not_searched(desk: Desk) -> None:
    assert "Kouassi" in desk.do("table", "-f", "table")
    assert "Kouassi" in desk.do("list", "--json")
    assert "Kouassi" in desk.do("export", "--attributed")


def test_a_filter_that_names_somebody_does_not_leave(desk: Desk) -> None:
    desk.do("update", "A1", "--title", "Write", "--next", "none")
    shown = ("--columns", "ref,title", "--party", "Inès Kouassi", "-f", "md", "-o")
    found = desk.run("table", *shown, str(desk.folder / "out.md"))
    assert found.code == 4
    assert "filters: Inès Kouassi" in found.err


def test_a_filter_that_names_somebody_in_small_letters_does_not_leave(desk: Desk) -> None:
    desk.do("update", "A1", "--title", "Write", "--next", "none")
    shown = ("--columns", "ref,title", "--text", "kouassi", "-f", "md", "-o", "-")
    assert "filters: Inès Kouassi" in desk.run("table", *shown).err
    assert "text [name withheld]" in desk.do("table", *shown, "--redact").replace("\\", "")
    for name in formats.of(formats.REPORT):
        path = desk.folder / f"out.{name}"
        desk.do("progress", "-f", name, "--text", "kouassi", "--redact", "-o", str(path))
        assert "kouassi" not in found_in(path.read_bytes())


def test_a_former_name_is_found_too(desk: Desk) -> None:
    desk.do("party", "update", "Inès Kouassi", "--name", "Inès Traoré")
    assert "A1, title: Inès Traoré" in desk.run("export", "--columns", "ref,title").err


def test_the_command_that_mends_a_theme_or_a_reason_is_told(desk: Desk) -> None:
    desk.do("update", "A1", "--theme", "Work of Kouassi", "--create")
    desk.do("block", "A1", "--why", "We wait for Kouassi")
    told = desk.run("export", "--columns", "ref,themes,reason").err
    assert "tracker update A1 --remove-theme THEME" in told
    assert "tracker start A1 (or reopen)" in told


def test_options_that_contradict_each_other_are_refused(desk: Desk) -> None:
    for more in (["--redact"], ["--allow", "Nora Lind"]):
        found = desk.run("export", "--attributed", *more)
        assert found.code == 2
        assert "--attributed lets every name through" in found.err


@pytest.mark.parametrize(
    "more",
    [
        ["--redact"],
        ["--allow", "Inès Kouassi"],
        ["--attributed"],
        ["--include-confidential", "--redact"],
    ],
)
def test_who_sets_a_rule_aside_is_journaled_and_undo_passes_it_over(
    desk: Desk, more: list[str]
) -> None:
    from tracker.write import replay

    desk.do("export", *more)
    latest = desk.do("history", "--json")
    assert f"tracker export {more[0]}" in latest
    assert "Undid command 6" in desk.do("undo")
    assert "left nothing that could be undone" in desk.run("undo", "--command", "7").err
    replay.verify(str(desk.file))


def test_an_export_that_keeps_every_rule_is_not_journaled(desk: Desk) -> None:
    before = desk.do("history", "--json")
    desk.do("export", "--columns", "ref,due")
    assert desk.do("history", "--json") == before


# -- what is confidential -------------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Desk:
    """A desk where an action serves an open and a confidential conversation."""
    desk = Desk(tmp_path)
    desk.do("conversation", "add", "Open talk", "--on", "2017-02-01", "--series", "S", "--create")
    desk.do(
        *("conversation", "add", "Hidden talk", "--on", "2017-02-02", "--series", "S"),
        *("--attribution", "confidential"),
    )
    desk.do("party", "add", "Shadow Office", "--short", "SHO")
    desk.do("milestone", "add", "hidden-vote", "--on", "2017-06-01")
    desk.do("recommendation", "add", "Do it", "--from", "C1")
    desk.do("recommendation", "add", "Hide it", "--from", "C2", "--theme", "Spies", "--create")
    desk.do("add", "Open act", "--for", "R1")
    desk.do(
        *("add", "Hidden act", "--for", "R1", "--for", "R2", "--owner", "SHO"),
        *("--due", "2017-05-01", "--theme", "Spies", "--milestone", "hidden-vote"),
    )
    return desk


@pytest.mark.parametrize(("command", "name"), WAYS)
def test_an_action_of_an_open_and_a_confidential_conversation_leaks_neither(
    secret: Desk, command: str, name: str
) -> None:
    path = secret.folder / "out"
    for more in GROUPED if command == "progress" else [()]:
        secret.do(command, "-f", name, "-o", str(path), "--force", *more)
        told = found_in(path.read_bytes()).replace("semiHidden", "")  # a word of Word
        cells = () if name == "xlsx" else ("C2", "R2")  # names of cells, too
        for word in ("Hidden", "Hide it", "Spies", "SHO", "Shadow", "hidden-vote", *cells):
            assert word not in told


def test_what_was_raised_in_a_confidential_conversation_is_not_counted(secret: Desk) -> None:
    secret.do("conversation", "add", "Third", "--on", "2017-02-23", "--series", "S")
    secret.do("recommendation", "add", "Again", "--from", "C3")
    secret.do("add", "Seen act", "--for", "R3")
    secret.do("recommendation", "link", "R3", "repeats", "R2")
    day = {"TRACKER_TODAY": "2017-03-01"}
    for more, told in ((), '"raised_in":1'), (("--include-confidential",), '"raised_in":2'):
        out = secret.do("brief", "--series", "S", "-f", "json", *more, **day)
        [row] = [
            each
            for section in json.loads(out)["sections"]
            if section["name"] == "still-open"
            for each in section["items"]
            if each["ref"] == "A3"
        ]
        assert row["raised_in"] == int(told[-1])


def test_a_deadline_that_hangs_on_a_confidential_conversation_does_not_name_it(
    secret: Desk,
) -> None:
    secret.do("conversation", "update", "C2", "--on", "2017-03-02")
    secret.do("update", "A1", "--due", "2 weeks after C2")
    moved = ("conversation", "update", "C2", "--on", "2017-03-09", "--why", "An envoy was ill")
    secret.do(*moved, "--yes")
    for command in ("export -f csv", "table -f md", "brief --since 2017-02-01 -f md"):
        told = secret.do(*command.split())
        assert "C2" not in told
        assert "envoy" not in told


def test_a_reason_that_names_a_confidential_action_is_kept_back(secret: Desk) -> None:
    secret.do("add", "Twin", "--for", "R1")
    secret.do("merge", "A3", "--into", "A2", "--yes")
    told = secret.do("export", "-f", "csv", "--columns", "ref,reason")
    assert "A2" not in told
    assert "[confidential]" in told


GROUPED = [
    ("--group", group)
    for group in ("conversation", "recommendation", "owner", "theme", "status", "month")
]


def test_what_is_confidential_is_counted_in_a_group_of_its_own(secret: Desk) -> None:
    for more in GROUPED:
        told = secret.do("progress", "-f", "csv", *more)
        assert "confidential,,1," in told
    assert "Hidden talk" in secret.do("progress", "-f", "md", "--include-confidential")
