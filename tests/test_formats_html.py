"""Pages for a browser: one file, whole without a script, in which every text is only text."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from drawn_bytes import reported, written
from formats_drawn import drawn
from formats_samples import (
    COLUMNS,
    NAMES,
    Sample,
    actions,
    brief,
    progress,
    progress_table,
)
from hypothesis import given
from hypothesis import strategies as st

from tracker import formats
from tracker.formats import palette
from tracker.formats.page import Chart
from tracker.formats.visible import visible
from tracker.formats.web import charts

_VOID = ("meta", "br", "line", "circle", "polyline", "col")


class Page(HTMLParser):
    """A page taken apart: its tags and attributes, and the rows of its tables as texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def of_actions(*rows: tuple[object, ...]) -> Sample:
    fields = tuple(COLUMNS[name] for name in ("ref", "title", "due", "status"))
    return Sample(fields, list(rows))


PAGES = {
    "list": lambda: drawn(actions(), "html", title="Actions"),
    "table": lambda: drawn(
        progress_table(),
        "html",
        title="Progress table",
        group=formats.TABLE_GROUP,
        document=True,
        names=NAMES,
    ),
    "brief": lambda: reported(brief(), "html", names=NAMES).decode(),
    "progress": lambda: reported(progress(), "html").decode(),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_element_is_closed_and_every_name_stands_once(name: str) -> None:
    page = Page(PAGES[name]())
    assert page.open == []
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_network_and_holds_to_its_policy(name: str) -> None:
    page = Page(PAGES[name]())
    [policy] = [each["content"] for tag, each in page.tags if tag == "meta" and "content" in each][
        :1
    ]
    assert policy == ("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "base", "form", "a"}
        assert not {"src", "href", "action", "srcset"} & set(attributes)
        assert not any(each.startswith("on") for each in attributes)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_nobody_who_made_it(name: str) -> None:
    page = Page(PAGES[name]())
    assert {each.get("name") for tag, each in page.tags if tag == "meta"} == {None, "viewport"}


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_is_the_same_bytes(name: str) -> None:
    assert PAGES[name]() == PAGES[name]()


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    listing = of_actions(("A1", text, None, "blocked"))
    page = Page(drawn(listing, "html", title=text))
    assert page.rows[1][1].replace("\r\n", "\n") == visible(text)
    assert page.open == []


def test_a_day_is_written_for_people_and_sorted_by_the_calendar() -> None:
    told = drawn(of_actions(("A1", "Draft", "2017-06-30", "blocked")), "html")
    assert 'data-sort="2017-06-30">30 June 2017<' in told


def test_a_status_is_a_word_and_a_colour() -> None:
    told = drawn(of_actions(("A1", "Draft", None, "blocked")), "html")
    assert '<span class="hue amber">blocked</span>' in told


def test_arabic_finds_its_own_direction() -> None:
    assert 'dir="auto">مذكرة<' in drawn(of_actions(("A1", "مذكرة", None, "blocked")), "html")


def test_actions_stand_under_their_recommendation_and_its_conversation() -> None:
    rows = Page(PAGES["table"]()).rows
    heads = [row[0] for row in rows if len(row) == 1]
    assert any(re.match(r"24 February 2017, ", each) for each in heads)
    assert any("Addressees: " in each for each in heads)
    assert [row[0] for row in rows if len(row) > 1][1:] == [
        str(row[4]) for row in progress_table().rows if row[4]
    ]


def test_a_document_ends_with_what_short_names_stand_for() -> None:
    assert "<dt>PBSO</dt><dd>Peacebuilding Support Office</dd>" in PAGES["table"]()


def test_a_wide_table_is_printed_in_landscape() -> None:
    assert "<body class=wide>" in PAGES["table"]()
    assert "<body>" in drawn(of_actions(), "html")


def test_a_heading_that_is_filtered_lists_its_words_in_the_order_of_the_work() -> None:
    told = drawn(of_actions(), "html")
    assert 'data-order="not-started|in-progress|blocked|implemented, not verified|' in told


def test_a_report_is_figures_tables_and_lines() -> None:
    told = PAGES["brief"]()
    assert '<dl class="figures">' in told
    assert "<h2>Overdue " in told
    assert "<svg " in PAGES["progress"]()


def test_the_ends_of_lines_are_named_apart_from_each_other() -> None:
    lines = tuple((name, (0, 3)) for name in ("Created", "Implemented", "Verified", "Open"))
    told = "".join(charts.drawn(Chart(("Jan 2017", "Feb 2017"), lines), "Burn-up"))
    heights = sorted(
        float(each) for each in re.findall(r'class="name" x="[\d.]+" y="([\d.]+)"', told)
    )
    assert len(heights) == 4
    assert all(b - a >= 15 for a, b in pairwise(heights))
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', told))) == 3


@pytest.mark.parametrize("most", [0, 1, 4, 5, 19, 999, 1_000_000])
def test_the_grid_of_a_chart_holds_its_highest_number_in_a_few_round_lines(most: int) -> None:
    told = "".join(charts.drawn(Chart(("Jan 2017",), (("Open", (most,)),)), "Burn-up"))
    marks = [int(each) for each in re.findall(r'text-anchor="end">(\d+)<', told)]
    assert marks[0] == 0
    assert marks[-1] >= most
    assert 2 <= len(marks) <= 6


@pytest.mark.parametrize("hue", palette.hues(), ids=lambda each: each.hue)
def test_a_colour_can_be_read_on_its_ground(hue: palette.Tint) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (light(hue.ground) + 0.05) / (light(hue.text) + 0.05) >= 4.5


def test_a_list_without_rows_is_a_page_too() -> None:
    assert len(Page(written(of_actions(), "html").decode()).rows) == 1
