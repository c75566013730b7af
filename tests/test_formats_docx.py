"""Word documents: what a reader finds in them, read back by the library that Word files have."""

import os
import re
import tracemalloc
from datetime import UTC, datetime

import pytest
from docx.enum.section import WD_ORIENT
from drawn_bytes import found_in, reported, written
from formats_samples import COLUMNS, NAMES, Sample, actions, brief, progress, progress_table
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, headed, opened, parts, rows, texts

from tracker import formats
from tracker.formats import Look, docx
from tracker.formats.cells import shown
from tracker.formats.page import for_people
from tracker.formats.visible import visible

FIELDS = tuple(COLUMNS[name] for name in ("ref", "title", "due", "status"))
ARABIC = "إعداد مذكرة عن بناء السلام (A/RES/70/262)"


def of_actions(*found: tuple[object, ...]) -> Sample:
    return Sample(FIELDS, found)


def with_title(title: str) -> bytes:
    return written(of_actions(("A1", title, "2017-06-30", "blocked")), "docx")


def handed_out() -> bytes:
    look = {"title": "Progress table", "group": formats.TABLE_GROUP, "document": True}
    return written(progress_table(), "docx", names=NAMES, **look)


# -- what it says ---------------------------------------------------------------------------------


def test_a_list_is_a_title_and_a_table_of_its_rows() -> None:
    data = written(actions(), "docx", title="Actions")
    assert headed(data) == [("Title", "Actions as of 10 April 2017")]
    [table] = opened(data).tables
    told = rows(table)
    assert told[0] == ["Ref", "Title", "Owner", "Due", "Status", "RAG", "Slips"]
    assert [row[0] for row in told[1:]] == [row[0] for row in actions().rows]
    place = told[0].index("Due")
    assert [row[place] for row in told[1:]] == [shown(for_people(row[3])) for row in actions().rows]


def test_what_the_owner_claims_is_said_to_be_a_claim() -> None:
    assert "implemented, not verified" in " ".join(texts(written(actions(), "docx")))


def test_a_recommendation_stands_above_its_actions_and_once() -> None:
    told = list(texts(handed_out()))
    [place] = [i for i, text in enumerate(told) if "Mandates should be designed" in text]
    assert "Addressees: " in told[place]
    assert told[place + 1].startswith("A1 | ")
    assert "No action yet." in told
    assert "Without a recommendation" in told


def test_conversations_are_headings_by_day_and_title() -> None:
    found = headed(handed_out())
    assert found[0] == ("Title", "Progress table as of 10 April 2017")
    assert ("Heading 1", "26 October 2016, Goals as a means of prevention") in found
    assert found[-1] == ("Heading 1", "Short names")


def test_short_names_are_explained_at_the_end() -> None:
    told = rows(opened(handed_out()).tables[-1])
    assert told[0] == ["Short name", "Full name"]
    assert ["PBSO", "Peacebuilding Support Office"] in told


def test_a_brief_has_its_figures_its_sections_and_their_tables() -> None:
    data = reported(brief(), "docx")
    assert ("Heading 1", "Overdue (1)") in headed(data)
    assert ("Heading 1", "No news since 11 March 2017 (3)") in headed(data)
    figures = rows(opened(data).tables[0])
    assert figures[0][0] == "Recommendations"
    assert figures[1][:2] == ["12\nunchanged", "13\n+1, was 12"]


def test_a_chart_is_a_table_of_its_numbers() -> None:
    tables = [rows(table) for table in opened(reported(progress(), "docx")).tables]
    [chart] = [table for table in tables if "Created" in table[0]]
    assert len(chart) == 1 + len(progress().burn_up)


def test_an_empty_list_is_a_document_too() -> None:
    [table] = opened(written(of_actions(), "docx")).tables
    assert rows(table) == [["Ref", "Title", "Due", "Status"]]


# -- how it looks ---------------------------------------------------------------------------------


def test_a_heading_row_comes_again_on_each_page_and_low_rows_are_not_parted() -> None:
    for table in opened(handed_out()).tables:
        heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_row_higher_than_a_page_may_be_parted() -> None:
    [table] = opened(with_title("word " * 3_000)).tables
    assert table.rows[1]._tr.find(f".//{W}cantSplit") is None


def test_a_wide_table_turns_the_page_and_a_narrow_one_does_not() -> None:
    [wide] = opened(handed_out()).sections
    assert wide.orientation == WD_ORIENT.LANDSCAPE
    assert (wide.page_width or 0) > (wide.page_height or 0)
    [narrow] = opened(written(actions(), "docx")).sections
    assert narrow.orientation == WD_ORIENT.PORTRAIT


@pytest.mark.parametrize("wide", [True, False])
def test_a_table_stays_between_the_margins_with_widths_that_are_fixed(*, wide: bool) -> None:
    data = handed_out() if wide else written(actions(), "docx")
    [section] = opened(data).sections
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (side or 0 for side in sides)
    for table in opened(data).tables:
        assert table.autofit is False
        assert sum(column.width or 0 for column in table.columns) <= page - left - right


def test_what_finds_no_room_stands_under_its_row_with_its_name() -> None:
    fields = [COLUMNS["ref"], *(COLUMNS["title"]._replace(name=f"f{i}") for i in range(12))]
    listing = Sample(fields, [["A1", *(f"text number {i} is long enough" * 3 for i in range(12))]])
    told = " ".join(texts(written(listing, "docx")))
    assert "Title: text number 11" in told


def test_pages_are_numbered_under_the_title() -> None:
    foot = parts(written(actions(), "docx", title="Actions"))["word/footer1.xml"]
    assert re.findall(r'w:instr=" (\w+) "', foot) == ["PAGE", "NUMPAGES"]
    assert "Actions as of 10 April 2017" in foot


def test_the_language_is_said() -> None:
    data = written(actions(), "docx")
    assert '<w:lang w:val="en-GB"' in parts(data)["word/styles.xml"]
    assert opened(data).core_properties.language == "en-GB"


def test_a_colour_stands_behind_its_word_only() -> None:
    data = written(actions(), "docx")
    [table] = opened(data).tables
    shaded = {
        cell.text
        for row in list(table.rows)[1:]
        for cell in row.cells
        if cell._tc.find(f"{W}tcPr/{W}shd") is not None
    }
    assert {"red", "amber", "blocked", "implemented, not verified"} <= shaded
    assert "" not in shaded


def test_arabic_runs_from_right_to_left_and_what_is_latin_in_it_does_not() -> None:
    [table] = opened(with_title(ARABIC)).tables
    paragraph = table.rows[1].cells[1].paragraphs[0]
    assert paragraph._p.find(f"{W}pPr/{W}bidi") is not None
    runs = {run.text: run.font.rtl for run in paragraph.runs}
    assert runs["A/RES/70/262"] is None
    assert all(rtl for text, rtl in runs.items() if re.search("[\u0600-\u06ff]", text))


def test_french_stays_as_it_was_written() -> None:
    title = "Élaborer une note d'orientation « Côte d'Ivoire » : l'été\xa0?"
    [table] = opened(with_title(title)).tables
    assert table.rows[1].cells[1].text == title
    assert table._tbl.find(f".//{W}bidi") is None


# -- text is only ever text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<w:br/>", "&amp;", "{{progress-table}}", "a\nb\tc", "  two  spaces ", '"', "<w:tracker/>"],
)
def test_text_is_literal(text: str) -> None:
    [table] = opened(with_title(text)).tables
    assert table.rows[1].cells[1].text == text


@given(text=st.text(st.characters(), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_but_for_what_is_made_visible(text: str) -> None:
    [table] = opened(with_title(text)).tables
    assert table.rows[1].cells[1].text == visible(text)


# -- the file -------------------------------------------------------------------------------------


def test_the_same_is_the_same_bytes() -> None:
    assert handed_out() == handed_out()
    assert reported(brief(), "docx") == reported(brief(), "docx")


def test_a_document_is_of_its_day_and_of_nobody() -> None:
    data = written(actions(), "docx", title="Actions")
    about = opened(data).core_properties
    # Before 1.2 the library reads instants without their zone.
    instants = [each.replace(tzinfo=UTC) for each in (about.created, about.modified) if each]
    assert instants == [datetime(2017, 4, 10, tzinfo=UTC)] * 2
    assert about.title == "Actions as of 10 April 2017"
    for told in (about.author, about.last_modified_by, about.comments, about.keywords):
        assert told == ""
    assert "docProps/app.xml" not in parts(data)
    assert not re.search(r"python-docx|/tmp|rsid|thumbnail", found_in(data))


def test_memory_is_that_of_the_rows() -> None:
    def peak(count: int) -> int:
        listing = of_actions(*[("A1", "Draft the note", "2017-06-30", "blocked")] * count)
        tracemalloc.start()
        try:
            with open(os.devnull, "wb") as out:
                docx.write(listing, out, Look())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # what is loaded once
    assert peak(3_000) < peak(1_000) + 2_000_000  # 1 kB a row; as a tree it is 8 kB
