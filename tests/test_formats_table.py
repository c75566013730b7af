"""The table on a terminal: fits its width, wraps, never cuts; `plain` beside it."""

import io
import re
import tracemalloc
from collections.abc import Iterator, Sequence

import pytest
from formats_drawn import drawn
from formats_samples import COLUMNS, DEFAULT, Row, Sample, actions, progress_table
from hypothesis import given
from hypothesis import strategies as st

from tracker import formats
from tracker.formats.cells import width
from tracker.formats.page import Column
from tracker.formats.visible import one_line, visible

ANSI = re.compile(r"\x1b\[\d+m")
KINDS = st.sampled_from(("text", "ref", "date", "int", "bool", "list", "word"))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**6),
    st.text(st.characters(), max_size=60),
    st.lists(st.text(st.characters(), max_size=8), max_size=3),
)


@st.composite
def listings(draw: st.DrawFn) -> Sample:
    names = ("ref", "title", "owner", "due", "status", "rag", "slips", "other")
    kinds = draw(st.lists(KINDS, min_size=1, max_size=8))
    fields = [
        Column(name, draw(st.sampled_from(("Ref", "Days overdue", "Next step"))), kind)
        for name, kind in zip(names, kinds, strict=False)
    ]
    count = len(fields)
    return Sample(fields, draw(st.lists(st.lists(VALUES, min_size=count, max_size=count))))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(listings(), st.integers(20, 160), st.booleans())
def test_no_line_is_wider_than_the_terminal(listing: Sample, size: int, colour: bool) -> None:
    for line in drawn(listing, "table", width=size, colour=colour).split("\n"):
        assert width(ANSI.sub("", line)) <= size


@given(listings(), st.integers(20, 160))
def test_no_escape_and_no_override_reaches_the_terminal(listing: Sample, size: int) -> None:
    for name in ("table", "plain", "md", "tsv", "csv"):
        text = drawn(listing, name, width=size)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\x9b" not in text


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(20, 120))
def test_a_wrapped_text_comes_back_when_its_lines_are_joined(text: str, size: int) -> None:
    listing = Sample([COLUMNS["title"]], [[text]])
    body = "".join(drawn(listing, "table", width=size).split("\n")[2:])
    assert letters(body) == letters(visible(text))


@given(listings())
def test_plain_text_gives_every_record_one_line(listing: Sample) -> None:
    lines = drawn(listing, "plain").split("\n")
    assert len(lines) == 1 + listing.count + 1
    for row, line in zip(listing.rows, lines[1:], strict=False):
        for cell in row:
            if isinstance(cell, str):
                assert one_line(cell).rstrip() in line


@pytest.mark.parametrize("size", [80, 100, 120])
def test_days_references_and_words_are_never_wrapped(size: int) -> None:
    text = drawn(actions(), "table", width=size)
    for whole in ("2017-06-30", "A12", "in-progress", "implemented,", "amber"):
        assert re.search(rf"(?<!\S){whole}(?!\S)", text)


def test_columns_align_whatever_the_script() -> None:
    lines = drawn(actions(("ref", "owner", "status")), "table", width=80).splitlines()
    places = set()
    for line in lines[2:]:
        said = line.removesuffix(", not verified")
        status = next(word for word in said.split() if word in STATUS_WORDS)
        places.add(width(line[: line.index(status)]))
    assert len(places) == 1


STATUS_WORDS = {"in-progress", "not-started", "blocked", "implemented", "verified", "dropped"}


@pytest.mark.parametrize("name", ["table", "plain", "md"])
def test_what_nobody_has_checked_is_not_said_to_be_more_than_that(name: str) -> None:
    text = drawn(actions(), name, width=120)
    assert re.search(r"implemented,(?: not verified| )", text)
    assert "not verified" not in drawn(actions(), "csv") + drawn(actions(), "json")


def test_a_status_of_two_words_stands_on_one_line_where_there_is_room() -> None:
    listing = actions(("ref", "owner", "status"))
    assert "implemented, not verified" in drawn(listing, "table", width=80)


def test_a_column_that_finds_no_room_stands_under_its_row() -> None:
    text = drawn(actions((*DEFAULT, "next_step")), "table", width=80)
    assert "Next step: Ask the Office of Legal Affairs" in text


def test_too_many_columns_for_the_width_are_listed_one_below_the_other() -> None:
    text = drawn(actions((*DEFAULT, "first_due", "last_update", "next_step")), "table", width=30)
    assert "─" not in text
    assert re.search(r"^Due +2017-06-30$", text, re.MULTILINE)
    assert text.count("\n\n") == 5


def test_colour_is_only_added_to_the_same_text() -> None:
    plain = drawn(actions(), "table", width=100)
    coloured = drawn(actions(), "table", width=100, colour=True)
    assert coloured != plain
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")
    assert "\x1b[31mred\x1b[0m" in coloured


def test_the_heading_of_a_group_stands_once_over_its_rows() -> None:
    text = drawn(progress_table(), "table", width=100, group=formats.TABLE_GROUP)
    assert text.count("Lessons should be drawn") == 1
    assert text.count("Response: accepted") == 1


def test_a_recommendation_without_action_keeps_its_place() -> None:
    for name in ("table", "plain"):
        text = drawn(progress_table(), name, width=100, group=formats.TABLE_GROUP)
        assert "Peacebuilding Commission should play" in text
        assert "no action yet" in text


def grouped() -> Sample:
    rows: list[Row] = [["A1", "DPO", "DPO"], ["A2", "DPO", "DPO"], ["A3", None, None]]
    return Sample([COLUMNS["ref"], COLUMNS["owner"]], rows, group=COLUMNS["owner"])


def test_a_grouped_list_is_headed_on_a_terminal() -> None:
    text = drawn(grouped(), "table")
    assert text.splitlines()[2:] == ["", "DPO", "  A1", "  A2", "", "Without an owner", "  A3"]


def test_a_grouped_list_keeps_its_columns_as_data() -> None:
    assert drawn(grouped(), "csv") == "ref,owner\r\nA1,DPO\r\nA2,DPO\r\nA3,\r\n"
    unnamed = grouped()
    unnamed.group = COLUMNS["status"]
    assert drawn(unnamed, "tsv").splitlines()[:2] == ["status\tref\towner", "DPO\tA1\tDPO"]


def test_a_conversation_that_heads_its_rows_is_told_by_day_and_title() -> None:
    for name in ("table", "plain"):
        text = drawn(progress_table(), name, width=100, group=formats.TABLE_GROUP)
        assert "\nC1 · 2016-10-26 · Goals as a means of prevention\n" in text
        assert "\nWithout a recommendation\n" in text
        assert "no number" not in text


def test_a_group_that_only_heads_is_no_column_of_data() -> None:
    listing = grouped()
    listing.group = COLUMNS["status"]
    listing.only_heads = True
    assert drawn(listing, "tsv").splitlines()[:2] == ["ref\towner", "A1\tDPO"]
    assert drawn(listing, "table").splitlines()[2:5] == ["", "DPO", "  A1   DPO"]


def test_an_empty_list_is_nothing_on_a_terminal() -> None:
    empty = Sample([COLUMNS[name] for name in DEFAULT], [])
    assert drawn(empty, "table") == ""
    assert len(drawn(empty, "plain").splitlines()) == 1


class Endless(Sample):
    """A list whose rows are made while they are read."""

    def __init__(self, count: int) -> None:
        super().__init__([COLUMNS[name] for name in DEFAULT], [], total=count)
        self.rows = self.made(count)  # type: ignore[assignment]  # a list stands in for a stream

    def made(self, count: int) -> Iterator[Sequence[object]]:
        for i in range(count):
            yield f"A{i}", f"Title {i}", "DPO", "2017-06-30", "in-progress", "green", i % 3


# The rows of a workbook go to the disk: see tests/test_formats_xlsx.py.
STREAMED = [name for name in formats.of(formats.LIST) if not formats.FORMATS[name].is_binary]


class Nowhere(io.StringIO):
    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("name", STREAMED)
def test_a_long_list_takes_no_more_memory_than_a_short_one(name: str) -> None:
    formats.write(Endless(1), name, Nowhere())  # what is loaded once
    peaks = []
    for count in (2_000, 8_000):
        tracemalloc.start()
        formats.write(Endless(count), name, Nowhere())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 50_000
