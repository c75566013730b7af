"""The registry: which formats there are, and what an unknown one is told."""

import subprocess
import sys

import drawn_bytes
import pytest
from drawn_bytes import found_in, written
from formats_drawn import itemised, reported
from formats_samples import actions, brief, details, progress

from tracker import formats, words
from tracker.errors import Unreadable


def test_every_format_is_named_with_what_it_is_for() -> None:
    known = "table plain tsv csv md json ndjson xlsx docx html ics taskwarrior todotxt"
    assert list(formats.FORMATS) == [name for name in known.split() if name in formats.FORMATS]


@pytest.mark.parametrize("name", formats.of(formats.LIST))
def test_every_list_is_written_in_every_format_of_lists(name: str) -> None:
    text = found_in(written(actions(), name))
    assert all(ref in text for ref in ("A1", "A2", "A12", "A13", "A14", "A15"))
    assert text.endswith("\n") or formats.FORMATS[name].is_binary


@pytest.mark.parametrize("name", formats.of(formats.REPORT))
def test_every_report_is_written_in_the_formats_of_reports(name: str) -> None:
    assert "Overdue" in found_in(drawn_bytes.reported(brief(), name)) or name == "json"
    assert "45.5" in found_in(drawn_bytes.reported(progress(), name))


@pytest.mark.parametrize("name", formats.of(formats.ITEM))
def test_every_record_is_written_in_the_formats_of_records(name: str) -> None:
    assert "MINUSTAH" in itemised(details(), name)


@pytest.mark.parametrize("name", formats.of(formats.LIST))
def test_the_journal_is_written_in_every_format_of_lists(name: str) -> None:
    text = found_in(drawn_bytes.journaled(name))
    assert "update A12 --due 2017-06-30" in text
    assert "A12 slips 2" in text


def test_an_unknown_format_names_the_nearest_and_all() -> None:
    with pytest.raises(Unreadable, match=r"no format 'jsn'\. Did you mean json") as raised:
        formats.check("jsn")
    assert words.one_of(formats.FORMATS) in str(raised.value)


@pytest.mark.parametrize("name", ["pdf", "", "yaml"])
def test_a_format_that_is_not_built_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        formats.check(name)


def test_a_report_refuses_the_formats_of_rows() -> None:
    with pytest.raises(Unreadable, match="Choose table, plain, md, json"):
        reported(brief(), "csv")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out.csv", "csv"),
        ("some.where/out.JSON", "json"),
        (r"C:\out.jsonl", "ndjson"),
        ("out.txt", "plain"),
        ("out.markdown", "md"),
    ],
)
def test_the_suffix_of_a_file_says_the_format(path: str, name: str) -> None:
    assert formats.of_suffix(path) == name


@pytest.mark.parametrize("path", ["out", ".csv", "dir.csv/out", "out.doc"])
def test_a_name_without_a_known_suffix_is_refused(path: str) -> None:
    with pytest.raises(Unreadable):
        formats.of_suffix(path)


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import tracker.formats", ()),
        ("import tracker.formats.table", ()),
        ("import tracker.formats.page_brief, tracker.formats.page_terminal", ()),
        ("import tracker.formats.csv", ()),
        ("from tracker.formats.cells import width; width('été —')", ()),
        ("from tracker.formats.cells import width; width('漢')", ("rich.cells",)),
    ],
)
def test_little_is_loaded_to_draw(code: str, loaded: tuple[str, ...]) -> None:
    heavy = ("rich.cells", "rich.console", "json", "dataclasses", "pathlib", "tracker.dates")
    script = f"{code}; import sys; print(*(m for m in {heavy!r} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert tuple(run.stdout.split()) == loaded
