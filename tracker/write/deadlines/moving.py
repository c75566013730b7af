"""One action's deadline set, moved, cleared or corrected by a person.

A move later, or clearing, needs a reason; a move earlier does not. The deadline set after a
clearing is compared with the one that was cleared.
"""

from datetime import date

from sqlmodel import col

from tracker import text
from tracker.errors import NeedsOption, NotAllowed
from tracker.words import CLOSED_STATUSES
from tracker.write.deadlines import rules
from tracker.write.deadlines.ledger import Ledger, Line
from tracker.write.deadlines.rules import Meant
from tracker.write.models import Action, DeadlineMove
from tracker.write.session import Work


def move(
    work: Work, action: Action, meant: Meant, *, why: str | None = None, correct: bool = False
) -> str | None:
    """Set, move or clear a deadline; return the phrase that tells it.

    Returns None if it is that already. Raises NeedsOption if the move needs a reason, NotAllowed
    if the action is closed.
    """
    if meant == rules.held(action):
        return None
    if action.status in CLOSED_STATUSES and not correct:
        raise NotAllowed(
            f"{action.ref} is {action.status}, and a closed action keeps its deadline. "
            f"Reopen it with: tracker reopen {action.ref} --why TEXT, or mend a typing error with: "
            "--correct --why TEXT"
        )
    ledger = Ledger(work, col(Action.id) == action.id)
    phrase = _moved(ledger, action, meant, why, today=work.today, correct=correct)
    ledger.write()
    return phrase


def _moved(
    ledger: Ledger,
    action: Action,
    meant: Meant,
    why: str | None,
    *,
    today: date,
    correct: bool,
) -> str:
    old, known = rules.held(action), ledger.known(action)
    if known is None:
        rules.set_first(action, meant)
        return f"due {_known(old)} -> {rules.in_full(meant, today=today)}"
    if meant.day == old.day:
        rules.put(action, meant)
        if meant.day is None:
            return f"due {_known(old)} -> {_known(meant)}"
        return f"due {meant.day} (now {_hangs(meant)}, not {_hangs(old)})"
    if correct:
        remark = mend(ledger, action, meant.day, _why_corrected(action, why))
        rules.put(action, meant)
        rule = f"{meant.rule}; " if meant.rule else ""
        return f"due {_known(old)} -> {rules.shown(meant)} ({rule}corrected, {remark})"
    if meant.day is None or meant.day > known:
        why = _reason(action, known, meant, why)
    else:
        why = text.long_text(why, "reason") if why and why.strip() else None
    ledger.lay(action, known, meant.day, why=why)
    rules.put(action, meant)
    return _told(ledger, action, old, known)


def mend(
    ledger: Ledger,
    action: Action,
    day: date | None,
    why: str,
    *,
    milestone_id: int | None = None,
) -> str:
    """Correct the ledger of a deadline where it was typed wrong; return the remark on the outcome.

    The deadline itself is the caller's to put.
    """
    old = action.due_on
    lines, live = ledger.lines(action), ledger.live(action)
    taken_back = lines[-1] if lines and lines[-1].corrected else None
    if taken_back and taken_back.to_day == day and taken_back.from_day == old:
        # A move that was taken back as wrong was right after all.
        ledger.lay_again(taken_back, day, why=why)
    elif live:
        _strike(ledger, live, day, why)
    else:
        ledger.lay(action, None, old, why=why, milestone_id=milestone_id, corrected=True)
        action.first_due_on = day
        return "and so is the first deadline"
    if day is None:
        return "and none is due"
    return slipped(day, action.first_due_on, ledger.live(action)) or "and no slip"


def slipped(new: date, first: date | None, live: list[Line]) -> str:
    """Return how often and how far a deadline has slipped; "" if it never has."""
    slips = sum(1 for each in live if each.from_day and each.to_day and each.to_day > each.from_day)
    if not slips or first is None:
        return ""
    if new > first:
        return f"slipped {slips}×, {_days((new - first).days)} later than first"
    before = "on" if new == first else f"{_days((first - new).days)} before"
    return f"moved later {slips}×; now {before} the first deadline"


def _strike(ledger: Ledger, live: list[Line], day: date | None, why: str) -> None:
    """Mark the last move as wrong and lay the one that was meant, if it moves anything."""
    wrong = live[-1]
    if not isinstance(wrong, DeadlineMove):
        raise TypeError("a line is corrected only once it is written")
    was_cleared = len(live) > 1 and live[-2].to_day is None
    before = None if was_cleared else wrong.from_day
    meant, wrong.why, wrong.corrected = wrong.why, why, True
    if day != before:
        ledger.lay_again(wrong, day, why=meant)


def _reason(action: Action, known: date, meant: Meant, why: str | None) -> str:
    if why is not None and why.strip():
        return text.long_text(why, "reason")
    if meant.day is None:
        what = "hanging it on what is undecided" if meant.rule else "clearing a deadline"
        need = f"{action.ref} is due {known}, and {what} needs a reason."
    elif action.due_on is None:
        need = (
            f"{action.ref} was due {known} before it was cleared, and {meant.day} is later: a slip."
        )
    else:
        need = f"{action.ref} is due {known}, and moving it to {meant.day} is a slip."
    raise NeedsOption(f"{need} Give the reason with: --why TEXT", option="--why")


def _why_corrected(action: Action, why: str | None) -> str:
    if why is None or not why.strip():
        raise NeedsOption(
            f"Correcting the deadline of {action.ref} needs a reason, which its ledger keeps. "
            "Give it with: --why TEXT",
            option="--why",
        )
    return text.long_text(why, "reason")


def _known(meant: Meant) -> str:
    return rules.undated(meant) if meant.day is None else str(meant.day)


def _hangs(meant: Meant) -> str:
    return meant.rule or "a day by itself"


def _told(ledger: Ledger, action: Action, old: Meant, known: date) -> str:
    new, first = action.due_on, action.first_due_on
    before = rules.shown(old) if old.day is not None else f"{rules.shown(old)} (was {known})"
    if new is None:
        return f"due {before} -> {_known(rules.held(action))}"
    remarks = [f"{_days((known - new).days)} earlier"] if new < known else []
    late = slipped(new, first, ledger.live(action))
    if late:
        remarks = [*remarks, late] if first and new > first else [late]
    if action.due_rule:
        remarks = [action.due_rule, *remarks]
    return f"due {before} -> {new}" + (f" ({'; '.join(remarks)})" if remarks else "")


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
