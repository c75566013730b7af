"""What people read in one cell, though data keeps it in two.

A deadline stands with the rule that it follows, `2017-09-15 (30d before MINUSTAH:expiry)`, or as
`no date yet (…)` while that is undecided; an owner with the person who holds the post. Formats for
programs keep both columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.formats.cells import shown

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.listing import ListingLike

UNDATED = "no date yet"
_FOLDED = {"due": "due_rule", "owner": "holder"}
"""Which field takes in which other one."""


class Folded:
    """A listing whose rows were folded; see `formats.listing.ListingLike`."""

    def __init__(self, listing: "ListingLike") -> None:
        self.fields, self.rows = fold(listing.fields, listing.rows)
        self.count = listing.count
        self.total = listing.total
        self.as_of = listing.as_of
        self.group = getattr(listing, "group", None)
        self.only_heads = getattr(listing, "only_heads", False)
        self.meetings = getattr(listing, "meetings", {})


def fold(
    fields: "Sequence[FieldLike]", rows: Iterable[Sequence[object]]
) -> "tuple[list[FieldLike], Iterable[Sequence[object]]]":
    """Return fields and rows with what belongs together in one cell; as they are, if nothing does.

    A row may have more values than there are fields; these stay at its end.
    """
    places = {field.name: place for place, field in enumerate(fields)}
    pairs = [(places[a], places[b]) for a, b in _FOLDED.items() if {a, b} <= places.keys()]
    if not pairs:
        return list(fields), rows
    gone = {inner for _, inner in pairs}
    kept = [field for place, field in enumerate(fields) if place not in gone]
    dues = {places["due"]} if "due_rule" in places and "due" in places else set[int]()
    return kept, _folded(rows, pairs, gone, dues)


def _folded(
    rows: Iterable[Sequence[object]],
    pairs: Sequence[tuple[int, int]],
    gone: set[int],
    dues: set[int],
) -> Iterator[Sequence[object]]:
    for row in rows:
        cells = list(row)
        for outer, inner in pairs:
            if cells[inner]:
                whole = cells[outer] or (UNDATED if outer in dues else None)
                cells[outer] = f"{shown(whole)} ({shown(cells[inner])})"
        yield [cell for place, cell in enumerate(cells) if place not in gone]
