"""Moving actions through the workflow: start, block, done, verify, drop, reopen.

Which step may follow which is said in `words.STEPS` alone. A step sets the status, its day and
its reason (that of the step before goes), and may take along a note, evidence and the next step.
Days are those on which it happened: a step may be noted late, and even on a day before the action
was recorded, which its sentence then says; but nothing is verified before it was done, nor
reopened before it was closed.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tracker import text, words
from tracker.dates.wording import quoted
from tracker.errors import NeedsOption, NotAllowed
from tracker.write import deadlines
from tracker.write.models import Action
from tracker.write.session import Work
from tracker.write.workflow import dependencies, mending, names, notes, recurrence
from tracker.write.workflow.edits import Edits, listed, reason

DEFAULT_CLOSURE = "no-longer-relevant"
"""What a dropped action is closed as when nobody says."""


class _Taken(NamedTuple):
    """What was said along with a step."""

    on: date
    why: str | None
    note: str | None
    evidence: str | None
    next_step: str | None


def start(
    work: Work,
    refs: Sequence[str],
    *,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    why: str | None = None,
    next_step: str | None = None,
) -> list[Action]:
    """Begin actions, or go on with blocked ones; a later start day is brought forward."""
    taken = _taken(work, on, why, note, evidence, next_step)
    actions = _allowed(work, "start", refs)
    waiting = dependencies.still_open(work, actions)
    for action in actions:
        edits = _step(work, "start", action, taken)
        _tell_waiting(edits, waiting)
        if action.start_on is not None and action.start_on > taken.on:
            shown = (str(action.start_on), str(taken.on))
            edits.put("start_on", taken.on, "start", shown=shown)
        edits.finish()
    return actions


def block(
    work: Work,
    refs: Sequence[str],
    *,
    why: str | None,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    next_step: str | None = None,
) -> list[Action]:
    """Mark actions as blocked, with what blocks them."""
    actions = _allowed(work, "block", refs)
    why = reason(why, f"{_all(actions)} can be blocked only with what blocks it.")
    taken = _taken(work, on, why, note, evidence, next_step)
    for action in actions:
        _step(work, "block", action, taken).finish()
    return actions


def done(
    work: Work,
    refs: Sequence[str],
    *,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    why: str | None = None,
    next_step: str | None = None,
    correct: bool = False,
    who: str | None = None,
) -> list[Action]:
    """Mark actions as implemented: their owner says so, with evidence or a note.

    Evidence that was noted before counts. `correct` mends the day, the evidence, the note, and
    with `who` the name of the one who claimed it.
    """
    if correct:
        mended = mending.Mended(on, note, evidence, why, who)
        return mending.mend_done(work, refs, mended)
    taken = _taken(work, on, why, note, evidence, next_step)
    actions = _allowed(work, "done", refs)
    waiting = dependencies.still_open(work, actions, besides=actions)
    for action in actions:
        if not (note or evidence or notes.has_evidence(work, action)):
            raise NeedsOption(
                f"{action.ref} is implemented once there is evidence or a note of it. "
                "Give one with: --evidence URL or --note TEXT",
                option="--note",
            )
        action.done_on = taken.on
        action.claimed_by = work.by
        edits = _step(work, "done", action, taken)
        _tell_waiting(edits, waiting)
        edits.finish()
    dependencies.tell_freed(work, actions)
    recurrence.make_next(work, actions)
    return actions


def verify(
    work: Work,
    refs: Sequence[str],
    *,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    why: str | None = None,
    next_step: str | None = None,
    correct: bool = False,
    who: str | None = None,
) -> list[Action]:
    """Mark implemented actions as verified: somebody checked. `correct` is as for `done`.

    A note taken along is not the owner's word: its source is `document` where there is evidence,
    given now or before, else `assumed`.
    """
    if correct:
        mended = mending.Mended(on, note, evidence, why, who)
        return mending.mend_verified(work, refs, mended)
    taken = _taken(work, on, why, note, evidence, next_step)
    actions = _allowed(work, "verify", refs)
    for action in actions:
        _not_before(action, taken.on, action.done_on, "verified", "implemented")
        action.verified_on = taken.on
        action.verified_by = work.by
        _step(work, "verify", action, taken).finish()
    return actions


def drop(
    work: Work,
    refs: Sequence[str],
    *,
    why: str | None,
    closure: str | None = None,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    next_step: str | None = None,
) -> list[Action]:
    """Give actions up, with the reason; without a closure as no-longer-relevant."""
    kind = listed(closure, words.CLOSURES, "closure") if closure else DEFAULT_CLOSURE
    actions = _allowed(work, "drop", refs)
    if kind in words.CLOSURES_OUTSIDE_RATES:
        verb = {"merged": "merge {} --into REF", "split": 'split {} "First part" "Second part"'}[
            kind
        ]
        raise NotAllowed(
            f"An action is closed as {kind} by the command that says where its work goes on: "
            f"tracker {verb.format(_all(actions))}"
        )
    why = reason(why, f"{_all(actions)} can be dropped only with the reason.")
    taken = _taken(work, on, why, note, evidence, next_step)
    for action in actions:
        action.closure = kind
        _step(work, "drop", action, taken).finish()
    dependencies.tell_freed(work, actions)
    recurrence.make_next(work, actions, is_dropped=True)
    return actions


def reopen(
    work: Work,
    refs: Sequence[str],
    *,
    why: str | None,
    on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    next_step: str | None = None,
) -> list[Action]:
    """Take closed actions up again; what closed them is cleared, and stays in the journal."""
    actions = _allowed(work, "reopen", refs)
    why = reason(why, f"{_all(actions)} can be reopened only with the reason.")
    taken = _taken(work, on, why, note, evidence, next_step)
    for action in actions:
        _not_before(action, taken.on, action.status_on, "reopened", action.status)
        action.closure = action.done_on = action.claimed_by = None
        action.verified_on = action.verified_by = None
        _step(work, "reopen", action, taken).finish()
    recurrence.tell_following(work, actions)
    catch_up(work, actions)
    return actions


def catch_up(work: Work, actions: Sequence[Action]) -> None:
    """Let deadlines of actions that are open again follow what moved while they were closed."""
    back = {("action", each.id or 0) for each in actions}
    for line in deadlines.catch_up(work, back, why="It follows what it hangs on again"):
        work.say(line)


def refuse_unless_allowed(action: Action, verb: str) -> None:
    """Raise NotAllowed, saying the rule and what is allowed, unless the verb may follow."""
    if verb in words.STEPS[action.status]:
        return
    leads_to = {step[verb] for step in words.STEPS.values() if verb in step}
    passed = action.status in leads_to or (verb, action.status) == ("done", "verified")
    already = "already " if passed else ""
    state = f"{action.ref} is {already}{action.status} ({action.status_on})."
    if action.status in words.CLOSED_STATUSES:
        remedy = f"Reopen it with: tracker reopen {action.ref} --why TEXT"
        if verb == "done" and passed:
            more = f"Add evidence with: tracker note {action.ref} TEXT --evidence URL"
            remedy = f"{more}, or reopen{remedy.removeprefix('Reopen')}"
    elif verb == "verify":
        remedy = (
            f"Only what is implemented is verified. "
            f"Mark it so with: tracker done {action.ref} --evidence URL"
        )
    elif verb == "reopen":
        remedy = f"Only closed actions are reopened. It allows {words.allowed_from(action.status)}."
    else:
        remedy = f"It allows {words.allowed_from(action.status)}."
    raise NotAllowed(f"{state} {remedy}")


def _allowed(work: Work, verb: str, refs: Sequence[str]) -> list[Action]:
    actions = names.actions(work, refs)
    for action in actions:
        refuse_unless_allowed(action, verb)
    return actions


def _all(actions: Sequence[Action]) -> str:
    return " ".join(each.ref for each in actions)


def _taken(  # noqa: PLR0917 - the options in the order of the verbs
    work: Work,
    on: date | None,
    why: str | None,
    note: str | None,
    evidence: str | None,
    next_step: str | None,
) -> _Taken:
    why = text.long_text(why, "reason") if why else None
    return _Taken(on or work.today, why, note, evidence, next_step)


def _step(work: Work, verb: str, action: Action, taken: _Taken) -> Edits[Action]:
    """Move an action on; return the edits, which already tell it."""
    old = action.status
    action.status = words.STEPS[old][verb]
    action.status_on = taken.on
    action.reason = taken.why
    remarks = [str(taken.on), *([action.closure] if action.closure else [])]
    if taken.on < action.created_on:
        remarks.append(f"before it was recorded on {action.created_on}")
    if verb == "verify" and action.verified_by == action.claimed_by:
        remarks.append(f"self-verified: claimed and verified by {action.verified_by}")
    edits = Edits(work, action)
    edits.tell(f"{old} -> {action.status} ({', '.join(remarks)})")
    edits.tell(f"why: {quoted(taken.why)}" if taken.why else None)
    edits.line("next_step", taken.next_step, "next")
    if taken.note or taken.evidence:
        line = taken.note or action.status.capitalize()
        source = notes.source(work, action, verb, taken.evidence)
        note = notes.write(work, action, line, source=source, evidence=taken.evidence, on=taken.on)
        edits.tell(f"evidence {quoted(note.evidence)}" if note.evidence else None)
        edits.tell(f"note {note.ref} {quoted(note.text)}" if taken.note else None)
    return edits


def _tell_waiting(edits: Edits[Action], waiting: dict[int, str]) -> None:
    """Say what an action still waits for, where its step goes ahead all the same."""
    still = waiting.get(edits.record.id or 0)
    edits.tell(f"though it waits for {still}" if still else None)


def _not_before(action: Action, on: date, earliest: date | None, verb: str, status: str) -> None:
    if earliest is not None and on < earliest:
        raise NotAllowed(
            f"{action.ref} is {status} since {earliest}, and cannot be {verb} before, on {on}. "
            f"Give a day from {earliest} on with: --on"
        )
