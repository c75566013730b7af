"""The links of a record: which others it serves, is supported by, waits for, or stands under.

Links are rows of their own. Adding one that is there, and removing one that is not, changes
nothing and is not told.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlmodel import col, select

from tracker.errors import NotAllowed
from tracker.write.models import (
    Action,
    ActionDependency,
    ActionRecommendation,
    ActionSupporting,
    ActionTheme,
    ConversationParty,
    Main,
    RecommendationAddressee,
    RecommendationTheme,
    Row,
)
from tracker.write.session import Work, among
from tracker.write.workflow import names


class Link(NamedTuple):
    """A table of links: the columns of the record and of the other one, and the option's word."""

    table: type[Row]
    record: str
    other: str
    word: str


SERVES = Link(ActionRecommendation, "action_id", "recommendation_id", "for")
SUPPORTING = Link(ActionSupporting, "action_id", "party_id", "with")
UNDER = Link(ActionTheme, "action_id", "theme_id", "theme")
AFTER = Link(ActionDependency, "action_id", "after_id", "after")
ADDRESSED = Link(RecommendationAddressee, "recommendation_id", "party_id", "to")
ABOUT = Link(RecommendationTheme, "recommendation_id", "theme_id", "theme")
TAKING_PART = Link(ConversationParty, "conversation_id", "party_id", "")


def rows(work: Work, link: Link, record: Main) -> list[Row]:
    """Return the rows of a record's links, in the order in which they were made."""
    own = col(getattr(link.table, link.record)) == record.id
    found: list[Row] = work.find(select(link.table).where(own).order_by(col(link.table.id)))
    return found


def others(work: Work, link: Link, record: Main) -> list[int]:
    """Return the ids of what a record is linked with."""
    return [getattr(each, link.other) for each in rows(work, link, record)]


def of_many(work: Work, link: Link, records: Iterable[Main]) -> dict[int, list[int]]:
    """Return the ids of what each of many records is linked with, by its own id."""
    own = col(getattr(link.table, link.record))
    ids = among(own, [each.id or 0 for each in records])
    found: dict[int, list[int]] = {}
    for row in work.find(select(link.table).where(ids).order_by(col(link.table.id))):
        found.setdefault(getattr(row, link.record), []).append(getattr(row, link.other))
    return found


def add(work: Work, link: Link, record: Main, targets: Iterable[Main]) -> list[Main]:
    """Link a record with others; return those that it was not linked with before."""
    targets = list(targets)
    known = set(others(work, link, record)) if targets else set()
    new = list({each.id: each for each in targets if each.id not in known}.values())
    for each in new:
        if link is AFTER and isinstance(each, Action):
            refuse_cycle(work, record, each)
        work.add(link.table(**{link.record: record.id, link.other: each.id}))
    return new


def remove(work: Work, link: Link, record: Main, targets: Iterable[Main]) -> list[Main]:
    """Remove a record's links with others; return those that it was linked with."""
    targets = list(targets)
    held = rows(work, link, record) if targets else []
    present = {getattr(each, link.other): each for each in held}
    gone = list({each.id: each for each in targets if each.id in present}.values())
    for each in gone:
        work.remove(present[each.id or 0])
    return gone


def change(
    work: Work,
    link: Link,
    record: Main,
    added: Sequence[Main],
    removed: Sequence[Main] = (),
    *,
    is_new: bool = False,
) -> str | None:
    """Add and remove links; return the phrase that tells it, or None if nothing changed.

    Of a record that `is_new` they are told as they are, of others with `+` and `-`.
    """
    both = {each.id for each in added} & {each.id for each in removed}
    if both:
        twice = next(each for each in added if each.id in both)
        raise NotAllowed(
            f"{names.label(twice)} cannot be added and removed in one command. Say one of the two."
        )
    gone = remove(work, link, record, removed)
    new = add(work, link, record, added)
    if is_new:
        return f"{link.word} {listed(new)}" if new else None
    signed = [f"+{names.label(each)}" for each in new] + [f"-{names.label(each)}" for each in gone]
    return f"{link.word} {' '.join(signed)}" if signed else None


def listed(records: Iterable[Main]) -> str:
    """Return what a sentence lists: `R1 R2`, but names, which may hold spaces, with `and`."""
    labels = [names.label(each) for each in records]
    are_refs = all(" " not in each for each in labels)
    return (" " if are_refs else " and ").join(labels)


def refuse_cycle(work: Work, action: Main, after: Main) -> None:
    """Raise NotAllowed, printing the circle, if `after` waits for the action already."""
    came_from: dict[int, int] = {}
    frontier = [after.id or 0]
    seen = set(frontier)
    while frontier and action.id not in seen:
        reached: list[ActionDependency] = work.find(
            select(ActionDependency).where(col(ActionDependency.action_id).in_(frontier[:500]))
        )
        frontier = frontier[500:]
        for each in reached:
            if each.after_id not in seen:
                seen.add(each.after_id)
                came_from[each.after_id] = each.action_id
                frontier.append(each.after_id)
    if action.id in seen:
        raise NotAllowed(
            f"{action.ref} cannot wait for {after.ref}, as that would go in a circle: "
            f"{_circle(action.id or 0, after.id or 0, came_from)}. Leave it out, or break the "
            f"circle with: tracker update {after.ref} --remove-after REF"
        )


def _circle(action: int, after: int, came_from: dict[int, int]) -> str:
    backwards = [action]
    while backwards[-1] != after:
        backwards.append(came_from[backwards[-1]])
    return " → ".join(f"A{each}" for each in [action, *reversed(backwards)])
