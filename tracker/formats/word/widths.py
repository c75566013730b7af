"""How the columns of a table share the width of a page, in twips (twentieths of a point).

Widths are estimated from the letters, since no font is at hand: near enough that no word is parted
which fits. Text shares what dates and words leave. A page asks for landscape where rows would
become high; what finds no room even so is written under its row, as on a terminal (`columns`).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.formats.columns import FieldLike, head_of, leaving

SIZE = 170
"""The size of a table's text, 8½ points."""

MARGINS = 2 * 85
"""The space left and right of the text of a cell."""

_SAMPLED = 300  # rows that are looked at, from all over the table
_NARROW = 0.6  # of the page: a table that needs less is not drawn out to its width
_ROOM = 1.15  # fonts differ
_BOLD = 1.08
_LEGIBLE = ((18, 56 * 20), (40, 96 * 20))  # texts of more letters need a column so wide
_MOST_WORD = 24  # letters of a word that is not parted
_MOST = 90  # letters; a longer text does not ask for more
_MOST_KEPT = 16  # the same for what is rather kept whole: `30 September 2017`
_HIGH = 4.2  # lines of a row, on average, from which a page is turned
_KEPT_WHOLE = frozenset(("ref", "date", "int", "bool", "word", "rate", "number"))
_WEIGHT = 6  # how much sooner these become whole than text becomes wider

# Parts of the size that letters take in Arial: narrow ones, wide ones, and the rest.
_CLASSES = (
    (re.compile(r"[ijl'|]"), 0.22),
    (re.compile(r"[ ft.,:;!/I()\[\]\\r\-\u2013·]"), 0.31),
    (re.compile(r"[mwMW%@\u2014]"), 0.87),
    (re.compile(r"[A-HJ-LN-VX-Z&]"), 0.69),
    (re.compile(r"[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]"), 1.0),
)
_REST = 0.56
_WORD = re.compile(r"[^\s\-]+-?|-")
_WORD_KEPT_WHOLE = re.compile(r"\S+")  # `in-progress`
_SHORT = 12  # letters of what is never parted where it is rather kept whole: `100% of 12`


class Plan(NamedTuple):
    """Which columns stand beside each other, how wide each is in twips, and which stand under.

    `is_cramped` says that rows become high, or that something stands under them.
    """

    main: list[int]
    widths: list[int]
    under: list[int]
    is_cramped: bool = False

    @property
    def width(self) -> int:
        """The width of the whole table."""
        return sum(self.widths)


class _Need(NamedTuple):
    """The least that a column can do with, and what it takes for each text to be on one line."""

    least: int
    most: int
    weight: int
    texts: list[int]


def sample(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """Return rows from all over a table, by which its columns are judged."""
    return rows[:: max(1, len(rows) // _SAMPLED)]


def length(text: str, *, bold: bool = False) -> int:
    """Return how long a text is on one line, about."""
    ems, rest = 0.0, len(text)
    for known, each in _CLASSES:
        count = len(known.findall(text))
        ems, rest = ems + count * each, rest - count
    return int((ems + rest * _REST) * SIZE * _ROOM * (_BOLD if bold else 1))


def longest_word(text: str, *, bold: bool = False, kept: bool = False) -> int:
    """Return how long the longest part of a text is that nothing may part; `kept`, hyphens too."""
    if kept and len(text) <= _SHORT:
        return length(text, bold=bold)
    found = (_WORD_KEPT_WHOLE if kept else _WORD).findall(text)
    words = (word[:_MOST_WORD] for word in found)
    return max((length(word, bold=bold) for word in words), default=0)


def plan(fields: Sequence[FieldLike], texts: Sequence[Sequence[str]], page: int) -> Plan:
    """Share `page` twips among columns, judged by a sample of their rows made text."""
    needs = [_need(field, [row[i] for row in texts]) for i, field in enumerate(fields)]
    main, under = list(range(len(fields))), []
    for place in leaving(fields):
        if sum(needs[i].least for i in main) <= page or len(main) == 1:
            break
        main.remove(place)
        under.append(place)
    kept = [needs[i] for i in main]
    widths = _shared(kept, page)
    lines = [
        max(-(-own // max(width - MARGINS, 1)) for own, width in zip(row, widths, strict=True))
        for row in zip(*(need.texts for need in kept), strict=True)
    ]
    cramped = bool(under) or sum(lines) > _HIGH * len(lines)
    return Plan(main, widths, sorted(under), cramped)


def spread(leasts: Iterable[int], page: int) -> list[int]:
    """Return widths as even as can be for columns that need at least so much, a page together."""
    asked = list(leasts)
    if sum(asked) > page:
        widths = [each * page // sum(asked) for each in asked]
    else:
        wide, rest = 0, len(asked)
        for each in sorted(asked, reverse=True):
            if each * rest <= page - wide:
                break
            wide, rest = wide + each, rest - 1
        even = (page - wide) // max(rest, 1)
        widths = [max(each, even) for each in asked]
    widths[-1] += page - sum(widths)
    return widths


def _need(field: FieldLike, texts: Sequence[str]) -> _Need:
    head = head_of(field)
    bold = field.name == "rag"
    lengths = [max(map(length, text.split("\n"))) for text in texts]
    letters = max(map(len, texts), default=0)
    kept = field.kind in _KEPT_WHOLE
    words = max((longest_word(text, bold=bold, kept=kept) for text in texts), default=0)
    least = max(longest_word(head, bold=True), words)
    if field.kind == "text":
        least = max(least, *(legible for some, legible in _LEGIBLE if letters > some), 0)
    most = min(max(lengths, default=0), length("n" * (_MOST_KEPT if kept else _MOST)))
    most = max(most, least, length(head, bold=True))
    weight = _WEIGHT if kept else 1
    return _Need(least + MARGINS, most + MARGINS, weight, lengths)


def _shared(needs: Sequence[_Need], page: int) -> list[int]:
    """Give each its least, then what is left by what each lacks; no more than it has a use for."""
    widths = [need.least for need in needs]
    while True:
        lacks = [(need.most - own) * need.weight for need, own in zip(needs, widths, strict=True)]
        spare, lacking = page - sum(widths), sum(lacks)
        if spare < len(needs) or not lacking:
            break
        more = [
            min(spare * lack // lacking, need.most - own)
            for lack, need, own in zip(lacks, needs, widths, strict=True)
        ]
        if not any(more):
            break
        widths = [own + each for own, each in zip(widths, more, strict=True)]
    whole = sum(widths)
    if whole > page * _NARROW:
        widths = [own * page // whole for own in widths]
        widths[-1] += page - sum(widths)
    return widths
