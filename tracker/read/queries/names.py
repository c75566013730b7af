"""What the short names of parties stand for, for the lists that end documents."""

from tracker.read.store import Reader


def in_full(reader: Reader) -> dict[str, str]:
    """Return the full name of every party that has a short one, by the short one."""
    rows = reader.rows("SELECT short, name FROM party WHERE short IS NOT NULL ORDER BY short, id")
    return {str(row[0]): str(row[1]) for row in rows}
