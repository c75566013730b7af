"""Colour on a terminal: which words are painted how. The word itself is always printed too.

Plain ANSI sequences, the sixteen colours that every terminal has and a person can choose.
Whether there is colour at all is decided by the command line.
"""

from tracker.formats.wording import UNANSWERED, UNVERIFIED

BOLD = "1"
DIM = "2"
_RED, _GREEN, _AMBER, _BLUE, _GREY = "31", "32", "33", "34", "90"

_STATUS = {
    "not-started": _GREY,
    "blocked": _AMBER,
    "implemented": _BLUE,
    UNVERIFIED: _BLUE,
    "verified": _BLUE,
    "dropped": _GREY,
}
_RAG = {"red": _RED, "amber": _AMBER, "green": _GREEN, "blue": _BLUE, "grey": _GREY}
_TIMELINESS = {
    "overdue": _RED,
    "due-soon": _AMBER,
    "on-time": _GREEN,
    "done-on-time": _BLUE,
    "done-late": _BLUE,
    "not-applicable": _GREY,
}
_RESPONSE = {
    "accepted": _GREEN,
    "partly-accepted": _AMBER,
    "declined": _RED,
    "noted": _GREY,
    "none": _GREY,
    UNANSWERED: _GREY,
}

COLOURS: dict[str, dict[str, str]] = {
    "status": _STATUS,
    "rag": _RAG,
    "timeliness": _TIMELINESS,
    "timeliness_first": _TIMELINESS,
    "response": _RESPONSE,
}
"""For each field that is painted, the code of each of its words."""


def paint(text: str, code: str | None) -> str:
    """Return `text` between a colour's code and the end of it; without a code, as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
