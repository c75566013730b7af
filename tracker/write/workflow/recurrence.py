"""Actions that repeat: when one is done or dropped, the next of its series is made, once.

The days of a series are reckoned from `every_from`, its anchor. So a deadline that slips moves
nothing but itself, and the next is the next of the series even where that has passed already:
what is owed does not vanish.
"""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import col, select

from tracker import text
from tracker.dates import echo, recurrence
from tracker.dates.wording import quoted
from tracker.errors import NotAllowed, Unreadable
from tracker.words import CLOSED_STATUSES
from tracker.write import deadlines
from tracker.write.deadlines import Meant
from tracker.write.models import Action, ActionLink, Row
from tracker.write.session import Work, among
from tracker.write.workflow import links
from tracker.write.workflow.edits import Edits

_SAME = (
    *("title", "detail", "owner_id", "conversation_id", "milestone_id", "priority"),
    *("every", "every_from"),
)
"""What the next of a series has in common with the one before, beside its links."""
_SHARED = (links.SERVES, links.SUPPORTING, links.UNDER)
Held = Mapping[links.Link, Sequence[int]]
"""The links of an action: the ids of the others, by kind."""


def begin(work: Work, action: Action, every: str | None) -> None:
    """Let a new action repeat from its deadline on; without one, from the first day ahead."""
    if not text.is_said(every):
        return
    rule = recurrence.parse(every)
    _refuse_hanging(action)
    if action.due_on is None:
        day = recurrence.following(rule, work.today, work.today)
        deadlines.set_first(action, Meant(day))
    action.every, action.every_from = rule.text, action.due_on


def change(edits: Edits[Action], every: str | None, *, held: date | None, why: str | None) -> None:
    """Let an action repeat by another rule, from its deadline on, or ("none") not any more.

    `held` is the deadline before the command. The rule that holds already begins anew only where
    the deadline was moved with it: said again alone, it would shift the series to a clamped day.
    """
    work, action = edits.work, edits.record
    rule = recurrence.parse(every) if text.is_said(every) else None
    if every is not None and (rule.text if rule else None) != action.every:
        _refuse_closed(work, action, rule.text if rule else "none")
    if rule is None:
        if every is not None:
            edits.put("every", None, "every", shown=(action.every or "none", "none"))
            action.every_from = None
        elif action.every:
            _refuse_hanging(action)
        return
    _refuse_hanging(action)
    if action.every == rule.text and action.due_on == held:
        return
    if action.due_on is None:
        _refuse_cleared(action, held)
        day = recurrence.following(rule, work.today, work.today)
        edits.tell(deadlines.move(work, action, Meant(day), why=why))
    if action.every == rule.text:
        shown = (str(action.every_from), str(action.due_on))
        edits.put("every_from", action.due_on, f"every {rule.text} from", shown=shown)
    edits.put("every", rule.text, "every", shown=(action.every or "none", rule.text))
    action.every_from = action.due_on


def keep_anchor(action: Action, first: date | None) -> None:
    """Move the anchor of a series with a first deadline that was corrected, where it was that."""
    if action.every and action.every_from == first and action.first_due_on is not None:
        action.every_from = action.first_due_on


def make_next(work: Work, closed: Sequence[Action], *, is_dropped: bool = False) -> None:
    """Make the next of every series of which an action was closed, unless it is there already."""
    repeating = [each for each in closed if each.every]
    known = _successors(work, repeating) if repeating else {}
    shared = {link: links.of_many(work, link, repeating) for link in _SHARED} if repeating else {}
    for action in repeating:
        following = known.get(action.id)
        if following is not None:
            work.say(f"A{following}, which follows {action.ref}, is there already")
        else:
            held = {link: rows.get(action.id or 0, []) for link, rows in shared.items()}
            _make(work, action, held, is_dropped=is_dropped)


def tell_following(work: Work, actions: Sequence[Action]) -> None:
    """Say which actions that are open again are followed by the next of their series already."""
    repeating = [each for each in actions if each.every]
    known = _successors(work, repeating) if repeating else {}
    for action in repeating:
        if action.id in known:
            work.say(f"A{known[action.id]}, which follows {action.ref}, stays as it is")


def ending(work: Work, action: Action, target: Action) -> str:
    """Return the phrase that tells what a merge makes of a series; "" if there is none to end."""
    if not action.every or _successors(work, [action]):
        return ""
    end = f"; its series (every {action.every}) ends"
    if target.every:
        return f"{end}, {target.ref} keeps its own (every {target.every})"
    again = f"tracker update {target.ref} --every {shlex.quote(action.every)}"
    return f"{end}, to go on with it: {again}"


def _make(work: Work, action: Action, shared: Held, *, is_dropped: bool) -> None:
    scheduled = _scheduled(action)
    day = _day_after(action, scheduled)
    following = Action(
        **{field: getattr(action, field) for field in _SAME},
        created_on=work.today,
        status_on=work.today,
        created_at=work.now,
        updated_at=work.now,
    )
    deadlines.set_first(following, Meant(day))
    following.start_on = _start(action, scheduled, day)
    work.add(following)
    for link, numbers in shared.items():
        for number in numbers:
            work.add(link.table(**{link.record: following.id, link.other: number}))
    tie: Row = ActionLink(action_id=following.id or 0, kind="recurs-from", other_id=action.id or 0)
    work.add(tie)
    end = f"; to end the series: tracker update {following.ref} --every none" if is_dropped else ""
    work.say(
        f"{following.ref} {quoted(following.title)} follows {action.ref}, every {action.every}: "
        f"due {echo(day, today=work.today)}{end}"
    )


def _scheduled(action: Action) -> date:
    """Return the day of the series that an action stands for, wherever its deadline has moved.

    That is its first deadline; a series that began when the deadline had moved already begins on
    that day.
    """
    first, begun = action.first_due_on, action.every_from
    if first is None or begun is None:
        raise LookupError(f"{action.ref} repeats and has no day to be reckoned from")
    return begun if action.due_on == begun else max(first, begun)


def _day_after(action: Action, scheduled: date) -> date:
    rule = recurrence.parse(action.every or "")
    try:
        return recurrence.following(rule, action.every_from or scheduled, scheduled)
    except Unreadable:
        raise NotAllowed(
            f"{action.ref} repeats every {action.every}, and the next would lie beyond the "
            f"calendar. End the series first: tracker update {action.ref} --every none"
        ) from None


def _start(action: Action, scheduled: date, day: date) -> date | None:
    """Return the start that is as far from a deadline as that of the action before.

    That is the deadline of the series; where the start was moved beyond it, the present one.
    """
    if action.start_on is None:
        return None
    due = scheduled if action.start_on <= scheduled else action.due_on
    return None if due is None else day - (due - action.start_on)


def _successors(work: Work, actions: Sequence[Action]) -> dict[int | None, int]:
    """Return the living actions that follow these, by the id of the one before."""
    found: list[ActionLink] = work.find(
        select(ActionLink)
        .join(Action, col(Action.id) == col(ActionLink.action_id))
        .where(
            col(ActionLink.kind) == "recurs-from",
            among(col(ActionLink.other_id), [each.id or 0 for each in actions]),
            col(Action.archived_on).is_(None),
        )
    )
    return {each.other_id: each.action_id for each in found}


def _refuse_hanging(action: Action) -> None:
    if action.due_rule:
        called = action.ref if action.id else "The action"
        raise NotAllowed(
            f"{called} would be due {action.due_rule}, and what hangs on something does not "
            "repeat by itself. Give a day with: --due, or leave out --every (--every none)."
        )


def _refuse_closed(work: Work, action: Action, every: str) -> None:
    if action.status not in CLOSED_STATUSES:
        return
    following = _successors(work, [action]).get(action.id)
    remedy = (
        f"Its series goes on with A{following}: "
        f"tracker update A{following} --every {shlex.quote(every)}"
        if following
        else f"Reopen it with: tracker reopen {action.ref} --why TEXT"
    )
    raise NotAllowed(f"{action.ref} is {action.status}, and only open actions repeat. {remedy}")


def _refuse_cleared(action: Action, held: date | None) -> None:
    """Refuse a rule in the command that takes the deadline away, from which it would begin."""
    if held is not None:
        raise NotAllowed(
            f"{action.ref} repeats from its deadline, and cannot lose it in the same command. "
            "Give a day with: --due, or leave out one of the two."
        )
