"""Cells of text: what a value looks like to a person, how wide it is, where it may be wrapped.

Widths are in terminal cells (a Chinese character takes two, a combining mark none). Rich's
tables of widths are loaded only when a text needs them: not for Latin, Greek or Cyrillic.
Nothing is ever cut off: a text that is too long is wrapped, at spaces, else inside a word.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from tracker.formats.visible import visible

# Blocks in which every character takes exactly one cell, so that a length is a width.
_ONE_CELL_EACH = (
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u2199\u2400-\u2426\u2500-\u257f]*"
)
_BREAK_AFTER = "[/\\-_.,;:?&=\u2013\u2014](?=[^/\\-_.,;:?&=\u2013\u2014])"
_SAID = {None: "", True: "yes", False: "no"}


def shown(value: object) -> str:
    """Return a value as a person reads it: nothing for none, `yes`/`no`, lists with commas."""
    if isinstance(value, str):
        return visible(value)
    if value is None or isinstance(value, bool):
        return _SAID[value]
    if isinstance(value, (list, tuple)):
        return ", ".join(map(shown, value))
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return visible(str(value))


def percent(rate: float) -> str:
    """Return a rate from 0 to 1 as `67%`; 100% and 0% are said only of all and of none."""
    whole = round(rate * 100)
    if whole == 100 and rate < 1:  # noqa: PLR2004 - a hundred per cent
        whole = 99
    if whole == 0 and rate > 0:
        whole = 1
    return f"{whole}%"


def is_even(text: str) -> bool:
    """Tell whether every character of a text takes one cell, so that its length is its width."""
    return text.isprintable() and (text.isascii() or _one_cell_each()(text) is not None)


def width(text: str) -> int:
    """Return the cells that a visible text of one line takes on a terminal."""
    if text.isascii() or _one_cell_each()(text):
        return len(text)
    return _rich_width(text)


def widest(text: str) -> int:
    """Return the width of the widest line of a text."""
    return max(map(width, text.split("\n"))) if "\n" in text else width(text)


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Fill a text with spaces to `size` cells; a number stands at the right."""
    gap = " " * (size - width(text))
    return gap + text if right else text + gap


def wrap(text: str, limit: int) -> list[str]:
    """Break a visible text into lines of at most `limit` cells (at least 2).

    Line feeds break, tabs count as spaces. Of a break at a space only that space is left out;
    joining the lines gives all the rest of the text back.
    """
    if width(text) <= limit and "\n" not in text and "\t" not in text:
        return [text]
    lines: list[str] = []
    for paragraph in text.replace("\t", " ").split("\n"):
        lines.extend(_wrapped(paragraph, limit))
    return lines


def _wrapped(rest: str, limit: int) -> Iterator[str]:
    even = rest.isascii() or _one_cell_each()(rest) is not None
    while (len(rest) if even else width(rest)) > limit:
        most = limit if even else _fitting(rest, limit)
        cut = rest.rfind(" ", 0, most + 1)
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut + 1 :]
        else:
            cut = _inside_word(rest, most)
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _inside_word(rest: str, most: int) -> int:
    """Break a long word, such as an address, after its last mark if that fills half a line."""
    marks = [found.end() for found in re.finditer(_BREAK_AFTER, rest[: most + 1])]
    if marks and most // 2 <= marks[-1] <= most:
        return marks[-1]
    return most


def _fitting(text: str, limit: int) -> int:
    """Return how many characters fit into `limit` cells without parting a character's marks."""
    end = used = 0
    for cluster in _clusters(text):
        used += _rich_width(cluster)
        if used > limit and end:
            break
        end += len(cluster)
    return end


def _clusters(text: str) -> Iterator[str]:
    """Yield each character that takes room, with what is marked on it or joined to it."""
    cluster = ""
    for char in text:
        if cluster and _rich_width(char) and _rich_width(cluster + char) > _rich_width(cluster):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


@cache
def _one_cell_each() -> Callable[[str], re.Match[str] | None]:
    """Return the test of a text beyond ASCII; compiled when there is one."""
    return re.compile(_ONE_CELL_EACH).fullmatch


def _rich_width(text: str) -> int:
    return _measure()(text)


@cache
def _measure() -> Callable[[str], int]:
    """Return Rich's measure; its tables of widths are loaded when a text needs them."""
    from rich.cells import cell_len

    return cell_len
