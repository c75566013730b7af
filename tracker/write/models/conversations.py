"""The tables of conversations: series, meetings, who took part, and their sources."""

from datetime import date

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from tracker import words
from tracker.write.models.base import Main, Row, filled, listed, named, table


class Series(Main, table=True):
    """A line of conversations that follow each other."""

    __table_args__ = table(filled("name"), named("series", "name"))
    name: str


class Conversation(Main, table=True):
    """One meeting. Its attribution rule travels with all that came out of it; unset is strict."""

    letter = "C"
    __table_args__ = table(filled("title"), listed("attribution", words.ATTRIBUTIONS))
    series_id: int | None = Field(default=None, foreign_key="series.id", index=True)
    title: str
    held_on: date = Field(index=True)
    place: str | None = None
    attribution: str | None = None
    summary: str | None = Field(default=None, sa_type=Text)


class ConversationParty(Row, table=True):
    """Who hosted, sponsored, moderated, opened, spoke at or attended a conversation."""

    __tablename__ = "conversation_party"
    __table_args__ = table(
        listed("role", words.ROLES), UniqueConstraint("conversation_id", "party_id", "role")
    )
    conversation_id: int = Field(foreign_key="conversation.id")
    party_id: int = Field(foreign_key="party.id", index=True)
    role: str


class Document(Main, table=True):
    """A source, kept exactly as decoded: quotes point into `text` by character offsets."""

    letter = "D"
    __table_args__ = table(filled("name"))
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    name: str
    media_type: str
    sha256: str = Field(unique=True)
    text: str = Field(sa_type=Text)
    uri: str | None = None


class Candidate(Row, table=True):
    """What capture proposed from a passage of a document, and what became of it."""

    __table_args__ = table(
        listed("kind", words.CANDIDATE_KINDS),
        listed("decision", words.CANDIDATE_DECISIONS),
        CheckConstraint("quote_start >= 0 AND quote_end >= quote_start", name="quote_span"),
    )
    document_id: int = Field(foreign_key="document.id", index=True)
    quote_start: int
    quote_end: int
    kind: str
    decision: str = "proposed"
    why: str | None = None


class Issue(Row, table=True):
    """What was handed out: to whom, under which name, and the hash that proves it."""

    __table_args__ = table()
    issued_on: date
    to_whom: str
    name: str
    sha256: str
    filters: str
    rule: str
