"""What the formats ask of a list: see `read.queries`, which makes them. No drawing is here."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from tracker.formats.columns import FieldLike


class ListingLike(Protocol):
    """Rows of values (None, text, number, yes/no or a list of texts), and what they are."""

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
