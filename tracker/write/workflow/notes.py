"""Notes: dated lines of progress or evidence about an action or a recommendation."""

from datetime import date

from sqlmodel import col, select

from tracker import words
from tracker.dates.wording import quoted
from tracker.errors import NotFound
from tracker.text import long_text, reference, title
from tracker.write.models import Action, Note, Recommendation
from tracker.write.session import Work
from tracker.write.workflow import names
from tracker.write.workflow.edits import Edits, changed, listed, reason


def add(
    work: Work,
    ref: str,
    text: str,
    *,
    source: str = "owner",
    evidence: str | None = None,
    on: date | None = None,
    share: bool = False,
) -> Note:
    """Add a note to an action (`A12`, `12`) or a recommendation (`R5`).

    `share` lets its words leave the room under the Chatham House Rule. `on` is today if unsaid.
    """
    subject = _subject(work, ref)
    note = write(work, subject, text, source=source, evidence=evidence, on=on, share=share)
    told = [f"on {note.noted_on}"] if note.noted_on != work.today else []
    told += [f"source {note.source}"] if note.source != "owner" else []
    told += [f"evidence {quoted(note.evidence)}"] if note.evidence else []
    remarks = f" ({', '.join(told)})" if told else ""
    work.say(f"{note.ref} {quoted(note.text)} noted about {subject.ref}{remarks}")
    return note


def write(
    work: Work,
    subject: Action | Recommendation,
    text: str,
    *,
    source: str = "owner",
    evidence: str | None = None,
    on: date | None = None,
    share: bool = False,
) -> Note:
    """Make a note without a sentence, for the verbs that take one along."""
    note = work.add(
        Note(
            action_id=subject.id if isinstance(subject, Action) else None,
            recommendation_id=subject.id if isinstance(subject, Recommendation) else None,
            text=long_text(text, "note"),
            source=listed(source, words.NOTE_SOURCES, "source"),
            evidence=title(evidence, "evidence") if evidence is not None else None,
            noted_on=on or work.today,
            shared=share,
            by=work.by,
        )
    )
    changed(work, subject)
    return note


def correct(
    work: Work,
    ref: str,
    *,
    why: str | None,
    text: str | None = None,
    source: str | None = None,
    evidence: str | None = None,
    on: date | None = None,
    share: bool | None = None,
) -> Note:
    """Mend what was typed wrong in a note (`N3`); "none" clears its evidence. Needs a reason."""
    note = names.note(work, ref)
    reason(why, f"Correcting {note.ref} needs a reason.")
    edits = Edits(work, note)
    edits.long("text", text, "text", clears=False)
    edits.word("source", source, "source", words.NOTE_SOURCES)
    edits.line("evidence", evidence, "evidence")
    if on is not None:
        edits.put("noted_on", on, "on", shown=(str(note.noted_on), str(on)))
    if share is not None:
        shown = ("shared", "kept back") if note.shared else ("kept back", "shared")
        edits.put("shared", share, "words", shown=shown)
    if edits.phrases and note.action_id is not None:
        action = work.get(Action, note.action_id)
        if action is not None:
            changed(work, action)
    edits.finish()
    return note


def has_evidence(work: Work, action: Action) -> bool:
    """Tell whether any living note of an action names evidence."""
    found = work.find(
        select(Note).where(
            col(Note.action_id) == action.id,
            col(Note.evidence).is_not(None),
            col(Note.archived_on).is_(None),
        )
    )
    return bool(found)


def source(work: Work, action: Action, verb: str, evidence: str | None) -> str:
    """Return whose word a note is that a step takes along.

    Who verifies does not speak for the owner: a document does, where there is evidence, given now
    or before; else it is assumed. What other steps take along is the owner's word.
    """
    if verb != "verify":
        return "owner"
    return "document" if evidence or has_evidence(work, action) else "assumed"


def _subject(work: Work, ref: str) -> Action | Recommendation:
    found = reference(names.numbered(ref))
    if found and found[0] == "R":
        return names.recommendation(work, ref)
    if found and found[0] == "A":
        return names.action(work, ref)
    raise NotFound(
        f"{quoted(ref.strip())} is neither an action nor a recommendation, and notes are about "
        "these. Write a reference, such as A12 or R5."
    )
