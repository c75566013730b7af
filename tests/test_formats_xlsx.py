"""Workbooks: what stands in the cells, read back by another library."""

import io
import os
import tracemalloc
from datetime import datetime

import pytest
from drawn_bytes import found_in, reported, written
from formats_samples import (
    COLUMNS,
    NAMES,
    Sample,
    actions,
    brief,
    progress,
    progress_table,
)
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tracker.errors import Unreadable
from tracker.formats import xlsx


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def of_actions(*rows: tuple[object, ...]) -> Sample:
    fields = tuple(COLUMNS[name] for name in ("ref", "title", "due", "status"))
    return Sample(fields, list(rows))


def test_a_list_is_a_summary_and_its_rows() -> None:
    book = opened(written(actions(), "xlsx", title="Actions"))
    assert book.sheetnames == ["Summary", "Actions"]
    rows = list(book["Actions"].iter_rows(values_only=True))
    assert len(rows) == 1 + actions().count
    assert book["Summary"]["A1"].value == "Actions"


def test_days_are_days_and_numbers_are_numbers() -> None:
    sheet = opened(written(actions(), "xlsx", title="Actions"))["Actions"]
    heads = [cell.value for cell in sheet[1]]
    due, slips = heads.index("Due"), heads.index("Slips")
    assert sheet[2][due].value == datetime(2017, 6, 30)  # noqa: DTZ001 - Excel's have no zone
    assert "mmmm" in sheet[2][due].number_format
    assert isinstance(sheet[2][slips].value, int)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "{=1}", "12", "\x1b[31m", "a\nb"]
)
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    sheet = opened(written(of_actions(("A1", text, None, "blocked")), "xlsx"))["List"]
    cell = sheet["B2"]
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.hyperlink is None
    assert cell.value == text.replace("\x1b", "␛")


def test_a_day_that_excel_cannot_count_stays_text() -> None:
    sheet = opened(written(of_actions(("A1", "Old", "1899-12-31", "blocked")), "xlsx"))["List"]
    assert sheet["C2"].value == "1899-12-31"


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    long = "x" * 40_000
    sheet = opened(written(of_actions(("A1", long, None, "blocked")), "xlsx"))["List"]
    assert sheet["B2"].value + sheet["B3"].value == long


def test_the_heading_stays_repeats_and_filters() -> None:
    sheet = opened(written(actions(), "xlsx", title="Actions"))["Actions"]
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.page_setup.orientation == "landscape"
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert fitted.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_words_are_coloured_by_what_they_say() -> None:
    sheet = opened(written(actions(), "xlsx", title="Actions"))["Actions"]
    rules = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    assert {'"red"', '"amber"', '"blocked"', '"implemented, not verified"'} <= set(rules)


def test_the_progress_table_names_the_conversation_in_every_row() -> None:
    book = opened(written(progress_table(), "xlsx", title="Progress table", names=NAMES))
    rows = list(book["Progress table"].iter_rows(min_row=2, values_only=True))
    assert {str(row[0])[-4:].isdigit() for row in rows} == {False}
    assert any(str(row[0]).startswith("24 February 2017, ") for row in rows)
    assert "Short names" in book.sheetnames


def test_the_summary_counts_each_action_once_and_has_charts() -> None:
    data = written(progress_table(), "xlsx", title="Progress table")
    book = opened(data)
    sheet = book["Progress table"]
    heads = [cell.value for cell in sheet[1]]
    ref, status = heads.index("Ref"), heads.index("Status")
    once = {
        row[ref]: row[status] for row in sheet.iter_rows(min_row=2, values_only=True) if row[ref]
    }
    told = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True) if row[1]}
    for word in set(once.values()):
        assert told[word] == list(once.values()).count(word)
    assert found_in(data).count("<c:barChart>") == 2


def test_a_report_has_a_sheet_for_each_table() -> None:
    book = opened(reported(brief(), "xlsx", names=NAMES))
    assert book.sheetnames[0] == "Summary"
    assert "Overdue" in book.sheetnames
    numbers = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert numbers["Overdue"] is not None
    assert "Rates" in opened(reported(progress(), "xlsx")).sheetnames


def test_the_same_list_is_the_same_bytes() -> None:
    assert written(actions(), "xlsx") == written(actions(), "xlsx")
    assert reported(brief(), "xlsx") == reported(brief(), "xlsx")


def test_a_workbook_names_nobody_who_wrote_it() -> None:
    told = found_in(written(actions(), "xlsx"))
    properties = opened(written(actions(), "xlsx")).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert "/tmp" not in told


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written() -> None:
    many = actions()
    many.count = 1_048_001
    with pytest.raises(Unreadable, match="as csv"):
        xlsx.write(many, io.BytesIO())


def test_memory_stays_flat_in_the_number_of_rows() -> None:
    def peak(count: int) -> int:
        rows = (("A1", "Draft the note", "2017-06-30", "blocked") for _ in range(count))
        listing = of_actions()
        listing.rows = rows  # type: ignore[assignment]  # read once, as from a file
        tracemalloc.start()
        try:
            with open(os.devnull, "wb") as out:
                xlsx.write(listing, out)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # what is loaded once
    assert peak(6_000) < peak(1_000) + 1_000_000
