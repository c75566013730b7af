"""From a condition to the rows of a section: each row once, with the words it stands under.

What may not leave is counted and never shown. Which sections there are is said in `sections`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.read.queries import conditions, listing
from tracker.read.queries.actions import ACTIONS
from tracker.read.queries.fields import ACTION_FIELDS, Field
from tracker.read.queries.listing import Query, meetings
from tracker.read.queries.recommendations import RECOMMENDATIONS
from tracker.read.reports.scope import Subject
from tracker.read.reports.shapes import Moment, Part, Row, Section
from tracker.read.store import Reader

_BATCH = 5_000


class Found(NamedTuple):
    """One row of a section; `leaves` is whether it may be shown."""

    id: int
    ref: str
    leaves: bool
    words: tuple[str, ...]
    values: Row


def actions(
    subject: Subject,
    columns: Sequence[str],
    where: str,
    *,
    order: str = ACTIONS.order,
    reasons: Mapping[str, str] | None = None,
    more: Sequence[Field] = (),
) -> list[Found]:
    """Return the actions of a condition in these columns, with the reasons that hold for each.

    `more` are fields besides those that every list of actions knows.
    """
    fields = subject.view.fields([*chosen(columns), *more])
    query = Query(
        ACTIONS.origin,
        (ACTIONS.alias,),
        [*_hidden("a", subject.view.condition, reasons or {}), *fields],
        [listing.Part(where, order)],
        subject.params,
    )
    return _found(subject.reader, query, "A", tuple(reasons or ()))


def actions_by_id(subject: Subject, columns: Sequence[str], ids: Iterable[int]) -> list[Found]:
    """Return these actions, archived ones too, by reference."""
    ordered = sorted(ids)
    found: list[Found] = []
    for start in range(0, len(ordered), _BATCH):
        some = conditions.among(ordered[start : start + _BATCH])
        found += actions(subject, columns, f"a.id {some}", order="a.id")
    return found


def recommendations(subject: Subject, fields: Iterable[Field], where: str) -> list[Found]:
    """Return the recommendations of a condition in these fields, by conversation."""
    query = Query(
        RECOMMENDATIONS.origin,
        (RECOMMENDATIONS.alias,),
        [*_hidden("r", subject.view.recommended, {}), *subject.view.fields(fields)],
        [listing.Part(where, RECOMMENDATIONS.order)],
        subject.params,
    )
    return _found(subject.reader, query, "R", ())


def _hidden(alias: str, leaves: str, reasons: Mapping[str, str]) -> list[Field]:
    return [
        Field("id", "", "int", f"{alias}.id"),
        Field("leaves", "", "bool", f"({leaves})" if leaves else "1 = 1"),
        *(Field(word, "", "bool", f"({sql})") for word, sql in reasons.items()),
    ]


def _found(reader: Reader, query: Query, letter: str, reasons: Sequence[str]) -> list[Found]:
    found = []
    for row in listing.rows(reader, query):
        number, leaves, holds = row[0], row[1], row[2 : 2 + len(reasons)]
        words = tuple(word for word, yes in zip(reasons, holds, strict=True) if yes)
        found.append(
            Found(number, f"{letter}{number}", bool(leaves), words, row[2 + len(reasons) :])
        )
    return found


def section(
    name: str,
    fields: Sequence[Field],
    found: Sequence[Found],
    *,
    parts: Iterable[str] = (),
    day: str | None = None,
) -> Section:
    """Return rows as a section; `parts` are the words that rows may stand under, in order."""
    shown = [row for row in found if row.leaves]
    counts: dict[str, int] = dict.fromkeys(parts, 0)
    for row in found:
        for word in row.words:
            counts[word] += 1
    return Section(
        name=name,
        count=len(found),
        parts=tuple(Part(word, count) for word, count in counts.items()),
        several=tuple(row.ref for row in shown if len(row.words) > 1),
        fields=tuple(fields),
        rows=[row.values for row in shown],
        withheld=len(found) - len(shown),
        day=day,
    )


def chosen(columns: Iterable[str]) -> list[Field]:
    """Return the fields of an action by their names."""
    return [ACTION_FIELDS[name] for name in columns]


def named_conversations(reader: Reader, told: Iterable[Section]) -> tuple[Moment, ...]:
    """Return the conversations that rows name, by reference, in the order of their days."""
    refs = {
        str(row[place])
        for section in told
        for place, field in enumerate(section.fields)
        if field.name == "conversation"
        for row in section.rows
    }
    known = meetings(reader) if refs else {}
    return tuple(sorted(Moment(known[ref].day, ref, known[ref].title) for ref in refs))
