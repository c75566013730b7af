"""Sentences for a terminal: broken at spaces to its width, what belongs to them moved in.

A word is never parted, be it an option or a path; nor is a command at the end of a sentence, or
an option from what it takes, where they fit on one line. Loaded for terminals only.
"""

import os
import re
import shutil
from typing import TextIO

_MOVED_IN = "  "
_NARROWEST = 20  # columns
_KEPT = "\0"  # a space at which no line is broken
_COMMAND = re.compile(r"(?<=: )tracker .+$")
_OPTION = re.compile(r"(?<=--)([\w-]+) (?=[A-Z]+\b)")


def width_of(stream: TextIO) -> int:
    """Return the columns of the terminal behind a stream, or those that a variable names."""
    columns = 0
    if "COLUMNS" not in os.environ:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return max(columns or shutil.get_terminal_size().columns, _NARROWEST)


def wrapped(text: str, width: int) -> str:
    """Return one line broken into several of at most `width` cells, as far as words allow.

    A text of several lines is laid out already, and stays as it is.
    """
    from tracker.formats.cells import width as cells

    if "\n" in text or cells(text) <= width:
        return text
    bare = text.strip(" ")
    start = text[: text.index(bare)]
    end = text[len(start) + len(bare) :]
    hanging = start + _MOVED_IN
    room = width - len(hanging)
    lines, line = [], start
    for word in _kept_together(bare, room).split(" "):
        piece = word.replace(_KEPT, " ")
        if line.strip() and cells(f"{line} {piece}") > width:
            lines.append(line)
            line = hanging + piece
        else:
            line += piece if not line.strip() else f" {piece}"
    return "\n".join([*lines, line]) + end


def _kept_together(text: str, room: int) -> str:
    """Mark the spaces at which a sentence is not to be broken."""

    def keep(found: re.Match[str]) -> str:
        return found[0].replace(" ", _KEPT) if len(found[0]) <= room else found[0]

    return _OPTION.sub(keep, _COMMAND.sub(keep, text))


def broken_command(line: str, width: int) -> str:
    """Return a command that is too long for a line broken before options, to be copied whole.

    Each line but the last ends with the backslash that tells a shell that it goes on.
    """
    start = line[: len(line) - len(line.lstrip(" "))]
    parts = re.split(r" (?=-)", line.strip(" "))
    lines, now = [], start + parts[0]
    for part in parts[1:]:
        if len(f"{now} {part} \\") > width:
            lines.append(f"{now} \\")
            now = f"{start}    {part}"
        else:
            now = f"{now} {part}"
    return "\n".join([*lines, now])
