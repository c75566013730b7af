"""Days that hang on a milestone or on a conversation: recognised here, looked up elsewhere.

    30d before MINUSTAH:expiry    2 weeks after C3    at UNOCI:expiry    MINUSTAH:expiry - 30d

This room knows no milestones: `anchored` says what a text hangs on and how far from it, and
`shifted` gives the day once somebody has found that of the target.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.dates.offsets import Offset, length, negative, shift, terms
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_SLUG = r"[^\W\d_][\w./-]*"
_TARGET = rf"{_SLUG}:{_SLUG}|[Cc][0-9]+"
_LONGEST = 200  # characters; nothing that hangs on something is longer
_PLACED = rf"(?P<length>.+) (?P<side>before|after) (?P<target>{_TARGET}|{_SLUG})"


class Anchor(NamedTuple):
    """What a day hangs on, as it was typed, how far from it, and the whole rule around it.

    `offset` is the signed distance in months and days, as in `-30d` or `+1m-2d`, in the order in
    which they are added; it is empty for the day itself. `rule` is the text with `{}` in the place
    of the target.
    """

    target: str
    offset: str
    rule: str

    def named(self, target: str) -> str:
        """Return the rule with its target under the name that it really has."""
        return self.rule.replace("{}", target)


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
        return Anchor(at[1], "", "at {}")
    placed = re.fullmatch(_PLACED, text, re.IGNORECASE)
    if placed:
        offset = length(placed["length"].lower())
        if offset is None:
            return None
        side = placed["side"].lower()
        distance = _written([negative(offset) if side == "before" else offset])
        return Anchor(placed["target"], distance, f"{placed['length']} {side} {{}}")
    return _sum(text)


def shifted(day: date, offset: str) -> date:
    """Give the day that far from another; Unreadable beyond the calendar."""
    for term in terms(offset)[1]:
        day = shift(day, term)
    return day


def is_slug(text: str) -> bool:
    """Tell whether a rule can name a milestone of this name: one word, or two with a colon."""
    return len(text) < _LONGEST // 2 and bool(re.fullmatch(rf"{_SLUG}(:{_SLUG})?", text))


def _sum(text: str) -> Anchor | None:
    try:
        target, offsets = terms(text)
    except Unreadable:
        return None
    if not re.fullmatch(_TARGET, target):
        return None
    rest = text[len(target) :]
    return Anchor(target, _written(offsets), f"{{}}{rest}" if rest else "at {}")


def _written(offsets: Iterable[Offset]) -> str:
    """Write offsets as terms of a sum: months before days, nothing for none."""
    return "".join(
        f"{count:+d}{unit}"
        for each in offsets
        for count, unit in ((each.months, "m"), (each.days, "d"))
        if count
    )
