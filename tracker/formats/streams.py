"""Lines on their way to a file or a terminal: gathered into chunks, so that memory stays flat."""

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

_CHUNK = 256  # lines that are written at once


def write_in_chunks(out: TextIO, lines: Iterable[str]) -> None:
    """Write the lines, each with its own ending, some hundreds at a time."""
    each = iter(lines)
    while chunk := "".join(islice(each, _CHUNK)):
        out.write(chunk)
