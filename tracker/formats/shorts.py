"""Which short names of parties a document uses, so that it can say what they stand for."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.formats.columns import FieldLike
from tracker.formats.page import Facts, Grid, Page

_HOLD_PARTIES = frozenset(
    ("owner", "supporting", "addressees", "party", "holder", "hosts", "group")
)


def used_in(page: Page, names: Mapping[str, str]) -> dict[str, str]:
    """Return those of `names` that stand in the tables and facts of a page."""
    used: dict[str, str] = {}
    for block in page:
        if isinstance(block, Grid):
            used |= used_in_rows(block.fields, block.rows, names)
        elif isinstance(block, Facts):
            for _, value in block.rows:
                _note(value, names, used)
    return used


def used_in_rows(
    fields: Sequence[FieldLike], rows: Iterable[Sequence[object]], names: Mapping[str, str]
) -> dict[str, str]:
    """Return those of `names` that stand in the columns that hold parties."""
    places = [i for i, field in enumerate(fields) if field.name in _HOLD_PARTIES]
    used: dict[str, str] = {}
    for row in rows:
        for i in places:
            _note(row[i], names, used)
    return used


def _note(value: object, names: Mapping[str, str], used: dict[str, str]) -> None:
    for each in value if isinstance(value, (list, tuple)) else (value,):
        if isinstance(each, str) and each in names and names[each] != each:
            used[each] = names[each]
