"""Lists: from fields, conditions and an order to rows with an honest total.

One query gives the rows; the fields that hold several values come by a second query for every
500 of them, so that no list asks once per row and memory stays flat. What the rows are and what
is hidden is said by the module of each record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from tracker.errors import NotFound
from tracker.read import derived, store
from tracker.read.queries.fields import JOINED_BY, Field, choose, find
from tracker.read.store import Reader

BATCH = 500


class Hidden(NamedTuple):
    """How many rows match that the list leaves out, each counted once."""

    closed: int = 0
    archived: int = 0
    not_started: int = 0
    confidential: int = 0


class Meeting(NamedTuple):
    """A conversation as people know it: its day, its title, and its series if it is in one."""

    day: str
    title: str
    series: str | None


class Listing(NamedTuple):
    """Rows of values: None, text (days as ISO), a number, yes or no, or a list of texts.

    `rows` is read once, while the reader is open; `taken` keeps it for later. `count` of the
    `total` rows are given. In a grouped list each row ends with the value of its group, one more
    than there are fields; where it `only_heads` them it is no column of data. `meetings` are the
    conversations that are groups, by reference. `as_of` is the day whose end is shown. Where it is
    in another body's `vocabulary`, `unsaid` are sentences about what has no word there.
    """

    fields: Sequence[Field]
    rows: Iterable[tuple[Any, ...]]
    count: int  # type: ignore[assignment] # as programs know it; a tuple's own is of no use here
    total: int
    hidden: Hidden
    as_of: str
    group: Field | None = None
    only_heads: bool = False
    meetings: Mapping[str, Meeting] = MappingProxyType({})
    vocabulary: str = ""
    unsaid: Sequence[str] = ()

    def taken(self) -> Self:
        """Return the list with its rows read, so that the transaction can end."""
        return self._replace(rows=store.spool(self.rows))


class Part(NamedTuple):
    """A run of rows in one order; a list may be several, one after the other."""

    where: str
    order: str


class Source(NamedTuple):
    """A kind of record as lists are made of it: where it stands, its fields, its own order."""

    origin: str
    alias: str
    known: dict[str, Field]
    columns: Sequence[str]
    order: str


class Query(NamedTuple):
    """What is asked: fields of rows from `origin`, whose keys are `<alias>.id`.

    `again`, where several tables are joined, joins them to the keys of a `page`: k0, k1, …
    """

    origin: str
    aliases: tuple[str, ...]
    fields: Sequence[Field]
    parts: Sequence[Part]
    params: dict[str, object]
    group: Field | None = None
    again: str = ""


def rows(reader: Reader, query: Query, limit: int | None = None) -> Iterator[tuple[Any, ...]]:
    """Return the rows, at most `limit` of them; the group's value comes last, if there is one."""
    return _filled(reader, query, _found(reader, query, limit))


def _found(reader: Reader, query: Query, limit: int | None) -> Iterator[Sequence[Any]]:
    left = limit
    for part in query.parts:
        if left == 0:
            return
        for row in reader.stream(_sql(query, part, left), **query.params):
            yield row
            left = None if left is None else left - 1


def _sql(query: Query, part: Part, limit: int | None) -> str:
    columns = [f"{alias}.id" for alias in query.aliases]
    columns += [field.sql or "NULL" for field in query.fields]
    columns += [value(query.group) or "NULL"] if query.group else []
    origin, chosen = query.origin, f"WHERE {part.where} ORDER BY {part.order}"
    if limit is not None:
        # First which rows, then their fields: or every row that is sorted is worked out whole.
        keys = ", ".join(f"{alias}.id AS k{place}" for place, alias in enumerate(query.aliases))
        page = f"SELECT {keys} FROM {origin} {chosen} LIMIT {int(limit)}"
        origin = f"({page}) page JOIN {query.again or f'{origin} ON {columns[0]} = page.k0'}"
        chosen = f"ORDER BY {part.order}"
    return f"SELECT {', '.join(columns)} FROM {origin} {chosen}"


def _filled(
    reader: Reader, query: Query, found: Iterable[Sequence[Any]]
) -> Iterator[tuple[Any, ...]]:
    """Turn rows of SQL into rows of values: keys away, truths as truths, lists fetched."""
    keys = len(query.aliases)
    several = [(place, field) for place, field in enumerate(query.fields) if field.many]
    truths = [place for place, field in enumerate(query.fields) if field.kind == "bool"]
    if not several and not truths:
        yield from (tuple(row)[keys:] for row in found)
        return
    source = iter(found)
    while batch := [tuple(row) for row in islice(source, BATCH)]:
        lists = [
            (place, field, key, _values(reader, query, field, {row[key] for row in batch}))
            for place, field in several
            for key in [query.aliases.index(field.of)]
        ]
        for row in batch:
            values = list(row[keys:])
            for place in truths:
                values[place] = None if values[place] is None else bool(values[place])
            for place, field, key, by_key in lists:
                values[place] = _joined(field, by_key.get(row[key]))
            yield tuple(values)


def _values(
    reader: Reader, query: Query, field: Field, ids: Iterable[int | None]
) -> dict[int, list[str]]:
    listed = ", ".join(str(each) for each in sorted(each for each in ids if each is not None))
    by_key: dict[int, list[str]] = {}
    if listed:
        for key, each in reader.rows(field.many.replace("{ids}", listed), **query.params):
            if each is not None:
                by_key.setdefault(key, []).append(each)
    return by_key


def _joined(field: Field, values: list[str] | None) -> object:
    distinct = list(dict.fromkeys(values or ()))
    if field.kind == "list":
        return distinct
    return JOINED_BY.join(distinct) or None


def of_source(
    reader: Reader,
    source: Source,
    params: dict[str, object] | None = None,
    *,
    where: Sequence[str] = (),
    archived: bool = False,
    columns: str | Sequence[str] | None = None,
    fields: Sequence[Field] | None = None,
    sort: str | None = None,
    limit: int | None = None,
) -> Listing:
    """Return the records that match; archived ones only if they are asked for, else counted.

    `params` are those of the conditions, the days of the reader unless said. Raises NotFound for an
    unknown column or key, naming the nearest.
    """
    params = params or dict(derived.days(reader.today, reader.settings))
    kept = f"{source.alias}.archived_on IS NULL"
    asked = " AND ".join(where) or "1 = 1"
    shown = f"{asked} AND {'NOT ' if archived else ''}({kept})"
    by = source.order
    if sort is not None:
        by = order(sort, source.known, last=f"{source.alias}.id")
    query = Query(
        origin=source.origin,
        aliases=(source.alias,),
        fields=fields or choose(columns, source.known, source.columns),
        parts=[Part(shown, by)],
        params=params,
    )
    counted = reader.one(
        f"SELECT COUNT(*) FILTER (WHERE {kept}), COUNT(*) FILTER (WHERE NOT ({kept}))"
        f" FROM {source.origin} WHERE {asked}",
        **params,
    )
    alive, dead = counted or (0, 0)
    total = dead if archived else alive
    return Listing(
        fields=query.fields,
        rows=rows(reader, query, limit),
        count=total if limit is None else min(total, limit),
        total=total,
        hidden=Hidden(archived=0 if archived else dead),
        as_of=reader.day,
    )


def items(reader: Reader, source: Source, params: dict[str, object], ids: Sequence[int]) -> Listing:
    """Return these records with all their fields, whatever their state, in the order of ids."""
    fields = list(source.known.values())
    key = f"{source.alias}.id"
    listed = ", ".join(str(int(each)) for each in ids) or "NULL"
    query = Query(
        source.origin, (source.alias,), fields, [Part(f"{key} IN ({listed})", key)], params
    )
    found = list(rows(reader, query))
    return Listing(fields, found, len(found), len(found), Hidden(), reader.day)


def meetings(reader: Reader) -> Mapping[str, Meeting]:
    """Return every conversation by its reference, as people know it."""
    found = reader.rows(
        "SELECT 'C' || c.id, c.held_on, c.title, s.name FROM conversation c"
        " LEFT JOIN series s ON s.id = c.series_id"
    )
    return {row[0]: Meeting(*row[1:]) for row in found}


# -- order ----------------------------------------------------------------------------------------


def value(field: Field) -> str:
    """Return the expression by which rows are grouped; of several values the first one."""
    if not field.many:
        return field.sql
    # The second query, asked of one row: its value is its second column, whatever its name.
    asked = field.many.replace("{ids}", f"{field.of}.id")
    # Of references the lowest number: C2 comes before C10.
    if _holds_references(field):
        first = "SELECT v FROM pair ORDER BY length(v), v LIMIT 1"
    else:
        first = "SELECT MIN(v) FROM pair"
    return f"(WITH pair(k, v) AS ({asked}) {first})"


def order(keys: str, known: Mapping[str, Field], *, last: str) -> str:
    """Return the order of `due,-priority`: a minus turns a key around; what is absent is last.

    `last` breaks ties. Raises NotFound for an unknown key, naming the nearest.
    """
    found: list[str] = []
    for key in keys.split(","):
        name = key.strip().removeprefix("+")
        down = " DESC" if name.startswith("-") else ""
        name = name.removeprefix("-").strip()
        if name:
            found.append(sort_by(find(name, known), down))
    if not found:
        raise NotFound(f"No sort key was named. The keys are: {', '.join(known)}.")
    return ", ".join((*found, last))


def sort_by(field: Field, down: str = "") -> str:
    """Return the terms that sort rows by one field; what is absent comes last either way."""
    sql = field.sort or value(field)
    if _holds_references(field):
        sql = f"CAST(substr({sql}, 2) AS INTEGER)"
    elif field.kind in ("text", "list") and not field.sort:
        sql = f"lower({sql})"
    if field.name in _INDEXED:
        return f"({sql} IS NULL), {sql}{down}"
    return f"{sql}{down} NULLS LAST"


def _holds_references(field: Field) -> bool:
    return field.kind == "list" and field.name in _REFERENCES


_REFERENCES = ("recommendations", "conversations", "blocked_by", "actions", "documents")
_INDEXED = ("due",)
"""Sorted in the words of an index: see ix_action_open."""
