"""A list or report on its way out: in which format, and what of it is not shown.

Data goes to stdout or to a file (`files`), how much there is besides to stderr. What the rows are
was decided by the reading tower, how they look by `formats`.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from tracker import formats
from tracker.cli.files import opened, to_file
from tracker.cli.invocation import Invocation, is_terminal
from tracker.cli.options import AS_IT_COMES, STDOUT, Arranged, Output
from tracker.errors import Unreadable
from tracker.formats import PLAIN, Look

if TYPE_CHECKING:
    from tracker.cli.leaving import Departure
    from tracker.formats.listing import ListingLike
    from tracker.formats.page_history import EntryLike
    from tracker.read.queries.fields import Field
    from tracker.read.queries.listing import Source
    from tracker.vocabularies import Vocabulary

_MOST = 2**31 - 1  # rows that anybody can ask for
_LINES_KEPT = 4  # of a terminal: the heading, its rule, what is hidden, the next prompt


def format_of(run: Invocation, output: Output = STDOUT, kind: str | None = None) -> str:
    """Return the format to write in: the one asked for, else that of the file's suffix.

    Raises Unreadable for one in which this kind of thing, as `formats` has them, is not written.
    """
    if to_file(output) and "format" not in run.flags:
        name = formats.of_suffix(str(output.output), kind)
    else:
        name = formats.check(run.format, kind)
    if output.excel and name != "csv":
        raise Unreadable("--excel marks CSV for Excel. Ask for CSV with: -f csv, or -o FILE.csv")
    if output.template is not None and name != "docx":
        raise Unreadable(
            "--template is a Word document to write into. Ask for one with: -o FILE.docx"
        )
    return name


def first_screen(run: Invocation, output: Output = STDOUT) -> int | None:
    """Return how many rows a terminal shows at once, or None where every row is wanted."""
    if to_file(output) or format_of(run, output) != "table" or not is_terminal(sys.stdout):
        return None
    import shutil

    return max(shutil.get_terminal_size((80, 24)).lines - _LINES_KEPT, 10)


def show_list(
    run: Invocation,
    listing: "ListingLike",
    output: Output = STDOUT,
    look: Look = PLAIN,
    *,
    kind: str = formats.LIST,
    leaves: "Departure | None" = None,
) -> None:
    """Write a list, and say on stderr what of it is not shown, or not said as asked."""
    name = format_of(run, output, kind)
    look = look._replace(excel=output.excel, template=output.template)
    with _leaving(run, output, name, leaves) as out:
        formats.write(listing, name, out, seen(run, out, look))
    for sentence in (*_not_shown(listing), *getattr(listing, "unsaid", ())):
        run.remark(sentence)


def show_report(
    run: Invocation,
    report: object,
    output: Output = STDOUT,
    look: Look = PLAIN,
    *,
    as_of: date | None = None,
    leaves: "Departure | None" = None,
) -> None:
    """Write a whole report."""
    name = format_of(run, output, formats.REPORT)
    look = look._replace(document=True, template=output.template)
    look = _in_full(run, name, look, as_of, with_persons=leaves is None or not leaves.view.guarded)
    with _leaving(run, output, name, leaves) as out:
        formats.write_report(report, name, out, seen(run, out, look))


def show_history(run: Invocation, entries: "Sequence[EntryLike]", output: Output) -> None:
    """Write commands of the journal."""
    name, as_of = format_of(run, output, formats.LIST), run.today.isoformat()
    with _leaving(run, output, name) as out:
        look = seen(run, out, Look(title="History", excel=output.excel, template=output.template))
        formats.write_history(entries, name, out, look, as_of=as_of)


def show_item(run: Invocation, item: object, *, as_of: str) -> None:
    """Write all that is known of one record."""
    name = format_of(run, kind=formats.ITEM)
    formats.write_item(item, name, sys.stdout, seen(run, sys.stdout, PLAIN), as_of=as_of)


def _leaving(
    run: Invocation, output: Output, name: str, leaves: "Departure | None" = None
) -> AbstractContextManager[IO[Any]]:
    """Open what a format is written to, and have it journaled there if it is handed out."""
    placing = None if leaves is None else leaves.handing_out
    return opened(run, output, binary=formats.FORMATS[name].is_binary, before_placing=placing)


def seen(run: Invocation, out: IO[Any], look: Look) -> Look:
    """Return a look as this run sees it: its width, and colour where `out` takes it."""
    return look._replace(width=run.width, colour=run.colours(out))


def is_report_format(run: Invocation, output: Output) -> bool:
    """Whether the format asked for is one that whole reports are written in."""
    return format_of(run, output) in formats.of(formats.REPORT)


# -- questions asked of the reading tower ---------------------------------------------------------


def ask_list(
    run: Invocation,
    question: Callable[..., Any],
    output: Output,
    arranged: Arranged = AS_IT_COMES,
    *,
    as_of: date | None = None,
    look: Look = PLAIN,
    kind: str = formats.LIST,
    leaves: "Departure | None" = None,
    **more: Any,  # noqa: ANN401 - what one of the questions takes besides
) -> None:
    """Ask for a list and write it, once the file is closed again."""
    name = format_of(run, output, kind)
    limit = limit_of(arranged)
    if limit is None:
        limit = first_screen(run, output)
    with run.reader(as_of=as_of) as reader:
        listing = question(
            reader, columns=arranged.columns, sort=arranged.sort, limit=limit, **more
        )
        if leaves is not None:
            listing, look = leaves.listed(reader, listing, look)
        listing = listing.taken()
    if leaves is not None:
        leaves.settle()
    look = look._replace(folds=arranged.columns is None)
    look = _in_full(run, name, look, as_of, with_persons=leaves is None or not leaves.view.guarded)
    show_list(run, listing, output, look, kind=kind, leaves=leaves)


def ask_actions(
    run: Invocation,
    question: Callable[..., Any],
    output: Output,
    arranged: Arranged,
    *,
    about: tuple[str, ...] = (),
    no_events: bool = False,
    **more: Any,  # noqa: ANN401 - as above
) -> None:
    """Ask for a list of actions, which is written in more formats than others, and write it."""
    name = format_of(run, output, formats.ACTIONS)
    if no_events and name != "ics":
        raise Unreadable("--no-events is for a calendar. Ask for one with: -f ics, or -o FILE.ics")
    look = Look(title="Actions", about=about, events=not no_events)
    if formats.needs(name):
        from tracker.cli.localtime import LocalZone

        look = look._replace(zone=LocalZone())
    ask_list(run, question, output, arranged, look=look, kind=formats.ACTIONS, **more)


def own_fields(
    run: Invocation,
    output: Output,
    arranged: Arranged,
    *,
    group: str | None = None,
    vocabulary: "Vocabulary | None" = None,
) -> "list[Field] | None":
    """Return the fields that actions leave with in the format of another program, else None.

    Raises Unreadable for columns, headings or words, which such a format does not let choose.
    """
    name = format_of(run, output, formats.ACTIONS)
    needed = formats.needs(name)
    if not needed:
        return None
    chosen = {"--columns": arranged.columns, "--group": group, "--vocabulary": vocabulary}
    for flag, value in chosen.items():
        if value is not None:
            raise Unreadable(
                f"{name} has fields and words of its own, so {flag} changes nothing. Leave it out."
            )
    from tracker.read.queries import exchange

    return exchange.chosen(needed)


def limit_of(arranged: Arranged) -> int | None:
    """Return how many rows were asked for. Raises Unreadable for less than nothing."""
    if arranged.limit is not None and arranged.limit < 0:
        raise Unreadable(f"--limit {arranged.limit} is less than nothing. Give a number from 0 up.")
    return None if arranged.limit is None else min(arranged.limit, _MOST)


def list_records(
    run: Invocation,
    source: "Source",
    output: Output,
    arranged: Arranged,
    *,
    archived: bool,
    title: str,
) -> None:
    """Write the records of one kind."""
    from functools import partial

    from tracker.read.queries import listing

    question = partial(listing.of_source, source=source)
    ask_list(run, question, output, arranged, look=Look(title=title), archived=archived)


def _in_full(
    run: Invocation, name: str, look: Look, as_of: date | None, *, with_persons: bool
) -> Look:
    """Return a look with what short names stand for, where a document ends with their list."""
    if name not in formats.DOCUMENTS or not (look.document or name != "md"):
        return look
    from tracker.read.queries import names

    with run.reader(as_of=as_of) as reader:
        return look._replace(names=names.in_full(reader, with_persons=with_persons))


def record(run: Invocation, typed: str, kinds: Sequence[str], *, as_of: date | None = None) -> None:
    """Write all that is known of the record that was typed."""
    from tracker.read.queries import records, references

    with run.reader(as_of=as_of) as reader:
        entity, number = references.resolve(reader, typed, kinds)
        found, day = records.show(reader, entity, number), reader.day
    show_item(run, found, as_of=day)


def changed(run: Invocation, records_: Sequence[tuple[str, int]]) -> None:
    """Write the records that a command changed, those of the first one's kind, as a list."""
    from tracker.read.queries import records

    entity = records_[0][0] if records_ else "action"
    with run.reader() as reader:
        ids = [number for kind, number in records_ if kind == entity]
        listing = records.items(reader, entity, ids).taken()
    show_list(run, listing)


class Column(NamedTuple):
    """A column of a list that no query made."""

    name: str
    heading: str
    kind: str = "text"


class Rows(NamedTuple):
    """A list that no query made: see `formats.listing.ListingLike`."""

    fields: Sequence[Column]
    rows: Sequence[Sequence[object]]
    count: int  # type: ignore[assignment]  # a count, not a tuple's method
    total: int
    as_of: str


def rows_of(run: Invocation, names: Sequence[str], rows: Iterable[Sequence[object]]) -> Rows:
    """Return such a list; headings are the names, and the first column is not broken."""
    held = list(rows)
    kinds = ("word", *("text" for _ in names[1:]))
    columns = [
        Column(each.replace(" ", "_"), each, kind) for each, kind in zip(names, kinds, strict=True)
    ]
    return Rows(columns, held, len(held), len(held), run.today.isoformat())


def _not_shown(listing: "ListingLike") -> Iterator[str]:
    if listing.count < listing.total:
        yield f"{listing.count} of {listing.total}"
    hidden = getattr(listing, "hidden", None)
    if hidden is not None:
        counts = (
            (hidden.closed, "closed", "--all"),
            (hidden.not_started, "not to start yet", "--all"),
            (hidden.archived, "archived", "--archived"),
            (hidden.confidential, "confidential", "--include-confidential"),
        )
        said = [f"{count} {what} ({flag})" for count, what, flag in counts if count]
        if said:
            yield f"hidden: {', '.join(said)}"
