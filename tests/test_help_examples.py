"""Examples hold: of a command's help in the demo, of the root's and the README's in a new file."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Desk
from word_files import template

from tracker.cli import commands

LEAVES = [entry.path for entry in commands.TABLE if entry.where]
DAYS = ("2017-02-24", "2026-11-25", "2028-02-29")
README = Path(__file__).parents[1] / "README.md"
FIRST = {"undo": ["start A10", "note A10 One", "note A10 Two", "note A10 Three", "note A10 Four"]}
"""What a person has done before, where an example is about that."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    desk = Desk(tmp_path_factory.mktemp("demo"))
    desk.do("demo", "--db", str(desk.file))
    return desk.file.read_bytes()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "house.docx").write_bytes(template())
    return Desk(tmp_path)


def examples(do: Callable[..., str], *path: str) -> list[list[str]]:
    page = do(*path, "--help").replace("\\\n   ", "")
    shown = page.partition("Examples:\n")[2].partition("\n\n")[0]
    return [shlex.split(line)[1:] for line in shown.splitlines()]


@pytest.mark.parametrize("path", LEAVES)
def test_the_examples_of_a_command_hold_in_the_demo(desk: Desk, demo: bytes, path: str) -> None:
    desk.file.write_bytes(demo)
    desk.environ["TRACKER_TODAY"] = "2017-04-07"
    for line in FIRST.get(path, []):
        desk.do(*line.split())
    for args in examples(desk.do, *path.split()):
        assert desk.run(*args).code == 0, args


@pytest.mark.parametrize("today", DAYS)
def test_the_examples_of_the_root_hold_in_a_new_file_on_any_day(desk: Desk, today: str) -> None:
    desk.environ["TRACKER_TODAY"] = today
    for args in examples(desk.do):
        found = desk.run(*args)
        assert found.code == 0, (args, found)


@pytest.mark.parametrize("today", DAYS)
def test_the_hour_of_the_readme_holds_in_a_new_file_on_any_day(desk: Desk, today: str) -> None:
    desk.environ["TRACKER_TODAY"] = today
    block = README.read_text(encoding="utf-8").partition("```console\n")[2].partition("```")[0]
    lines = block.splitlines()
    assert len(lines) > 5
    for line in lines:
        found = desk.run(*shlex.split(line)[1:])
        assert found.code == 0, (line, found)
