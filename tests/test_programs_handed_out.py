"""The files that the third chapter of examples/ hands out, opened with the programs of those who
get them."""

from pathlib import Path

import pytest
import pytodotxt  # type: ignore[import-untyped]  # it is written without types
from programs import converted, run
from transcripts import EXAMPLES, played

ACTIONS = (
    "Draft a checklist of timelines and costs",
    "Interview those who close the two operations, with Canada's help",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handed-out")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        played(EXAMPLES / "03-what-leaves-the-room.md", folder)
    return folder


@pytest.mark.parametrize("name", ["progress.docx", "progress.xlsx"])
def test_libreoffice_shows_the_table(folder: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / name
    copy.write_bytes((folder / name).read_bytes())
    told = " ".join(run("pdftotext", str(converted(copy, "pdf")), "-").split())
    for word in ("Progress table", "checklist of", "Canada's", "accepted"):
        assert word in told


def test_chromium_shows_the_page(folder: Path, tmp_path: Path) -> None:
    options = ("--headless", "--no-sandbox", f"--user-data-dir={tmp_path}", "--dump-dom")
    told = run("chromium", *options, (folder / "progress.html").as_uri())
    assert all(action in told for action in ACTIONS)
    assert "2 of 2 shown" not in told  # so few need no filter
    assert '<button type="button">Due</button>' in told


def test_todoman_lists_the_deadlines(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lists" / "desk").mkdir(parents=True)
    (tmp_path / "lists" / "desk" / "a.ics").write_bytes((folder / "deadlines.ics").read_bytes())
    (tmp_path / "todoman.py").write_text(
        f'path = "{tmp_path}/lists/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
        f'cache_path = "{tmp_path}/cache"\n',
        encoding="utf-8",
    )
    told = run("todoman", "--config", str(tmp_path / "todoman.py"), "list", COLUMNS="200")
    assert "2017-03-31 A2 Draft a checklist of timelines and costs  (50%)" in told
    assert "2017-04-28 A3 Interview those who close the two operations" in told


def test_taskwarrior_takes_the_tasks_of_one_department(folder: Path, tmp_path: Path) -> None:
    rc = tmp_path / "taskrc"
    rc.write_text(f"data.location={tmp_path}\nconfirmation=no\n", encoding="utf-8")
    run("task", "import", str(folder / "dpko.json"), TASKRC=str(rc))
    assert run("task", "_get", "1.description", TASKRC=str(rc)).strip() == ACTIONS[0]


def test_a_reader_of_todo_txt_finds_who_and_when(folder: Path) -> None:
    first, second = pytodotxt.TodoTxt(str(folder / "todo.txt")).parse()
    assert (first.contexts, first.attributes["due"]) == (["DPKO"], ["2017-03-31"])
    assert (second.contexts, second.attributes["due"]) == (["PBSO"], ["2017-04-28"])
