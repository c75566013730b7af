"""The journal's changes as sentences: what was made, set, moved, tied and untied.

The journal keeps tables, columns and keys; people read references, names and words. What changed
in the fields of one record by one command is one sentence. Which changes are told is said by
`history`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tracker.dates.wording import quoted
from tracker.read.queries import history_rows
from tracker.read.queries.history_rows import KEYS, MAIN, Change, Names, Record, Told
from tracker.read.queries.references import ref
from tracker.read.store import Reader
from tracker.words import THRESHOLDS

_SKIPPED = (
    *("updated_at", "status_on", "key", "uid", "quote_start", "quote_end"),
    *("due_offset", "due_milestone_id", "due_conversation_id", "every_from"),  # the rule says it
)
_LONGEST = 80
_TITLES = ("title", "name", "slug", "text")
_FIELDS = {
    "due_on": "due",
    "start_on": "start",
    "held_on": "on",
    "noted_on": "on",
    "first_due_on": "first due",
    "next_step": "next",
    "attribution": "rule",
    "short": "short name",
    "from_on": "from",
    "until_on": "until",
}
"""What a field is called, where taking the underscores away does not say it."""
_FREE_TEXTS = frozenset(
    (
        *("title", "detail", "next_step", "reason", "why", "place", "summary", "text", "quote"),
        *("evidence", "email", "basis"),
    )
)
_SAID_OF_BOOLEANS = {"shared": ("kept back", "shared"), "corrected": ("no", "yes")}
_TIES = {
    "action_recommendation": ("{action_id} works towards {recommendation_id}", "works"),
    "action_supporting": ("{party_id} supports {action_id}", "supports"),
    "action_dependency": ("{action_id} waits for {after_id}", "waits"),
    "action_link": ("{action_id} {kind} {other_id}", ""),
    "action_theme": ("{action_id} is under {theme_id}", "is"),
    "recommendation_theme": ("{recommendation_id} is under {theme_id}", "is"),
    "recommendation_addressee": ("{recommendation_id} is addressed to {party_id}", "is"),
    "recommendation_link": ("{recommendation_id} {kind} {other_id}", ""),
    "uptake": ("{recommendation_id} was taken up in {symbol}{where}", ""),
    "conversation_party": ("{party_id} takes part in {conversation_id} as {role}", "takes"),
    "tenure": ("{person_id} holds {post_id} from {from_on}{until}", "holds"),
    "candidate": ("{kind} proposed from {document_id}: {decision}", ""),
    "issue": ("{name} was handed out to {to_whom}", ""),
}
"""What a link says, and the verb in it that `no longer` stands before."""


TOLD_SQL = f"(h.field IS NULL OR h.field NOT IN ({', '.join(map(repr, _SKIPPED))}))"
"""The condition that a change `h` is worth a sentence; stamps are not."""


def sentences(
    reader: Reader, changes: Iterable[Change], *, unmade: Collection[Record] = ()
) -> dict[int, list[str]]:
    """Return by command a sentence for each record, link and note that it changed.

    A deadline is told by its move. `unmade` are the records that an undone command had made: that
    they are archived is said with the reason.
    """
    told = history_rows.with_rows(reader, [each for each in changes if each.field not in _SKIPPED])
    names = history_rows.names(reader, told)
    said: dict[int, list[str]] = {}
    for group in _grouped(told):
        sentence = _sentence(group, names)
        if group[0].change.field == "archived_on" and _record(group[0].change) in unmade:
            sentence += " (it was made by that command)"
        said.setdefault(group[0].change.command, []).append(sentence)
    return said


def _grouped(told: Sequence[Told]) -> list[list[Told]]:
    """Put the changed fields of one row together, and a deadline with the lines of its ledger."""
    due = {_in_command(each) for each in told if _is_deadline(each.change)}
    ledger: dict[tuple[int, Any], list[Told]] = {}
    for each in told:
        if each.change.entity == "deadline_move" and _in_command(each) in due:
            ledger.setdefault(_in_command(each), []).append(each)
    groups: dict[tuple[object, ...], list[Told]] = {}
    for each in told:
        change = each.change
        is_action = change.entity in ("action", "deadline_move")
        mine = ledger.get(_in_command(each), ()) if is_action else ()
        if each in mine:
            continue
        if change.field == "first_due_on" and (mine or None in (change.old, change.new)):
            continue
        apart: object = None
        if change.field is None:
            apart = len(groups)
        elif _is_deadline(change) and any(_because(mine)):
            apart = change.field
        group = groups.setdefault((change.command, change.entity, change.row, apart), [])
        group += (each, *mine) if apart == "due_on" else (each,)
    return list(groups.values())


def _is_deadline(change: Change) -> bool:
    return (change.entity, change.field) == ("action", "due_on")


def _in_command(told: Told) -> tuple[int, Any]:
    """Return the command of a change and the action that it is about."""
    change = told.change
    is_move = change.entity == "deadline_move"
    return change.command, told.values.get("action_id") if is_move else change.row


def _record(change: Change) -> Record:
    return change.entity, change.row


# -- sentences ------------------------------------------------------------------------------------


def _sentence(group: Sequence[Told], names: Names) -> str:
    """Return the sentence of a whole row, or of all the fields of a row that changed."""
    change, values = group[0]
    if change.entity == "deadline_move":
        return _move(change, values)
    if len(group) > 1 and group[1].change.entity == "deadline_move":
        return _due(change.row, change.old, change.new, *_because(group[1:]))
    if change.entity == "setting":
        return _setting(change, values)
    if change.entity not in MAIN:
        return _tie(group, names)
    label = _label(change.entity, change.row, names)
    if change.field is None:
        return _made(change, values, label, names)
    if change.entity == "note":
        label = f"{label} on {_about(values)}"
    return f"{label} {_all_set([each.change for each in group], names)}"


def _made(change: Change, values: Mapping[str, Any], label: str, names: Names) -> str:
    title = next((values[each] for each in _TITLES if values.get(each)), None)
    verb = "added" if change.old is None else "removed"
    if change.entity == "note":
        return f"{label} {verb} on {_about(values)}: {_short(title)}"
    if change.entity == "milestone":
        more = f": {_short(title)}" if title and title != values.get("slug") else ""
        return f"milestone {label} {verb}{more}"
    if (change.entity, change.row) in names:
        return f"{change.entity} {title or label} {verb}"
    return f"{label} {verb}: {_short(title)}" if title else f"{label} {verb}"


def _about(values: Mapping[str, Any]) -> str:
    for entity in ("action", "recommendation"):
        if values.get(f"{entity}_id") is not None:
            return ref(entity, values[f"{entity}_id"])
    return "something"


def _because(ledger: Iterable[Told]) -> tuple[bool, str | None]:
    """Tell whether the lines of a ledger mark something as corrected, and the reason they give."""
    is_corrected, reasons = False, dict[bool, str]()
    for line, values in ledger:
        if line.field is None and line.new is not None:
            is_corrected |= bool(values.get("corrected"))
            if values.get("why"):
                reasons.setdefault(bool(values.get("corrected")), values["why"])
        elif line.field == "corrected" and line.new == "1":
            is_corrected = True
            reasons.setdefault(True, values.get("why", ""))
        elif line.field == "why" and line.new:
            reasons[True] = line.new
    return is_corrected, reasons.get(is_corrected)


def _move(change: Change, values: Mapping[str, Any]) -> str:
    """Tell a line of a ledger that was laid, or taken away, without a change of the deadline."""
    told = _due(
        values.get("action_id"),
        values.get("from_day"),
        values.get("to_day"),
        bool(values.get("corrected")),
        values.get("why"),
    )
    return told if change.new is not None else f"{told}: taken out of the ledger"


def _due(
    action: int | None, old: str | None, new: str | None, corrected: bool, why: str | None
) -> str:
    label = ref("action", action) if action else "a"
    mark = " (corrected)" if corrected else ""
    because = f", because: {_short(why)}" if why else ""
    return f"{label} due {old or 'none'} -> {new or 'none'}{mark}{because}"


def _setting(change: Change, values: Mapping[str, Any]) -> str:
    """Tell a threshold; without a row of its own it stands at its default."""
    name = str(values.get("name", "a setting"))
    default = str(THRESHOLDS.get(name, "none"))
    old, new = change.old, change.new
    if change.field is None:
        value = str(values.get("value", default))
        old, new = (default, value) if change.old is None else (value, default)
    return f"{name.replace('_', '-')} {old} -> {new}"


def _tie(group: Sequence[Told], names: Names) -> str:
    change, values = group[0]
    if not values:
        return f"{change.entity.replace('_', ' ')} {change.row} changed"
    if change.entity == "recommendation_addressee" and change.field is not None:
        return _answer([each.change for each in group], values, names)
    pattern, verb = _TIES[change.entity]
    if change.entity == "tenure" and change.field is not None:
        pattern = "{person_id} as holder of {post_id}"
    said = pattern.format_map(_Spoken(change.entity, values, names))
    if change.field is not None:
        return f"{said}: {_all_set([each.change for each in group], names)}"
    if change.new is not None:
        return said
    return said.replace(f" {verb} ", f" no longer {verb} ", 1) if verb else f"no longer: {said}"


def _answer(changes: Sequence[Change], values: Mapping[str, Any], names: Names) -> str:
    """Tell what an addressee answered: `DPA answered R6: accepted ('In the plan')`."""
    who = _label("party", int(values["party_id"]), names)
    asked = ref("recommendation", int(values["recommendation_id"]))
    answer = next((each for each in changes if each.field == "response"), None)
    if answer is None:
        return f"{who} answered {asked}: {_all_set(changes, names)}"
    if answer.new in (None, "none"):
        return f"{who} took its answer to {asked} back, which was: {answer.old}"
    old = "" if answer.old in (None, "none") else f"{answer.old} -> "
    because = next((each.new for each in changes if each.field == "reason" and each.new), None)
    return f"{who} answered {asked}: {old}{answer.new}{f' ({quoted(because)})' if because else ''}"


class _Spoken(dict[str, str]):
    """The columns of a link as people say them."""

    def __init__(self, entity: str, values: Mapping[str, Any], names: Names) -> None:
        other = "action" if entity == "action_link" else "recommendation"
        super().__init__(
            (
                column,
                _spoken(KEYS.get(column, other if column == "other_id" else ""), value, names),
            )
            for column, value in values.items()
        )
        where = f", paragraph {values['paragraph']}" if values.get("paragraph") else ""
        self["where"] = where + (f" ({values['degree']})" if values.get("degree") else "")
        self["until"] = f" until {values['until_on']}" if values.get("until_on") else ""


def _all_set(changes: Iterable[Change], names: Names) -> str:
    return ", ".join(_set(each, names) for each in changes)


def _set(change: Change, names: Names) -> str:
    """Tell a field: `owner DPA` if it was empty, `owner DPA -> PBSO`, `owner PBSO -> none`."""
    field, old, new = change.field or "", change.old, change.new
    if field == "archived_on":
        return "archived" if new else "taken out of the archive"
    if field == "status":
        return f"{old} -> {new}"
    is_source = (change.entity, field) == ("recommendation", "conversation_id")
    name = "from" if is_source else field_word(field)
    before = "" if old is None else f"{_value(field, old, names)} -> "
    return f"{name} {before}{_value(field, new, names)}"


def field_word(field: str) -> str:
    """Return what people call a column."""
    return _FIELDS.get(field, field.removesuffix("_id").replace("_", " "))


def _value(field: str, value: str | None, names: Names) -> str:
    if value is not None and field in _SAID_OF_BOOLEANS:
        return _SAID_OF_BOOLEANS[field][value == "1"]
    if value is not None and field in _FREE_TEXTS:
        return quoted(" ".join(value.split()))
    return _spoken(KEYS.get(field, ""), value, names)


def _spoken(entity: str, value: object, names: Names) -> str:
    if value is None:
        return "none"
    return _label(entity, int(str(value)), names) if entity else _short(value)


def _label(entity: str, number: int, names: Names) -> str:
    return names.get((entity, number)) or ref(entity, number)


def _short(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
