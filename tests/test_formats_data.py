"""CSV, TSV, JSON and JSON lines: what is written is what the standard library reads back."""

import csv
import io
import json
import re

import pytest
from formats_drawn import drawn, itemised, reported
from formats_samples import COLUMNS, DEFAULT, Sample, actions, brief
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.csv import BOM, guarded
from tracker.formats.data import plain_value
from tracker.formats.page import Column
from tracker.formats.visible import one_line, visible

TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.text("=+-@'\",;\t\n\r ab\uff1d", max_size=6),
)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-99, 99), TEXT, st.lists(TEXT, max_size=3))
FIELDS = [Column(name, name.upper(), "text") for name in ("first", "second", "third")]
LISTINGS = st.lists(st.lists(VALUES, min_size=3, max_size=3)).map(lambda rows: Sample(FIELDS, rows))


def unguarded(text: str) -> str:
    return text[1:] if re.match("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", text) else text


@given(LISTINGS)
def test_csv_read_back_gives_the_rows(listing: Sample) -> None:
    text = drawn(listing, "csv")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["first", "second", "third"]
    assert [[unguarded(cell) for cell in row] for row in rows] == [
        [visible(plain_value(cell)) for cell in row] for row in listing.rows
    ]


@given(st.lists(TEXT, min_size=1))
def test_no_text_cell_of_csv_is_a_formula(texts: list[str]) -> None:
    text = drawn(Sample(FIELDS[:1], [[each] for each in texts]), "csv")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert row[0][:1] not in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41 22", "'+41 22"),
        ("-", "'-"),
        ("@sum", "'@sum"),
        ("'=1", "''=1"),
        ("\t=1", '"\'\t=1"'),
        ("it's", "it's"),
        ("'quoted'", "'quoted'"),
        (-5, "-5"),
        ("a,b", '"a,b"'),
        ("a;b", '"a;b"'),
        ('say "so"', '"say ""so"""'),
        ("two\nlines", '"two\nlines"'),
        ("\x1b[2J", "␛[2J"),
        (["R2", "R5"], '"R2; R5"'),
        (True, "true"),
        (None, '""'),
    ],
)
def test_a_cell_of_csv(value: object, cell: str) -> None:
    assert drawn(Sample(FIELDS[:1], [[value]]), "csv") == f"first\r\n{cell}\r\n"


def test_csv_has_a_byte_order_mark_for_excel_only() -> None:
    assert drawn(actions(), "csv", excel=True) == BOM + drawn(actions(), "csv")
    assert not drawn(actions(), "tsv", excel=True).startswith(BOM)


@given(LISTINGS)
def test_tsv_read_back_gives_the_rows_with_breaks_as_spaces(listing: Sample) -> None:
    lines = drawn(listing, "tsv").split("\n")
    assert lines[0] == "first\tsecond\tthird"
    assert lines[-1] == ""
    assert [line.split("\t") for line in lines[1:-1]] == [
        [one_line(safe(cell)) for cell in row] for row in listing.rows
    ]


def safe(cell: object) -> str:
    """A cell as TSV writes it: what a spreadsheet would calculate is guarded, numbers are not."""
    text = plain_value(cell)
    return guarded(text) if isinstance(cell, (str, list)) else text


@given(LISTINGS)
def test_json_read_back_gives_the_rows(listing: Sample) -> None:
    document = json.loads(drawn(listing, "json"))
    names = [field.name for field in listing.fields]
    assert document == {
        "schema_version": 1,
        "as_of": "2017-04-10",
        "count": listing.count,
        "total": listing.total,
        "items": [dict(zip(names, row, strict=True)) for row in listing.rows],
    }


@given(LISTINGS)
def test_json_lines_read_back_give_the_rows(listing: Sample) -> None:
    lines = drawn(listing, "ndjson").split("\n")[:-1]
    assert [list(json.loads(line).values()) for line in lines] == listing.rows


@given(LISTINGS)
def test_json_shows_everything_that_would_steer_a_terminal(listing: Sample) -> None:
    for name in ("json", "ndjson"):
        text = drawn(listing, name).replace("\n", "")
        assert visible(text) == text


def test_json_is_what_the_standard_library_would_write() -> None:
    listing = Sample(actions().fields, actions().rows[:5], total=233)
    listing.rows.append(["A9", ["a", "b"], [], None, True, 1.5, -1])
    text = drawn(listing, "json")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    report = reported(brief(), "json")
    assert report == json.dumps(json.loads(report), indent=2, ensure_ascii=False) + "\n"


def test_an_empty_json_list_is_a_document_without_items() -> None:
    document = json.loads(drawn(Sample([COLUMNS["ref"]], []), "json"))
    assert document["items"] == []
    assert document["count"] == 0


def test_half_a_surrogate_pair_is_escaped_and_not_written_raw() -> None:
    listing = Sample([COLUMNS["title"]], [["a\ud800b"]])
    for name in ("json", "ndjson", "csv", "tsv", "table", "plain", "md"):
        drawn(listing, name).encode()


def test_a_report_as_json_names_the_columns_of_its_rows() -> None:
    document = json.loads(reported(brief(), "json"))
    assert document["schema_version"] == 1
    assert document["as_of"] == "2017-04-10"
    overdue = document["sections"][1]
    assert overdue["name"] == "overdue"
    assert list(overdue["items"][0]) == list(DEFAULT)
    assert "fields" not in overdue


def test_the_detail_of_a_record_is_a_document_with_one_item() -> None:
    document = json.loads(itemised(brief().meeting, "json"))
    assert document["count"] == document["total"] == len(document["items"]) == 1
    assert document["items"][0]["ref"] == "C3"
