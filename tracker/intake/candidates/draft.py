"""What capture proposes, before anybody has decided on it."""

from datetime import date
from typing import NamedTuple


class Draft(NamedTuple):
    """A passage that seems to ask for something, and why it was taken for that.

    `start` and `end` are a half-open range of characters of the document's text. `kind` is
    "recommendation" or "action", `number` the one in the source ("2 (b)", "R12"). `addressee` and
    `deadline` are in the document's own words; `due` is the day that the deadline means, if it
    means one. `confidence` is between 0 and 1; `cue` names the words or the form that the passage
    was known by. `words` is the passage as a person would write it down: on one line, without the
    marker, the number, the owner in front ("TE to", "@ann:"). `is_done` is true for a ticked box.
    """

    start: int
    end: int
    kind: str
    number: str | None
    addressee: str | None
    deadline: str | None
    due: date | None
    confidence: float
    cue: str
    words: str
    is_done: bool = False
