"""The changes that one verb makes to one record: applied at once, told in one sentence.

An option that was not said is None and changes nothing; the word "none" clears. What a record
held already is no change, is not told, and leaves no trace.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

from tracker import text, words
from tracker.dates.wording import quoted
from tracker.errors import NeedsOption, Unreadable
from tracker.write.models import Action, Conversation, Main, Milestone, Party, Series
from tracker.write.session import Work
from tracker.write.workflow import names

RecordType = TypeVar("RecordType", bound=Main)


class Edits(Generic[RecordType]):
    """The phrases of what changed in a record, until `finish` makes a sentence of them."""

    def __init__(self, work: Work, record: RecordType) -> None:
        self.work = work
        self.record = record
        self.phrases: list[str] = []

    def put(self, field: str, value: object, word: str, *, shown: tuple[str, str]) -> None:
        """Set a field; `shown` is how the old and the new value are told."""
        if getattr(self.record, field) != value:
            setattr(self.record, field, value)
            self.phrases.append(f"{word} {shown[0]} -> {shown[1]}")

    def line(self, field: str, typed: str | None, word: str, *, clears: bool = True) -> None:
        """Set a text of one line, as typed."""
        if typed is not None:
            cleared = _clears(typed, word, may=clears)
            what = field.replace("_", " ")
            self._told(field, None if cleared else text.title(typed, what), word)

    def long(self, field: str, typed: str | None, word: str, *, clears: bool = True) -> None:
        """Set a text of several lines, as typed."""
        if typed is not None:
            cleared = _clears(typed, word, may=clears)
            self._told(field, None if cleared else text.long_text(typed, word), word)

    def word(self, field: str, typed: str | None, word: str, known: Sequence[str]) -> None:
        """Set one word of a vocabulary."""
        if typed is not None:
            value = listed(typed, known, word)
            old = getattr(self.record, field)
            self.put(field, value, word, shown=(old or "none", value))

    def point(self, field: str, target: Main | None, word: str) -> None:
        """Let the record point at another one, or at none."""
        number = getattr(self.record, field)
        value = target.id if target is not None else None
        if number != value:
            old = self.work.get(TARGETS[field], number) if number is not None else None
            shown = tuple("none" if each is None else names.label(each) for each in (old, target))
            self.put(field, value, word, shown=(shown[0], shown[1]))

    def tell(self, phrase: str | None) -> None:
        """Add what was changed elsewhere on behalf of the record, such as its links."""
        if phrase:
            self.phrases.append(phrase)

    def finish(self) -> None:
        """Stamp the record and say what changed; say so if nothing did."""
        called = names.called(self.record)
        if not self.phrases:
            self.work.say(f"{called} holds that already: nothing to change")
            return
        changed(self.work, self.record)
        self.work.say(f"{called} {', '.join(self.phrases)}")

    def _told(self, field: str, value: str | None, word: str) -> None:
        old = getattr(self.record, field)
        shown = tuple("none" if each is None else quoted(each) for each in (old, value))
        self.put(field, value, word, shown=(shown[0], shown[1]))


TARGETS: dict[str, type[Main]] = {
    "owner_id": Party,
    "part_of_id": Party,
    "series_id": Series,
    "conversation_id": Conversation,
    "milestone_id": Milestone,
}
"""What the fields that point at another record point at."""


def changed(work: Work, record: Main) -> None:
    """Remember a record as changed; an action is stamped as well."""
    if isinstance(record, Action):
        work.touch(record)
    else:
        work.note_change(record)


def listed(typed: str, known: Sequence[str], what: str) -> str:
    """Return the word of a vocabulary that was typed; Unreadable, naming the nearest, if none."""
    word = words.spelt(typed)
    if word in known:
        return word
    near = words.nearest(word, known, count=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise Unreadable(f"{quoted(typed)} is not a {what}. {hint}It is one of {words.one_of(known)}.")


def given_line(typed: str | None, what: str) -> str | None:
    """Return an option's text of one line; None if it was not said, or says "none"."""
    return text.title(typed, what) if text.is_said(typed) else None


def given_long(typed: str | None, what: str) -> str | None:
    """Return an option's text of several lines; None if it was not said, or says "none"."""
    return text.long_text(typed, what) if text.is_said(typed) else None


def reason(why: str | None, need: str) -> str:
    """Return the reason; NeedsOption with `need`, the sentence that says why, if there is none."""
    if why is None or not why.strip():
        raise NeedsOption(f"{need} Give the reason with: --why TEXT", option="--why")
    return text.long_text(why, "reason")


def _clears(typed: str, word: str, *, may: bool) -> bool:
    cleared = text.is_none(typed)
    if cleared and not may:
        raise Unreadable(f"The {word} cannot be cleared. Write what it should be.")
    return cleared
