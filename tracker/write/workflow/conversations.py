"""Conversations: the meetings, who took part, and the documents that they left."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from tracker import text, words
from tracker.dates.wording import quoted
from tracker.errors import NotAllowed
from tracker.write.models import Conversation, ConversationParty, Document, Main
from tracker.write.session import Work
from tracker.write.workflow import links, names
from tracker.write.workflow.edits import Edits, given_line, listed

Roles = Mapping[str, Sequence[str]]
"""The names of parties by their role: `{"host": ["IPI"]}`."""


class Source(NamedTuple):
    """A document as read from a file: its text exactly as decoded, and the hash of its bytes."""

    name: str
    media_type: str
    sha256: str
    text: str


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
    """Add a conversation held, or to be held, on a day."""
    line = names.series(work, series, create=create) if text.is_said(series) else None
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
    told.append(rule or f"{words.DEFAULT_ATTRIBUTION} rule, as none was given")
    told += _seat(work, conversation, parties or {}, create=create)
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
    create: names.Create = False,
) -> Conversation:
    """Change a conversation; parties and documents are added to those that it has."""
    conversation = names.conversation(work, ref)
    edits = Edits(work, conversation)
    edits.line("title", title, "title", clears=False)
    if on is not None:
        edits.put("held_on", on, "on", shown=(str(conversation.held_on), str(on)))
    if series is not None:
        line = None if text.is_none(series) else names.series(work, series, create=create)
        edits.point("series_id", line, "series")
    edits.line("place", place, "place")
    edits.word("attribution", attribution, "rule", words.ATTRIBUTIONS, clears=True)
    for phrase in [
        *_unseat(work, conversation, remove_parties or {}),
        *_seat(work, conversation, parties or {}, create=create),
        *_keep(work, conversation, documents),
    ]:
        edits.tell(phrase)
    edits.finish()
    return conversation


# Who speaks or attends is taken for a person, whose name the safe form then keeps inside.
_TAKEN_FOR = dict.fromkeys(("moderator", "opening", "speaker", "participant"), "person")


def _seat(
    work: Work, conversation: Conversation, parties: Roles, *, create: names.Create
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
        if new:
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
