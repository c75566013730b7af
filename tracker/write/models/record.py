"""The tables of the record: the journal, and the settings that travel with a file."""

from datetime import date

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from tracker.write.models.base import Row, filled, table


class Setting(Row, table=True):
    """A threshold that colours the table; it belongs to the file, not to a laptop."""

    __table_args__ = table(filled("name"), UniqueConstraint("name"))
    name: str
    value: str


class Command(SQLModel, table=True):
    """One command that wrote. Its hash covers the one before it and its own content.

    `at` is the UTC clock, `on_day` the `today` that the command ran under, `line` what was typed.
    The hash covers `line_digest`, not the line, so that a name can be blanked and still verify.
    """

    __table_args__ = table(UniqueConstraint("prev_hash"))
    id: int | None = Field(default=None, primary_key=True)
    at: str
    on_day: date = Field(index=True)
    by: str
    line: str = Field(sa_type=Text)
    line_salt: str | None = None
    line_digest: str
    undoes: int | None = Field(default=None, foreign_key="command.id", index=True)
    prev_hash: str
    hash: str


class Change(SQLModel, table=True):
    """One field that a command changed, or one whole row (`field` is null) that it made or removed.

    `digest` is the salted hash of `old` and `new`; the command's hash covers the digests.
    """

    __table_args__ = table(
        Index("ix_change_row", "entity", "row"),
        # The few rows that were removed, so that the history of a record finds its lost links.
        # The expression makes SQLite prefer it to the index above.
        Index(
            "ix_change_removed",
            text("(new IS NULL)"),
            "entity",
            sqlite_where=text("field IS NULL AND new IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    command_id: int = Field(foreign_key="command.id", index=True)
    entity: str
    row: int
    field: str | None = None
    old: str | None = Field(default=None, sa_type=Text)
    new: str | None = Field(default=None, sa_type=Text)
    salt: str | None = None
    digest: str
