"""The tables of recommendations: what was asked, of whom, and what they answered."""

from datetime import date

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from tracker import words
from tracker.write.models.base import Main, Row, filled, listed, table


class Recommendation(Main, table=True):
    """What a conversation asked for, in its own words, and the passage that it came from."""

    letter = "R"
    __table_args__ = table(
        filled("text", 1_000_000),
        CheckConstraint("quote_start >= 0 AND quote_end >= quote_start", name="quote_span"),
    )
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    number: str | None = None
    text: str = Field(sa_type=Text)
    quote: str | None = Field(default=None, sa_type=Text)
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    quote_start: int | None = None
    quote_end: int | None = None


class RecommendationAddressee(Row, table=True):
    """A party that a recommendation is addressed to, and what it answered."""

    __tablename__ = "recommendation_addressee"
    __table_args__ = table(
        listed("response", words.RESPONSES), UniqueConstraint("recommendation_id", "party_id")
    )
    recommendation_id: int = Field(foreign_key="recommendation.id")
    party_id: int = Field(foreign_key="party.id", index=True)
    response: str = "none"
    reason: str | None = Field(default=None, sa_type=Text)
    responded_on: date | None = None


class RecommendationLink(Row, table=True):
    """One recommendation repeats, refines, supersedes or was merged into an `other`."""

    __tablename__ = "recommendation_link"
    __table_args__ = table(
        listed("kind", words.RECOMMENDATION_LINKS),
        CheckConstraint("recommendation_id <> other_id", name="another"),
        UniqueConstraint("recommendation_id", "kind", "other_id"),
    )
    recommendation_id: int = Field(foreign_key="recommendation.id")
    kind: str
    other_id: int = Field(foreign_key="recommendation.id", index=True)


class RecommendationTheme(Row, table=True):
    """A recommendation under a theme."""

    __tablename__ = "recommendation_theme"
    __table_args__ = table(UniqueConstraint("recommendation_id", "theme_id"))
    recommendation_id: int = Field(foreign_key="recommendation.id")
    theme_id: int = Field(foreign_key="theme.id", index=True)


class Uptake(Row, table=True):
    """Where an adopted text took a recommendation up: S/RES/2350 (2017), OP 1."""

    __table_args__ = table(filled("symbol"), listed("degree", words.UPTAKE_DEGREES))
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    symbol: str
    paragraph: str | None = None
    degree: str | None = None
    adopted_on: date | None = None
