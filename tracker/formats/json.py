r"""A list, a report or the detail of a record as one JSON document, indented by two spaces.

`{"schema_version": 1, "as_of": …, "count": …, "total": …, "items": [...]}` is streamed, so that
memory stays flat, and is byte for byte what `json.dumps(…, indent=2, ensure_ascii=False)` gives;
but control and bidirectional characters are escaped (`\u202e`), so that a terminal shows them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from tracker.formats.listing import flat
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import HIDDEN

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike

try:  # the same function, without loading and compiling all that reads JSON
    from _json import encode_basestring
except ImportError:  # a Python without its C part
    from json.encoder import encode_basestring

SCHEMA_VERSION = 1
_HIDDEN = f"[{HIDDEN}]"
_STEP = "  "
_CONSTANTS = {None: "null", True: "true", False: "false"}


def write(listing: "ListingLike", out: TextIO, _: Look = PLAIN) -> None:
    """Write a listing as a document of items, a key for every field."""
    write_in_chunks(out, _lines(listing))


def _lines(listing: "ListingLike") -> Iterator[str]:
    fields, rows = flat(listing)
    head = {
        "schema_version": SCHEMA_VERSION,
        "as_of": listing.as_of,
        "count": listing.count,
        "total": listing.total,
    }
    if getattr(listing, "vocabulary", ""):
        head["vocabulary"] = getattr(listing, "vocabulary", "")
    yield "{\n"
    for key, value in head.items():
        yield f"{_STEP}{text(key)}: {encoded(value)},\n"
    keys = ",\n".join(f"{_STEP * 3}{text(field.name)}: %s" for field in fields)
    template = f"{_STEP * 2}{{\n{keys}\n{_STEP * 2}}}"
    first = True
    for row in rows:
        yield f'{_STEP}"items": [\n' if first else ",\n"
        first = False
        yield template % tuple([_value(cell) for cell in row])
    yield f'{_STEP}"items": []\n' if first else f"\n{_STEP}]\n"
    yield "}\n"


def _value(cell: object) -> str:
    if type(cell) is str:
        return text(cell)
    if cell is None:
        return "null"
    return encoded(cell, depth=3)


def write_report(report: object, out: TextIO) -> None:
    """Write a whole report: `schema_version`, then its fields under their names."""
    fields = tree(report)
    if not isinstance(fields, dict):
        fields = {"items": fields}
    out.write(encoded({"schema_version": SCHEMA_VERSION, **fields}) + "\n")


def write_item(item: object, out: TextIO, *, as_of: str) -> None:
    """Write the detail of one record as a document with one item."""
    head = {"schema_version": SCHEMA_VERSION, "as_of": as_of, "count": 1, "total": 1}
    out.write(encoded({**head, "items": [tree(item)]}) + "\n")


def tree(value: object) -> object:
    """Return a report as nothing but dicts, lists and plain values.

    Named tuples become dicts. Rows beside their `fields` become dicts by the fields' names, and
    the fields themselves are left out: how a program names them is all that it needs.
    """
    if isinstance(value, dict):
        return {str(key): tree(each) for key, each in value.items()}
    names: Sequence[str] | None = getattr(value, "_fields", None)
    if isinstance(value, tuple) and names is not None:
        return _named(dict(zip(names, value, strict=True)))
    if isinstance(value, (list, tuple)):
        return [tree(each) for each in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def _named(parts: dict[str, object]) -> dict[str, object]:
    fields = parts.pop("fields", None)
    if not isinstance(fields, (list, tuple)):
        return {key: tree(value) for key, value in parts.items()}
    keys = [field.name for field in fields]
    done: dict[str, object] = {}
    for key, value in parts.items():
        if key == "rows" and isinstance(value, (list, tuple)):
            done["items"] = [_row(keys, row) for row in value]
        elif key == "total" and isinstance(value, (list, tuple)):
            done[key] = _row(keys, value)
        else:
            done[key] = tree(value)
    return done


def _row(keys: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return dict(zip(keys, map(tree, row), strict=True))


def encoded(value: object, *, depth: int = 0) -> str:
    """Return a tree as JSON, indented as a part that stands at `depth`."""
    inner, outer = "\n" + _STEP * (depth + 1), "\n" + _STEP * depth
    if isinstance(value, dict):
        parts = [f"{text(key)}: {encoded(each, depth=depth + 1)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{outer}}}" if parts else "{}"
    if isinstance(value, (list, tuple)):
        parts = [encoded(each, depth=depth + 1) for each in value]
        return f"[{inner}{f',{inner}'.join(parts)}{outer}]" if parts else "[]"
    return scalar(value)


def scalar(value: object) -> str:
    """Return a value that is no list as JSON."""
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    return repr(value) if isinstance(value, (int, float)) else text(str(value))


def text(value: str) -> str:
    """Return a text as a JSON string in which nothing is hidden."""
    quoted = encode_basestring(value)
    return quoted if quoted.isprintable() else re.sub(_HIDDEN, _escape, quoted)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code > 0xFFFF:  # noqa: PLR2004 - beyond it, JSON takes a pair of surrogates
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
