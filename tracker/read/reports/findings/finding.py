"""What a finding is: the record, what is wrong with it, and the command that mends it."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.read.store import Reader

_LISTED = 10  # references in a sentence


class Finding(NamedTuple):
    """One thing that is not realistic or not complete.

    `mend` is ready to type; PARTY, WHEN, DATE, PERSON and TEXT stand for what only a person knows.
    """

    finding: str
    ref: str
    title: str
    detail: str
    mend: str


class Kind(NamedTuple):
    """A kind of finding: its slug, its heading, why it matters, and the question that finds it."""

    slug: str
    heading: str
    why: str
    find: Callable[[Reader, dict[str, object]], Iterator[tuple[str, str, str, str]]]


def named(number: int, name: str) -> str:
    """Return what a party is called in a command: its name, or its reference where that is safer.

    A name that begins as an option does, or holds what cannot be seen, is not ready to type.
    """
    return f"P{number}" if name.startswith("-") or not name.isprintable() else name


def listed(refs: Sequence[str]) -> str:
    """Return references as a sentence names them: the first ones, and how many more."""
    more = len(refs) - _LISTED
    return ", ".join(refs[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def command(*words: str) -> str:
    """Return a command of the program, quoted for a shell."""
    return f"tracker {' '.join(shlex.quote(word) for word in words)}"
