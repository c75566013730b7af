"""Days as text, in English whatever the locale; and typed text made fit to be quoted.

The names of months and weekdays are here, for reading as well. No text is read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_QUOTED = 60  # characters of the user's text that a message repeats


def echo(day: date, *, today: date) -> str:
    """Say which day was understood: `2017-06-30 (Fri, in 126 days)`."""
    return f"{day.isoformat()} ({WEEKDAYS[day.weekday()][:3]}, {distance(day, today=today)})"


def distance(day: date, *, today: date) -> str:
    """Say how far `day` is from today, in days: `in 126 days`, `tomorrow`, `3 days ago`."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def long(day: date) -> str:
    """Write a day for documents: `30 June 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def quoted(text: str) -> str:
    """Quote typed text for a message: cut when long, unprintable characters made visible."""
    shown = ""
    for char in text:
        piece = char if char.isprintable() else ascii(char)[1:-1]
        if len(shown) + len(piece) > _QUOTED:
            return f"'{shown}…'"
        shown += piece
    return f"'{shown}'"
