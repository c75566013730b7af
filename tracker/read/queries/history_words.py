"""The journal's changes as sentences: what was made, set, moved, tied and untied.

The journal keeps tables, columns and keys; people read references, names and words. Which changes
are told is said by `history`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tracker.read.queries.references import LETTERS, ref
from tracker.read.store import Reader

_LONGEST = 80
_SKIPPED = ("updated_at", "status_on", "key", "uid")
_MAIN = (*LETTERS.values(), "series", "theme")
_TITLES = ("title", "name", "slug", "text")
_KEYS = {
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
_NAMES = {
    "party": "COALESCE(short, name)",
    "theme": "name",
    "series": "name",
    "milestone": "slug",
}
_TIES = {
    "action_recommendation": ("{action_id} works towards {recommendation_id}", "works"),
    "action_supporting": ("{party_id} supports {action_id}", "supports"),
    "action_dependency": ("{action_id} waits for {after_id}", "waits"),
    "action_link": ("{action_id} {kind} {other_id}", ""),
    "action_theme": ("{action_id} is under {theme_id}", "is"),
    "recommendation_theme": ("{recommendation_id} is under {theme_id}", "is"),
    "recommendation_addressee": ("{recommendation_id} is addressed to {party_id}", "is"),
    "recommendation_link": ("{recommendation_id} {kind} {other_id}", ""),
    "uptake": ("{recommendation_id} was taken up in {symbol}", ""),
    "conversation_party": ("{party_id} takes part in {conversation_id} as {role}", "takes"),
    "tenure": ("{person_id} holds {post_id} from {from_on}", "holds"),
    "candidate": ("{kind} proposed from {document_id}: {decision}", ""),
    "issue": ("{name} was handed out to {to_whom}", ""),
    "setting": ("{name} is {value}", ""),
}
"""What a link says, and the verb in it that `no longer` stands before."""


class Change(NamedTuple):
    """A row of the journal: one field that changed, or a whole row made or removed."""

    command: int
    entity: str
    row: int
    field: str | None
    old: str | None
    new: str | None


class _Told(NamedTuple):
    """A change with its whole row, where there is one, as values by column."""

    change: Change
    values: Mapping[str, Any]


TOLD_SQL = f"(h.field IS NULL OR h.field NOT IN ({', '.join(map(repr, _SKIPPED))}))"
"""The condition that a change `h` is worth a sentence; stamps are not."""


def sentences(reader: Reader, changes: Iterable[Change]) -> dict[int, list[str]]:
    """Return by command a sentence for each change, but none for a deadline told by its move."""
    told = _with_rows(reader, [each for each in changes if each.field not in _SKIPPED])
    names = _names(reader, told)
    moved = {
        (each.change.command, each.values.get("action_id"))
        for each in told
        if each.change.entity == "deadline_move" and each.change.field is None
    }
    said: dict[int, list[str]] = {}
    for each in told:
        change = each.change
        if change.field != "due_on" or (change.command, change.row) not in moved:
            said.setdefault(change.command, []).append(_sentence(each, names))
    return said


# -- rows and names that changes speak of ---------------------------------------------------------


def _with_rows(reader: Reader, changes: Iterable[Change]) -> list[_Told]:
    """Read whole rows out of the journal, and those of changed links from their tables."""
    held = list(changes)
    wanted: dict[str, set[int]] = {}
    for each in held:
        if each.field is not None and (each.entity not in _MAIN or each.entity == "note"):
            wanted.setdefault(each.entity, set()).add(each.row)
    links = {
        (entity, row["id"]): dict(row)
        for entity, ids in wanted.items()
        for row in reader.rows(f"SELECT * FROM {entity} WHERE id IN ({_listed(ids)})")
    }
    return [
        _Told(each, _whole(each) if each.field is None else links.get((each.entity, each.row), {}))
        for each in held
    ]


def _whole(change: Change) -> Mapping[str, Any]:
    try:
        found = json.loads(change.new or change.old or "{}")
    except ValueError:  # a name in it was forgotten
        return {}
    return found if isinstance(found, dict) else {}


def _names(reader: Reader, told: Iterable[_Told]) -> dict[tuple[str, int], str]:
    """Return the names, as they are today, of all that has one and is spoken of."""
    wanted: dict[str, set[int]] = {entity: set() for entity in _NAMES}
    for change, values in told:
        if change.entity in _NAMES:
            wanted[change.entity].add(change.row)
        entity = _KEYS.get(change.field or "")
        spoken = [(entity, change.old), (entity, change.new)]
        spoken += [(_KEYS.get(column), value) for column, value in values.items()]
        for of, key in spoken:
            if of in _NAMES and key is not None:
                wanted[str(of)].add(int(key))
    return {
        (entity, row[0]): row[1]
        for entity, ids in wanted.items()
        if ids
        for row in reader.rows(
            f"SELECT id, {_NAMES[entity]} FROM {entity} WHERE id IN ({_listed(ids)})"
        )
    }


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(each) for each in sorted(ids))


# -- sentences ------------------------------------------------------------------------------------


def _sentence(told: _Told, names: Mapping[tuple[str, int], str]) -> str:
    change, values = told
    if change.entity == "deadline_move":
        return _move(change, values)
    if change.entity not in _MAIN:
        return _tie(change, values, names)
    label = _label(change.entity, change.row, names)
    if change.field is None:
        return _made(change, values, label, names)
    if change.entity == "note":
        label = f"{label} on {_about(values)}"
    if change.field == "archived_on":
        return f"{label} {'archived' if change.new else 'taken out of the archive'}"
    if change.field == "status":
        return f"{label} {change.old} -> {change.new}"
    return f"{label} {_set(change, names)}"


def _made(
    change: Change,
    values: Mapping[str, Any],
    label: str,
    names: Mapping[tuple[str, int], str],
) -> str:
    title = next((values[each] for each in _TITLES if values.get(each)), None)
    verb = "added" if change.old is None else "removed"
    if change.entity == "note":
        return f"{label} {verb} on {_about(values)}: {_short(title)}"
    if (change.entity, change.row) in names:
        return f"{change.entity} {title or label} {verb}"
    return f"{label} {verb}: {_short(title)}" if title else f"{label} {verb}"


def _about(values: Mapping[str, Any]) -> str:
    for entity in ("action", "recommendation"):
        if values.get(f"{entity}_id") is not None:
            return ref(entity, values[f"{entity}_id"])
    return "something"


def _move(change: Change, values: Mapping[str, Any]) -> str:
    label = ref("action", values["action_id"]) if values.get("action_id") else "a"
    if change.field is not None:
        return f"{label} deadline's ledger: {change.field} {change.old} -> {change.new}"
    moved = f"{label} due {values.get('from_day') or 'none'} -> {values.get('to_day') or 'none'}"
    if change.new is None:
        return f"{moved} taken out of the ledger"
    corrected = " (corrected)" if values.get("corrected") else ""
    why = f", because: {_short(values['why'])}" if values.get("why") else ""
    return f"{moved}{corrected}{why}"


def _tie(change: Change, values: Mapping[str, Any], names: Mapping[tuple[str, int], str]) -> str:
    pattern, verb = _TIES[change.entity]
    if not values:
        return f"{change.entity.replace('_', ' ')} {change.row} changed"
    said = pattern.format_map(_Spoken(change.entity, values, names))
    if change.field is not None:
        return f"{said}: {_set(change, names)}"
    if change.new is not None:
        return said
    return said.replace(f" {verb} ", f" no longer {verb} ", 1) if verb else f"no longer: {said}"


class _Spoken(dict[str, str]):
    """The columns of a link as people say them."""

    def __init__(
        self, entity: str, values: Mapping[str, Any], names: Mapping[tuple[str, int], str]
    ) -> None:
        other = "action" if entity == "action_link" else "recommendation"
        super().__init__(
            (
                column,
                _spoken(_KEYS.get(column, other if column == "other_id" else ""), value, names),
            )
            for column, value in values.items()
        )


def _set(change: Change, names: Mapping[tuple[str, int], str]) -> str:
    field = change.field or ""
    of = _KEYS.get(field, "")
    name = "due" if field == "due_on" else field.removesuffix("_id").replace("_", " ")
    return f"{name} {_spoken(of, change.old, names)} -> {_spoken(of, change.new, names)}"


def _spoken(entity: str, value: object, names: Mapping[tuple[str, int], str]) -> str:
    if value is None:
        return "none"
    return _label(entity, int(str(value)), names) if entity else _short(value)


def _label(entity: str, number: int, names: Mapping[tuple[str, int], str]) -> str:
    return names.get((entity, number)) or ref(entity, number)


def _short(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
