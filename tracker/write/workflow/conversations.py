"""Conversations: the meetings, who took part, and the documents that they left."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import col, select

from tracker import text, words
from tracker.dates.wording import quoted
from tracker.errors import Conflict, NotAllowed
from tracker.intake.documents import Source
from tracker.write import deadlines
from tracker.write.models import Action, Conversation, ConversationParty, Document, Main, Series
from tracker.write.session import Work
from tracker.write.workflow import links, names
from tracker.write.workflow.edits import Edits, given_line, listed, reason

Roles = Mapping[str, Sequence[str]]
"""The names of parties by their role: `{"host": ["IPI"]}`."""


def add(
    work: Work,
    title: str,
    *,
    on: date,
    series: str | None = None,
    place: str | None = None,
    attribution: str | None = None,
    parties: Roles | None = None,
    documents: Sequence[Source] = (),
    create: names.Create = False,
) -> Conversation:
    """Add a conversation held, or to be held, on a day; Conflict if it is there already."""
    line = names.series(work, series, create=create) if text.is_said(series) else None
    _refuse_twin(work, line, on, text.title(title))
    rule = None
    if text.is_said(attribution):
        rule = listed(attribution, words.ATTRIBUTIONS, "rule of attribution")
    conversation = work.add(
        Conversation(
            title=text.title(title),
            held_on=on,
            series_id=line.id if line else None,
            place=given_line(place, "place"),
            attribution=rule,
        )
    )
    told = [str(on), *([f"series {line.name}"] if line else [])]
    told += [f"place {quoted(conversation.place)}"] if conversation.place else []
    told.append(rule or f"{words.DEFAULT_ATTRIBUTION} rule, as none was given")
    told += _seat(work, conversation, parties or {}, create=create, is_new=True)
    told += _keep(work, conversation, documents)
    work.say(f"{conversation.ref} {quoted(conversation.title)} added: {', '.join(told)}")
    return conversation


def update(
    work: Work,
    ref: str,
    *,
    title: str | None = None,
    on: date | None = None,
    series: str | None = None,
    place: str | None = None,
    attribution: str | None = None,
    parties: Roles | None = None,
    remove_parties: Roles | None = None,
    documents: Sequence[Source] = (),
    why: str | None = None,
    correct: bool = False,
    create: names.Create = False,
) -> Conversation:
    """Change a conversation; parties and documents are added to those that it has.

    A new day moves every open deadline that hangs on it, for the reason `why`; with `correct` it
    mends a day that was typed wrong. Raises NeedsOption without a reason where one is needed.
    """
    if correct:
        reason(why, "A correction needs a reason.")
    conversation = names.conversation(work, ref)
    edits = Edits(work, conversation)
    edits.line("title", title, "title", clears=False)
    moved = [] if on is None else _move(edits, on, why, correct=correct)
    if series is not None:
        line = None if text.is_none(series) else names.series(work, series, create=create)
        edits.point("series_id", line, "series")
    edits.line("place", place, "place")
    _set_rule(edits, attribution)
    for phrase in [
        *_unseat(work, conversation, remove_parties or {}),
        *_seat(work, conversation, parties or {}, create=create),
        *_keep(work, conversation, documents),
    ]:
        edits.tell(phrase)
    edits.finish()
    for each in moved:
        work.say(each)
    return conversation


def _move(edits: Edits[Conversation], on: date, why: str | None, *, correct: bool) -> list[str]:
    """Move a conversation and the deadlines that hang on it; return their lines."""
    conversation, old = edits.record, edits.record.held_on
    if on == old:
        return []
    edits.put("held_on", on, "on", shown=(str(old), str(on)))
    because = text.long_text(why, "reason") if why else None
    # The ledger has no column for a conversation that is the cause, so the reason names it.
    cause = f"{conversation.ref} moved from {old} to {on}: {because}" if because else None
    hung = col(Action.due_conversation_id) == conversation.id
    lines = deadlines.follow(edits.work, hung, why=because if correct else cause, correct=correct)
    if lines:
        edits.tell(f"and with it {len(lines)} deadline{'' if len(lines) == 1 else 's'}")
    return lines


# Who speaks or attends is taken for a person, whose name the safe form then keeps inside.
_TAKEN_FOR = dict.fromkeys(("moderator", "opening", "speaker", "participant"), "person")


def _refuse_twin(work: Work, line: Series | None, on: date, title: str) -> None:
    """Raise Conflict if a conversation of the series, day and title is there already."""
    alike: list[Conversation] = work.find(
        select(Conversation).where(
            col(Conversation.held_on) == on, col(Conversation.archived_on).is_(None)
        )
    )
    series_id = line.id if line else None
    for each in alike:
        if each.series_id == series_id and text.fold(each.title) == text.fold(title):
            raise Conflict(
                f"{each.ref} is that conversation already: {quoted(each.title)}, {on}. Use it, or "
                "give this one another title."
            )


_LET_OUT = {
    ("chatham-house", "public"): "speakers, note texts and owners may now leave",
    ("confidential", "chatham-house"): (
        "recommendations and actions may now leave, but no speakers, note texts or persons"
    ),
    ("confidential", "public"): (
        "recommendations, actions, speakers, note texts and owners may now leave"
    ),
}
"""What a rule that is looser than the one before lets out; `read.attribution` does it."""


def _set_rule(edits: Edits[Conversation], typed: str | None) -> None:
    """Set the rule of attribution; a looser one is told with what may now leave."""
    if typed is None:
        return
    rule = None if text.is_none(typed) else listed(typed, words.ATTRIBUTIONS, "rule")
    old = edits.record.attribution
    before, after = (each or words.DEFAULT_ATTRIBUTION for each in (old, rule))
    if before == after:
        edits.put("attribution", rule, "rule", shown=(old or "none", rule or "none"))
        return
    edits.put("attribution", rule, "rule", shown=(before, after))
    if (before, after) in _LET_OUT:
        edits.phrases[-1] += f": {_LET_OUT[before, after]}"


def _seat(
    work: Work,
    conversation: Conversation,
    parties: Roles,
    *,
    create: names.Create,
    is_new: bool = False,
) -> list[str]:
    """Note who took part in which role; return the phrases for those who are new."""
    phrases = []
    for typed_role, typed in parties.items():
        role = listed(typed_role, words.ROLES, "role")
        present = {each.party_id for each in _seated(work, conversation, role)}
        new: dict[int | None, Main] = {}
        for each in typed:
            party = names.party(work, each, create=create, kind=_TAKEN_FOR.get(role, "body"))
            if party.id not in present:
                new[party.id] = party
        for party_id in new:
            work.add(
                ConversationParty(
                    conversation_id=conversation.id or 0, party_id=party_id or 0, role=role
                )
            )
        if new and is_new:
            phrases.append(f"{role} {links.listed(new.values())}")
        elif new:
            phrases.append(f"{role} {' '.join(f'+{names.label(each)}' for each in new.values())}")
    return phrases


def _unseat(work: Work, conversation: Conversation, parties: Roles) -> list[str]:
    phrases = []
    for typed_role, typed in parties.items():
        role = listed(typed_role, words.ROLES, "role")
        gone = {party.id: party for party in (names.party(work, each) for each in typed)}
        rows = [each for each in _seated(work, conversation, role) if each.party_id in gone]
        for row in rows:
            work.remove(row)
            phrases.append(f"{role} -{names.label(gone[row.party_id])}")
    return phrases


def _seated(work: Work, conversation: Conversation, role: str) -> list[ConversationParty]:
    rows = links.rows(work, links.TAKING_PART, conversation)
    return [each for each in rows if isinstance(each, ConversationParty) and each.role == role]


def _keep(work: Work, conversation: Conversation, sources: Sequence[Source]) -> list[str]:
    """Keep documents with the conversation, each content once; return the phrases."""
    phrases = []
    for source in sources:
        known: list[Document] = work.find(
            select(Document).where(col(Document.sha256) == source.sha256)
        )
        if known:
            phrases += _reuse(work, conversation, known[0])
            continue
        document = work.add(
            Document(
                conversation_id=conversation.id,
                name=text.title(source.name, "name of the document"),
                media_type=source.media_type,
                sha256=source.sha256,
                text=source.text,
            )
        )
        phrases.append(f"document {document.ref} {document.name}")
    return phrases


def _reuse(work: Work, conversation: Conversation, document: Document) -> list[str]:
    if document.archived_on is not None:
        raise NotAllowed(
            f"That document is here already as {document.ref}, and is archived. "
            f"Bring it back with: tracker unarchive {document.ref}"
        )
    if document.conversation_id == conversation.id:
        return []
    if document.conversation_id is not None:
        raise NotAllowed(
            f"That document is here already as {document.ref} of C{document.conversation_id}, and "
            "belongs to one conversation only. Leave it out here."
        )
    document.conversation_id = conversation.id
    work.note_change(document)
    return [f"document {document.ref} {document.name}"]
