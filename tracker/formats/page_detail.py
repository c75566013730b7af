"""The detail of one record, or any report without a page of its own, as a page.

Values become facts, rows become tables, what is empty is left out. The names of a report's
fields are its labels.
"""

from typing import TYPE_CHECKING

from tracker.formats.page import Column, Facts, Grid, Heading, Page, Style, Title, Words, titled

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLES = ("title", "name", "text", "slug")
_LONG = 200  # characters from which a text is a paragraph and not a fact
_KINDS = {
    "ref": "ref",
    "conversation": "ref",
    **dict.fromkeys(("status", "rag", "response", "progress", "source", "kind"), "word"),
}


def page(report: object, style: Style) -> Page:
    """Return any named tuple as a page."""
    parts = _parts(report)
    if "uid" in parts:
        from tracker.formats.page_record import told

        parts = told(parts, style)
    title = next((name for name in _TITLES if isinstance(parts.get(name), str)), None)
    heading = "  ".join(
        str(parts[name]) for name in ("ref", title) if name and parts.get(name) is not None
    )
    blocks: Page = [Title(heading)] if heading else []
    facts = [
        (titled(name), value)
        for name, value in parts.items()
        if name not in ("ref", title) and not _empty(value) and _is_fact(value)
    ]
    if facts:
        blocks.append(Facts(tuple(facts)))
    for name, value in parts.items():
        if name not in ("ref", title) and not _empty(value) and not _is_fact(value):
            blocks += _part(name, value)
    return blocks


def _parts(report: object) -> dict[str, object]:
    if isinstance(report, dict):
        return {str(name): value for name, value in report.items()}
    names: Sequence[str] = getattr(report, "_fields", ())
    return {name: getattr(report, name) for name in names}


def _empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, (list, tuple)) and not value)


def _says(value: object) -> bool:
    return value is not False and not _empty(value)


def _is_fact(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONG and "\n" not in value
    if isinstance(value, (list, tuple)):
        return not hasattr(value, "_fields") and all(isinstance(each, str) for each in value)
    return not isinstance(value, dict)


def _part(name: str, value: object) -> Page:
    heading = titled(name)
    if isinstance(value, str):
        return [Heading(heading), Words(value)]
    items: list[object] = list(value) if isinstance(value, (list, tuple)) else []
    return [Heading(heading, len(items)), *_items(items)]


def _items(items: list[object]) -> Page:
    """Return a list of named tuples as a table, each of their fields a column if any has it.

    What holds of none of them is left out as well.
    """
    tables = [_parts(item) for item in items]
    if not all(tables):
        return [Words(str(item)) for item in items]
    names = list(dict.fromkeys(name for table in tables for name in table))
    names = [name for name in names if any(_says(table.get(name)) for table in tables)]
    columns = [Column(name, titled(name), _kind(name, tables)) for name in names]
    return [Grid(tuple(columns), [[table.get(name) for name in names] for table in tables])]


def _kind(name: str, tables: list[dict[str, object]]) -> str:
    values = [table[name] for table in tables if not _empty(table.get(name))]
    if name in _KINDS:
        return _KINDS[name]
    if all(isinstance(value, bool) for value in values):
        return "bool"
    if all(isinstance(value, int) for value in values):
        return "int"
    if all(isinstance(value, (list, tuple)) for value in values):
        return "list"
    if name in ("due", "start", "first_due", "day", "until") or name.endswith(("_on", "_day")):
        return "date"
    return "text"
