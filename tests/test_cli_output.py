"""Where data goes, what is said beside it, and files that are written whole or not at all."""

import json
from pathlib import Path

import pytest
from command_line import Desk

from tracker.cli import invocation, showing


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    return found


def test_data_is_on_stdout_and_what_is_hidden_on_stderr(desk: Desk) -> None:
    desk.do("done", "A1", "--note", "x")
    desk.do("add", "Later", "--start", "2017-05-01")
    found = desk.run("list", "--columns", "ref", "-f", "tsv")
    assert found.out.split() == ["ref", "A2"]
    assert found.err == "hidden: 1 closed (--all), 1 not to start yet (--all)\n"
    assert desk.run("list", "-q").err == ""


def test_a_capped_list_says_of_how_many(desk: Desk) -> None:
    found = desk.run("list", "--limit", "1", "--json")
    assert found.err == "1 of 2\n"
    document = json.loads(found.out)
    assert (document["count"], document["total"], len(document["items"])) == (1, 2, 1)


def test_an_empty_list_is_no_failure(desk: Desk) -> None:
    found = desk.run("list", "--overdue")
    assert found.code == 0


def test_a_terminal_gets_a_screenful(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        desk.do("add", f"Action {number}")
    assert len(desk.do("list").splitlines()) == 33
    monkeypatch.setattr(showing, "is_terminal", lambda _: True)
    monkeypatch.setattr(invocation, "is_terminal", lambda _: True)
    found = desk.run("list", LINES="24")
    assert found.err == f"file: {desk.file} (TRACKER_DB)\n20 of 32\n"
    assert "─" in found.out
    assert "32" in desk.run("list", "--limit", "99", "-f", "json", LINES="24").out


@pytest.mark.parametrize("format_", ["table", "plain", "tsv", "csv", "md", "json", "ndjson"])
def test_every_list_is_written_in_every_format(desk: Desk, format_: str) -> None:
    for command in (("list",), ("party", "list"), ("conversation", "list"), ("config", "show")):
        assert desk.do(*command, "-f", format_)
    for command in (
        ("recommendation", "list"),
        ("export",),
        ("table",),
        ("history",),
        ("progress",),
    ):
        assert desk.do(*command, "-f", format_)


@pytest.mark.parametrize("format_", ["table", "plain", "md", "json"])
def test_every_report_is_written_in_every_format_of_reports(desk: Desk, format_: str) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    for command in (
        ("show", "A1"),
        ("show", "R1"),
        ("show", "C1"),
        ("show", "PBSO"),
        ("brief", "C2"),
    ):
        assert desk.do(*command, "-f", format_)


def test_the_format_that_is_named_counts_where_nobody_looks(desk: Desk) -> None:
    assert "─" in desk.do("list", "-f", "table")
    assert "─" not in desk.do("list")
    assert desk.do("list", TRACKER_FORMAT="csv").startswith("ref,title,")


def test_a_file_takes_the_format_of_its_suffix(desk: Desk) -> None:
    path = desk.folder / "actions.json"
    found = desk.run("list", "-o", str(path))
    assert (found.out, found.err) == ("", f"Wrote {path}\n")
    assert json.loads(path.read_text(encoding="utf-8"))["count"] == 2
    desk.do("export", "-o", str(desk.folder / "actions.data"), "-f", "csv")
    assert (desk.folder / "actions.data").read_bytes().startswith(b"ref,uid,")


def test_a_file_is_never_written_over_without_force(desk: Desk) -> None:
    path = desk.folder / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    found = desk.run("list", "-o", str(path))
    assert (found.code, "--force" in found.err) == (4, True)
    assert path.read_text(encoding="utf-8") == "mine"
    desk.do("list", "-o", str(path), "--force")
    assert path.read_text(encoding="utf-8").startswith("ref,")


def test_a_file_is_written_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker import formats

    def half(_: object, __: str, out: object, *___: object) -> None:
        out.write("half of it")  # type: ignore[attr-defined]  # both streams write
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "write", half)
    before = sorted(desk.folder.iterdir())
    found = desk.run("list", "-o", str(desk.folder / "new.csv"))
    assert (found.code, "was not written" in found.err) == (1, True)
    assert sorted(desk.folder.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "sentence"), [("missing/x.csv", "There is no folder"), ("folder.csv", "is a folder")]
)
def test_a_place_that_cannot_be_written_is_told(desk: Desk, name: str, sentence: str) -> None:
    (desk.folder / "folder.csv").mkdir()
    found = desk.run("list", "-o", str(desk.folder / name))
    assert (found.code, sentence in found.err) == (2, True)


def test_a_dash_is_stdout(desk: Desk) -> None:
    assert desk.do("list", "-o", "-") == desk.do("list")


def test_a_device_is_written_to_and_stays(desk: Desk) -> None:
    null = Path("/dev/null")
    if not null.exists():
        pytest.skip("no /dev/null here")
    assert desk.run("list", "-o", str(null), "-f", "csv", "--force").code == 0
    assert null.is_char_device()


def test_a_file_of_a_project_is_named_on_stderr(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "tracker.toml").write_text('db = "desk.db"', encoding="utf-8")
    monkeypatch.chdir(desk.folder)
    found = desk.run("list", TRACKER_DB=None)
    assert found.err == f"file: {desk.file} ({desk.folder / 'tracker.toml'})\n"
    assert desk.run("list", "-q", TRACKER_DB=None).err == ""
    assert desk.run("list").err == ""


@pytest.mark.parametrize(
    ("args", "environ", "coloured"),
    [
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ((), {}, False),
    ],
)
def test_colour_is_as_asked_else_as_the_environment_says(
    desk: Desk, args: tuple[str, ...], environ: dict[str, str], coloured: bool
) -> None:
    assert ("\x1b[" in desk.do("list", "-f", "table", *args, **environ)) is coloured


def test_a_date_is_read_without_a_file(tmp_path: Path) -> None:
    found = Desk(tmp_path).run("date", "end of June")
    assert found == (0, "2017-06-30\n", "2017-06-30 (Fri, in 126 days)\n")


def test_a_state_of_the_past_is_printed_as_it_was_then(desk: Desk) -> None:
    before = desk.do("list", "--json")
    desk.do("start", "A1", TRACKER_TODAY="2017-03-01", TRACKER_NOW="2017-03-01T09:00:00Z")
    later = desk.run("list", "--json", "--as-of", "2017-02-24", TRACKER_TODAY="2017-03-02")
    assert later.out == before


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "dates",
        "filters",
        "fields",
        "formats",
        "workflow",
        "attribution",
        "environment",
        "exit-codes",
    ],
)
def test_every_topic_is_explained(tmp_path: Path, topic: str) -> None:
    desk = Desk(tmp_path)
    page = desk.do("help", *topic.split())
    assert max(map(len, page.partition("\n\n")[0].splitlines())) <= 80
    assert json.loads(desk.do("help", *topic.split(), "--json"))["count"] > 2


def test_every_environment_variable_and_format_is_in_its_topic(tmp_path: Path) -> None:
    from tracker import formats, settings

    desk = Desk(tmp_path)
    assert all(each.variable in desk.do("help", "environment") for each in settings.KNOWN.values())
    assert all(f"{each} " in desk.do("help", "formats") for each in formats.FORMATS)


def test_the_demo_tells_its_story_and_where_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = tmp_path / "demo.db"
    found = desk.run("demo", "--db", str(path), TRACKER_DB=None)
    assert found.code == 0, found
    assert "UNOCI" in found.out
    assert f"export TRACKER_DB={path} TRACKER_TODAY=2017-0" in found.out
    assert "Verified" in desk.do("db", "verify", TRACKER_DB=str(path))
    again = desk.run("demo", "--db", str(path))
    assert (again.code, "is there already" in again.err) == (4, True)


def test_the_folder_of_the_default_file_is_made_when_something_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.do("add", "First", TRACKER_DB=None)
    path = tmp_path / "data" / "tracker" / "tracker.db"
    assert desk.do("db", "path", TRACKER_DB=None) == f"{path}\n"
    assert path.parent.stat().st_mode & 0o077 == 0


def test_filters_narrow_the_brief_and_all_its_figures(desk: Desk) -> None:
    figures = json.loads(desk.do("brief", "--no-owner", "--json"))["figures"]
    assert next(each["now"] for each in figures if each["name"] == "actions") == 1
    assert "Circulate" not in desk.do("brief", "--owner", "PBSO")


@pytest.mark.parametrize("typed", ["Not started", "not_started", "NOT-STARTED"])
def test_a_word_of_a_vocabulary_is_read_alike_everywhere(desk: Desk, typed: str) -> None:
    listed = desk.do("list", "--status", typed, "--columns", "ref")
    assert listed.split() == ["Ref", "A1", "A2"]
    said = desk.do("update", "--where", f"status={typed}", "--priority", "Critical", "--dry-run")
    assert said.count("priority normal -> critical") == 2


def test_the_settings_of_a_damaged_file_are_not_taken_for_the_defaults(desk: Desk) -> None:
    desk.file.write_text("Dear all,\n" * 100, encoding="utf-8")
    assert desk.run("config", "show").code == 5


def test_a_brief_names_what_was_raised_once_up_to_a_sentence(desk: Desk) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-03-20")
    for number in range(25):
        desk.do("add", f"Draft {number}", "--conversation", "C1")
    said = desk.do("brief", "--only", "still-open").splitlines()[-1]
    assert said.startswith("  In only one: A1, A3, ")
    assert said.endswith(" and 6 more.")


def test_what_was_narrowed_says_to_what(desk: Desk) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    narrowed = ("--owner", "PBSO", "--open", "--due-before", "2017-06-30")
    for command in ("brief", "progress", "table"):
        text = desk.do(command, *narrowed, "-f", "md")
        assert "Only: owner PBSO; open; due before 2017-06-30" in text
        assert "Only:" not in desk.do(command, "-f", "md")


@pytest.mark.parametrize("command", ["list", "table", "export", "brief", "progress", "check"])
def test_a_workbook_goes_into_a_file_the_same_each_time(desk: Desk, command: str) -> None:
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    paths = [desk.folder / "one.xlsx", desk.folder / "two.xlsx"]
    for path in paths:
        desk.do(command, "-o", str(path))
    one, two = (path.read_bytes() for path in paths)
    assert one.startswith(b"PK")
    assert one == two


def test_a_terminal_is_not_sent_bytes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli import files

    monkeypatch.setattr(files, "is_terminal", lambda _: True)
    found = desk.run("table", "-f", "xlsx")
    assert (found.code, found.out, "-o FILE" in found.err) == (2, "", True)
