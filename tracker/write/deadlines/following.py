"""Deadlines that hang on a milestone or a conversation follow it, all of them in one command.

Whatever hangs there, the tables are asked once each: for the actions, their ledgers, and what they
hang on. Closed and archived actions keep the deadline that they had; brought back, they catch up.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select

from tracker.dates import shifted
from tracker.errors import NeedsOption, NotAllowed, Unreadable
from tracker.words import OPEN_STATUSES
from tracker.write.deadlines import moving, rules
from tracker.write.deadlines.ledger import Ledger
from tracker.write.models import Action, Conversation, Milestone
from tracker.write.session import Work, among


def follow(
    work: Work, which: ColumnElement[bool], *, why: str | None, correct: bool = False
) -> list[str]:
    """Give the open actions that a condition picks the day that their rule means today.

    Returns a line for each that moved, in order of the deadline before: `A12 2017-09-15 ->
    2018-03-16 (+182 days)`. A move is kept in the ledger with the reason, and with the milestone
    as its cause; with `correct` it mends what was typed wrong. Raises NeedsOption if a deadline
    would move later, or be cleared, without a reason.
    """
    hung = and_(
        which,
        col(Action.due_rule).is_not(None),
        col(Action.archived_on).is_(None),
        col(Action.status).in_(OPEN_STATUSES),
    )
    order = (col(Action.due_on).is_(None), col(Action.due_on), col(Action.id))
    actions: list[Action] = work.find(select(Action).where(hung).order_by(*order))
    if not actions:
        return []
    days = _days_of(work, hung)
    meant: dict[Rule, date | None] = {}  # many actions have few rules
    ledger = Ledger(work, hung)
    lines = []
    for action in actions:
        rule = action.due_milestone_id, action.due_conversation_id, action.due_offset
        if rule not in meant:
            meant[rule] = _meant(action, days)
        day = meant[rule]
        if day != action.due_on:
            lines.append(_follow(ledger, action, day, why, correct=correct))
            work.touch(action)
    ledger.write()
    return lines


def catch_up(work: Work, records: Collection[tuple[str, int]], *, why: str) -> list[str]:
    """Let deadlines follow again after records, by table and id, came back to an earlier state.

    These may be the actions themselves, or what deadlines hang on. The rest is as for `follow`.
    """
    hung = [
        among(column, ids)
        for table, column in (
            ("action", col(Action.id)),
            ("milestone", col(Action.due_milestone_id)),
            ("conversation", col(Action.due_conversation_id)),
        )
        if (ids := {row for entity, row in records if entity == table})
    ]
    return follow(work, or_(*hung), why=why) if hung else []


Rule = tuple[int | None, int | None, str | None]
Targets = dict[tuple[str, int | None], date | None]


def _days_of(work: Work, hung: ColumnElement[bool]) -> Targets:
    """Return the days of what the actions hang on; NotAllowed if some of it is archived."""
    milestones: list[Milestone] = work.find(
        select(Milestone).where(
            col(Milestone.id).in_(select(col(Action.due_milestone_id)).where(hung))
        )
    )
    meetings: list[Conversation] = work.find(
        select(Conversation).where(
            col(Conversation.id).in_(select(col(Action.due_conversation_id)).where(hung))
        )
    )
    for target in (*milestones, *meetings):
        if target.archived_on is not None:
            name = target.slug if isinstance(target, Milestone) else target.ref
            raise NotAllowed(
                f"A deadline hangs on {name}, which is archived ({target.archived_on}). "
                f"Bring that back first: tracker unarchive {name}"
            )
    days: Targets = {("milestone", each.id): each.due_on for each in milestones}
    return days | {("conversation", each.id): each.held_on for each in meetings}


def _meant(action: Action, days: Targets) -> date | None:
    key = (
        ("milestone", action.due_milestone_id)
        if action.due_milestone_id is not None
        else ("conversation", action.due_conversation_id)
    )
    target = days[key]
    if target is None:
        return None
    try:
        return shifted(target, action.due_offset or "")
    except Unreadable:
        raise Unreadable(
            f"The deadline of {action.ref}, {action.due_rule}, would lie beyond the calendar. "
            "Name another day."
        ) from None


def _follow(
    ledger: Ledger, action: Action, day: date | None, why: str | None, *, correct: bool
) -> str:
    old, known = action.due_on, ledger.known(action)
    cause = action.due_milestone_id
    before = str(old) if old is not None else rules.NO_DATE_YET
    if known is None:
        action.first_due_on = day
    elif correct:
        moving.mend(ledger, action, day, why or "", milestone_id=cause)
    else:
        if not why and (day is None or day > known):
            raise NeedsOption(
                f"{action.ref} is due {known}, and would be due {day or 'on no day yet'}: a slip "
                "needs a reason. Give it with: --why TEXT",
                option="--why",
            )
        ledger.lay(action, known, day, why=why, milestone_id=cause)
    action.due_on = day
    line = f"{action.ref} {before} -> {day or rules.NO_DATE_YET}{_distance(old, known, day)}"
    if day and action.start_on and action.start_on > day:
        line += f"; it would start only on {action.start_on}"
    return line


def _distance(old: date | None, known: date | None, day: date | None) -> str:
    """Return how far a deadline moved, from the one that was cleared if there is none."""
    if day is None:
        return ""
    if known is None:
        return " (its first deadline)"
    days = f"{(day - known).days:+d} day{'' if abs((day - known).days) == 1 else 's'}"
    return f" ({days})" if old is not None else f" ({days} on {known})"
