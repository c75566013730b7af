"""Hidden and steering characters of user text are shown; everything a script needs stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.visible import one_line, visible

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("null\x00", "null␀"),
        ("\x7f", "␡"),
        ("\x9b31m", "<U+009B>31m"),
        ("over\rwritten", "over␍written"),
        ("turned \u202e back", "turned <U+202E> back"),
        ("isolated \u2066x\u2069", "isolated <U+2066>x<U+2069>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("soft\xadhyphen", "soft<U+00AD>hyphen"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("half \ud800", "half <U+D800>"),
    ],
)
def test_what_would_steer_or_hide_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Côte d'Ivoire : « été »",
        "non-breaking\xa0space",
        "السلام والأمن",
        "\u0645\u06cc\u200c\u062e\u0648",
        "👩\u200d🚒",
        "right\u200fmark",
        "漢字",
        "[bold]not markup[/bold] :smile:",
    ],
)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert visible(text) == text
    assert one_line(text) == text


def test_line_breaks_stay_in_long_text_and_become_spaces_on_one_line() -> None:
    assert visible("a\r\nb\nc\td") == "a\nb\nc\td"
    assert one_line("a\r\nb\nc\td") == "a b c d"


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    steering = {"\u061c", "\u200e", "\u200f", "\u200c", "\u200d"}
    for char in one_line(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        ) or char in steering  # fmt: skip


@given(ANY_TEXT)
def test_what_was_made_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
