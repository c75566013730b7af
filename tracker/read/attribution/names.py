"""Where a text names somebody: by the full name, the family name, a short name or an address.

A full name counts in any case, with or without accents, with any white space or hyphens, and with
the family name first. A family name alone counts where it is written as a name: with a capital
inside a sentence, or at its beginning where what follows, or another place of the text, shows that
somebody is meant. So neither "grant the mandates time" nor "Grant the mandates time" names Ms
Grant, but "Grant to draft" does; "5 May" is a day. Behind a title any word of a name counts. In a
script without capitals a family name counts as a whole word. The names of bodies and states are
passed over as a whole, so that "Canada" is the state, and "the Annan Foundation" no person.

The family name is the last word of a name, and those between it and the first one may be (Espinosa
Garcés), or it is the words in capitals (KIM Jong-un). Who is known by a function alone ("Chair of
the Committee") is found by the whole of it. Who is looked for, and whether it may be said, is
decided by `persons` and `guard`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.dates.wording import MONTHS
from tracker.text import fold

# A letter with the marks that belong to it: in Arabic, vowels are marks of their own.
_TOKEN = re.compile("(?:[^\\W\\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]*)+")
_BETWEEN = re.compile("[\\s.,_'\u2019\u00b7\u2010-\u2014-]{1,3}")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+\w")
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "h.e"),
        *("amb", "ambassador", "minister", "president", "srsg", "hrh", "rev", "gen", "col"),
        *("mme", "mlle", "sr", "sra"),
    )
)
_AFTER_NAME = frozenset(("jr", "ii", "iii", "iv", "phd", "md", "esq"))
_STOPS = frozenset(".!?…。؟")
_HALVES = frozenset(":;•*\u2013\u2014-·")
_OPENING = " \t\u00a0\u202f\"'“”\u2018\u2019«»(["
_ENUMERATED = re.compile(r"(?:^|[\s;:.(])(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INITIAL = re.compile(r"(?:^|[\s(.-])[^\W\d_]\.$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?$")
_SAYING = (
    "said says asked asks noted stressed recalled suggested suggests proposed proposes argued"
    " warned underlined emphasised emphasized called urged reported agreed disagreed explained"
    " thanked welcomed offered promised insisted objected replied told added believes thinks wants"
    " will would should must has had is was dit demande propose rappelle souligne doit"
)
_MONTHS = frozenset(each.casefold() for each in MONTHS)
_DAY_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th|er)?(?:\s+of)?|\b(?:by|in|until|since|mid|early|late|during|next|last|this"
    r"|(?:end|middle|beginning|start) of|en|fin|mi))[\s-]+$",
    re.IGNORECASE,
)
_FILE = re.compile(r"://|^[/\\~]|^[A-Za-z]:\\|\.[A-Za-z]{2,4}\W*$|\w:\w")
_DAY_AFTER = re.compile(r",?\s+\d")
_FUNCTION = frozenset(("of", "the", "for"))
_DETERMINERS = "the|a|an|all|any|each|every|its|their|our|his|her|those|these|both|such"
_MEANT = re.compile(
    rf"['\u2019](?:s\b|\s)|\s*:|\s+to\s+(?!(?:{_DETERMINERS})\b)[a-z]"
    rf"|\s+(?:{'|'.join(_SAYING.split())})\b|,\s+(?:who|speaking|qui)\b|\s*[.!]?\s*$"
    r"|\s+TO\s"
)


_NO_INITIAL = 3  # letters
_KINDS = ("full", "other", "short", "family", "titled")
"""What counts first, where names have as many words."""


class Name(NamedTuple):
    """One way to name somebody: words as they are folded, and how much of a name they are.

    `kind` is full, family, titled (meant behind a title only), short (of which the case counts:
    `spelt`), or other, which is passed over. `bearer` is the id of the person, or None.
    """

    words: tuple[str, ...]
    kind: str
    bearer: int | None
    spelt: str = ""


class Span(NamedTuple):
    """Where a text names somebody: the characters [start, end), and the id of the person."""

    start: int
    end: int
    bearer: int


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class Names:
    """All the names that are looked for; made once, asked of every text that leaves."""

    def __init__(
        self, persons: Iterable[Name], others: Iterable[Name], emails: dict[str, int]
    ) -> None:
        self._by_first: dict[str, list[Name]] = {}
        sought = list(persons)
        self._keys = {each.words[0] for each in sought}
        parts = {word for each in sought for word in each.words}
        # A name that shares no word with a person's stands in nobody's way.
        for each in (*sought, *(other for other in others if parts.intersection(other.words))):
            self._by_first.setdefault(each.words[0], []).append(each)
        for known in self._by_first.values():
            known.sort(key=lambda each: (-len(each.words), _KINDS.index(each.kind), each))
        self._emails = emails
        self._unspaced = [each for each in sought if each.spelt and _is_unspaced(each.words)]

    def find(self, text: str) -> list[Span]:
        """Return every place where a text names somebody, from left to right, none within another.

        Two persons of one family name are both found in the same place.
        """
        found = [*self._addresses(text), *self._in_words(text), *self._in_unspaced(text)]
        return _apart(found) if len(found) > 1 else found

    def _addresses(self, text: str) -> Iterator[Span]:
        if "@" not in text:
            return
        for found in _ADDRESS.finditer(text):
            bearer = self._emails.get(found[0].casefold())
            if bearer is not None:
                yield Span(found.start(), found.end(), bearer)

    def _in_words(self, text: str) -> Iterator[Span]:
        spelt = list(_TOKEN.finditer(text))
        words = [_folded(found[0]) for found in spelt]
        if self._keys.isdisjoint(words) and (text.isascii() or not self._prefixed(words)):
            return
        told = [_Word(word, *at.span()) for word, at in zip(words, spelt, strict=True)]
        found, doubtful, place = list[Span](), list[Span](), 0
        while place < len(told):
            spans, step = self._at(text, told, place, doubtful)
            found += spans
            place += step
        meant = {each.bearer for each in found}
        yield from found
        yield from (each for each in doubtful if each.bearer in meant)

    def _prefixed(self, words: Iterable[str]) -> bool:
        return any(each[1:] in self._keys for each in words if each[:1] in _ARABIC_PREFIXES)

    def _at(
        self, text: str, told: Sequence[_Word], place: int, doubtful: list[Span]
    ) -> tuple[list[Span], int]:
        """Return who is named by the words that begin at a place, and how many words they are.

        What may be a name or a word, by itself, is added to what is `doubtful`.
        """
        word = told[place]
        known = self._by_first.get(word.folded, [])
        if not known and word.folded[:1] in _ARABIC_PREFIXES:
            known = self._by_first.get(word.folded[1:], [])
        size, spans = 1, list[Span]()
        for name in known:
            if spans and len(name.words) < size:
                break
            end = _end(text, told, place, name)
            if end is None:
                continue
            if not _is_meant(text, word.start, end, name):
                if name.kind == "family" and _is_capital(text, word.start, end):
                    doubtful.append(Span(word.start, end, name.bearer or 0))
                continue
            if name.bearer is None:
                if not spans:
                    return [], len(name.words)
                continue
            size = len(name.words)
            spans.append(Span(word.start, end, name.bearer))
        return spans, size

    def _in_unspaced(self, text: str) -> Iterator[Span]:
        if text.isascii():
            return
        for name in self._unspaced:
            for found in re.finditer(re.escape(name.spelt), text):
                yield Span(found.start(), found.end(), name.bearer or 0)


# Letters that Arabic writes together with the word that follows: and, so, by, to, like.
_ARABIC_PREFIXES = frozenset("وفبلك")


def _end(text: str, told: Sequence[_Word], place: int, name: Name) -> int | None:
    """Return where a name ends whose first word is at a place; None if others follow."""
    last = place + len(name.words) - 1
    if last >= len(told):
        return None
    for offset, word in enumerate(name.words[1:], start=1):
        here, before = told[place + offset], told[place + offset - 1]
        if here.folded != word or not _BETWEEN.fullmatch(text, before.end, here.start):
            return None
    return told[last].end


def _is_meant(text: str, start: int, end: int, name: Name) -> bool:
    if name.kind == "short":
        return text[start:end] == name.spelt
    if name.kind == "titled":
        return _is_title(text[:start].rstrip())
    if name.kind != "family":
        return True
    first = text[start]
    if first.lower() == first.upper():
        return True
    if not _is_capital(text, start, end):
        return _is_in_address(text, start, end)
    return not _begins_sentence(text, start) or bool(_MEANT.match(text, end))


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, a path or a slug, which know no capitals."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    last = min((at for at in (text.find(" ", end), text.find("\n", end)) if at >= 0), default=None)
    whole = text[first:last]
    return len(whole) > end - start and _FILE.search(whole) is not None


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a word is written as a name, and not as the month of a day."""
    if not text[start].isupper():
        return False
    is_month = text[start:end].casefold() in _MONTHS
    return not (is_month and (_DAY_BEFORE.search(text[:start]) or _DAY_AFTER.match(text, end)))


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a word is the first of a sentence, line or item, where any word has a capital."""
    before = text[:at].rstrip(_OPENING)
    if not before or "\n" in text[len(before) : at] or before.endswith("\n"):
        return True
    last, is_apart = before[-1], len(before) < at
    if _DAY.fullmatch(before) or _ENUMERATED.search(before):  # notes stand behind their day
        return True
    if last == ".":
        return is_apart and not (_INITIAL.search(before) or _is_title(before))
    return last in _STOPS or (is_apart and last in _HALVES)


def _is_title(before: str) -> bool:
    found = _WORD_BEFORE.search(before)
    return found is not None and _folded(found[1]) in _TITLES


def _apart(found: list[Span]) -> list[Span]:
    """Return spans in order, without those that lie within one that began before."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end, each.bearer)):
        same = kept and (span.start, span.end) == (kept[-1].start, kept[-1].end)
        if not kept or same or span.start >= kept[-1].end:
            kept.append(span)
    return kept


# -- the ways to name one person ------------------------------------------------------------------


def of_person(bearer: int, name: str, short: str | None) -> list[Name]:
    """Return every way to name a person."""
    spelt = [each for each in name.replace(",", " , ").split() if _counts(each)]
    if not _FUNCTION.isdisjoint(spelt):
        return [Name(_words(name), "full", bearer)]
    given, family = _halves(spelt)
    whole = tuple(word for words in given for word in words)
    ways = {Name(family, "family", bearer)} if family else set[Name]()
    if whole and family:
        ways |= {Name((*whole, *family), "full", bearer), Name((*family, *whole), "full", bearer)}
        ways |= {Name((*words, *family), "full", bearer) for words in given if len(words[0]) > 1}
        ways |= {Name(words, "family", bearer) for words in _further(spelt, family)}
        ways |= {Name((half,), "family", bearer) for half in family if len(half) > _NO_INITIAL}
        ways |= {Name(words, "titled", bearer) for words in given if len(words[0]) > 1}
    if short and short != name and _words(short):
        ways.add(Name(_words(short), "short", bearer, short))
    if not whole and _is_unspaced(family):
        ways = {way._replace(spelt=name) for way in ways}
    return sorted(ways)


def of_other(name: str) -> list[Name]:
    """Return the name of a body, post or state, which is passed over."""
    words = _words(name)
    return [Name(words, "other", None)] if words else []


def _counts(word: str) -> bool:
    """Whether a word of a name, or the comma in it, is more than a title."""
    bare = word.rstrip(".").lower()
    return word == "," or (bool(_words(word)) and bare not in _TITLES | _AFTER_NAME)


def _halves(parts: Sequence[str]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Return the given names, and the words of the family name: in capitals, or before a comma."""
    spelt = [each for each in parts if each != ","]
    every = list(range(len(spelt)))
    if "," in parts[1:]:
        places = every[: parts.index(",")]
    else:
        loud = [i for i in every if spelt[i].isupper() and len(_words(spelt[i])[0]) > 1]
        places = loud if loud and len(loud) < len(every) else every[-1:]
    family = [word for i in places for word in _words(spelt[i])]
    given = [_words(each) for i, each in enumerate(spelt) if i not in places]
    return given, tuple(family)


def _further(spelt: Sequence[str], family: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words between the first and the last that may be family names as well."""
    if "," in spelt or _words(spelt[-1]) != family:
        return
    for each in spelt[1:-1]:
        words = _words(each)
        if each[0].isupper() and len(words[0]) >= _NO_INITIAL:
            yield words


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(each) for each in _TOKEN.findall(text))


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


def _is_unspaced(words: Sequence[str]) -> bool:
    """Whether a name is in a script that writes on without spaces: Chinese, Japanese, Korean."""
    return len(words) == 1 and any(
        "\u2e80" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3" for each in words[0]
    )
