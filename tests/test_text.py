"""Typed text: what is kept, what is changed on the way in, and what is refused."""

import unicodedata

import pytest

from tracker import text
from tracker.errors import Unreadable


def test_text_is_kept_in_nfc_whatever_the_script() -> None:
    decomposed = unicodedata.normalize("NFD", "Côte d'Ivoire")
    assert text.title(decomposed) == "Côte d'Ivoire"
    for kept in ("日本語", "العربية", "नेपाल", "🕊 peace", "a\u202eb"):
        assert text.title(kept) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028"])
def test_line_breaks_become_spaces_in_titles_and_stay_in_long_texts(line_break: str) -> None:
    typed = f" one{line_break}two\tthree "
    assert text.title(typed) == "one two three"
    assert text.long_text(typed) == "one\ntwo three"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "The title is empty."),
        (" \n\t ", "The title is empty."),
        ("\u200b\u2060", "The title is empty."),
        (" … ", "'…' only stands for the title. Write the title itself."),
        ("TEXT", "'TEXT' only stands for the title."),
        ("a\x1b[31m", "control character (ESC) at character 2"),
        ("ab\0", "control character (NUL) at character 3"),
        ("a\x9bb", "control character (U+009B) at character 2"),
        ("caf\udce9", "not valid UTF-8 at character 4"),
        ("x" * 10_001, "has 10,001 characters, and at most 10,000"),
    ],
)
def test_what_cannot_be_kept_as_typed_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.title(typed)
    assert said in str(refusal.value)


def test_a_title_may_be_as_long_as_its_limit() -> None:
    assert len(text.title("é" * 10_000)) == 10_000


def test_a_long_text_has_a_limit_of_its_own() -> None:
    assert text.long_text("x" * 20_000) == "x" * 20_000
    with pytest.raises(Unreadable, match="1,000,001 characters"):
        text.long_text("x" * 1_000_001)


def test_the_refusal_names_what_it_is_about() -> None:
    with pytest.raises(Unreadable, match="The next step is empty"):
        text.title(" ", "next step")


@pytest.mark.parametrize("typed", ["none", "None ", "P5", "a12", "M1"])
def test_a_name_is_neither_a_reference_nor_the_word_that_clears(typed: str) -> None:
    with pytest.raises(Unreadable, match="cannot be"):
        text.name(typed)


def test_a_name_has_single_spaces() -> None:
    assert text.name("Peacebuilding   Support\nOffice") == "Peacebuilding Support Office"
    assert text.name("G77") == "G77"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("A12", ("A", 12)),
        (" a12 ", ("A", 12)),
        ("r007", ("R", 7)),
        ("12", None),
        ("A", None),
        ("A1b", None),
        ("A\u0661\u0662", None),
        ("PBSO", None),
    ],
)
def test_a_reference_is_a_letter_and_a_number(typed: str, found: tuple[str, int] | None) -> None:
    assert text.reference(typed) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "COTE D'IVOIRE"),
        ("Søren", "soren"),
        ("STRASSE", "straße"),
        ("António  Guterres", "antonio guterres"),
    ],
)
def test_names_are_compared_without_case_and_accents(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)
    assert text.fold(one) != text.fold(other + "x")
