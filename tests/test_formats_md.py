"""Markdown: every text of the user is shown as it stands, and nothing of it is markup."""

import html
import re

import pytest
from formats_drawn import drawn, itemised
from formats_samples import COLUMNS, Sample, actions
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.md import escaped, escaped_line
from tracker.formats.visible import one_line

markdown_it = pytest.importorskip("markdown_it")

TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.text("*_`~[]()<>|#!\\&;:-+=1.$\n a", max_size=12),
    st.lists(
        st.sampled_from(
            ["**b**", "<b>", "&amp;", "[a](b)", "`c`", "| x", "---", "1. ", "- ", "# ", "https://a.b",
             "www.a.b", "\\", "![i](j)", "<!-- c -->", "~~s~~", "    code", "&#42;"]
        ),
        max_size=4,
    ).map("".join),
)  # fmt: skip


def rendered(text: str) -> str:
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(parser.render(text))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@given(TEXT)
def test_a_cell_is_read_as_the_words_that_were_written(text: str) -> None:
    page = rendered(drawn(Sample([COLUMNS["title"]], [[text]]), "md"))
    cells = re.findall(r"<td>(.*?)</td>", page.replace("<br>", " "), re.DOTALL)
    assert len(cells) == 1
    assert "<" not in cells[0]
    assert squeezed(html.unescape(cells[0])) == squeezed(one_line(text))


@given(TEXT)
def test_a_paragraph_is_read_as_the_words_that_were_written(text: str) -> None:
    line = escaped_line(one_line(text).strip())
    page = rendered(f"before\n\n{line}\n\nafter\n")
    inside = page.removeprefix("<p>before</p>\n").removesuffix("<p>after</p>\n")
    words = re.sub(r"^<p>(.*)</p>\n$", r"\1", inside, flags=re.DOTALL)
    assert "<" not in words
    assert squeezed(html.unescape(words)) == squeezed(one_line(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("*bold*", r"\*bold\*"),
        ("<script>", r"\<script\>"),
        ("Q&A", "Q&A"),
        ("&amp;", r"\&amp;"),
        ("[a](b)", r"\[a\](b)"),
        ("https://un.org", r"https\://un.org"),
        ("two\nlines", "two<br>lines"),
        ("A/RES/70/262 (2016)", "A/RES/70/262 (2016)"),
        ("\x1b[1m", r"␛\[1m"),
    ],
)
def test_only_signs_of_markdown_are_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("+5", r"\+5"),
        ("2017-04-10", "2017-04-10"),
    ],
)
def test_the_beginning_of_a_line_makes_no_list(text: str, written: str) -> None:
    assert escaped_line(text) == written


def test_a_list_has_iso_days_and_a_document_written_ones() -> None:
    assert "| 2017-06-30 |" in drawn(actions(), "md")
    assert "| 30 June 2017 |" in drawn(actions(), "md", title="Actions", document=True)


def test_a_document_says_what_its_short_names_stand_for() -> None:
    names = {"DPO": "Department of Peace Operations", "PBC": "Peacebuilding Commission"}
    text = drawn(actions(), "md", title="Actions", document=True, names=names)
    assert text.endswith("## Short names\n\n- DPO: Department of Peace Operations\n")


def test_long_text_of_a_record_keeps_its_paragraphs() -> None:
    from formats_samples import details

    assert "\nWhat was agreed.\n\nWith \\<b\\>two" in itemised(details(), "md")
