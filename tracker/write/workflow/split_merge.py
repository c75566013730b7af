"""Splitting an action into parts, and merging actions into one."""

from collections.abc import Sequence

from sqlmodel import col, select

from tracker import text, words
from tracker.dates.wording import quoted
from tracker.errors import NotAllowed, Unreadable
from tracker.read import derived
from tracker.write import deadlines
from tracker.write.models import (
    Action,
    ActionDependency,
    ActionLink,
    Note,
    Party,
    Recommendation,
    Theme,
)
from tracker.write.session import Work
from tracker.write.workflow import links, names, recurrence
from tracker.write.workflow.steps import refuse_unless_allowed

_INHERITED = (
    "conversation_id",
    "owner_id",
    "start_on",
    "due_on",
    "first_due_on",
    "due_rule",
    "due_offset",
    "due_milestone_id",
    "due_conversation_id",
    "milestone_id",
    "priority",
    "every",
    "every_from",
)


def split(work: Work, ref: str, titles: Sequence[str], *, why: str | None = None) -> list[Action]:
    """Split an open action into parts of the given titles; return the parts, not started.

    They inherit its owner, links, themes, deadline and ledger, and what waited for it waits for
    all of them; the next step goes to the first part, as it is taken once. The action itself is
    dropped as split. Notes stay with it.
    """
    action = names.action(work, ref)
    refuse_unless_allowed(action, "drop")
    if len(titles) < 2:  # noqa: PLR2004 - two is the least that something is split into
        raise Unreadable(
            f"{action.ref} is split into two parts or more. "
            f'Write a title for each: tracker split {action.ref} "First part" "Second part"'
        )
    parts = [_part(work, action, text.title(each)) for each in titles]
    parts[0].next_step = action.next_step
    waiting = _waiting_for(work, action)
    for row in waiting:
        _wait_instead(work, row, parts)
    refs = " ".join(each.ref for each in parts)
    reason = text.long_text(why, "reason") if why else f"Split into {refs}"
    _drop(work, action, "split", reason)
    moved = f"; these are now waited for by {_listed(waiting)}" if waiting else ""
    work.say(f"{action.ref} split into {refs}, dropped as split{moved}")
    for each in parts:
        due = f", due {each.due_on}" if each.due_on else ""
        due += f", every {each.every}" if each.every else ""
        step = f", next: {quoted(each.next_step)}" if each.next_step else ""
        added = f"{each.ref} {quoted(each.title)} added, split from {action.ref}"
        work.say(f"{added}, {each.status}{due}{step}")
    return parts


def merge(work: Work, refs: Sequence[str], *, into: str, why: str | None = None) -> Action:
    """Merge open actions into another open one, which stays; return it.

    The target takes over their recommendations, supporters (and owners, as supporters), themes,
    notes and dependencies. Each merged one is dropped as merged, and stays under its
    recommendations and themes, so that tables and counts still show what became of it.
    """
    target = names.action(work, into)
    refuse_unless_allowed(target, "drop")
    merged = names.actions(work, refs)
    for action in merged:
        if action.id == target.id:
            raise NotAllowed(
                f"{action.ref} cannot be merged into itself. Name another one with: --into"
            )
        refuse_unless_allowed(action, "drop")
        needed = max(_rule(work, action), _rule(work, target))
        phrases = _move_along(work, action, target)
        phrases = [*_keep_attribution(work, action, target, needed), *phrases]
        reason = text.long_text(why, "reason") if why else f"Merged into {target.ref}"
        _drop(work, action, "merged", reason)
        _link(work, action, "merged-into", target)
        work.touch(target)
        end = recurrence.ending(work, action, target)
        work.say(f"{action.ref} merged into {target.ref}, dropped as merged{end}")
        if phrases:
            work.say(f"{target.ref} takes over from {action.ref}: {', '.join(phrases)}")
    return target


def _part(work: Work, action: Action, title: str) -> Action:
    part = work.add(
        Action(
            title=title,
            created_on=work.today,
            status_on=work.today,
            created_at=work.now,
            updated_at=work.now,
            **{field: getattr(action, field) for field in _INHERITED},
        )
    )
    deadlines.copy_ledger(work, action, part)
    for link in (links.SERVES, links.SUPPORTING, links.UNDER, links.AFTER):
        for number in links.others(work, link, action):
            work.add(link.table(**{link.record: part.id, link.other: number}))
    _link(work, part, "split-from", action)
    return part


def _drop(work: Work, action: Action, closure: str, reason: str) -> None:
    action.status = words.STEPS[action.status]["drop"]
    action.closure = closure
    action.reason = reason
    action.status_on = work.today
    work.touch(action)


def _link(work: Work, action: Action, kind: str, other: Action) -> None:
    known = work.find(
        select(ActionLink).where(
            col(ActionLink.action_id) == action.id,
            col(ActionLink.kind) == kind,
            col(ActionLink.other_id) == other.id,
        )
    )
    if not known:  # it was merged there before, and reopened
        work.add(ActionLink(action_id=action.id or 0, kind=kind, other_id=other.id or 0))


def _waiting_for(work: Work, action: Action) -> list[ActionDependency]:
    rows: list[ActionDependency] = work.find(
        select(ActionDependency)
        .where(col(ActionDependency.after_id) == action.id)
        .order_by(col(ActionDependency.action_id))
    )
    return rows


def _listed(rows: Sequence[ActionDependency]) -> str:
    return ", ".join(f"A{each.action_id}" for each in rows)


def _wait_instead(work: Work, row: ActionDependency, others: Sequence[Action]) -> list[str]:
    """Let what waited for an action wait for others instead; return their references."""
    waiting = work.get(Action, row.action_id)
    if waiting is None:
        raise LookupError(f"row {row.id} of action_dependency points at nothing")
    work.remove(row)
    new = links.add(work, links.AFTER, waiting, [each for each in others if each is not waiting])
    work.touch(waiting)
    return [waiting.ref] if new else []


def _keep_attribution(work: Work, action: Action, target: Action, needed: int) -> list[str]:
    """Let the target, once it has taken over, stand under a rule at least as strict as `needed`.

    A target without a conversation takes that of what is merged into it where it may; the phrase
    for that is returned. Raises NotAllowed, saying what to do first, where no rule is so strict.
    """
    own = target.conversation_id
    for conversation in [own] if own is not None else [action.conversation_id, None]:
        if _rule_from(work, target, conversation) >= needed:
            return [f"conversation C{conversation}"] if conversation != own else []
    others = [action.conversation_id] if action.conversation_id is not None else [own, None]
    remedy = (
        f"Merge the other way: tracker merge {target.ref} --into {action.ref}"
        if any(_rule_from(work, target, each) >= needed for each in others)
        else "Put both under a conversation of that rule first: "
        f"tracker update {action.ref} {target.ref} --conversation REF"
    )
    raise NotAllowed(
        f"One of {action.ref} and {target.ref} is {words.ATTRIBUTIONS[needed]}, the other under a "
        f"more open rule, so that the merge would let it out. {remedy}"
    )


def _rule_from(work: Work, action: Action, conversation: int | None) -> int:
    """Let an action come from a conversation, and return how strict its rule then is."""
    action.conversation_id = conversation
    return _rule(work, action)


def _rule(work: Work, action: Action) -> int:
    """Return how strict the rule of an action is, by its place in the vocabulary."""
    with work.reader() as reader:
        word = reader.value(
            f"SELECT {derived.case(derived.RULE_OF_ACTION)} FROM action a WHERE a.id = :id",
            id=action.id,
        )
    return words.ATTRIBUTIONS.index(str(word))


def _move_along(work: Work, action: Action, target: Action) -> list[str]:
    """Move what hangs on an action to the target; return the phrases that tell it."""
    phrases: list[str | None] = []
    helpers = [work.get(Party, each) for each in links.others(work, links.SUPPORTING, action)]
    if action.owner_id is not None:
        helpers.append(work.get(Party, action.owner_id))
    parties = [each for each in helpers if each is not None and each.id != target.owner_id]
    served = [work.get(Recommendation, each) for each in links.others(work, links.SERVES, action)]
    recommendations = [each for each in served if each is not None]
    phrases.append(links.change(work, links.SERVES, target, recommendations))
    phrases.append(links.change(work, links.SUPPORTING, target, parties))
    phrases.append(_move_themes(work, action, target))
    phrases.append(_move_notes(work, action, target))
    phrases += _move_dependencies(work, action, target)
    return [each for each in phrases if each]


def _move_themes(work: Work, action: Action, target: Action) -> str | None:
    found = (work.get(Theme, each) for each in links.others(work, links.UNDER, action))
    return links.change(work, links.UNDER, target, [each for each in found if each is not None])


def _move_notes(work: Work, action: Action, target: Action) -> str | None:
    notes: list[Note] = work.find(
        select(Note).where(col(Note.action_id) == action.id).order_by(col(Note.id))
    )
    for note in notes:
        note.action_id = target.id
    return f"notes {' '.join(each.ref for each in notes)}" if notes else None


def _move_dependencies(work: Work, action: Action, target: Action) -> list[str]:
    """Let the target wait for what the action waited for, and be waited for in its place."""
    before = links.rows(work, links.AFTER, action)
    # For ruff: the model is one of several.
    awaited = [work.get(Action, getattr(each, "after_id")) for each in before]  # noqa: B009
    waiting = _waiting_for(work, action)
    for row in before:
        work.remove(row)
    new = [each for each in awaited if each is not None and each.id != target.id]
    phrases = [links.change(work, links.AFTER, target, new)]
    now = [ref for row in waiting for ref in _wait_instead(work, row, [target])]
    phrases.append(f"waited for by {', '.join(now)}" if now else None)
    return [each for each in phrases if each]
