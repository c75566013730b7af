"""Milestones: the dates outside our control that deadlines hang on, and what follows them."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlmodel import col, or_, select

from tracker import text, words
from tracker.dates import echo
from tracker.dates import read as read_date
from tracker.dates.anchors import anchored, is_slug
from tracker.dates.wording import quoted
from tracker.errors import Conflict, NotAllowed, Unreadable
from tracker.write import deadlines
from tracker.write.models import Action, Milestone
from tracker.write.session import Work
from tracker.write.workflow import names, steps
from tracker.write.workflow.edits import Edits, given_line, listed, reason

Day = date | Literal["undecided"] | None
"""The day of a milestone, the word for one that nobody knows yet, or None if nothing was said."""

_OVERTAKEN = "overtaken-by-events"


def add(
    work: Work,
    slug: str,
    *,
    on: Day = None,
    title: str | None = None,
    kind: str | None = None,
    basis: str | None = None,
) -> Milestone:
    """Add a milestone; without a day it is undecided. Conflict if there is one of that slug."""
    milestone = Milestone(
        slug=_slug(work, slug),
        title=given_line(title, "title"),
        kind=listed(kind, words.MILESTONE_KINDS, "kind of milestone") if kind else "other",
        due_on=on if isinstance(on, date) else None,
        basis=given_line(basis, "basis"),
    )
    names.check_free(work, milestone, milestone.slug, "slug")
    work.add(milestone)
    told = [milestone.kind, _day(work, milestone.due_on)]
    told += [quoted(milestone.title)] if milestone.title else []
    told += [f"basis {quoted(milestone.basis)}"] if milestone.basis else []
    work.say(f"{names.called(milestone)} added: {', '.join(told)}")
    return milestone


def update(
    work: Work,
    ref: str,
    *,
    slug: str | None = None,
    title: str | None = None,
    kind: str | None = None,
    basis: str | None = None,
    on: Day = None,
    why: str | None = None,
    reopen: bool = False,
    correct: bool = False,
) -> Milestone:
    """Change what a milestone holds; a new day is a move, as in `move`. "none" clears texts.

    With `reopen` a closed one is open again, and the deadlines that hang on it follow it.
    """
    milestone = names.milestone(work, ref)
    edits = Edits(work, milestone)
    if slug is not None:
        _rename(edits, slug)
    edits.line("title", title, "title")
    edits.word("kind", kind, "kind", words.MILESTONE_KINDS)
    edits.line("basis", basis, "basis")
    if reopen and milestone.closed_on is not None:
        edits.put("closed_on", None, "closed", shown=(str(milestone.closed_on), "no longer"))
        milestone.closed_why = None
    is_moved = on is not None and (on if isinstance(on, date) else None) != milestone.due_on
    if edits.phrases or not is_moved:
        edits.finish()
    if is_moved:
        return move(work, milestone.ref, on=on, why=why, correct=correct)
    return milestone


def move(
    work: Work,
    ref: str,
    *,
    on: Day,
    why: str | None = None,
    basis: str | None = None,
    correct: bool = False,
) -> Milestone:
    """Move a milestone, and with it every open deadline that hangs on it, for that reason.

    A day that was decided needs a reason to change; the first one does not. With `correct` a day
    that was typed wrong is mended, and so are the deadlines: no slip. Raises NotAllowed for a
    closed one, NeedsOption without a reason where one is needed.
    """
    milestone = names.milestone(work, ref)
    _refuse_closed(milestone)
    new = on if isinstance(on, date) else None
    old = milestone.due_on
    if (old is not None and old != new) or correct:
        why = reason(
            why, f"{milestone.slug} is on {old or 'no day yet'}, and a move needs a reason."
        )
    why = text.long_text(why, "reason") if why else None
    edits = Edits(work, milestone)
    shown = (_short(old), f"{_short(new)}{_distance(old, new)}{' (corrected)' if correct else ''}")
    edits.put("due_on", new, "on", shown=shown)
    edits.line("basis", basis, "basis")
    if old == new:
        edits.finish()
        return milestone
    lines = deadlines.follow(
        work, col(Action.due_milestone_id) == milestone.id, why=why, correct=correct
    )
    edits.tell(_how_many(lines))
    edits.finish()
    for line in lines:
        work.say(line)
    return milestone


def close(work: Work, ref: str, *, why: str | None, drop: bool = False) -> Milestone:
    """Close a milestone that has passed or will not come, and list what is still open on it.

    Nothing is dropped unless `drop` asks for it; then each is, as overtaken-by-events.
    """
    milestone = names.milestone(work, ref)
    left = _open_on(work, milestone)
    if milestone.closed_on is not None and not (drop and left):
        raise Conflict(
            f"{milestone.slug} is closed already ({milestone.closed_on}: "
            f"{quoted(milestone.closed_why or '')}). "
            f"Open it again with: tracker milestone update {milestone.slug} --reopen"
        )
    why = reason(why, f"{milestone.slug} is closed only with the reason.")
    if milestone.closed_on is None:
        milestone.closed_on = work.today
        milestone.closed_why = why
        work.note_change(milestone)
        still = f"; {_counted(left, 'action')} still open on it" if left else ""
        work.say(f"{names.called(milestone)} closed ({work.today}): {quoted(why)}{still}")
    if drop and left:
        refs = [each.ref for each in left]
        steps.drop(work, refs, why=f"{milestone.slug} closed: {why}", closure=_OVERTAKEN)
    elif left:
        _propose(work, left)
    return milestone


def _propose(work: Work, left: Sequence[Action]) -> None:
    for each in left:
        due = f", due {each.due_on}" if each.due_on else ""
        rule = f" ({each.due_rule})" if each.due_rule else ""
        work.say(f"{each.ref} {quoted(each.title)}, {each.status}{due}{rule}")
    refs = " ".join(each.ref for each in left)
    work.say(f"Proposed: tracker drop {refs} --as {_OVERTAKEN} --why TEXT")


def _open_on(work: Work, milestone: Milestone) -> list[Action]:
    """Return the open actions that hang on a milestone or serve it, by deadline."""
    found: list[Action] = work.find(
        select(Action)
        .where(
            or_(
                col(Action.due_milestone_id) == milestone.id,
                col(Action.milestone_id) == milestone.id,
            ),
            col(Action.archived_on).is_(None),
            col(Action.status).in_(words.OPEN_STATUSES),
        )
        .order_by(col(Action.due_on).is_(None), col(Action.due_on), col(Action.id))
    )
    return found


def _rename(edits: Edits[Milestone], typed: str) -> None:
    """Give a milestone another slug, also in the rules of all that hangs on it."""
    work, milestone, old = edits.work, edits.record, edits.record.slug
    slug = _slug(work, typed)
    names.check_free(work, milestone, slug, "slug")
    edits.put("slug", slug, "slug", shown=(old, slug))
    hung: list[Action] = work.find(
        select(Action).where(col(Action.due_milestone_id) == milestone.id)
    )
    for each in hung:
        rule = anchored(each.due_rule or "")
        if rule is not None and slug != old:
            each.due_rule = rule.named(slug)
            work.touch(each)


def _slug(work: Work, typed: str) -> str:
    """Return a slug that rules can name and nothing else is; Unreadable for another text."""
    slug = text.name(typed, "slug")
    if not is_slug(slug):
        raise Unreadable(
            f"{quoted(slug)} cannot be a slug. Write one word, or two with a colon between them, "
            "such as MINUSTAH:expiry."
        )
    is_date = True
    try:
        read_date(slug, today=work.today)
    except Unreadable:
        is_date = False
    if is_date or slug.casefold().startswith(("theme:", "series:")):
        raise Unreadable(
            f"{quoted(slug)} cannot be a slug, as it means something else already. "
            "Write another one, such as MINUSTAH:expiry."
        )
    return slug


def _refuse_closed(milestone: Milestone) -> None:
    if milestone.closed_on is not None:
        raise NotAllowed(
            f"{milestone.slug} is closed ({milestone.closed_on}) and does not move. "
            f"Open it again with: tracker milestone update {milestone.slug} --reopen"
        )


def _day(work: Work, day: date | None) -> str:
    return f"on {echo(day, today=work.today)}" if day else "undecided"


def _short(day: date | None) -> str:
    return str(day) if day else "undecided"


def _distance(old: date | None, new: date | None) -> str:
    if old is None or new is None:
        return ""
    days = (new - old).days
    return f" ({days:+d} day{'' if abs(days) == 1 else 's'})"


def _how_many(lines: Sequence[str]) -> str | None:
    return f"and with it {_counted(lines, 'deadline')}" if lines else None


def _counted(found: Sequence[object], one: str) -> str:
    return f"{len(found)} {one if len(found) == 1 else f'{one}s'}"
