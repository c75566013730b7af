"""Typed text made fit to be kept: NFC, no control characters, within its limits; any script.

A title or a name is one line: line breaks and tabs become spaces. A long text keeps its line
breaks. Other control characters are refused, not dropped, so that what is kept is what was
typed. Bidi overrides and other invisible characters stay: `formats` makes them visible.

The forms of reference (`A12`) and the comparison of names without case or accents are here too.
What a name refers to is not: see `write.workflow.names`.
"""

import re
import unicodedata
from typing import TypeGuard

from tracker.errors import Unreadable

TITLE_LIMIT = 10_000
NAME_LIMIT = 1_000
LONG_LIMIT = 1_000_000
LETTERS = "ARCPDMN"
"""Of action, recommendation, conversation, party, document, milestone and note."""

_STAND_INS = frozenset(("…", "...", "TEXT"))  # what messages write where a text belongs
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_REFERENCE = re.compile(r"([A-Za-z])([0-9]{1,20})")
_STROKES = str.maketrans("øØłŁđĐħĦ", "oOlLdDhH")  # letters that do not decompose


def title(text: str, what: str = "title") -> str:
    """Return text of one line, of 1 to 10,000 characters; `what` names it in the refusal."""
    return _line(text, what, TITLE_LIMIT)


def name(text: str, what: str = "name") -> str:
    """Return a name that can be typed again: one line, no word or reference of the grammar.

    White space inside is one space, so that a pasted name is the one that people type.
    """
    kept = " ".join(_line(text, what, NAME_LIMIT).split())
    if is_none(kept):
        raise Unreadable(f"The {what} cannot be 'none', the word that clears. Choose another one.")
    found = reference(kept)
    if found and found[0] in LETTERS:
        raise Unreadable(
            f"The {what} cannot be '{kept}', which has the form of a reference. "
            f"Write it another way, such as 'the {kept}'."
        )
    return kept


def long_text(text: str, what: str = "text") -> str:
    """Return text of one or more lines, of 1 to 1,000,000 characters, its line breaks kept."""
    return _checked(_BREAK.sub("\n", text).replace("\t", " ").strip(), what, LONG_LIMIT)


def is_none(text: str) -> bool:
    """Tell whether the text is the word that clears a value."""
    return text.strip().casefold() == "none"


def is_said(text: str | None) -> TypeGuard[str]:
    """Tell whether an option gives a value: it was said, and not to clear."""
    return text is not None and not is_none(text)


def reference(text: str) -> tuple[str, int] | None:
    """Return the letter, in upper case, and the number of `a12`; None for any other form."""
    found = _REFERENCE.fullmatch(text.strip())
    return (found[1].upper(), int(found[2])) if found else None


def fold(text: str) -> str:
    """Return the text as names are compared: without case, accents or extra white space."""
    spread = unicodedata.normalize("NFKD", text.translate(_STROKES).casefold())
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _line(text: str, what: str, limit: int) -> str:
    return _checked(_BREAK.sub(" ", text).replace("\t", " ").strip(), what, limit)


def _checked(text: str, what: str, limit: int) -> str:
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    if not any(_shows(each) for each in text):
        raise Unreadable(f"The {what} is empty. Write at least one letter.")
    if text in _STAND_INS:
        raise Unreadable(f"'{text}' only stands for the {what}. Write the {what} itself.")
    for place, each in enumerate(text, start=1):
        _refuse_control(each, place, what)
    if len(text) > limit:
        raise Unreadable(
            f"The {what} has {len(text):,} characters, and at most {limit:,} can be kept. "
            f"Shorten it."
        )
    return text


def _shows(char: str) -> bool:
    return char.isprintable() and not char.isspace()


def _refuse_control(char: str, place: int, what: str) -> None:
    if char.isprintable() or char == "\n":
        return
    kind = unicodedata.category(char)
    if kind == "Cs":
        raise Unreadable(
            f"The {what} is not valid UTF-8 at character {place}. Save or type it as UTF-8."
        )
    if kind == "Cc":
        label = {"\0": "NUL", "\x1b": "ESC", "\x07": "BEL", "\x08": "backspace", "\x7f": "DEL"}
        shown = label.get(char, f"U+{ord(char):04X}")
        raise Unreadable(
            f"The {what} has a control character ({shown}) at character {place}. Leave it out."
        )
