"""Archiving mistaken records, of any kind, and bringing them back. Nothing is deleted.

A record that living ones hang on is not archived, nor brought back while what it hangs on is
archived itself: so no list shows half of something. Supporting, being addressed, and themes are
tags rather than hooks, and hold nobody back.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col, select

from tracker import text, words
from tracker.errors import Conflict, NotAllowed
from tracker.write.models import (
    Action,
    ActionDependency,
    ActionRecommendation,
    Conversation,
    Main,
    Milestone,
    Note,
    Party,
    Recommendation,
    Row,
    Series,
)
from tracker.write.session import Work
from tracker.write.workflow import links, names, tenures
from tracker.write.workflow.edits import changed
from tracker.write.workflow.steps import catch_up


class _Hook(NamedTuple):
    """Records of one kind hang on another by a field; what they do there, and the way out."""

    hanging: type[Main]
    field: str
    on: type[Main]
    does: str
    remedy: str
    open_only: bool = False


_HOOKS = (
    _Hook(Action, "owner_id", Party, "owns", "tracker update {} --owner PARTY", open_only=True),
    _Hook(Party, "part_of_id", Party, "has as a part", "tracker party update {} --part-of none"),
    _Hook(
        Recommendation, "conversation_id", Conversation, "is the source of", "tracker archive {}"
    ),
    _Hook(Action, "conversation_id", Conversation, "is the source of", "tracker archive {}"),
    _Hook(
        Conversation,
        "series_id",
        Series,
        "holds",
        "tracker conversation update {} --series none",
    ),
    _Hook(Action, "milestone_id", Milestone, "is served by", "tracker update {} --milestone none"),
    _Hook(
        Action,
        "due_milestone_id",
        Milestone,
        "sets the deadline of",
        "tracker update {} --due WHEN",
        open_only=True,
    ),
    _Hook(
        Action,
        "due_conversation_id",
        Conversation,
        "sets the deadline of",
        "tracker update {} --due WHEN",
        open_only=True,
    ),
)
_TAKE_SEVERAL = ("tracker update ", "tracker archive ")  # other commands take one record
_SHOWN = 10  # references that a refusal lists


def archive(work: Work, refs: Sequence[str]) -> list[Main]:
    """Archive records; NotAllowed, with the list and the way out, if living ones hang on one.

    Records that are archived in one command do not hold each other back.
    """
    records = _each_once([_to_archive(work, each) for each in refs])
    going = [each for each in records if each.archived_on is None]
    for each in going:
        each.archived_on = work.today
        changed(work, each)
    for each in going:
        refuse_if_hooked(work, each)
    for each in records:
        state = "archived" if each in going else "is archived already: nothing to change"
        work.say(f"{names.called(each)} {state}")
    return records


def unarchive(work: Work, refs: Sequence[str]) -> list[Main]:
    """Bring archived records back; Conflict if their name has been given to another one."""
    records = _each_once([names.record(work, each, archived=True) for each in refs])
    coming = [each for each in records if each.archived_on is not None]
    for each in coming:
        _refuse_if_named(work, each)
        each.archived_on = None
        changed(work, each)
    for each in coming:
        _refuse_if_unhooked(work, each)
    for each in records:
        state = "is back" if each in coming else "is not archived: nothing to change"
        work.say(f"{names.called(each)} {state}")
    catch_up(work, [each for each in coming if isinstance(each, Action)])
    return records


def _to_archive(work: Work, ref: str) -> Main:
    found = text.reference(names.numbered(ref))
    return names.record(work, ref, archived=bool(found and found[0] in text.LETTERS))


def _each_once(records: Sequence[Main]) -> list[Main]:
    return list({(type(each), each.id): each for each in records}.values())


def refuse_if_hooked(work: Work, record: Main) -> None:
    """Raise NotAllowed, with the way out, if living records hang on an archived one."""
    for hook in _HOOKS:
        if not isinstance(record, hook.on):
            continue
        model = hook.hanging
        statement = select(model).where(
            col(getattr(model, hook.field)) == record.id, col(model.archived_on).is_(None)
        )
        if hook.open_only:
            statement = statement.where(col(Action.status).in_(words.OPEN_STATUSES))
        hanging: list[Main] = work.find(statement.order_by(col(model.id)))
        _refuse(record, hanging, hook.does, hook.remedy)
    if isinstance(record, Recommendation):
        served_by = _linked(work, ActionRecommendation, "recommendation_id", record)
        _refuse(record, served_by, "is served by", f"tracker update {{}} --remove-for {record.ref}")
    if isinstance(record, Action):
        awaited_by = _linked(work, ActionDependency, "after_id", record)
        way_out = f"tracker update {{}} --remove-after {record.ref}"
        _refuse(record, [each for each in awaited_by if _is_open(each)], "is awaited by", way_out)
    if isinstance(record, Party):
        tenures.refuse_if_running(work, record)


def _linked(work: Work, table: type[Row], field: str, record: Main) -> list[Main]:
    """Return the living actions that a table of links ties to a record."""
    found: list[Main] = work.find(
        select(Action)
        # For ruff: the model is one of several.
        .join(table, col(getattr(table, "action_id")) == col(Action.id))  # noqa: B009
        .where(col(getattr(table, field)) == record.id, col(Action.archived_on).is_(None))
        .order_by(col(Action.id))
    )
    return found


def _refuse(record: Main, hanging: Sequence[Main], does: str, remedy: str) -> None:
    if not hanging:
        return
    shown = [names.called(each) for each in hanging[:_SHOWN]]
    more = f" and {len(hanging) - _SHOWN} more" if len(hanging) > _SHOWN else ""
    refs = [each.ref for each in hanging[:_SHOWN]]
    several = remedy.startswith(_TAKE_SEVERAL)
    first = remedy.format(" ".join(refs) if several else refs[0])
    likewise = f", and likewise for {', '.join(refs[1:])}" if refs[1:] and not several else ""
    raise NotAllowed(
        f"{names.called(record)} {does} {', '.join(shown)}{more}, and cannot be archived before "
        f"these. First: {first}{likewise}"
    )


def _refuse_if_named(work: Work, record: Main) -> None:
    lost = names.lost(work, record)
    if lost is not None:
        name, other = lost
        raise Conflict(
            f"{names.called(record)} cannot come back, as its name '{name}' belongs to "
            f"{names.described(other)} now. Rename or archive that one first."
        )


def _refuse_if_unhooked(work: Work, record: Main) -> None:
    """Raise NotAllowed if a record would come back to hang on an archived one."""
    targets = [
        (hook.on, getattr(record, hook.field))
        for hook in _HOOKS
        if isinstance(record, hook.hanging) and not (hook.open_only and not _is_open(record))
    ]
    if isinstance(record, Note):
        targets = [(Action, record.action_id), (Recommendation, record.recommendation_id)]
    if isinstance(record, Action):
        targets += [(Recommendation, each) for each in links.others(work, links.SERVES, record)]
    if isinstance(record, Party):
        targets += [(Party, each) for each in tenures.running_with(work, record)]
    for model, number in targets:
        target = work.get(model, number) if number is not None else None
        if target is not None and target.archived_on is not None:
            name = target.ref if target.letter else f"'{names.label(target)}'"
            raise NotAllowed(
                f"{names.called(record)} belongs to {names.described(target)}, which is archived. "
                f"Bring both back with: tracker unarchive {name} {record.ref}"
            )


def _is_open(record: Main) -> bool:
    return isinstance(record, Action) and record.status in words.OPEN_STATUSES
