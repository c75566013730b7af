"""Any format's bytes as the text that a reader of the file could find in it."""

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from typing import Any

from formats_samples import journal

from tracker import formats
from tracker.formats import Look
from tracker.formats.listing import ListingLike


def written(listing: ListingLike, name: str, **look: object) -> bytes:
    """Return the bytes of a list in any format."""
    drawn = Look(**look)  # type: ignore[arg-type]  # options by name
    return _bytes(name, lambda out: formats.write(listing, name, out, drawn))


def reported(report: object, name: str, **look: object) -> bytes:
    """Return the bytes of a report in any format of reports."""
    drawn = Look(**look)  # type: ignore[arg-type]  # options by name
    return _bytes(name, lambda out: formats.write_report(report, name, out, drawn))


def journaled(name: str) -> bytes:
    """Return the bytes of a journal in any format of lists."""
    return _bytes(name, lambda out: formats.write_history(journal(), name, out, as_of="2017-04-10"))


def _bytes(name: str, write: Callable[[Any], None]) -> bytes:
    if formats.FORMATS[name].is_binary:
        binary = io.BytesIO()
        write(binary)
        return binary.getvalue()
    text = io.StringIO(newline="")
    write(text)
    return text.getvalue().encode()


def found_in(data: bytes) -> str:
    """Return all text of a file: of a zip that of every part, with its tags and without them.

    Folded lines of a calendar are whole again.
    """
    if not data.startswith(b"PK"):
        return data.decode().replace("\r\n ", "")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        told = [part.filename + "\n" + _part(parts.read(part)) for part in parts.infolist()]
    return "\n".join(told)


def _part(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return f"{text}\n{unescape(re.sub(r'<[^>]+>', '', text))}"
