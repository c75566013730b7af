"""Adding actions and changing what they hold; their status moves in `steps`."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from tracker import specificity, text, words
from tracker.dates import echo
from tracker.dates.wording import quoted
from tracker.errors import NotAllowed
from tracker.write import deadlines
from tracker.write.deadlines import CLEARED, Meant
from tracker.write.models import Action, Conversation, Main, Milestone, Party
from tracker.write.session import Work
from tracker.write.workflow import anchoring, dependencies, links, names, recurrence
from tracker.write.workflow.anchoring import Due
from tracker.write.workflow.edits import Edits, given_line, given_long, listed, reason

Day = date | Literal["none"] | None
"""A day that was said, "none" to clear it, or None if nothing was said."""

Typed = Sequence[str]


class _Linked(NamedTuple):
    """The records that an option list names, kind by kind."""

    serves: list[Main]
    supporting: list[Main]
    under: list[Main]
    after: list[Main]


def add(
    work: Work,
    title: str,
    *,
    recommendations: Typed = (),
    conversation: str | None = None,
    owner: str | None = None,
    supporting: Typed = (),
    due: Due | None = None,
    start: date | None = None,
    milestone: str | None = None,
    next_step: str | None = None,
    priority: str = "normal",
    themes: Typed = (),
    after: Typed = (),
    detail: str | None = None,
    every: str | None = None,
    create: names.Create = False,
) -> Action:
    """Add an action, and say what is missing to make it actionable: who, by when, which result."""
    title = text.title(title)
    who = names.party(work, owner, create=create) if text.is_said(owner) else None
    meeting = names.conversation(work, conversation) if text.is_said(conversation) else None
    serves = names.milestone(work, milestone) if text.is_said(milestone) else None
    linked = _linked(work, recommendations, supporting, themes, after, create=create)
    action = Action(
        title=title,
        detail=given_long(detail, "detail"),
        owner_id=who.id if who else None,
        conversation_id=meeting.id if meeting else None,
        milestone_id=serves.id if serves else None,
        start_on=start,
        next_step=given_line(next_step, "next step"),
        priority=listed(priority, words.PRIORITIES, "priority"),
        created_on=work.today,
        status_on=work.today,
        created_at=work.now,
        updated_at=work.now,
    )
    deadlines.set_first(action, CLEARED if due is None else anchoring.meant(work, due))
    recurrence.begin(work, action, every)
    _check_order(action, "The action")
    work.add(action)
    told = [f"owner {names.label(who)}"] if who else []
    told += _what_it_holds(work, action, meeting, serves)
    told += [phrase for phrase in _relink(work, action, linked, is_new=True) if phrase]
    sentence = f"{action.ref} {quoted(title)} added" + (f": {', '.join(told)}" if told else "")
    work.say(sentence + _what_is_missing(action))
    if linked.after:
        dependencies.tell_closed(work, [action], linked.after)
        dependencies.tell_too_early(work, [action])
    return action


def _what_it_holds(
    work: Work, action: Action, meeting: Conversation | None, serves: Milestone | None
) -> list[str]:
    """Return the phrases for the days of a new action and for what was said besides."""
    told = {
        "due": (action.due_on or action.due_rule) and deadlines.told(action, today=work.today),
        "every": action.every,
        "start": action.start_on and echo(action.start_on, today=work.today),
        "priority": action.priority if action.priority != "normal" else None,
        "next:": action.next_step and quoted(action.next_step),
        "milestone": serves and serves.slug,
        "from": meeting and meeting.ref,
    }
    return [f"{word} {shown}" for word, shown in told.items() if shown]


def update(
    work: Work,
    refs: Typed,
    *,
    title: str | None = None,
    detail: str | None = None,
    conversation: str | None = None,
    owner: str | None = None,
    due: Due | None = None,
    start: Day = None,
    milestone: str | None = None,
    next_step: str | None = None,
    priority: str | None = None,
    recommendations: Typed = (),
    supporting: Typed = (),
    themes: Typed = (),
    after: Typed = (),
    remove_recommendations: Typed = (),
    remove_supporting: Typed = (),
    remove_themes: Typed = (),
    remove_after: Typed = (),
    every: str | None = None,
    why: str | None = None,
    correct: bool = False,
    create: names.Create = False,
) -> list[Action]:
    """Change what actions hold; lists add, `remove_` lists take away, "none" clears.

    A deadline moved later, or cleared, needs `why`. With `correct` a deadline that was typed wrong
    is mended, which is no slip. Raises NeedsOption without a reason where one is needed.
    """
    if correct:
        reason(why, "A correction needs a reason.")
    actions = names.actions(work, refs)
    pointers = _pointers(work, owner, conversation, milestone, create)
    meant = None if due is None else anchoring.meant(work, due)
    added = _linked(work, recommendations, supporting, themes, after, create=create)
    removed = _linked(work, remove_recommendations, remove_supporting, remove_themes, remove_after)
    for action in actions:
        edits = Edits(work, action)
        edits.line("title", title, "title", clears=False)
        edits.long("detail", detail, "detail")
        edits.line("next_step", next_step, "next")
        _set_priority(edits, priority)
        for field, (word, target) in pointers.items():
            edits.point(field, target, word)
        held = action.due_on
        if meant is not None:
            _move(edits, meant, why, correct=correct)
        recurrence.change(edits, every, held=held, why=why)
        _set_start(edits, start)
        if any(each is not None for each in (meant, start, every)):
            _check_order(action, action.ref)
        for phrase in _relink(work, action, added, removed):
            edits.tell(phrase)
        edits.finish()
    dependencies.tell_closed(work, actions, added.after)
    if after or meant is not None or every is not None:
        dependencies.tell_too_early(work, actions)
    return actions


def _move(edits: Edits[Action], meant: Meant, why: str | None, *, correct: bool) -> None:
    action, first = edits.record, edits.record.first_due_on
    edits.tell(deadlines.move(edits.work, action, meant, why=why, correct=correct))
    if correct:
        recurrence.keep_anchor(action, first)


def _pointers(
    work: Work,
    owner: str | None,
    conversation: str | None,
    milestone: str | None,
    create: names.Create,
) -> dict[str, tuple[str, Main | None]]:
    """Return what was said to point where: field -> (word, record or None to clear)."""
    pointers: dict[str, tuple[str, Main | None]] = {}
    if owner is not None:
        party: Party | None = None
        if not text.is_none(owner):
            party = names.party(work, owner, create=create)
        pointers["owner_id"] = ("owner", party)
    if conversation is not None:
        meeting: Conversation | None = None
        if not text.is_none(conversation):
            meeting = names.conversation(work, conversation)
        pointers["conversation_id"] = ("conversation", meeting)
    if milestone is not None:
        serves: Milestone | None = None
        if not text.is_none(milestone):
            serves = names.milestone(work, milestone)
        pointers["milestone_id"] = ("milestone", serves)
    return pointers


def _linked(
    work: Work,
    recommendations: Typed,
    supporting: Typed,
    themes: Typed,
    after: Typed,
    *,
    create: names.Create = None,
) -> _Linked:
    return _Linked(
        [names.recommendation(work, each) for each in recommendations],
        [names.party(work, each, create=create) for each in supporting],
        [names.theme(work, each, create=create) for each in themes],
        list(names.actions(work, after)),
    )


def _relink(
    work: Work,
    action: Action,
    added: _Linked,
    removed: _Linked | None = None,
    *,
    is_new: bool = False,
) -> list[str | None]:
    """Change the links of an action; its owner does not also support it."""
    removed = removed or _Linked([], [], [], [])
    owner = work.get(Party, action.owner_id) if action.owner_id is not None else None
    if owner is not None and any(each.id == owner.id for each in added.supporting):
        raise NotAllowed(
            f"{names.label(owner)} owns {action.ref} and cannot support it as well. "
            "Leave it out of --with, or give another owner with: --owner"
        )
    leaving = [*removed.supporting, *([owner] if owner else [])]
    return [
        links.change(work, link, action, linked, unlinked, is_new=is_new)
        for link, linked, unlinked in (
            (links.SERVES, added.serves, removed.serves),
            (links.SUPPORTING, added.supporting, leaving),
            (links.UNDER, added.under, removed.under),
            (links.AFTER, added.after, removed.after),
        )
    ]


def _set_priority(edits: Edits[Action], priority: str | None) -> None:
    if priority is not None and text.is_none(priority):
        priority = "normal"
    edits.word("priority", priority, "priority", words.PRIORITIES)


def _set_start(edits: Edits[Action], start: Day) -> None:
    if start is not None:
        day = None if start == "none" else start
        old = str(edits.record.start_on or "none")
        new = echo(day, today=edits.work.today) if day else "none"
        edits.put("start_on", day, "start", shown=(old, new))


def _check_order(action: Action, what: str) -> None:
    if action.start_on and action.due_on and action.start_on > action.due_on:
        raise NotAllowed(
            f"{what} would start on {action.start_on}, after it is due ({action.due_on}). "
            "Give an earlier --start or a later --due."
        )


def _what_is_missing(action: Action) -> str:
    """Return the sentence that says what would make a new action actionable; "" if nothing."""
    missing = {
        ("who", "--owner PARTY"): action.owner_id is None,
        ("by when", "--due WHEN"): action.due_on is None and action.due_rule is None,
        ("which deliverable", "--detail TEXT"): (
            specificity.grade(action.title).is_vague and action.detail is None
        ),
    }
    lacking = [each for each, is_missing in missing.items() if is_missing]
    if not lacking:
        return ""
    return (
        f". Not actionable yet: it does not say {', '.join(what for what, _ in lacking)}. "
        f"Complete it with: tracker update {action.ref} {' '.join(how for _, how in lacking)}"
    )
