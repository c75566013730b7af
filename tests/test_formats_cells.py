"""Cells: how wide a text is, and where it is wrapped."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.formats.cells import is_even, pad, percent, shown, width, wrap
from tracker.formats.visible import visible

TEXTS = st.one_of(
    st.text(st.characters()),
    st.text("ab /-.\n漢é\u0301\u200d👩🚒\ufe0f⚠"),
    st.text("word and spaces "),
).map(visible)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("Côte d'Ivoire — l\u2019été", 21),
        ("e\u0301", 1),
        ("السلام", 6),
        ("السَّلام", 6),
        ("漢字", 4),
        ("👩\u200d🚒", 2),
    ],
)
def test_a_width_counts_the_cells_of_a_terminal(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("fits well", ["fits well"]),
        ("realistic timelines", ["realistic", "timelines"]),
        ("incommensurable", ["incommensu", "rable"]),
        ("un.org/en/long/path", ["un.org/en/", "long/path"]),
        ("state-building", ["state-", "building"]),
        ("one\ntwo", ["one", "two"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("two  spaces", ["two ", "spaces"]),
        ("漢字漢字漢字", ["漢字漢字漢", "字"]),
        ("para. 2\xa0(b)", ["para.", "2\xa0(b)"]),
    ],
)
def test_text_is_wrapped_at_spaces_else_inside_words(text: str, lines: list[str]) -> None:
    assert wrap(text, 10) == lines


@example("0\u200d\u200d🚀", 2)
@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_the_limit(text: str, limit: int) -> None:
    assert all(width(line) <= limit for line in wrap(text, limit))


@given(TEXTS, st.integers(2, 40))
def test_wrapping_loses_nothing_but_the_spaces_at_breaks(text: str, limit: int) -> None:
    rest = text.replace("\t", " ")
    for line in wrap(text, limit):
        assert rest.startswith(line)
        rest = rest[len(line) :]
        if rest[:1] in (" ", "\n"):
            left_out, rest = rest[0], rest[1:]
            assert left_out in " \n"
    assert rest == ""


@given(TEXTS)
def test_an_even_text_is_as_wide_as_it_is_long(text: str) -> None:
    from rich.cells import cell_len

    if is_even(text):
        assert cell_len(text) == len(text)


def test_every_block_taken_for_even_is_even_for_rich() -> None:
    from rich.cells import cell_len

    uneven = [hex(n) for n in range(0x3000) if is_even(chr(n)) and cell_len(chr(n)) != 1]
    assert uneven == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (12.0, "12"),
        (45.5, "45.5"),
        (["R2", "R5"], "R2, R5"),
        (["a\x1b"], "a␛"),
        ([], ""),
    ],
)
def test_values_are_shown_as_people_read_them(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.0, "0%"), (0.001, "1%"), (2 / 3, "67%"), (0.999, "99%"), (1.0, "100%")],
)
def test_a_rate_says_all_and_none_only_of_all_and_none(rate: float, text: str) -> None:
    assert percent(rate) == text


def test_padding_fills_to_the_width_and_numbers_stand_at_the_right() -> None:
    assert pad("漢", 4) == "漢  "
    assert pad("7", 3, right=True) == "  7"
