"""The rows and names that changes of the journal speak of, for `history_words` to tell."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tracker.read.queries.references import LETTERS
from tracker.read.store import Reader

MAIN = (*LETTERS.values(), "series", "theme")
KEYS = {
    "action_id": "action",
    "after_id": "action",
    "recommendation_id": "recommendation",
    "conversation_id": "conversation",
    "due_conversation_id": "conversation",
    "party_id": "party",
    "owner_id": "party",
    "post_id": "party",
    "person_id": "party",
    "part_of_id": "party",
    "theme_id": "theme",
    "series_id": "series",
    "milestone_id": "milestone",
    "due_milestone_id": "milestone",
    "document_id": "document",
}
NAMES = {
    "party": "COALESCE(short, name)",
    "theme": "name",
    "series": "name",
    "milestone": "slug",
}


class Change(NamedTuple):
    """A row of the journal: one field that changed, or a whole row made or removed."""

    command: int
    entity: str
    row: int
    field: str | None
    old: str | None
    new: str | None


class Told(NamedTuple):
    """A change with its whole row, where there is one, as values by column."""

    change: Change
    values: Mapping[str, Any]


Record = tuple[str, int]
Names = Mapping[Record, str]


def with_rows(reader: Reader, changes: Iterable[Change]) -> list[Told]:
    """Read whole rows out of the journal, and those of changed links from their tables.

    A link that is gone meanwhile is read from what the journal kept when it was made.
    """
    held = list(changes)
    wanted: dict[str, set[int]] = {}
    for each in held:
        if each.field is not None and (each.entity not in MAIN or each.entity == "note"):
            wanted.setdefault(each.entity, set()).add(each.row)
    links = {
        (entity, row["id"]): dict(row)
        for entity, ids in wanted.items()
        for row in reader.rows(f"SELECT * FROM {entity} WHERE id IN ({_listed(ids)})")
    }
    for entity, ids in wanted.items():
        gone = {each for each in ids if (entity, each) not in links}
        for row in _makings(reader, entity, gone) if gone else ():
            links[row.entity, row.row] = dict(_whole(row))
    return [
        Told(each, _whole(each) if each.field is None else links.get((each.entity, each.row), {}))
        for each in held
    ]


def _makings(reader: Reader, entity: str, ids: set[int]) -> Iterator[Change]:
    for row in reader.rows(
        'SELECT h.command_id, h.entity, h."row", h.field, h.old, h.new FROM change h'
        f' WHERE h.entity = :entity AND h."row" IN ({_listed(ids)}) AND h.field IS NULL'
        " AND h.old IS NULL",
        entity=entity,
    ):
        yield Change(*row)


def _whole(change: Change) -> Mapping[str, Any]:
    try:
        found = json.loads(change.new or change.old or "{}")
    except ValueError:  # a name in it was forgotten
        return {}
    return found if isinstance(found, dict) else {}


def names(reader: Reader, told: Iterable[Told]) -> dict[tuple[str, int], str]:
    """Return the names, as they are today, of all that has one and is spoken of."""
    wanted: dict[str, set[int]] = {entity: set() for entity in NAMES}
    for change, values in told:
        if change.entity in NAMES:
            wanted[change.entity].add(change.row)
        entity = KEYS.get(change.field or "")
        spoken = [(entity, change.old), (entity, change.new)]
        spoken += [(KEYS.get(column), value) for column, value in values.items()]
        for of, key in spoken:
            if of in NAMES and key is not None:
                wanted[str(of)].add(int(key))
    return {
        (entity, row[0]): row[1]
        for entity, ids in wanted.items()
        if ids
        for row in reader.rows(
            f"SELECT id, {NAMES[entity]} FROM {entity} WHERE id IN ({_listed(ids)})"
        )
    }


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(each) for each in sorted(ids))
