"""A list as comma-separated values (RFC 4180): UTF-8, CRLF, a first row of field names.

A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or
a line break, or their full-width forms) is *guarded* by a leading apostrophe; so is a text that
begins with apostrophes before one of these, so that one apostrophe less gives every text back.
Numbers are not guarded. Line feeds and tabs are kept inside quotes; other control characters and
bidirectional overrides are made visible, as everywhere.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from tracker.formats.data import plain_value
from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import visible

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike

BOM = "\ufeff"
_FORMULA = r"'*[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001 - full-width forms
_WIDE = r"[＝＋－＠]"  # noqa: RUF001 - spreadsheets read them as signs
_BEGINNINGS = "'=+-@"
_QUOTED = r"[\",;\r\n\t]"  # the semicolon is what some spreadsheets part at

_SPECIAL = f"^{_FORMULA}|{_QUOTED}"


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing as CSV; for Excel, after the mark by which it knows UTF-8.

    `out` must not translate line ends (`newline=""`).
    """
    fields, rows = flat(listing)
    if look.excel:
        out.write(BOM)
    write_in_chunks(out, _lines([field.name for field in fields], rows))


def _lines(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    commas = len(names) - 1
    special = re.compile(_SPECIAL).search
    yield _line(names)
    for row in rows:
        cells = [cell if isinstance(cell, str) else plain_value(cell) for cell in row]
        line = ",".join(cells)
        if line.count(",") == commas and line.isprintable() and not _risky(line):
            yield line + "\r\n"
            continue
        for place, cell in enumerate(cells):
            if not cell.isprintable() or special(cell):
                cells[place] = _cell(row[place])
        yield _ended(",".join(cells))


def _risky(line: str) -> bool:
    """Tell, quickly, whether any cell of a line may have to be quoted or guarded."""
    return (
        '"' in line
        or ";" in line
        or ",'" in line
        or ",=" in line
        or ",+" in line
        or ",-" in line
        or ",@" in line
        or line[:1] in _BEGINNINGS  # so is an empty line
        or not (line.isascii() or re.search(_WIDE, line) is None)
    )


def _line(row: Sequence[object]) -> str:
    return _ended(",".join(map(_cell, row)))


def _ended(line: str) -> str:
    # A line without anything would be read as no row at all.
    return (line or '""') + "\r\n"


def _cell(value: object) -> str:
    if not isinstance(value, (str, list, tuple)):
        return plain_value(value)
    text = value if isinstance(value, str) else plain_value(value)
    text = guarded(visible(text))
    return '"' + text.replace('"', '""') + '"' if re.search(_QUOTED, text) else text


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet would calculate it."""
    return "'" + text if re.match(_FORMULA, text) else text
