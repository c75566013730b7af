"""Merging a party into another one, of which it is a duplicate.

Whatever points at the duplicate points at the other one afterwards, archived records too, and what
then stands twice is folded into one. The duplicate is archived. Each table is asked a fixed number
of times, whatever there is to move.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlmodel import col, or_, select

from tracker.errors import NotAllowed
from tracker.write.models import (
    Action,
    ActionSupporting,
    Conversation,
    ConversationParty,
    Party,
    Recommendation,
    RecommendationAddressee,
    Tenure,
)
from tracker.write.session import Work
from tracker.write.workflow import names, tenures

_SHOWN = 10  # recommendations that a refusal lists


class _Pair(NamedTuple):
    """A duplicate, which goes, and the party that stays."""

    gone: Party
    stays: Party

    @property
    def ids(self) -> tuple[int, int]:
        return self.gone.id or 0, self.stays.id or 0


def merge(work: Work, duplicate: str, into: str) -> Party:
    """Merge a party into another of its kind, which stays; return that one.

    The one that stays takes the short name, e-mail address and whole of the duplicate where it has
    none. Raises NotAllowed where both answered one recommendation differently.
    """
    pair = _Pair(names.party(work, duplicate), names.party(work, into))
    _refuse_nonsense(pair)
    work.note_change(pair.stays)
    work.note_change(pair.gone)
    told = [*_actions(work, pair), *_addressed(work, pair), *_seated(work, pair)]
    told += [*_parts(work, pair), *_tenures(work, pair)]
    pair.gone.archived_on = work.today
    work.session.flush()  # its names are free from here on
    told += _taken_over(pair)
    what = f": {', '.join(told)}" if told else ", with nothing that pointed at it"
    work.say(f"{names.called(pair.gone)} merged into {names.called(pair.stays)}{what}; archived")
    return pair.stays


def _refuse_nonsense(pair: _Pair) -> None:
    gone, stays = pair
    if gone.id == stays.id:
        raise NotAllowed(
            f"{names.called(gone)} cannot be merged into itself. Name the duplicate first, and "
            "then the party that stays."
        )
    if gone.kind != stays.kind:
        raise NotAllowed(
            f"{names.called(gone)} is a {gone.kind} and {names.called(stays)} a {stays.kind}, and "
            "only parties of one kind can be the same. If they are: tracker party update "
            f"{gone.ref} --kind {stays.kind}"
        )


# -- what moves ---------------------------------------------------------------------------------


def _actions(work: Work, pair: _Pair) -> list[str]:
    """Move what the duplicate owns and supports; who owns an action supports it no longer."""
    gone, stays = pair.ids
    supporting: dict[int, dict[int, ActionSupporting]] = defaultdict(dict)
    for row in work.find(
        select(ActionSupporting).where(col(ActionSupporting.party_id).in_(pair.ids))
    ):
        supporting[row.action_id][row.party_id] = row
    supported = select(ActionSupporting.action_id).where(col(ActionSupporting.party_id) == gone)
    found: list[Action] = work.find(
        select(Action)
        .where(or_(col(Action.owner_id) == gone, col(Action.id).in_(supported)))
        .order_by(col(Action.id))
    )
    owned, moved, folded = 0, 0, list[ActionSupporting]()
    for action in found:
        rows = supporting[action.id or 0]
        if action.owner_id == gone:
            action.owner_id = stays
            owned += 1
            folded += rows.values()
        elif action.owner_id == stays or stays in rows:
            folded.append(rows[gone])
        else:
            rows[gone].party_id = stays
            moved += 1
        work.touch(action)
    work.remove_all(folded)
    return [
        *_counted(owned, "action owned", "actions owned"),
        *_counted(moved, "action supported", "actions supported", folded=len(folded)),
    ]


def _addressed(work: Work, pair: _Pair) -> list[str]:
    """Move what was asked of the duplicate; of two rows the answer that there is stays."""
    gone, stays = pair.ids
    asked = select(RecommendationAddressee.recommendation_id).where(
        col(RecommendationAddressee.party_id) == gone
    )
    found: list[Recommendation] = work.find(
        select(Recommendation)
        .where(col(Recommendation.id).in_(asked))
        .order_by(col(Recommendation.id))
    )
    rows: dict[int, dict[int, RecommendationAddressee]] = defaultdict(dict)
    for row in work.find(
        select(RecommendationAddressee).where(col(RecommendationAddressee.party_id).in_(pair.ids))
    ):
        rows[row.recommendation_id][row.party_id] = row
    _refuse_two_answers(pair, found, rows)
    folded: list[RecommendationAddressee] = []
    for each in found:
        mine, other = rows[each.id or 0][gone], rows[each.id or 0].get(stays)
        if other is None:
            mine.party_id = stays
        else:
            if other.response == "none":
                _answer_likewise(other, mine)
            folded.append(mine)
        work.note_change(each)
    work.remove_all(folded)
    moved = len(found) - len(folded)
    one, several = "recommendation addressed", "recommendations addressed"
    return _counted(moved, one, several, folded=len(folded))


def _answer_likewise(row: RecommendationAddressee, other: RecommendationAddressee) -> None:
    row.response, row.reason, row.responded_on = other.response, other.reason, other.responded_on


def _refuse_two_answers(
    pair: _Pair,
    asked: Iterable[Recommendation],
    rows: dict[int, dict[int, RecommendationAddressee]],
) -> None:
    """Raise NotAllowed if the two answered a recommendation differently, naming the way out."""
    gone, stays = pair.ids
    differing = []
    for each in asked:
        mine, other = rows[each.id or 0][gone], rows[each.id or 0].get(stays)
        answers = {mine.response, other.response if other else "none"} - {"none"}
        if each.archived_on is None and other is not None and len(answers) > 1:
            differing.append((each.ref, mine.response, other.response))
    if not differing:
        return
    told = ", ".join(f"{ref} ({one} and {other})" for ref, one, other in differing[:_SHOWN])
    more = f" and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
    ref, _, kept = differing[0]
    likewise = ", and likewise for the others" if differing[1:] else ""
    raise NotAllowed(
        f"{names.called(pair.gone)} and {names.called(pair.stays)} answered differently: "
        f"{told}{more}. Align the answers first: tracker recommendation respond {ref} {kept} "
        f"--party {pair.gone.ref} --why TEXT{likewise}"
    )


def _seated(work: Work, pair: _Pair) -> list[str]:
    """Move the roles in conversations; the same role in the same one is held once."""
    gone, stays = pair.ids
    rows: list[ConversationParty] = work.find(
        select(ConversationParty)
        .where(col(ConversationParty.party_id).in_(pair.ids))
        .order_by(col(ConversationParty.id))
    )
    attended = select(ConversationParty.conversation_id).where(
        col(ConversationParty.party_id) == gone
    )
    meetings: list[Conversation] = work.find(
        select(Conversation)
        .where(col(Conversation.id).in_(attended))
        .order_by(col(Conversation.id))
    )
    held = {(each.conversation_id, each.role) for each in rows if each.party_id == stays}
    moved, folded = 0, list[ConversationParty]()
    for each in rows:
        if each.party_id == gone and (each.conversation_id, each.role) in held:
            folded.append(each)
        elif each.party_id == gone:
            each.party_id = stays
            moved += 1
    work.remove_all(folded)
    for meeting in meetings:
        work.note_change(meeting)
    one, several = "role in a conversation", "roles in conversations"
    return _counted(moved, one, several, folded=len(folded))


def _parts(work: Work, pair: _Pair) -> list[str]:
    """Move the parts; the party that stays is no part of itself, by whatever way."""
    gone, stays = pair
    found: list[Party] = work.find(
        select(Party).where(col(Party.part_of_id) == gone.id).order_by(col(Party.id))
    )
    is_inside = gone.id in _wholes(work, stays)
    takes_whole = stays.part_of_id is None and stays.id not in _wholes(work, gone)
    if is_inside or takes_whole:
        stays.part_of_id = gone.part_of_id
    moving = [each for each in found if each is not stays]
    for each in moving:
        each.part_of_id = stays.id
        work.note_change(each)
    whole = work.get(Party, stays.part_of_id or 0) if is_inside or takes_whole else None
    belongs = [f"part of {names.label(whole)}"] if whole is not None else []
    return [*_counted(len(moving), "part", "parts"), *belongs]


def _wholes(work: Work, party: Party) -> list[int]:
    """Return what a party is a part of, all the way up."""
    rows = work.session.execute(
        select(Party.id, Party.part_of_id).where(col(Party.part_of_id).is_not(None))
    )
    above: dict[int, int] = {number: whole for number, whole in rows if number and whole}
    chain = [party.id or 0]
    while (whole := above.get(chain[-1])) is not None and whole not in chain:
        chain.append(whole)
    return chain[1:]


def _tenures(work: Work, pair: _Pair) -> list[str]:
    """Move what the duplicate held, or who held it; tenures that meet are one then."""
    gone, stays = pair
    side = "post_id" if gone.kind == "post" else "person_id"
    rows = tenures.of_any(work, gone, stays)
    moving = [each for each in rows if getattr(each, side) == gone.id]
    for each in moving:
        setattr(each, side, stays.id)
    folded = _joined(rows) if moving else []
    work.remove_all(folded)
    return _counted(len(moving), "tenure", "tenures", folded=len(folded))


def _joined(rows: Iterable[Tenure]) -> list[Tenure]:
    """Join tenures of one person on one post that meet; return those that are no longer needed."""
    last: dict[tuple[int, int], Tenure] = {}
    folded = []
    for each in sorted(rows, key=lambda row: (row.from_on, row.id)):
        key = (each.post_id, each.person_id)
        before = last.get(key)
        if before is None or not tenures.touch(before, each):
            last[key] = each
            continue
        if before.until_on is not None and tenures.last_day(each) > before.until_on:
            before.until_on = each.until_on
        folded.append(each)
    return folded


def _taken_over(pair: _Pair) -> list[str]:
    """Let the party that stays have what it lacks; return what it took."""
    gone, stays = pair
    told = []
    if stays.short is None and gone.short is not None:
        stays.short = gone.short
        told.append(f"short name {gone.short}")
    if stays.email is None and gone.email is not None:
        stays.email = gone.email
        told.append(f"address {gone.email}")
    return told


def _counted(count: int, one: str, several: str, *, folded: int = 0) -> list[str]:
    """Return `2 actions owned`; what stood twice is counted behind it."""
    if not count + folded:
        return []
    twice = f" ({folded} more stood twice)" if folded else ""
    return [f"{count or 'no'} {one if count == 1 else several}{twice}"]
