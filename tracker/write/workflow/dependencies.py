"""What waits for what: said when a step is taken; nothing is forbidden by it.

Each question is asked once, for all actions of a command.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from tracker.words import CLOSED_STATUSES, OPEN_STATUSES
from tracker.write.models import Action, ActionDependency, Main
from tracker.write.session import Work, among


def still_open(
    work: Work, actions: Sequence[Action], *, besides: Sequence[Action] = ()
) -> dict[int, str]:
    """Return the open actions that each of these waits for, as text: `A4, A5`.

    Those `besides` are left out: they are closed by the same command.
    """
    apart = {each.id or 0 for each in besides}
    return _awaited(work, [each.id or 0 for each in actions], apart=apart)


def tell_freed(work: Work, closed: Sequence[Action]) -> None:
    """Say which open actions wait for nothing any more, now that these are closed."""
    ids = [each.id or 0 for each in closed]
    waiting: list[int] = work.find(
        select(ActionDependency.action_id)
        .join(Action, col(Action.id) == col(ActionDependency.action_id))
        .where(
            among(col(ActionDependency.after_id), ids),
            col(Action.status).in_(OPEN_STATUSES),
            col(Action.archived_on).is_(None),
        )
        .distinct()
        .order_by(col(ActionDependency.action_id))
    )
    held = _awaited(work, waiting) if waiting else {}
    free = [f"A{each}" for each in waiting if each not in held]
    if free:
        verb = "waits" if len(free) == 1 else "wait"
        work.say(f"{', '.join(free)} {verb} for nothing any more")


def tell_closed(work: Work, actions: Sequence[Action], after: Sequence[Main]) -> None:
    """Say of actions, now tied to others, that they need not wait for those that are closed."""
    closed = [each for each in after if isinstance(each, Action) and each.status in CLOSED_STATUSES]
    if not closed:
        return
    held = still_open(work, actions)
    is_closed = " and ".join(f"{each.ref} is {each.status}" for each in closed)
    for action in actions:
        if action.status in OPEN_STATUSES:
            still = held.get(action.id or 0)
            waits = f"waits for {still} alone" if still else "waits for nothing"
            work.say(f"{action.ref} {waits}: {is_closed}")


def tell_too_early(work: Work, actions: Sequence[Action]) -> None:
    """Say where one of these is due too early: before what it waits for, or that before it."""
    before = aliased(Action)
    ids = [each.id or 0 for each in actions]
    found = work.session.execute(
        select(Action, before)
        .join(ActionDependency, col(ActionDependency.action_id) == col(Action.id))
        .join(before, col(before.id) == col(ActionDependency.after_id))
        .where(
            or_(
                among(col(ActionDependency.action_id), ids),
                among(col(ActionDependency.after_id), ids),
            ),
            col(before.due_on) > col(Action.due_on),
            col(Action.status).in_(OPEN_STATUSES),
            col(Action.archived_on).is_(None),
            col(before.status).in_(OPEN_STATUSES),
            col(before.archived_on).is_(None),
        )
        .order_by(col(Action.id), col(before.id))
    )
    for action, first in found:
        work.say(
            f"{action.ref} is due {action.due_on}, before {first.ref} that it waits for "
            f"({first.due_on})"
        )


def _awaited(work: Work, ids: Sequence[int], *, apart: Collection[int] = ()) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    for waiting, first in work.session.execute(
        select(ActionDependency.action_id, Action.id)
        .join(Action, col(Action.id) == col(ActionDependency.after_id))
        .where(
            among(col(ActionDependency.action_id), ids),
            col(Action.status).in_(OPEN_STATUSES),
            col(Action.archived_on).is_(None),
        )
        .order_by(col(Action.id))
    ):
        if first not in apart:
            found[waiting].append(f"A{first}")
    return {number: ", ".join(refs) for number, refs in found.items()}
