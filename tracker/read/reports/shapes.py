"""What reports are made of. Days are ISO text; sections and figures are named by a slug.

Nothing is computed here: `brief` and `progress` make these, `formats` draws them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tracker.read.queries.fields import Field

Row = Sequence[Any]
"""One value a field: None, text, a number, yes or no, or a list of texts."""


class Figure(NamedTuple):
    """A headline number now, and at the earlier moment; `was` is None where there is none."""

    name: str
    now: int
    was: int | None


class Moment(NamedTuple):
    """A conversation, or a plain day, which has neither reference nor title."""

    day: str
    ref: str | None = None
    title: str | None = None


class Part(NamedTuple):
    """How many rows of a section stand under one word."""

    word: str
    count: int  # type: ignore[assignment]  # a count, not the method of tuples


class Section(NamedTuple):
    """Rows of one kind, each of them once, and their number.

    `parts` count the rows by reason; a row may have several, and is then named in `several`.
    `withheld` rows are counted but may not leave. `day` is the day that the section is about.
    """

    name: str
    count: int  # type: ignore[assignment]  # a count, not the method of tuples
    parts: tuple[Part, ...]
    several: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: list[Row]
    withheld: int
    day: str | None


class Brief(NamedTuple):
    """Where a series stands at the end of `as_of`, before `meeting`, and what moved `since`.

    Without a series it is about all conversations that are in none. `figures` is empty where the
    headline was not asked for. `conversations` are those that rows name. `recorded_later` counts
    recommendations of a past meeting that nobody had recorded on its day. `filters` say what else
    it was narrowed to.
    """

    as_of: str
    series: str | None
    meeting: Moment | None
    since: Moment | None
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    conversations: tuple[Moment, ...] = ()
    recorded_later: int = 0
    filters: tuple[str, ...] = ()


class Month(NamedTuple):
    """How the actions stood at the end of a month, `2017-03`: at the end of its last `day`.

    The last month ends on the day of the report, and has the numbers of its total. All actions
    that had been `created` were either open, implemented or dropped (as split or merged, too).
    `implemented` ones are those that are done, verified or not; `verified` ones are among them,
    and those `overdue` among the open ones.
    """

    month: str
    day: str
    created: int
    implemented: int
    verified: int
    dropped: int
    open: int
    overdue: int


class Progress(NamedTuple):
    """Counts and rates, one row a group; the group None, of what is in no group, comes last.

    A rate is a number from 0 to 1, or None where nothing can be divided; the field of its
    denominator has its name and `_of`. `total` counts everything once; `several` names what
    stands in more than one row, with the groups of those. `conversations` are the groups, where
    they are conversations. `filters` say what it was narrowed to. `burn_up` has every month from
    that of the first action on.
    """

    as_of: str
    group: str
    fields: tuple[Field, ...]
    rows: list[Row]
    total: Row
    several: tuple[tuple[str, tuple[str, ...]], ...]
    conversations: tuple[Moment, ...] = ()
    filters: tuple[str, ...] = ()
    burn_up: tuple[Month, ...] = ()
