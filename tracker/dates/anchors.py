"""Days that hang on a milestone or on a conversation: recognised here, looked up elsewhere.

    30d before MINUSTAH:expiry    2 weeks after C3    at UNOCI:expiry    MINUSTAH:expiry - 30d

This room knows no milestones: `anchored` says what a text hangs on and how far from it, and
`Anchor.on` gives the day once somebody has found that of the target.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.dates.offsets import Offset, length, negative, shift, terms
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from datetime import date

_SLUG = r"[^\W\d_][\w./-]*"
_TARGET = rf"{_SLUG}:{_SLUG}|[Cc][0-9]+"
_LONGEST = 200  # characters; nothing that hangs on something is longer
_PLACED = rf"(?P<length>.+) (?P<side>before|after) (?P<target>{_TARGET}|{_SLUG})"


class Anchor(NamedTuple):
    """What a day hangs on, as it was typed, and how far from it in order of the terms."""

    target: str
    offsets: tuple[Offset, ...]

    def on(self, day: date) -> date:
        """Give the day that is meant when the target is on `day`; Unreadable beyond reach."""
        for offset in self.offsets:
            day = shift(day, offset)
        return day


def anchored(text: str) -> Anchor | None:
    """Recognise a day that hangs on something; None for any other text. Never raises.

    Alone or in a sum a target is a slug with a colon or a conversation; after `at`, `before` and
    `after` any single word is taken for one, so ask first whether the text is a date.
    """
    text = re.sub(r"^by ", "", " ".join(text.split()), flags=re.IGNORECASE)
    if len(text) > _LONGEST:
        return None
    at = re.fullmatch(rf"at ({_TARGET}|{_SLUG})", text, re.IGNORECASE)
    if at:
        return Anchor(at[1], ())
    placed = re.fullmatch(_PLACED, text, re.IGNORECASE)
    if placed:
        offset = length(placed["length"].lower())
        if offset is None:
            return None
        before = placed["side"].lower() == "before"
        return Anchor(placed["target"], (negative(offset) if before else offset,))
    return _sum(text)


def _sum(text: str) -> Anchor | None:
    try:
        target, offsets = terms(text)
    except Unreadable:
        return None
    return Anchor(target, tuple(offsets)) if re.fullmatch(_TARGET, target) else None
