"""Setting and moving deadlines, and the ledger that remembers every move.

A first deadline makes no line. A move later, or clearing, needs a reason; a move earlier does
not. The deadline set after a clearing is compared with the one that was cleared. A correction
mends what was typed wrong: the move that typed it, or the first deadline itself where nothing has
moved it; its own line is marked `corrected` and is no slip.
"""

from datetime import date

from sqlmodel import col, select

from tracker import text
from tracker.dates import echo
from tracker.errors import NeedsOption, NotAllowed
from tracker.words import CLOSED_STATUSES
from tracker.write.models import Action, DeadlineMove
from tracker.write.session import Work


def set_first(action: Action, day: date | None) -> None:
    """Give a new action its deadline, which is its first."""
    action.due_on = day
    action.first_due_on = day


def move(
    work: Work, action: Action, day: date | None, *, why: str | None = None, correct: bool = False
) -> str | None:
    """Set, move or clear (`day` None) a deadline; return the phrase that tells it.

    Returns None if the deadline is that day already. Raises NeedsOption if the move needs a
    reason, NotAllowed if the action is closed.
    """
    live = _live(work, action)
    known = _last_known(action, live)
    if known is None:
        set_first(action, day)
        _let_go(action)
        return f"due none -> {echo(day, today=work.today)}" if day else None
    if correct:
        return _correct(work, action, day, why)
    if day == action.due_on:
        return None
    if action.status in CLOSED_STATUSES:
        raise NotAllowed(
            f"{action.ref} is {action.status}, and a closed action keeps its deadline. "
            f"Reopen it with: tracker reopen {action.ref} --why …, or mend a typing error with: "
            "--correct --why …"
        )
    if day is None or day > known:
        why = _reason(action, known, day, why)
    else:
        why = text.long_text(why, "reason") if why and why.strip() else None
    old = action.due_on
    _write(work, action, known, day, why=why)
    action.due_on = day
    _let_go(action)
    return _told(old, known, day, first=action.first_due_on, live=_live(work, action))


def copy_ledger(work: Work, action: Action, part: Action) -> None:
    """Give a part the ledger of the action that it is split from, line for line."""
    for each in _lines(work, action):
        work.add(
            DeadlineMove(
                action_id=part.id or 0,
                moved_on=each.moved_on,
                from_day=each.from_day,
                to_day=each.to_day,
                why=each.why,
                by=each.by,
                milestone_id=each.milestone_id,
                corrected=each.corrected,
            )
        )


def _lines(work: Work, action: Action) -> list[DeadlineMove]:
    own = col(DeadlineMove.action_id) == action.id
    lines: list[DeadlineMove] = work.find(
        select(DeadlineMove).where(own).order_by(col(DeadlineMove.id))
    )
    return lines


def _live(work: Work, action: Action) -> list[DeadlineMove]:
    return [each for each in _lines(work, action) if not each.corrected]


def _last_known(action: Action, live: list[DeadlineMove]) -> date | None:
    """Return the deadline, or the one that was cleared; None if there has never been one."""
    if action.due_on is not None or action.first_due_on is None:
        return action.due_on
    return live[-1].from_day if live else None


def _let_go(action: Action) -> None:
    """Untie a deadline from the milestone or conversation that it hung on."""
    action.due_rule = None
    action.due_offset = None
    action.due_milestone_id = None
    action.due_conversation_id = None


def _reason(action: Action, known: date, day: date | None, why: str | None) -> str:
    if why is not None and why.strip():
        return text.long_text(why, "reason")
    if day is None:
        need = f"{action.ref} is due {known}, and clearing a deadline needs a reason."
    elif action.due_on is None:
        need = f"{action.ref} was due {known} before it was cleared, and {day} is later: a slip."
    else:
        need = f"{action.ref} is due {known}, and moving it to {day} is a slip."
    raise NeedsOption(f"{need} Give the reason with: --why TEXT", option="--why")


def _write(
    work: Work,
    action: Action,
    old: date | None,
    new: date | None,
    *,
    why: str | None,
    corrected: bool = False,
) -> None:
    work.add(
        DeadlineMove(
            action_id=action.id or 0,
            moved_on=work.today,
            from_day=old,
            to_day=new,
            why=why,
            by=work.by,
            corrected=corrected,
        )
    )


def _told(
    old: date | None,
    known: date,
    new: date | None,
    *,
    first: date | None,
    live: list[DeadlineMove],
) -> str:
    shown = str(old) if old is not None else f"none (was {known})"
    if new is None:
        return f"due {shown} -> none"
    slips = sum(1 for each in live if each.from_day and each.to_day and each.to_day > each.from_day)
    remarks = [f"{_days((known - new).days)} earlier"] if new < known else []
    if slips and first is not None and new > first:
        remarks.append(f"slipped {slips}×, {_days((new - first).days)} later than first")
    elif slips and first is not None:
        before = "on" if new == first else f"{_days((first - new).days)} before"
        remarks = [f"moved later {slips}×; now {before} the first deadline"]
    return f"due {shown} -> {new}" + (f" ({'; '.join(remarks)})" if remarks else "")


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _correct(work: Work, action: Action, day: date | None, why: str | None) -> str | None:
    """Mend a deadline that was typed wrong, where it was typed wrong."""
    if why is None or not why.strip():
        raise NeedsOption(
            f"Correcting the deadline of {action.ref} needs a reason, which its ledger keeps. "
            "Give it with: --why TEXT",
            option="--why",
        )
    why = text.long_text(why, "reason")
    live = _live(work, action)
    old = action.due_on
    if day == old:
        if not live:
            return None
        mended = live.pop()  # that move was a correction, only it was not said to be one
        mended.corrected = True
        mended.why = mended.why or why
    else:
        _write(work, action, old, day, why=why, corrected=True)
    if live:
        live[-1].to_day = day
    else:
        action.first_due_on = day
    action.due_on = day
    _let_go(action)
    which = "and no slip" if live else "and so is the first deadline"
    return f"due {old or 'none'} -> {day or 'none'} (corrected, {which})"
