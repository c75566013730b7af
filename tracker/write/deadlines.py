"""Setting and moving deadlines, and the ledger that remembers every move.

A first deadline makes no line. A move later, or clearing, needs a reason; a move earlier does
not. The deadline set after a clearing is compared with the one that was cleared. A correction
mends what was typed wrong: the line of the last move, or the first deadline where nothing has
moved it. The wrong line stays, marked `corrected`, with the reason for correcting; the move that
was meant follows it, on the day and with the reason of the wrong one. So the lines that are not
corrected follow on each other, and those that are count nowhere.
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
    if action.status in CLOSED_STATUSES and not correct and day != action.due_on:
        raise NotAllowed(
            f"{action.ref} is {action.status}, and a closed action keeps its deadline. "
            f"Reopen it with: tracker reopen {action.ref} --why TEXT, or mend a typing error with: "
            "--correct --why TEXT"
        )
    if known is None:
        set_first(action, day)
        _let_go(action)
        return f"due none -> {echo(day, today=work.today)}" if day else None
    if correct:
        return _correct(work, action, day, why)
    if day == action.due_on:
        return None
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
        _copy(work, each, action_id=part.id or 0)


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


def _copy(work: Work, line: DeadlineMove, **changed: object) -> None:
    """Lay a line again, with what is said to differ."""
    values = line.model_dump(exclude={"id"})
    values.update(changed)
    work.add(DeadlineMove(**values))


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
    remarks = [f"{_days((known - new).days)} earlier"] if new < known else []
    slipped = _slipped(new, first, live)
    if slipped:
        remarks = [*remarks, slipped] if first and new > first else [slipped]
    return f"due {shown} -> {new}" + (f" ({'; '.join(remarks)})" if remarks else "")


def _slipped(new: date, first: date | None, live: list[DeadlineMove]) -> str:
    """Return how often and how far a deadline has slipped; "" if it never has."""
    slips = sum(1 for each in live if each.from_day and each.to_day and each.to_day > each.from_day)
    if not slips or first is None:
        return ""
    if new > first:
        return f"slipped {slips}×, {_days((new - first).days)} later than first"
    before = "on" if new == first else f"{_days((first - new).days)} before"
    return f"moved later {slips}×; now {before} the first deadline"


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
    old = action.due_on
    if day == old:
        return None
    why = text.long_text(why, "reason")
    lines = _lines(work, action)
    live = [each for each in lines if not each.corrected]
    taken_back = lines[-1] if lines and lines[-1] not in live else None
    if taken_back and taken_back.to_day == day and taken_back.from_day == old:
        remark = _reinstate(work, action, taken_back, why)
    elif live:
        remark = _mend(work, action, live, day, why)
    else:
        _write(work, action, None, old, why=why, corrected=True)
        action.first_due_on = day
        remark = "and so is the first deadline"
    action.due_on = day
    _let_go(action)
    return f"due {old or 'none'} -> {day or 'none'} (corrected, {remark})"


def _mend(work: Work, action: Action, live: list[DeadlineMove], day: date | None, why: str) -> str:
    """Mark the last move as wrong and lay the one that was meant, if it moves anything."""
    wrong = live[-1]
    was_cleared = len(live) > 1 and live[-2].to_day is None
    before = None if was_cleared else wrong.from_day
    meant, wrong.why, wrong.corrected = wrong.why, why, True
    if day != before:
        _copy(work, wrong, to_day=day, why=meant, corrected=False)
    return _outcome(work, action, day)


def _reinstate(work: Work, action: Action, taken_back: DeadlineMove, why: str) -> str:
    """Lay a move again that was taken back as wrong, and was right after all."""
    _copy(work, taken_back, why=why, corrected=False)
    return _outcome(work, action, taken_back.to_day)


def _outcome(work: Work, action: Action, day: date | None) -> str:
    if day is None:
        return "and none is due"
    return _slipped(day, action.first_due_on, _live(work, action)) or "and no slip"
