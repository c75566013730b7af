"""The tables of actions: the steps, their ledger of deadlines, and what they are tied to."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from tracker import words
from tracker.write.models.base import OPEN_SQL, Main, Row, filled, listed, named, table


class Action(Main, table=True):
    """One concrete step: its owner, its status, and its first and current deadline.

    `due_rule` keeps a deadline that hangs on a milestone or a conversation as it was typed, and
    `due_offset` its signed distance; `milestone_id` is the milestone that the action serves.
    `every` is the rule of recurrence, `every_from` the day that it is reckoned from.
    """

    letter = "A"
    __table_args__ = table(
        filled("title"),
        listed("status", words.STATUSES),
        listed("closure", words.CLOSURES),
        listed("priority", words.PRIORITIES),
        CheckConstraint("(status = 'dropped') = (closure IS NOT NULL)", name="closure_if_dropped"),
        CheckConstraint(
            "status NOT IN ('blocked', 'dropped') OR reason IS NOT NULL", name="reason_if_stopped"
        ),
        CheckConstraint("due_on IS NULL OR first_due_on IS NOT NULL", name="first_due"),
        CheckConstraint(
            "due_milestone_id IS NULL OR due_conversation_id IS NULL", name="one_anchor"
        ),
        # No index names PostgreSQL here: it would import every dialect on every write; the
        # migration gives the same conditions there.
        # The order of the daily list, so that its first page is read and nothing is sorted.
        Index(
            "ix_action_open",
            text("(due_on IS NULL)"),
            "due_on",
            "id",
            "start_on",
            sqlite_where=text(f"archived_on IS NULL AND {OPEN_SQL}"),
        ),
        # What there is of one owner, counted without a look at the rows; and the daily list.
        Index("ix_action_owner", "owner_id", "status", "archived_on", "start_on"),
        Index(
            "ix_action_owner_open",
            "owner_id",
            text("(due_on IS NULL)"),
            "due_on",
            "id",
            "start_on",
            sqlite_where=text(f"archived_on IS NULL AND {OPEN_SQL}"),
        ),
        # These two begin with an expression, so that SQLite takes them only where a query names
        # it: with a plain column it would prefer them to the orders above, and sort a million.
        Index(
            "ix_action_kept",
            text("(archived_on IS NULL)"),
            text("(due_on IS NULL)"),
            "due_on",
            "id",
            "status",
            "start_on",
            "archived_on",
        ),
        Index(
            "ix_action_tally", text("(archived_on IS NULL)"), "status", "start_on", "archived_on"
        ),
    )
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    title: str
    detail: str | None = Field(default=None, sa_type=Text)
    owner_id: int | None = Field(default=None, foreign_key="party.id")
    status: str = "not-started"
    closure: str | None = None
    reason: str | None = Field(default=None, sa_type=Text)
    start_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    due_rule: str | None = None
    due_offset: str | None = None
    due_milestone_id: int | None = Field(default=None, foreign_key="milestone.id", index=True)
    due_conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id", index=True)
    next_step: str | None = Field(default=None, sa_type=Text)
    priority: str = "normal"
    created_on: date
    status_on: date
    done_on: date | None = None
    claimed_by: str | None = None
    verified_on: date | None = None
    verified_by: str | None = None
    every: str | None = None
    every_from: date | None = None
    created_at: str
    updated_at: str


class DeadlineMove(Row, table=True):
    """One line of an action's ledger: its deadline moved, by whom, why, and on what cause.

    `from_day` is the deadline that held before, or the one that was cleared before that. A first
    deadline makes no line. `corrected` lines mend a typing error and are no slips.
    """

    __tablename__ = "deadline_move"
    __table_args__ = table()
    action_id: int = Field(foreign_key="action.id", index=True)
    moved_on: date
    from_day: date | None = None
    to_day: date | None = None
    why: str | None = Field(default=None, sa_type=Text)
    by: str
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id", index=True)
    corrected: bool = False


class ActionRecommendation(Row, table=True):
    """An action serves a recommendation; it may serve several, of several conversations."""

    __tablename__ = "action_recommendation"
    __table_args__ = table(UniqueConstraint("action_id", "recommendation_id"))
    action_id: int = Field(foreign_key="action.id")
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)


class ActionSupporting(Row, table=True):
    """A party that supports an action without owning it."""

    __tablename__ = "action_supporting"
    __table_args__ = table(UniqueConstraint("action_id", "party_id"))
    action_id: int = Field(foreign_key="action.id")
    party_id: int = Field(foreign_key="party.id", index=True)


class ActionDependency(Row, table=True):
    """An action that waits until another, `after_id`, is closed."""

    __tablename__ = "action_dependency"
    __table_args__ = table(
        UniqueConstraint("action_id", "after_id"),
        CheckConstraint("action_id <> after_id", name="another"),
    )
    action_id: int = Field(foreign_key="action.id")
    after_id: int = Field(foreign_key="action.id", index=True)


class ActionLink(Row, table=True):
    """Where an action came from or went: split, merged, superseded, or repeated."""

    __tablename__ = "action_link"
    __table_args__ = table(
        listed("kind", words.ACTION_LINKS),
        UniqueConstraint("action_id", "kind", "other_id"),
        CheckConstraint("action_id <> other_id", name="another"),
    )
    action_id: int = Field(foreign_key="action.id")
    kind: str
    other_id: int = Field(foreign_key="action.id", index=True)


class ActionTheme(Row, table=True):
    """An action under a theme."""

    __tablename__ = "action_theme"
    __table_args__ = table(UniqueConstraint("action_id", "theme_id"))
    action_id: int = Field(foreign_key="action.id")
    theme_id: int = Field(foreign_key="theme.id", index=True)


class Theme(Main, table=True):
    """A subject under which recommendations and actions are found."""

    __table_args__ = table(filled("name"), named("theme", "name"))
    name: str


class Note(Main, table=True):
    """A dated line of progress or evidence about an action or a recommendation."""

    letter = "N"
    __table_args__ = table(
        filled("text", 1_000_000),
        listed("source", words.NOTE_SOURCES),
        CheckConstraint("(action_id IS NULL) <> (recommendation_id IS NULL)", name="one_subject"),
        Index("ix_note_action", "action_id", "noted_on"),
    )
    action_id: int | None = Field(default=None, foreign_key="action.id")
    recommendation_id: int | None = Field(default=None, foreign_key="recommendation.id", index=True)
    text: str = Field(sa_type=Text)
    source: str = "owner"
    evidence: str | None = None
    noted_on: date
    shared: bool = False
    by: str
