"""The journal in words: which command, by whom, on which day, and what it changed.

For a terminal it is drawn command by command as it is read; for data it is a list like others; in
plain text and Markdown it is a list without what only programs need.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from tracker.formats.cells import wrap
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import Column
from tracker.formats.paint import BOLD, DIM, paint
from tracker.formats.streams import write_in_chunks
from tracker.formats.table import NARROWEST
from tracker.formats.visible import one_line, visible

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike

_INDENT = "    "
_ALWAYS = frozenset(("id", "on_day", "by", "line", "changes"))
_FIELDS = (
    Column("id", "Command", "int"),
    Column("on_day", "Day", "date"),
    Column("at", "Recorded at", "text"),
    Column("by", "By", "text"),
    Column("line", "Command line", "text"),
    Column("changes", "Changes", "list"),
    Column("more", "More changes", "int"),
    Column("undoes", "Undoes", "int"),
    Column("undone_by", "Undone by", "int"),
)
_KINDS_TO_READ = {"int": "int", "date": "date", "text": "text", "list": "text"}


class EntryLike(Protocol):
    """One command of the journal, and its changes in words: see `read.queries.history`."""

    @property
    def id(self) -> int:
        """The number of the command."""

    @property
    def on_day(self) -> str:
        """The day under which it ran."""

    @property
    def by(self) -> str | None:
        """Who recorded it."""

    @property
    def line(self) -> str | None:
        """What was typed."""

    @property
    def changes(self) -> Sequence[str]:
        """What changed, a sentence each."""

    @property
    def more(self) -> int:
        """How many changes are not among them."""

    @property
    def undoes(self) -> int | None:
        """The command that this one undid."""

    @property
    def undone_by(self) -> int | None:
        """The command that undid this one."""


class History(NamedTuple):
    """The journal as a listing."""

    fields: Sequence["FieldLike"]
    rows: Sequence[Sequence[object]]
    count: int  # type: ignore[assignment] # as programs know it
    total: int
    as_of: str


def listing(entries: Iterable[EntryLike], as_of: str, *, to_read: bool = False) -> History:
    """Return the commands as a list, to be written in any format.

    With `to_read` it is for people: without the UTC clock and the columns that are empty
    throughout, and the changes of a command stand as sentences after each other.
    """
    rows = [[_value(getattr(entry, each.name)) for each in _FIELDS] for entry in entries]
    if not to_read:
        return History(_FIELDS, rows, len(rows), len(rows), as_of)
    kept = [
        place
        for place, each in enumerate(_FIELDS)
        if each.name in _ALWAYS or (each.name != "at" and any(row[place] for row in rows))
    ]
    fields = [_FIELDS[place]._replace(kind=_KINDS_TO_READ[_FIELDS[place].kind]) for place in kept]
    told = [[_in_a_line(row[place]) for place in kept] for row in rows]
    return History(fields, told, len(told), len(told), as_of)


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _in_a_line(value: object) -> object:
    if value == 0:
        return None
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def write(entries: Iterable[EntryLike], out: TextIO, look: Look = PLAIN) -> None:
    """Write the commands for a terminal, each with its changes below it."""
    write_in_chunks(out, _lines(entries, max(look.width, NARROWEST), colour=look.colour))


def _lines(entries: Iterable[EntryLike], room: int, *, colour: bool) -> Iterator[str]:
    bold, dim = (BOLD, DIM) if colour else (None, None)
    for entry in entries:
        head = "  ".join(filter(None, (f"{entry.id:>3}", entry.on_day, entry.by, entry.line)))
        first, *rest = wrap(one_line(head) + _undoing(entry), room - len(_INDENT) - 1)
        yield paint(first, bold) + "\n"
        for line in rest:
            yield f"{_INDENT} {paint(line, bold)}\n"
        for change in entry.changes:
            yield from _moved_in(change, room, None)
        if entry.more:
            yield from _moved_in(f"and {entry.more} more", room, dim)


def _moved_in(text: str, room: int, code: str | None) -> Iterator[str]:
    for line in wrap(visible(text), room - len(_INDENT) - 1):
        yield f"{_INDENT} {paint(line, code)}\n"


def _undoing(entry: EntryLike) -> str:
    if entry.undoes:
        return f" (undoes {entry.undoes})"
    return f" (undone by {entry.undone_by})" if entry.undone_by else ""
