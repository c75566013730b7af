"""Actions as todo.txt, one line an action: `(A) 2017-02-24 Draft +Series @owner due:… ref:A12`.

    x             implemented, verified or dropped, with the day; its priority is kept as pri:A
    (A) (B)       critical, important; normal has none
    +project      the series, else the conversations; and each theme; @context: the owner
    due: t:       the deadline and the start day; ref: and id: the reference and the uid
    status:       where the mark does not say it: in-progress, blocked, verified, dropped

Names have `_` for their spaces and colons. A title never becomes syntax: the date before it keeps a
leading `x` or `(A)` from meaning anything, a word that begins with `+` or `@` gets an apostrophe
before it, and a colon inside a word a space behind it. An address (`https://…`) stays whole, but
apart from a bracket before it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from tracker.formats import tasks
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import one_line

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike
    from tracker.formats.tasks import Record

NEEDS = (
    *("ref", "uid", "title", "status", "owner", "conversations", "series", "themes", "priority"),
    *("start", "due", "done_on", "created_on", "status_on"),
)
_PRIORITIES = {"critical": "A", "important": "B"}
_SAID_BY_THE_MARK = ("not-started", "implemented")
_SEPARATORS = r"[\s:]+"
_ADDRESS = r"(?i)(\W*)((?:https?|ftp)://.*)"
_KEY = r"(?<=\S):(?=\S)"
_MARKED = r"(?<!\S)(?=[+@]\S)"


def write(listing: "ListingLike", out: TextIO, _: Look = PLAIN) -> None:
    """Write a listing of the fields in NEEDS, a line each."""
    write_in_chunks(out, map(_line, tasks.records(listing)))


def _line(record: "Record") -> str:
    return " ".join([*_marks(record), _title(record["title"]), *_words(record)]) + "\n"


def _marks(record: "Record") -> Iterator[str]:
    """Yield what stands before the title, where a title could otherwise be taken for it."""
    ended = tasks.ended_on(record)
    if ended:
        yield f"x {ended}"
    elif record["priority"] in _PRIORITIES:
        yield f"({_PRIORITIES[record['priority']]})"
    yield record["created_on"]


def _words(record: "Record") -> Iterator[str]:
    """Yield what stands behind the title."""
    for each in dict.fromkeys(map(_name, (*tasks.filed_under(record), *record["themes"]))):
        yield f"+{each}"
    if record["owner"]:
        yield f"@{_name(record['owner'])}"
    pairs = {"due": record["due"], "t": record["start"]}
    if not tasks.is_open(record):
        pairs["pri"] = _PRIORITIES.get(record["priority"])
    if record["status"] not in _SAID_BY_THE_MARK:
        pairs["status"] = record["status"]
    yield from (f"{key}:{value}" for key, value in pairs.items() if value)
    yield f"ref:{record['ref']}"
    yield f"id:{record['uid']}"


def _title(title: str) -> str:
    """Return a title in which no word means anything to todo.txt."""
    apart = re.sub(r"\S+", _without_key, one_line(title))
    return re.sub(_MARKED, "'", apart)


def _without_key(found: re.Match[str]) -> str:
    word = found.group()
    address = re.fullmatch(_ADDRESS, word)
    if address is None:
        return re.sub(_KEY, ": ", word)
    return " ".join(part for part in address.groups() if part)


def _name(name: str) -> str:
    """Return a name as one word."""
    return re.sub(_SEPARATORS, "_", one_line(name).strip())
