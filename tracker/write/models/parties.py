"""The tables of parties, tenures and milestones."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from tracker import words
from tracker.write.models.base import Main, Row, filled, listed, named, table


class Party(Main, table=True):
    """A body, a post, a member state or a person. Posts own, people hold."""

    letter = "P"
    __table_args__ = table(
        filled("name"),
        CheckConstraint("length(short) >= 1", name="short_filled"),
        listed("kind", words.PARTY_KINDS),
        named("party", "name"),
        named("party", "short"),
    )
    name: str
    short: str | None = None
    kind: str = "body"
    email: str | None = None
    part_of_id: int | None = Field(default=None, foreign_key="party.id", index=True)


class Tenure(Row, table=True):
    """A person holds a post from a day until a day, both included; open-ended without one."""

    __table_args__ = table(
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="order"),
        CheckConstraint("post_id <> person_id", name="another"),
    )
    post_id: int = Field(foreign_key="party.id", index=True)
    person_id: int = Field(foreign_key="party.id", index=True)
    from_on: date
    until_on: date | None = None


class Milestone(Main, table=True):
    """A date outside our control that deadlines hang on; without a day it is undecided."""

    letter = "M"
    __table_args__ = table(
        filled("slug"), listed("kind", words.MILESTONE_KINDS), named("milestone", "slug")
    )
    slug: str
    title: str | None = None
    kind: str = "other"
    due_on: date | None = Field(default=None, index=True)
    basis: str | None = None
    closed_on: date | None = None
    closed_why: str | None = None
