"""What some words of the vocabulary are called where people read them; data keeps the words.

"Implemented" is what the owner says, and says so: nobody has checked it. "None" alone would not say
that an answer is still to come. The words of another body stay as they are: what that one calls
implemented may have been checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.vocabularies import KNOWN

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.page import Page

UNVERIFIED = "implemented, not verified"
UNANSWERED = "no answer yet"
_SAID = {"status": {"implemented": UNVERIFIED}, "response": {"none": UNANSWERED}}


def said(field: str, value: object) -> object:
    """Return a value of a field as people read it."""
    return _SAID.get(field, {}).get(value, value) if isinstance(value, str) else value


def rows(
    fields: "Sequence[FieldLike]", found: Iterable[Sequence[object]]
) -> Iterable[Sequence[object]]:
    """Return rows in the words that people read; as they are, where none differs."""
    places = [(i, _words(field)) for i, field in enumerate(fields) if field.name in _SAID]
    return _worded(places, found) if places else found


def _words(field: "FieldLike") -> dict[str, str]:
    body = KNOWN.get(getattr(field, "vocabulary", ""))
    theirs = body.axis(field.name).words if body else ()
    return {word: shown for word, shown in _SAID[field.name].items() if word not in theirs}


def _worded(
    places: Sequence[tuple[int, dict[str, str]]], found: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    for row in found:
        for place, known in places:
            # For mypy: cells are objects.
            word = known.get(row[place]) if isinstance(row[place], str) else None  # type: ignore[call-overload]
            if word is not None:
                row = [*row[:place], word, *row[place + 1 :]]  # noqa: PLW2901 - most are not made anew
        yield row


def page(blocks: "Page") -> "Page":
    """Return a page in the words that people read."""
    from tracker.formats.folding import fold
    from tracker.formats.page import Facts, Grid

    done: Page = []
    for block in blocks:
        if isinstance(block, Grid):
            fields, folded = fold(block.fields, block.rows)
            done.append(block._replace(fields=tuple(fields), rows=list(rows(fields, folded))))
        elif isinstance(block, Facts):
            facts = ((label, said(label.lower(), value)) for label, value in block.rows)
            done.append(Facts(tuple(facts)))
        else:
            done.append(block)
    return done
