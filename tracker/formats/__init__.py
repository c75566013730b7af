"""Formats: a list or a report -> a terminal, a file. One module a format, and this registry.

    table      a person's terminal: fits its width, wraps, never cuts
    plain      aligned text, one line a record
    tsv csv    data for scripts and spreadsheets
    md         Markdown: lists as tables, reports as documents
    json       one document; ndjson: one object a line

Every list is written in every format, with the same rows, order and columns. Reports and the
detail of a record are written as `table`, `plain`, `md` and `json`. A format's module is loaded
when it is used. Which format is wanted, and whether there is colour, the command line decides;
what may leave, `read.attribution` has decided before.

    cells columns visible paint streams    what the drawings of text share
    page page_*                            reports as blocks, and the drawings of those
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from tracker.errors import Unreadable
from tracker.words import nearest, one_of

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike
    from tracker.formats.page_history import EntryLike

FORMATS: dict[str, str] = {
    "table": "for a terminal: fits its width, wraps, never cuts",
    "plain": "aligned text, one line a record",
    "tsv": "tab-separated values, for scripts",
    "csv": "comma-separated values, for spreadsheets",
    "md": "Markdown, a table or a document",
    "json": "one JSON document",
    "ndjson": "JSON, one object a line",
}
"""Every format that is built, and what it is, in the order of the help."""

REPORT_FORMATS = ("table", "plain", "md", "json")
KEEPERS_FORMATS = frozenset(("table", "plain"))
"""What the keeper alone looks at; every other format is for others, in the safe form."""

TABLE_GROUP = ("conversation", "number", "recommendation", "addressees", "response")
"""The columns of the progress table that are the same for all actions of a recommendation."""

_FOR_PEOPLE = frozenset(("table", "plain", "md"))
_SUFFIXES = {"txt": "plain", "markdown": "md", "jsonl": "ndjson"}
_PAGES = {
    "Brief": "page_brief",
    "Check": "page_check",
    "Handover": "page_handover",
    "Progress": "page_progress",
}


def check(name: str, *, report: bool = False) -> str:
    """Return the name of a format in lower case.

    Raises `Unreadable` if there is none of that name, or none that a report can be written in.
    """
    known = REPORT_FORMATS if report else tuple(FORMATS)
    folded = name.casefold().strip()
    if folded in known:
        return folded
    if folded in FORMATS:
        message = f"A report cannot be written as {folded}. Choose {one_of(known)}."
        raise Unreadable(message)
    near = nearest(name, known)
    guess = f" Did you mean {one_of(near)}?" if near else ""
    message = f"There is no format {name!r}.{guess} The formats are {one_of(known)}."
    raise Unreadable(message)


def of_suffix(path: str, *, report: bool = False) -> str:
    """Return the format that the suffix of a file's name asks for (`.txt` is plain).

    Raises `Unreadable` if the name has no suffix, or one that is no format.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, _, suffix = name.rpartition(".")
    if not stem:
        message = f"The name {name!r} has no suffix that says the format: add --format."
        raise Unreadable(message)
    return check(_SUFFIXES.get(suffix.casefold(), suffix), report=report)


def write(
    listing: "ListingLike",
    name: str,
    out: TextIO,
    *,
    width: int = 80,
    colour: bool = False,
    excel: bool = False,
    group: Sequence[str] = (),
    title: str = "",
    names: Mapping[str, str] | None = None,
    folds: bool = False,
) -> None:
    """Write a list in the format `name` to `out`, which must not translate line ends.

    `width` (in cells) and `colour` are for a table, `excel` (a byte order mark) for csv. `group`
    names fields by which the rows are sorted: in table and plain they head their rows, in the
    other formats they stay columns. With a `title`, Markdown is a document for people: a table a
    group, written days, and what the short names of parties stand for, as `names` says.
    With `folds` people read in one cell what belongs together, such as a deadline and its rule.
    Raises `Unreadable` for an unknown format.
    """
    name = check(name)
    if folds and name in _FOR_PEOPLE:
        from tracker.formats.folding import Folded

        listing = Folded(listing)
    module = import_module(f"tracker.formats.{name}")
    match name:
        case "table":
            module.write(listing, out, width=width, colour=colour, group=group)
        case "plain":
            module.write(listing, out, group=group)
        case "csv":
            module.write(listing, out, excel=excel)
        case "md":
            module.write(listing, out, title=title, names=names or {})
        case _:
            module.write(listing, out)


def write_report(
    report: object,
    name: str,
    out: TextIO,
    *,
    width: int = 80,
    colour: bool = False,
    names: Mapping[str, str] | None = None,
) -> None:
    """Write a whole report (brief, progress, …), a named tuple, as table, plain, md or json.

    `names` gives the full name of each short one, for the list that ends a document.
    Raises `Unreadable` for any other format.
    """
    name = check(name, report=True)
    if name == "json":
        from tracker.formats import json

        json.write_report(report, out)
        return
    _draw(report, name, out, width=width, colour=colour, names=names)


def write_item(
    item: object,
    name: str,
    out: TextIO,
    *,
    as_of: str,
    width: int = 80,
    colour: bool = False,
    names: Mapping[str, str] | None = None,
) -> None:
    """Write the detail of one record; as JSON, the document of a list with one item.

    Raises `Unreadable` for a format in which reports are not written.
    """
    name = check(name, report=True)
    if name == "json":
        from tracker.formats import json

        json.write_item(item, out, as_of=as_of)
        return
    _draw(item, name, out, width=width, colour=colour, names=names)


def write_history(
    entries: "Iterable[EntryLike]",
    name: str,
    out: TextIO,
    *,
    as_of: str,
    width: int = 80,
    colour: bool = False,
) -> None:
    """Write commands of the journal, in the order given, in any format of lists.

    Raises `Unreadable` for an unknown format.
    """
    from tracker.formats import page_history

    name = check(name)
    if name == "table":
        page_history.write(entries, out, width=width, colour=colour)
    else:
        to_read = name in {"plain", "md"}
        write(page_history.listing(entries, as_of, to_read=to_read), name, out)


def _draw(
    report: object,
    name: str,
    out: TextIO,
    *,
    width: int,
    colour: bool,
    names: Mapping[str, str] | None,
) -> None:
    from tracker.formats import wording
    from tracker.formats.page import document_style, iso_style

    maker = import_module(f"tracker.formats.{_PAGES.get(type(report).__name__, 'page_detail')}")
    if name == "md":
        from tracker.formats import page_md

        page_md.write(wording.page(maker.page(report, document_style())), out, names=names or {})
        return
    from tracker.formats import page_terminal

    page = wording.page(maker.page(report, iso_style()))
    if name == "plain":
        page_terminal.write_plain(page, out)
    else:
        page_terminal.write(page, out, room=width, colour=colour)
