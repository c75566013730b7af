"""How the columns of a table share the width of a terminal.

Dates, references, numbers and words of the vocabulary are *firm*: they are never wrapped. Text
and lists are *soft*: they share what is left, in proportion to what they lack, and wrap. What
finds no room that way is written *under* its row, with its heading; and when that would be most
of the row, each record is written as a list of its fields. Nothing is left out.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from tracker.formats.cells import widest, width
from tracker.formats.paint import COLOURS

ABBREVIATIONS = frozenset(("rag", "uid"))
GAP = 2  # spaces between two columns
_FIRM_KINDS = frozenset(("ref", "date", "int", "bool", "word"))
_FIRM_AT_MOST = 20  # a firm column wider than this wraps like any other
_LEAST = {"text": 12, "list": 10}  # cells below which a soft column is not legible
_LEAST_LONG = 18  # the same for long text, such as reasons
_TITLE_SHARE = 4  # a long title has at least this part of the room: others give up theirs first
_LONG = 40  # cells from which text counts as long
_MOST = 90  # a longer text does not ask for more
_MOST_UNDER = 5  # columns that may stand under a row before fields are listed instead
# What an officer looks for first keeps its column the longest.
_KEPT_LONGEST = ("ref", "title", "status", "due", "owner", "rag", "slips")


class FieldLike(Protocol):
    """What the formats need to know of a field: see `read.queries.fields`."""

    @property
    def name(self) -> str:
        """The name that programs use."""

    @property
    def heading(self) -> str:
        """The heading that people read."""

    @property
    def kind(self) -> str:
        """One of text, ref, date, int, bool, list, word."""


def head_of(field: FieldLike) -> str:
    """Return the heading of a field as it stands over a column: `due rule` as `Due rule`."""
    heading = field.heading
    return heading.upper() if heading in ABBREVIATIONS else heading[:1].upper() + heading[1:]


class Need(NamedTuple):
    """What one column asks for: the least it can do with and the most it can use, in cells.

    `whole` is what it takes beyond that if nobody else has a use for it.
    """

    least: int
    most: int
    whole: int = 0


class Layout(NamedTuple):
    """Which columns stand side by side, how wide each is, and which stand under the row.

    Columns are given by their place in the row. Without any side by side, records are listed.
    """

    main: list[int]
    widths: list[int]
    under: list[int]


def lay_out(
    fields: Sequence[FieldLike], sample: Sequence[Sequence[str]], *, room: int, total: int = 0
) -> Layout:
    """Share `room` cells among the columns, judged by a sample of rows already made text.

    `total` is the number of records: from it follows how long references become, and whether
    there are more rows than the sample, which may be longer.
    """
    columns = [[row[i] for row in sample] for i in range(len(fields))]
    needs = [
        _need(field, texts, total, room // _TITLE_SHARE if field.name == "title" else 0)
        for field, texts in zip(fields, columns, strict=True)
    ]
    main, under = list(range(len(fields))), []
    for leaves in [None, *leaving(fields)]:
        if leaves is not None:
            main.remove(leaves)
            under.append(leaves)
        if sum(needs[i].least for i in main) + GAP * (len(main) - 1) <= room:
            break
    if len(under) > _MOST_UNDER or len(main) < min(2, len(fields)):
        return Layout([], [], list(range(len(fields))))
    widths = _share([needs[i] for i in main], room - GAP * (len(main) - 1))
    spare = room - GAP * (len(main) - 1) - sum(widths)
    for place, i in enumerate(main):  # headings and words on one line, if there is room for that
        whole = max(width(head_of(fields[i])), needs[i].whole)
        more = min(spare, max(0, whole - widths[place]))
        widths[place] += more
        spare -= more
    return Layout(main, widths, sorted(under))


def leaving(fields: Sequence[FieldLike]) -> list[int]:
    """Return the columns in the order in which they give up their place, the last ones first."""
    kept = {name: rank for rank, name in enumerate(_KEPT_LONGEST)}
    places = range(len(fields))
    return sorted(places, key=lambda i: (kept.get(fields[i].name, len(kept)), i), reverse=True)


def _need(field: FieldLike, texts: Sequence[str], total: int, wanted: int) -> Need:
    """Return what a column asks for; `wanted` is the least that a long text in it should have."""
    head = max(map(width, head_of(field).split(" ")))
    longest = max(map(widest, texts), default=0)
    parted = _parted(texts) if field.kind == "word" else longest
    if field.kind in _FIRM_KINDS and parted <= _FIRM_AT_MOST:
        firm = max(head, parted, 2, _foreseen(field, total))
        return Need(firm, firm, longest)
    legible = max(_LEAST_LONG, wanted) if longest > _LONG else _LEAST.get(field.kind, _FIRM_AT_MOST)
    if total > len(texts):
        longest += longest // 4
    most = max(head, min(longest, _MOST), 2)
    return Need(min(most, max(legible, head)), most)


def _foreseen(field: FieldLike, total: int) -> int:
    """Return the room that rows after the sample may need."""
    if field.kind == "ref":
        return len(f"A{total}")
    return _parted(COLOURS.get(field.name, ()))


def _parted(texts: Iterable[str]) -> int:
    """Return the room for words, some of which are two with a comma, one below the other."""
    return max((widest(text.replace(", ", ",\n")) for text in texts), default=0)


def _share(needs: Sequence[Need], room: int) -> list[int]:
    """Give every column its least, then what is left in proportion to what each lacks."""
    widths = [need.least for need in needs]
    spare = min(room, sum(need.most for need in needs)) - sum(widths)
    lacks = [need.most - need.least for need in needs]
    lacking = sum(lacks)
    if lacking:
        widths = [own + spare * lack // lacking for own, lack in zip(widths, lacks, strict=True)]
        rest = min(room, sum(need.most for need in needs)) - sum(widths)
        for place in sorted(range(len(needs)), key=lambda i: -lacks[i])[:rest]:
            widths[place] += 1
    return widths
