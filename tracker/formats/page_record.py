"""One record as people read it: what belongs together in one line, without what is for programs.

The JSON of a record holds every field; here the owner stands with the full name, a deadline with
how late it is, and the journal's days with the names. `page_detail` makes the page of it.
"""

from typing import TYPE_CHECKING, Any

from tracker.formats.page import counted

if TYPE_CHECKING:
    from tracker.formats.page import Style

_FOR_PROGRAMS = frozenset(
    (
        *("uid", "created_at", "updated_at", "created_on", "owner_name", "holder"),
        *("timeliness", "timeliness_first", "days_overdue", "days_overdue_first"),
        *("slips", "slip_days", "due_rule", "recorded_by", "changed_by", "conversation_title"),
    )
)
_LISTED_BELOW = {
    "recommendations": "recommendation_details",
    "conversations": "conversation_details",
    "conversation": "conversation_details",
    "held_on": "conversation_details",
    "actions": "action_details",
    "documents": "document_details",
}
"""What is listed with its titles further down needs no line of its own."""


_HEADINGS = {
    "recommendation_details": "recommendations",
    "conversation_details": "conversations",
    "action_details": "actions",
    "document_details": "documents",
    "uptake_details": "uptake",
    "link_details": "links",
    "holdings": "tenures",
    "ledger": "moves_of_the_deadline",
}


def told(item: dict[str, Any], style: "Style") -> dict[str, Any]:
    """Return the facts and lists of a record under the labels that a reader expects."""
    shown: dict[str, Any] = {}
    for name, value in item.items():
        below = _LISTED_BELOW.get(name)
        is_of_party = name == "holder" and "owner" not in item
        hidden = name in _FOR_PROGRAMS and not is_of_party
        if hidden or value is False or (below and item.get(below)):
            continue
        shown[_HEADINGS.get(name, name)] = value
    if item.get("owner"):
        shown["owner"] = _owner(item)
    if "timeliness" in item:
        shown["due"] = _deadline(item, style)
        shown["first_due"] = _first(item, style)
    for name in ("recorded", "changed"):
        on = shown.pop(f"{name}_on", None)
        if on and (name == "recorded" or on != item.get("recorded_on")):
            shown[name] = f"{style.day(on)} by {item[f'{name}_by']}"
    return shown


def _owner(item: dict[str, Any]) -> str:
    name = item["owner"]
    full = item.get("owner_name")
    held = f" (held by {item['holder']})" if item.get("holder") else ""
    return f"{name}, {full}{held}" if full and full != name else f"{name}{held}"


def _deadline(item: dict[str, Any], style: "Style") -> str:
    rule = f" ({item['due_rule']})" if item.get("due_rule") else ""
    if item["due"] is None:
        return f"no date yet{rule}" if item["timeliness"] == "undecided" else "none"
    return f"{style.day(item['due'])}{rule}{_late(item['timeliness'], item['days_overdue'])}"


def _first(item: dict[str, Any], style: "Style") -> str | None:
    """Return the first deadline, where it differs from the present one or was ever moved."""
    first = item["first_due"]
    if first is None or (first == item["due"] and not item["slips"]):
        return None
    slipped = f"; slipped {item['slips']}×" if item["slips"] else ""
    days = item["slip_days"]
    if days and days < 0 and item["slips"]:
        slipped = f"; moved later {item['slips']}×, now {counted(-days, 'day')} before it"
    elif days:
        slipped += f", {counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'} now"
    return (
        f"{style.day(first)}{_late(item['timeliness_first'], item['days_overdue_first'])}{slipped}"
    )


def _late(timeliness: str, days: int | None) -> str:
    """Return how a deadline was or is kept, as it follows the day."""
    late = counted(days or 0, "day")
    return {
        "overdue": f", overdue by {late}",
        "due-soon": ", due soon",
        "done-on-time": ", kept",
        "done-late": f", missed by {late}",
    }.get(timeliness, "")
