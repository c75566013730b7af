"""Values as data for spreadsheets and scripts: what CSV and TSV have in common.

Yes and no are `true` and `false`, lists are joined by `; `, nothing is an empty cell.
"""

BETWEEN_ITEMS = "; "


def plain_value(value: object) -> str:
    """Return a value as the text of a data cell, not yet escaped in any way."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return BETWEEN_ITEMS.join(map(str, value))
    return str(value)
