"""What the formats ask of a list, and how a grouped one is read. No drawing is here.

Lists are made by `read.queries`. In a grouped one each row has one value more than there are
fields: the group it stands under. A person's formats head the rows with it; data keeps it as the
first column, unless that field is there already or the group only heads.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from tracker.formats.columns import FieldLike


class ListingLike(Protocol):
    """Rows of values (None, text, number, yes/no or a list of texts), and what they are.

    `group`, if there is one, is the field by which the rows are grouped; `only_heads` says that it
    is no column of data, and `meetings` what is known of conversations that are groups.
    """

    @property
    def fields(self) -> Sequence[FieldLike]:
        """One field for each place in a row."""

    @property
    def rows(self) -> Iterable[Sequence[object]]:
        """The rows, read once; days as ISO text."""

    @property
    def count(self) -> int:
        """The number of rows that are given."""

    @property
    def total(self) -> int:
        """The number of rows that there are."""

    @property
    def as_of(self) -> str:
        """The day whose end is shown, as ISO text."""


class Parts(NamedTuple):
    """The places in a row that head a group of rows, and those that are columns.

    `own` is the place of the list's own group, under which there may be groups by the `heads`.
    """

    fields: list[FieldLike]
    own: int | None
    heads: list[int]
    rest: list[int]


def parts(listing: ListingLike, group: Sequence[str]) -> Parts:
    """Tell what heads a group of rows: the list's own group, and the fields named by `group`."""
    fields = list(listing.fields)
    own: FieldLike | None = getattr(listing, "group", None)
    heads = [i for i, field in enumerate(fields) if field.name in group]
    rest = [
        i
        for i, field in enumerate(fields)
        if i not in heads and (own is None or field.name != own.name)
    ]
    if own is None:
        return Parts(fields, None, heads, rest)
    return Parts([*fields, own], len(fields), heads, rest)


def flat(listing: ListingLike) -> tuple[list[FieldLike], Iterable[Sequence[object]]]:
    """Return fields and rows of equal length: the group is a column like any other."""
    fields = list(listing.fields)
    own: FieldLike | None = getattr(listing, "group", None)
    if own is None:
        return fields, listing.rows
    if getattr(listing, "only_heads", False) or any(field.name == own.name for field in fields):
        return fields, (row[:-1] for row in listing.rows)
    return [own, *fields], ((row[-1], *row[:-1]) for row in listing.rows)
