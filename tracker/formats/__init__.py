"""Formats: a list or a report -> a terminal, a file. One module a format, and this registry.

    table      a person's terminal: fits its width, wraps, never cuts
    plain      aligned text, one line a record
    tsv csv    data for scripts and spreadsheets
    md         Markdown: lists as tables, reports as documents
    json       one document; ndjson: one object a line
    xlsx       an Excel workbook: a summary, the rows or a sheet for each table
    docx       a Word document, in a house's own template if there is one
    html       a page in a browser: one file that sorts and filters without any network
    ics        actions for calendars; taskwarrior todotxt: for those programs

Every list is written in the formats of lists, with the same rows, order and columns; actions, which
calendars and task lists know too, in more of them; reports and the detail of a record in those of
pages. A format's module is loaded when it is used. Which format is wanted, and whether there is
colour, the command line decides (`look`); what may leave, `read.attribution` has decided before.

    cells columns visible paint streams    what the drawings of text share
    page page_*                            reports as blocks, and the drawings of those
    sheets counts palette                  what workbooks are made of
    word                                   what Word documents are made of
    web                                    what pages in a browser are made of
    tasks                                  actions as calendars and task lists know them
"""

from importlib import import_module
from typing import IO, TYPE_CHECKING, NamedTuple, TextIO

from tracker.errors import Unreadable
from tracker.formats.look import PLAIN, Look
from tracker.words import nearest, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.formats.listing import ListingLike
    from tracker.formats.page_history import EntryLike

__all__ = ["PLAIN", "Look"]

LIST, ACTIONS, REPORT, ITEM = "list", "actions", "report", "item"
_ROWS = frozenset((LIST, ACTIONS))
_DOCUMENTS = frozenset((LIST, ACTIONS, REPORT))
_EVERYTHING = frozenset((LIST, ACTIONS, REPORT, ITEM))


class Format(NamedTuple):
    """A format: what it is for, which kinds of thing are written in it, and how.

    One that is `for_people` reads folded cells and words said their way. `is_binary` is whether it
    is written as bytes, and so never on a terminal. `has_own_fields` is whether its fields, named
    by its module as NEEDS, and its words are those of another program.
    """

    meaning: str
    writes: frozenset[str]
    for_people: bool = False
    is_binary: bool = False
    has_own_fields: bool = False


def _for_program(meaning: str) -> Format:
    return Format(meaning, frozenset((ACTIONS,)), has_own_fields=True)


FORMATS: dict[str, Format] = {
    "table": Format("for a terminal: fits its width, wraps, never cuts", _EVERYTHING, True),
    "plain": Format("aligned text, one line a record", _EVERYTHING, True),
    "tsv": Format("tab-separated values, for scripts", _ROWS),
    "csv": Format("comma-separated values, for spreadsheets", _ROWS),
    "md": Format("Markdown, a table or a document", _EVERYTHING, True),
    "json": Format("one JSON document", _EVERYTHING),
    "ndjson": Format("JSON, one object a line", _ROWS),
    "xlsx": Format("an Excel workbook, with a summary and charts", _DOCUMENTS, is_binary=True),
    "docx": Format("a Word document, to be printed", _DOCUMENTS, True, True),
    "html": Format("a page for a browser: sorts, filters, prints", _DOCUMENTS, True),
    "ics": _for_program("iCalendar, for Outlook and others: of each action a task and an event"),
    "taskwarrior": _for_program("JSON for `task import`; a day is its midnight where you are"),
    "todotxt": _for_program("todo.txt, one line an action; -o todo.txt asks for it too"),
}
"""Every format that is built, in the order of the help."""

KEEPERS_FORMATS = frozenset(("table", "plain"))
"""What the keeper alone looks at; every other format is for others, in the safe form."""

DOCUMENTS = frozenset(("md", "xlsx", "docx", "html"))
"""The formats that are documents for people, or may be: written days, short names explained."""

TABLE_GROUP = ("conversation", "number", "recommendation", "addressees", "response")
"""The columns of the progress table that are the same for all actions of a recommendation."""

_CALLED = {LIST: "list", ACTIONS: "list of actions", REPORT: "report", ITEM: "record"}
_SUFFIXES = {"txt": "plain", "markdown": "md", "htm": "html", "jsonl": "ndjson"}
_OWN_NAMES = {"todo.txt": "todotxt"}
"""Names of files that say more than their suffix, where that format is written."""
_PAGES = {
    "Brief": "page_brief",
    "Check": "page_check",
    "Handover": "page_handover",
    "Progress": "page_progress",
}


def of(kind: str) -> tuple[str, ...]:
    """Return the formats that a kind of thing is written in: LIST, ACTIONS, REPORT or ITEM."""
    return tuple(name for name, each in FORMATS.items() if kind in each.writes)


def check(name: str, kind: str | None = None) -> str:
    """Return the name of a format in lower case.

    Raises `Unreadable` if there is none of that name, or none that this `kind` is written in.
    """
    folded = name.casefold().strip()
    known = tuple(FORMATS) if kind is None else of(kind)
    if folded in known:
        return folded
    if folded in FORMATS and kind is not None:
        message = f"A {_CALLED[kind]} cannot be written as {folded}. Choose {one_of(known)}."
        raise Unreadable(message)
    near = nearest(name, known)
    guess = f" Did you mean {one_of(near)}?" if near else ""
    message = f"There is no format {name!r}.{guess} The formats are {one_of(known)}."
    raise Unreadable(message)


def of_suffix(path: str, kind: str | None = None) -> str:
    """Return the format that the suffix of a file's name asks for (`.txt` is plain).

    For actions, a file called `todo.txt` asks for that format. Raises `Unreadable` if the name has
    no suffix, or one that is no format.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    own = _OWN_NAMES.get(name.casefold())
    if own is not None and kind == ACTIONS:
        return own
    stem, _, suffix = name.rpartition(".")
    if not stem:
        message = f"The name {name!r} has no suffix that says the format: add --format."
        raise Unreadable(message)
    return check(_SUFFIXES.get(suffix.casefold(), suffix), kind)


def needs(name: str) -> tuple[str, ...]:
    """Return the names of the fields that a format has of its own; none where columns are chosen.

    They are those of `read.queries.exchange`.
    """
    if not FORMATS[name].has_own_fields:
        return ()
    found: tuple[str, ...] = import_module(f"tracker.formats.{name}").NEEDS
    return found


def write(listing: "ListingLike", name: str, out: IO[str] | IO[bytes], look: Look = PLAIN) -> None:
    """Write a list in the format `name` to `out`, which takes text without translating line ends.

    A binary format takes an `out` of bytes. Raises `Unreadable` for an unknown format.
    """
    name = check(name, ACTIONS)
    if look.folds and FORMATS[name].for_people:
        from tracker.formats.folding import Folded

        listing = Folded(listing)
    import_module(f"tracker.formats.{name}").write(listing, out, look)


def write_report(report: object, name: str, out: IO[str] | IO[bytes], look: Look = PLAIN) -> None:
    """Write a whole report (brief, progress, …), a named tuple, in a format of reports.

    Raises `Unreadable` for any other format.
    """
    name = check(name, REPORT)
    if name == "json":
        from tracker.formats import json

        json.write_report(report, out)  # type: ignore[arg-type]  # JSON is text
        return
    _draw(report, name, out, look)


def write_item(item: object, name: str, out: TextIO, look: Look = PLAIN, *, as_of: str) -> None:
    """Write the detail of one record; as JSON, the document of a list with one item.

    Raises `Unreadable` for a format in which records are not written.
    """
    name = check(name, ITEM)
    if name == "json":
        from tracker.formats import json

        json.write_item(item, out, as_of=as_of)
        return
    _draw(item, name, out, look)


def write_history(
    entries: "Iterable[EntryLike]",
    name: str,
    out: IO[str] | IO[bytes],
    look: Look = PLAIN,
    *,
    as_of: str,
) -> None:
    """Write commands of the journal, in the order given, in any format of lists.

    Raises `Unreadable` for an unknown format.
    """
    from tracker.formats import page_history

    name = check(name, LIST)
    if name == "table":
        page_history.write(entries, out, look)  # type: ignore[arg-type]  # a terminal is text
    else:
        to_read = FORMATS[name].for_people
        write(page_history.listing(entries, as_of, to_read=to_read), name, out, look)


def _draw(report: object, name: str, out: IO[str] | IO[bytes], look: Look) -> None:
    from tracker.formats import wording
    from tracker.formats.page import document_style, iso_style

    is_document = name not in KEEPERS_FORMATS
    maker = import_module(f"tracker.formats.{_PAGES.get(type(report).__name__, 'page_detail')}")
    page = maker.page(report, document_style() if is_document else iso_style())
    drawer = import_module(f"tracker.formats.page_{name if is_document else 'terminal'}")
    page = wording.page(page)
    look = look._replace(as_of=getattr(report, "as_of", look.as_of))
    if name == "plain":
        drawer.write_plain(page, out)
    else:
        drawer.write(page, out, look)
