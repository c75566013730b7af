"""What a finding is: the record, what is wrong with it, and the command that mends it."""

import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.read.store import Reader


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


def command(*words: str) -> str:
    """Return a command of the program, quoted for a shell."""
    return f"tracker {' '.join(shlex.quote(word) for word in words)}"
