"""The names of parties, series, themes and milestones: which there are, what short ones mean."""

from tracker.read.store import Reader

_NAME = {
    "party": "COALESCE(short, name)",
    "series": "name",
    "theme": "name",
    "milestone": "slug",
}

_PERSONS_ASIDE = " AND kind <> 'person'"


def in_full(reader: Reader, *, with_persons: bool = True) -> dict[str, str]:
    """Return the full name of every party that has a short one, by the short one."""
    rows = reader.rows(
        "SELECT short, name FROM party WHERE short IS NOT NULL"
        f"{'' if with_persons else _PERSONS_ASIDE} ORDER BY short, id"
    )
    return {str(row[0]): str(row[1]) for row in rows}


def known(reader: Reader, kind: str) -> list[str]:
    """Return the names of one kind that are not archived, in their order."""
    sql = f"SELECT {_NAME[kind]} FROM {kind} WHERE archived_on IS NULL ORDER BY 1"
    return [str(row[0]) for row in reader.rows(sql)]
