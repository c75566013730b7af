"""Correcting what was typed wrong when an action was marked implemented or verified."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from tracker import text, words
from tracker.errors import NotAllowed
from tracker.write.models import Action, Note
from tracker.write.session import Work
from tracker.write.workflow import names, notes
from tracker.write.workflow.edits import Edits, reason


class Mended(NamedTuple):
    """What should have been typed: the day, note and evidence, why, and who said it."""

    on: date | None
    note: str | None
    evidence: str | None
    why: str | None
    who: str | None


def mend_done(work: Work, refs: Sequence[str], mended: Mended) -> list[Action]:
    """Mend the day, the claimant, and the note or evidence of implemented actions."""
    reason(mended.why, "A correction needs a reason.")
    actions = names.actions(work, refs)
    for action in actions:
        if action.status not in words.DONE_STATUSES:
            raise NotAllowed(_nothing_to_mend(action, "implemented"))
        if mended.on and action.verified_on and mended.on > action.verified_on:
            raise NotAllowed(
                f"{action.ref} was verified on {action.verified_on}, and cannot be implemented "
                f"later, on {mended.on}. Correct that first with: tracker verify {action.ref} "
                "--correct --on DAY"
            )
        edits = Edits(work, action)
        old = action.done_on
        if mended.on is not None:
            shown = (str(old or "none"), str(mended.on))
            edits.put("done_on", mended.on, "implemented on", shown=shown)
        _mend_who(edits, "claimed_by", mended.who)
        _mend_note(edits, mended, old, "done")
        if action.status == "implemented" and mended.on is not None:
            action.status_on = mended.on
        _finish(edits)
    return actions


def mend_verified(work: Work, refs: Sequence[str], mended: Mended) -> list[Action]:
    """Mend the day, the verifier, and the note or evidence of verified actions."""
    reason(mended.why, "A correction needs a reason.")
    actions = names.actions(work, refs)
    for action in actions:
        if action.status != "verified":
            raise NotAllowed(_nothing_to_mend(action, "verified"))
        if mended.on and action.done_on and mended.on < action.done_on:
            raise NotAllowed(
                f"{action.ref} is implemented since {action.done_on}, and cannot be verified "
                f"before, on {mended.on}. Give a day from {action.done_on} on with: --on"
            )
        edits = Edits(work, action)
        old = action.verified_on
        if mended.on is not None:
            shown = (str(old or "none"), str(mended.on))
            edits.put("verified_on", mended.on, "verified on", shown=shown)
            action.status_on = mended.on
        _mend_who(edits, "verified_by", mended.who)
        _mend_note(edits, mended, old, "verify")
        _finish(edits)
    return actions


def _nothing_to_mend(action: Action, status: str) -> str:
    return (
        f"{action.ref} is {action.status}, and was not marked {status}: there is nothing to "
        f"correct. It allows {words.allowed_from(action.status)}."
    )


def _mend_who(edits: Edits[Action], field: str, who: str | None) -> None:
    if who is not None:
        name = text.title(who, "name")
        shown = (getattr(edits.record, field) or "none", name)
        edits.put(field, name, field.replace("_", " "), shown=shown)


def _mend_note(edits: Edits[Action], mended: Mended, old: date | None, verb: str) -> None:
    """Mend the one note of that day, or make one where there is none; move its day along."""
    work, action = edits.work, edits.record
    found = _notes_of(work, action, old)
    says_more = mended.note is not None or mended.evidence is not None
    if len(found) > 1 and says_more:
        listing = ", ".join(each.ref for each in found)
        raise NotAllowed(
            f"{action.ref} has several notes of {old}: {listing}. Correct the one that is wrong "
            f"with: tracker note {found[0].ref} TEXT --correct --why TEXT"
        )
    if not found and says_more:
        line = mended.note or action.status.capitalize()
        source = notes.source(work, action, verb, mended.evidence)
        note = notes.write(
            work, action, line, source=source, evidence=mended.evidence, on=mended.on or old
        )
        edits.tell(f"{note.ref} noted")
    elif len(found) == 1:
        note_edits = Edits(work, found[0])
        note_edits.long("text", mended.note, "note", clears=False)
        note_edits.line("evidence", mended.evidence, "evidence")
        if mended.on is not None:
            found[0].noted_on = mended.on
        if note_edits.phrases:
            work.note_change(found[0])
        for phrase in note_edits.phrases:
            edits.tell(phrase)


def _notes_of(work: Work, action: Action, day: date | None) -> list[Note]:
    if day is None:
        return []
    found: list[Note] = work.find(
        select(Note)
        .where(
            col(Note.action_id) == action.id,
            col(Note.noted_on) == day,
            col(Note.archived_on).is_(None),
        )
        .order_by(col(Note.id))
    )
    return found


def _finish(edits: Edits[Action]) -> None:
    if edits.phrases:
        edits.phrases[-1] += " (corrected)"
    edits.finish()
