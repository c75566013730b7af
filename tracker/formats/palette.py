"""Colours in documents: for each hue of the terminal a ground and a text that can be read on it.

Which word has which hue is said in `paint`, once; the word itself always stands there too. Every
pair has a contrast of at least 4.5 to 1 (WCAG 2.2, AA).
"""

from typing import NamedTuple

from tracker.formats.paint import COLOURS


class Tint(NamedTuple):
    """A hue: a ground, the text on it, and the bar of a chart, as RRGGBB."""

    hue: str
    ground: str
    text: str
    bar: str


_TINTS = {
    "31": Tint("red", "F9D6D5", "7A1210", "C0392B"),
    "33": Tint("amber", "FCE8B8", "5F4300", "DFA21B"),
    "32": Tint("green", "D3EBD3", "17491B", "3C8D40"),
    "34": Tint("blue", "D5E3F7", "123D75", "2F6DB5"),
    "90": Tint("grey", "E6E6E6", "3D3D3D", "8A8A8A"),
}


def tint(field: str, value: object) -> Tint | None:
    """Return how a word of a field is coloured, or None if it is not."""
    code = COLOURS.get(field, {}).get(value) if isinstance(value, str) else None
    return _TINTS.get(code or "")


def tints(field: str) -> dict[str, Tint]:
    """Return every word of a field that is coloured, with its colours."""
    return {word: _TINTS[code] for word, code in COLOURS.get(field, {}).items() if code in _TINTS}


def hues() -> tuple[Tint, ...]:
    """Return every hue that there is."""
    return tuple(_TINTS.values())
