"""What is typed: names, help, options anywhere, and sentences for what cannot be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Desk

from tracker import __version__
from tracker.cli import commands
from tracker.cli.app import ANYWHERE, Root, app, run_again

ALL = [entry.path for entry in commands.TABLE]
LEAVES = [entry.path for entry in commands.TABLE if entry.where]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_without_a_command_the_help_is_printed(desk: Desk) -> None:
    found = desk.run()
    assert found.code == 0
    assert found.out.index("Examples:") < found.out.index("Usage:")
    assert found.err == ""


@pytest.mark.parametrize("path", ["", *ALL])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(desk: Desk, path: str, flag: str) -> None:
    found = desk.run(*path.split(), flag)
    assert found.code == 0
    assert f"Usage: tracker {path}".rstrip() in found.out
    assert max(map(len, found.out.splitlines())) <= 100


@pytest.mark.parametrize("path", LEAVES)
def test_the_help_of_a_command_begins_with_examples_of_it(desk: Desk, path: str) -> None:
    page = desk.do(*path.split(), "--help")
    shown = page.partition("Examples:\n")[2].partition("\n\n")[0]
    assert max(map(len, shown.splitlines())) <= 80
    examples = shown.replace("\\\n   ", "").splitlines()
    assert examples
    assert all(line.startswith(f"  tracker {path}") for line in examples)
    assert page.index("Examples:") < page.index("Usage:")


def test_the_root_help_names_every_command_with_its_line(desk: Desk) -> None:
    page = desk.do("--help")
    for entry in commands.entries():
        assert f"  {entry.name} " in page
        assert entry.help in page


@pytest.mark.parametrize("place", [("--version",), ("list", "--version"), ("db", "--version")])
def test_the_version_is_printed_from_anywhere(desk: Desk, place: tuple[str, ...]) -> None:
    assert desk.do(*place) == f"tracker {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ("--db", "other.db", "db", "path"),
        ("db", "--db", "other.db", "path"),
        ("db", "path", "--db", "other.db"),
        ("db", "path", "--db=other.db"),
        ("--db", "first.db", "db", "path", "--db", "other.db"),
    ],
)
def test_global_options_stand_before_or_after_the_command(
    desk: Desk, args: tuple[str, ...]
) -> None:
    assert desk.do(*args) == "other.db\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("lst",), "There is no command 'tracker lst'. Did you mean: tracker list?"),
        (("ls",), "Did you mean: tracker list"),
        (("close", "A1"), "Did you mean: tracker done"),
        (("part",), "Did you mean: tracker party"),
        (("party", "ad"), "Did you mean: tracker party add?"),
        (("zzzzzz",), "There is no command 'tracker zzzzzz'. See: tracker --help"),
        (("conv", "list"), "There is no command 'tracker conv'."),
        (("list", "--ownr", "x"), "There is no option --ownr here. Did you mean --owner"),
        (("list", "--over"), "There is no option --over here."),
        (("--jsn", "list"), "There is no option --jsn here. Did you mean --json?"),
        (("list", "-z"), "There is no option -z here."),
        (("add",), "TITLE is missing."),
        (("add", "One", "Two"), "unexpected extra argument"),
        (("conversation", "add", "X"), "--on is missing."),
        (("list", "--limit", "many"), "--limit: 'many' is not a valid int"),
        (("list", "--limit", "-1"), "--limit -1 is less than nothing."),
        (("list", "--owner"), "--owner"),
        (("list", "--json=yes"), "--json"),
        (("list", "--json", "-f", "csv"), "Two formats were asked for, json and csv."),
        (("list", "-f", "jsn"), "Did you mean json"),
        (("list", "--color", "blue"), "--color takes auto, always, never, not 'blue'"),
        (("--today", "soon", "list"), "--today: 'soon' is no day in ISO form"),
        (("--db", "", "list"), "--db is empty"),
        (("add", "X", "--by", "a\x00b"), "name of --by has a control character"),
        (("done",), "No reference was given."),
        (("done", "A1", "--where", "overdue"), "either by reference or with --where"),
        (("drop", "A1", "--as", "lost", "--why", "x"), "--as 'lost' is not known."),
        (("add", "X", "--priority", "critcal"), "Did you mean critical?"),
        (("help", "fromats"), "Did you mean formats"),
        (("config", "set", "fromat", "csv"), "Did you mean format?"),
        (("config", "set", "color", "blue"), "color is auto, always or never, not 'blue'."),
        (("list", "--owner", " "), "--owner is empty."),
        (("list", "--status", "opn"), "--status cannot be 'opn'"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    desk: Desk, args: tuple[str, ...], sentence: str
) -> None:
    desk.seed()
    found = desk.run(*args)
    assert sentence in found.err
    assert found.err.startswith("Error: ")
    assert found.err.count("\n") == 1
    assert found.out == ""
    assert found.code == (3 if args[0] == "help" else 2)


def test_abbreviations_of_commands_are_not_commands(desk: Desk) -> None:
    assert desk.run("lis").code == 2
    assert desk.run("recommendation", "li").code == 2


def test_no_option_of_a_command_hides_a_global_one() -> None:
    import typer

    root = typer.main.get_command(app)
    anywhere = {name for option in ANYWHERE for name in option.opts} | {"-h", "--help"}
    for path, command in _leaves(root):
        own = {name for each in command.params for name in each.opts}
        assert not own & anywhere, path


def _leaves(root: object) -> Iterator[tuple[str, Any]]:
    assert isinstance(root, Root)
    for entry in commands.TABLE:
        if entry.where:
            noun, _, name = entry.path.rpartition(" ")
            group = root.get_command(None, noun) if noun else root
            yield entry.path, group.get_command(None, name)


def test_completion_offers_commands_and_options(desk: Desk) -> None:
    def complete(line: str) -> list[str]:
        count = str(len(line.split(" ")) - 1)
        environ = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": count}
        return desk.run(**environ).out.split()

    assert complete("tracker d") == ["demo", "date", "done", "drop", "db"]
    assert complete("tracker party ")[:4] == ["add", "list", "show", "update"]
    assert "--due-before" in complete("tracker list --due")
    assert "--json" in complete("tracker list --js")


def test_completion_offers_words_of_a_vocabulary_and_names_in_the_file(desk: Desk) -> None:
    desk.seed()

    def complete(line: str) -> list[str]:
        count = str(len(line.split(" ")) - 1)
        environ = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": count}
        found = desk.run(**environ)
        assert found.err == ""
        return found.out.split()

    assert complete("tracker list --owner PB") == ["PBSO"]
    assert complete("tracker list --status i") == ["in-progress", "implemented"]
    assert complete("tracker drop A1 --as over") == ["overtaken-by-events"]
    desk.file.unlink()
    assert complete("tracker list --owner P") == []


def test_commands_can_follow_each_other_in_one_process(desk: Desk) -> None:
    environ = {name: value for name, value in desk.environ.items() if value is not None}
    run_again(["party", "add", "IPI"], environ)
    run_again(["party", "add", "PBC", "--quiet"], environ)
    assert "parties           2" in desk.do("db", "info")
