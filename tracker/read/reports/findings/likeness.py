"""When two names or texts are likely the same: rules on words alone, which know of no records.

Case, accents, punctuation, the order of words and those that carry no meaning never count. Names
are also the same with one slip of the pen, texts with nearly all words in common; but what differs
in a number or in the name of a place is never the same: phase 1 is not phase 2, nor Haiti Liberia.
Comparing all with all is avoided: it is done only where a rare word, or the beginning of a name, is
shared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from tracker import text as typed

SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or"),
        *("that", "the", "their", "to", "under", "with", "within"),
    )
)
"""Words that carry no meaning; `not` and `without` do."""
_WORDS = re.compile(r"\w+")
_MARK = re.compile(r"\w*\d\w*|\b[ivx]+\b|(?<=[^.!?:;\s]\s)\w+")
_SLIP_FROM = 6
"""Letters from which on one that differs is a slip: Iran is not Iraq, nor Niger Nigeria."""
_ACRONYM_FROM = 3  # letters; two are shared by too many
NEARLY = 0.8
"""Of the words of two texts together, the part that they share (Jaccard)."""
_NEARLY_FROM = 5  # words; of fewer, four in five are often only the occasion
_CROWD = 25
"""Texts that share a word; from there on it is not rare, and the others have to bring them near."""

Key = tuple[str, ...]


def key(text: str) -> Key:
    """Return the words that carry meaning, in one order: what equal texts have in common."""
    return tuple(sorted(set(_WORDS.findall(typed.fold(text))) - SMALL))


def _named(name: str) -> list[str]:
    return [word for word in _WORDS.findall(typed.fold(name)) if word not in SMALL]


def same_name(one: str, two: str) -> bool:
    """Tell whether two names have the same words, or differ by a slip in one word or by spaces."""
    ours, theirs = _named(one), _named(two)
    if not ours or not theirs:
        return False
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return True
    if len(ours) != len(theirs):
        return False
    differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(differ) == 1 and _slipped(*differ[0])


def _slipped(one: str, two: str) -> bool:
    """Tell whether two words differ by one letter: another, one too many, or two exchanged.

    The first letter is seldom a slip, and tells Gambia from Zambia; a figure is none at all.
    """
    if min(len(one), len(two)) < _SLIP_FROM or one[0] != two[0] or abs(len(one) - len(two)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if at is None:
        return not (one + two)[-1].isdigit()
    if one[at].isdigit() or two[at].isdigit():
        return False
    if len(one) == len(two):
        swapped = one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]
        return one[at + 1 :] == two[at + 1 :] or swapped
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return longer[at + 1 :] == shorter[at:]


def acronym(name: str) -> str:
    """Return the initials of a name of several words, or "" for one that has none worth it."""
    words = _named(name)
    return "".join(word[0] for word in words) if len(words) >= _ACRONYM_FROM else ""


def beginnings(name: str) -> Iterator[str]:
    """Yield what likely names share at least one of: a word, or the beginning of the name."""
    words = _named(name)
    yield from words
    if words:
        yield "".join(words)[:_SLIP_FROM] + "…"


def near(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places, the later one first, of texts that share nearly all their words.

    Two such texts have the same names and numbers, and share one of their rarest words: only those
    that do are compared.
    """
    known = [frozenset(key(text)) for text in texts]
    often = Counter(word for words in known for word in words)
    rare: defaultdict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for place, words in enumerate(known):
        if len(words) < _NEARLY_FROM:
            continue
        marks = _marks(texts[place])
        ordered = sorted(words, key=lambda word: (often[word], word))
        first = ordered[: len(words) - ceil(NEARLY * len(words)) + 1]
        shelves = [rare[word, marks] for word in first]
        for other in dict.fromkeys(each for shelf in shelves for each in shelf):
            together = len(words & known[other])
            if together >= NEARLY * (len(words) + len(known[other]) - together):
                yield place, other
        for shelf in shelves:
            if len(shelf) < _CROWD:
                shelf.append(place)


def _marks(text: str) -> frozenset[str]:
    """Return the numbers of a text, and its words with a capital inside a sentence."""
    found = _MARK.findall(text)
    return frozenset(
        typed.fold(each)
        for each in found
        if each[0].isupper() or not each.isalpha() or not each.strip("ivx")
    )


class Families:
    """Which records are known to be of one family: tied to each other, directly or by others."""

    def __init__(self, ties: Iterable[tuple[int, int]]) -> None:
        self._heads: dict[int, int] = {}
        for one, two in ties:
            self.join(one, two)

    def head(self, record: int) -> int:
        """Return the record that stands for a family."""
        while (above := self._heads.get(record, record)) != record:
            self._heads[record] = self._heads.get(above, above)
            record = above
        return record

    def join(self, one: int, two: int) -> bool:
        """Make one family of two; False if they were one already."""
        first, second = sorted((self.head(one), self.head(two)))
        self._heads[second] = first
        return first != second


def groups(known: Mapping[int, Sequence[str]]) -> Iterator[list[int]]:
    """Yield the records, in order, that share one of the words given for each, word by word."""
    shared: defaultdict[str, list[int]] = defaultdict(list)
    for record, words in known.items():
        for word in dict.fromkeys(words):
            shared[word].append(record)
    yield from (records for records in shared.values() if 1 < len(records) <= _CROWD)
