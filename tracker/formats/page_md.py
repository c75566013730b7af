"""A page as a Markdown document for people: headings, tables, and a list of short names."""

from collections.abc import Iterator, Mapping
from typing import TextIO

from tracker.formats import md
from tracker.formats.cells import shown
from tracker.formats.look import PLAIN, Look
from tracker.formats.md import escaped, escaped_line
from tracker.formats.page import (
    Block,
    Chart,
    Column,
    Command,
    Facts,
    Figures,
    Grid,
    Heading,
    Page,
    Title,
    Words,
    grid_of,
    long_day,
    told_rows,
)
from tracker.formats.shorts import used_in
from tracker.formats.visible import visible


def write(page: Page, out: TextIO, look: Look = PLAIN) -> None:
    """Write a page as Markdown, at its end what short names stand for."""
    first = True
    for block in page:
        lines = list(_block(grid_of(block) if isinstance(block, Chart) else block))
        if lines:
            out.writelines(lines if first else ["\n", *lines])
            first = False
    out.writelines(short_names(used_in(page, look.names)))


def short_names(names: Mapping[str, str]) -> Iterator[str]:
    """Yield the list of short names that ends a document; nothing if there is none."""
    if names:
        yield "\n## Short names\n\n"
        for short, name in sorted(names.items()):
            yield f"- {escaped_line(short)}: {escaped(name)}\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text, about):
            yield f"# {escaped(text)}\n"
            for line in about:
                yield f"\n{escaped_line(line)}\n"
        case Heading(text, count, about):
            yield from _heading(text, count, about)
        case Words(text):
            yield from _paragraphs(text)
        case Command(text):
            yield f"    {visible(text)}\n"
        case Facts(rows):
            for label, value in rows:
                yield f"- {escaped_line(label)}: {_fact(value)}\n"
        case Figures(rows):
            yield from _figures(rows)
        case Grid():
            yield from md.table(block.fields, told_rows(block))


def _heading(text: str, count: int | None, about: str) -> Iterator[str]:
    number = "" if count is None else f" ({count or 'none'})"
    yield f"## {escaped(text)}{number}\n"
    if about:
        yield f"\n{escaped_line(about[:1].upper() + about[1:])}.\n"


def _paragraphs(text: str) -> Iterator[str]:
    parts = [part for part in text.split("\n") if part.strip()]
    yield "\n".join(f"{escaped_line(part.strip())}\n" for part in parts)


def _figures(rows: tuple[tuple[str, int, int | None], ...]) -> Iterator[str]:
    columns = [Column("figure", "Figure", "text"), Column("now", "Now", "int")]
    if any(was is not None for _, _, was in rows):
        columns += [Column("was", "Before", "int"), Column("change", "Change", "int")]
    cells: list[list[object]] = []
    for label, now, was in rows:
        change = None if was is None or was == now else f"{now - was:+d}"
        cells.append([label, now, was, change][: len(columns)])
    yield from md.table(columns, cells)


def _fact(value: object) -> str:
    return escaped(long_day(value) if isinstance(value, str) else shown(value))
