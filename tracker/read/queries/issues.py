"""What was handed out, the latest first, with the command that did it."""

from datetime import date

from tracker.read.queries.fields import Field, choose, registry
from tracker.read.queries.listing import Hidden, Listing, Part, Query, order, rows
from tracker.read.store import Reader

ISSUE_FIELDS = registry(
    Field("command", "command", "int", "k.id", of="i"),
    Field("issued_on", "handed out on", "date", "i.issued_on", of="i"),
    Field("to_whom", "to", "text", "i.to_whom", of="i"),
    Field("name", "file", "text", "i.name", of="i"),
    Field("filters", "narrowed to", "text", "NULLIF(i.filters, '')", of="i"),
    Field("rule", "rule", "text", "i.rule", of="i"),
    Field("by", "by", "text", "k.by", of="i"),
    Field("sha256", "SHA-256", "word", "i.sha256", of="i"),
)
_ORIGIN = (
    "issue i JOIN change h ON h.entity = 'issue' AND h.\"row\" = i.id"
    " JOIN command k ON k.id = h.command_id"
)


def issued(
    reader: Reader,
    *,
    since: date | None = None,
    until: date | None = None,
    columns: str | None = None,
    sort: str | None = None,
    limit: int | None = None,
) -> Listing:
    """Return what was handed out in a time, both days included.

    Raises NotFound for an unknown column or key.
    """
    days = {"since": since and since.isoformat(), "until": until and until.isoformat()}
    where = (
        "(:since IS NULL OR i.issued_on >= :since) AND (:until IS NULL OR i.issued_on <= :until)"
    )
    by = "i.id DESC" if sort is None else order(sort, ISSUE_FIELDS, last="i.id")
    total = reader.value(f"SELECT COUNT(*) FROM {_ORIGIN} WHERE {where}", **days)
    query = Query(
        origin=_ORIGIN,
        aliases=("i",),
        fields=choose(columns, ISSUE_FIELDS, ISSUE_FIELDS),
        parts=[Part(where, by)],
        params=dict(days),
    )
    return Listing(
        fields=query.fields,
        rows=rows(reader, query, limit),
        count=total if limit is None else min(total, limit),
        total=total,
        hidden=Hidden(),
        as_of=reader.day,
    )
