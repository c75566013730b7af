"""What every table shares: its key, its uid, and the constraints that keep its words true."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from tracker import words

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
OPEN_SQL = "status IN ({})".format(", ".join(f"'{each}'" for each in words.OPEN_STATUSES))


def listed(name: str, known: Iterable[str]) -> CheckConstraint:
    """Return the CHECK that a column holds one of the words, or nothing."""
    quoted = ", ".join(f"'{each}'" for each in known)
    return CheckConstraint(f"{name} IN ({quoted})", name=name)


def filled(name: str, limit: int = 10_000) -> CheckConstraint:
    """Return the CHECK that a text has between one and `limit` characters, or is null."""
    return CheckConstraint(f"length({name}) BETWEEN 1 AND {limit}", name=f"{name}_filled")


def named(table: str, column: str) -> Index:
    """Return the index that makes a name unique, whatever its case, among those not archived."""
    return Index(
        f"uq_{table}_{column}",
        text(f"lower({column})"),
        unique=True,
        sqlite_where=text("archived_on IS NULL"),
    )


def table(*constraints: Any) -> tuple[Any, ...]:  # noqa: ANN401 - indexes and constraints alike
    """Return table arguments whose ids are never used again."""
    return (*constraints, {"sqlite_autoincrement": True})


class Row(SQLModel):
    """A row that the journal knows by its table and its id."""

    model_config = {"defer_build": True}
    id: int | None = Field(default=None, primary_key=True)


class Main(Row):
    """A main record: archived when mistaken, never deleted."""

    letter: ClassVar[str] = ""

    uid: str = Field(default_factory=lambda: str(uuid4()), unique=True)
    key: str | None = Field(default=None)
    archived_on: date | None = Field(default=None)

    @property
    def ref(self) -> str:
        """The reference that people type: `A12`."""
        return f"{self.letter}{self.id}"
