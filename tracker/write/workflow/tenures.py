"""Tenures: who holds a post, from which day until which, both included. Posts own, people hold.

The tenures of one person on one post never overlap or follow each other without a gap: they are
one then. Several persons may hold a post at the same time, which is said.
"""

import shlex
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sqlmodel import col, or_, select

from tracker import dates
from tracker.errors import NotAllowed, Unreadable
from tracker.write.models import Party, Tenure
from tracker.write.session import Work
from tracker.write.workflow import names

Until = date | Literal["none"] | None
"""The last day of a tenure, or that there is none; None where nothing was said."""
_ONE_DAY = timedelta(days=1)


class _Seat(NamedTuple):
    """A post, and all its tenures, the first one first."""

    post: Party
    held: list[Tenure]


def hold(
    work: Work,
    post: str,
    person: str,
    *,
    since: date,
    until: Until = None,
    create: names.Create = False,
) -> Party:
    """Say that a person holds a post from `since` until `until`, both included; return the post.

    A tenure of the two that the days meet is corrected and not doubled; it keeps its last day
    unless another is said. With `create` the post and the person are made.
    """
    if isinstance(until, date) and until < since:
        raise Unreadable(
            f"The tenure would end on {until}, before it begins on {since}. "
            "Name a later day with --until, or an earlier one with --from."
        )
    seat = _seat(work, post, create)
    tenure, phrase = _lay(work, seat, _person(work, person, create), since, until)
    work.say(f"{phrase}{_beside(work, seat, tenure)}")
    return seat.post


def handover(
    work: Work, post: str, to: str, *, on: date, create: names.Create = False
) -> tuple[Party, Party]:
    """Let a person hold a post from `on`, and end who holds it then the day before.

    Returns the post and the person, who is made with `create`. Said again, it changes nothing.
    """
    seat = _seat(work, post, None)
    successor = _person(work, to, create)
    running = [each for each in seat.held if each.from_on <= on <= last_day(each)]
    leaving = [each for each in running if each.person_id != successor.id]
    if len(leaving) < len(running):
        _refuse_if_held(work, seat, successor, running, on)
    for each in leaving:
        _refuse_if_begun(work, seat, successor, each, on)
        each.until_on = on - _ONE_DAY
        work.note_change(seat.post)
    tenure, phrase = _lay(work, seat, successor, on)
    before = [f"; {_name(work, each.person_id)} until {each.until_on}" for each in leaving]
    vacant = "" if running else "; nobody held it on that day"
    work.say(f"{phrase}{''.join(before)}{vacant}{_beside(work, seat, tenure)}")
    return seat.post, successor


def of_any(work: Work, *parties: Party) -> list[Tenure]:
    """Return the tenures of parties, as the post or as the person, the first one first."""
    ids = [each.id for each in parties]
    found: list[Tenure] = work.find(
        select(Tenure)
        .where(or_(col(Tenure.post_id).in_(ids), col(Tenure.person_id).in_(ids)))
        .order_by(col(Tenure.from_on), col(Tenure.id))
    )
    return found


def refuse_other_kind(work: Work, party: Party, kind: str) -> None:
    """Raise NotAllowed if a party that is held, or holds, would no longer be a post or person."""
    if kind == party.kind or not of_any(work, party):
        return
    did = "has been held" if party.kind == "post" else "has held a post"
    rule = "a person holds a post and nothing else does"
    raise NotAllowed(
        f"{names.called(party)} {did}, and {rule}: it stays a {party.kind}. If it never was one, "
        f"take back what recorded that, which stands in: tracker history {party.ref}"
    )


def refuse_if_running(work: Work, party: Party) -> None:
    """Raise NotAllowed if a party is held, or holds a post, today or later."""
    for each in of_any(work, party):
        other = _party(work, _other(each, party))
        if last_day(each) < work.today or other.archived_on is not None:
            continue
        post, person = (_typed(_party(work, one)) for one in (each.post_id, each.person_id))
        does = "is held by" if party.id == each.post_id else "holds"
        begun = each.from_on < work.today
        way_out = (
            f"First: tracker party hold {post} {person} --from {each.from_on} "
            f"--until {work.today - _ONE_DAY}"
            if begun
            else "If that was a mistake, take back its command, which stands in: "
            f"tracker history {party.ref}"
        )
        raise NotAllowed(
            f"{names.called(party)} {does} {names.called(other)} {_since(work, each)}, and cannot "
            f"be archived before that ends. {way_out}"
        )


def running_with(work: Work, party: Party) -> list[int]:
    """Return whom a party holds, or is held by, today or later."""
    return [_other(each, party) for each in of_any(work, party) if last_day(each) >= work.today]


def _other(tenure: Tenure, party: Party) -> int:
    return tenure.person_id if tenure.post_id == party.id else tenure.post_id


def last_day(tenure: Tenure) -> date:
    """Return the last day of a tenure; of one without end, the last that there is."""
    return tenure.until_on or date.max


def touch(earlier: Tenure, later: Tenure) -> bool:
    """Whether two tenures, in the order of their beginnings, overlap or follow without a gap."""
    return _after(last_day(earlier)) >= later.from_on


# -- laying one, without doubling ---------------------------------------------------------------

_Days = tuple[date, date | None]


def _lay(
    work: Work, seat: _Seat, holder: Party, since: date, until: Until = None
) -> tuple[Tenure, str]:
    """Lay a tenure or correct the one that is meant; return it, and the sentence for it."""
    own = [each for each in seat.held if each.person_id == holder.id]
    days, replaced = _merged(own, since, until)
    who, what = names.label(holder), names.called(seat.post)
    if not replaced:
        work.note_change(seat.post)
        first, last = days
        keys = {"post_id": seat.post.id or 0, "person_id": holder.id or 0}
        new = work.add(Tenure(**keys, from_on=first, until_on=last))
        return new, f"{what} is held by {who} from {_said(work, *days)}"
    kept, *others = replaced
    old = (kept.from_on, kept.until_on)
    if old == days and not others:
        return kept, f"{what} is held by {who} from {_told(*days)} already: nothing to change"
    kept.from_on, kept.until_on = days
    work.remove_all(others)
    work.note_change(seat.post)
    return kept, f"{what} held by {who}: {_changes(old, days)}"


def _merged(own: Sequence[Tenure], since: date, until: Until) -> tuple[_Days, list[Tenure]]:
    """Return the days that a person then holds a post, and the tenures that these replace.

    What overlaps is corrected to the days that were said; what only meets them is joined.
    """
    end = _end(own, since, until)
    overlapping = [each for each in own if each.from_on <= end and last_day(each) >= since]
    joined = [
        each for each in own if _after(last_day(each)) == since or each.from_on == _after(end)
    ]
    first = min([since, *(each.from_on for each in joined)])
    last = max([end, *map(last_day, joined)])
    replaced = {each.id: each for each in (*overlapping, *joined)}
    return (first, None if last == date.max else last), list(replaced.values())


def _end(own: Sequence[Tenure], since: date, until: Until) -> date:
    """Return the last day that is meant: the one said, else that of the tenure that is meant.

    That is the one running on the first day; if there is none, the next one to come.
    """
    if until is not None:
        return until if isinstance(until, date) else date.max
    meant = [each for each in own if last_day(each) >= since]
    return last_day(meant[0]) if meant else date.max


def _after(day: date) -> date:
    return day if day == date.max else day + _ONE_DAY


# -- whom it takes ------------------------------------------------------------------------------


def _seat(work: Work, typed: str, create: names.Create) -> _Seat:
    party = names.party(work, typed, create=create, kind="post")
    if party.kind == "person":
        raise NotAllowed(
            f"{names.called(party)} is a person, and a post is held. "
            "Name the post first, and then who holds it."
        )
    if party.kind != "post":
        raise NotAllowed(
            f"{names.called(party)} is a {party.kind}, and only a post is held. If it is a post: "
            f"tracker party update {party.ref} --kind post"
        )
    return _Seat(party, of_any(work, party))


def _person(work: Work, typed: str, create: names.Create) -> Party:
    party = names.party(work, typed, create=create, kind="person")
    if party.kind == "post":
        raise NotAllowed(
            f"{names.called(party)} is a post, and a post is held by a person. Name the person: "
            "one who is new is made with --create."
        )
    if party.kind != "person":
        raise NotAllowed(
            f"{names.called(party)} is a {party.kind}, and a post is held by a person. If it is "
            f"one: tracker party update {party.ref} --kind person"
        )
    return party


def _refuse_if_held(
    work: Work, seat: _Seat, successor: Party, running: Sequence[Tenure], on: date
) -> None:
    """Raise NotAllowed if the successor holds the post on the day, from before it."""
    mine = [each for each in running if each.person_id == successor.id and each.from_on < on]
    if not mine:
        return
    post, day = _typed(seat.post), on - _ONE_DAY
    others = [each for each in running if each.person_id != successor.id and each.from_on < on]
    way_out = f"To mend the day: tracker party hold {post} {_typed(successor)} --from {on}"
    for each in others[:1]:
        leaving = _party(work, each.person_id)
        way_out = (
            f"If {names.label(leaving)} leaves: tracker party hold {post} {_typed(leaving)} "
            f"--from {each.from_on} --until {day}"
        )
    raise NotAllowed(
        f"{names.label(successor)} holds {names.called(seat.post)} already, "
        f"{_since(work, mine[0])}. {way_out}"
    )


def _refuse_if_begun(work: Work, seat: _Seat, successor: Party, tenure: Tenure, on: date) -> None:
    """Raise NotAllowed if a tenure begins on the day before which it would end."""
    if tenure.from_on == on:
        who, post = _name(work, tenure.person_id), seat.post
        create = " --create" if ("party", successor.id) in work.changed else ""
        raise NotAllowed(
            f"{who} begins to hold {names.called(post)} on {on} itself, and cannot end the day "
            f"before. If both hold it: tracker party hold {_typed(post)} {_typed(successor)} "
            f"--from {on}{create}. If {who} never did, take back its command, which stands in: "
            f"tracker history {post.ref}"
        )


# -- words --------------------------------------------------------------------------------------


def _said(work: Work, first: date, last: date | None) -> str:
    """Say the days of a new tenure, and how far they are away."""
    begun = dates.echo(first, today=work.today)
    return begun if last is None else f"{begun} until {dates.echo(last, today=work.today)}"


def _told(first: date, last: date | None) -> str:
    return f"{first}" if last is None else f"{first} until {last}"


def _since(work: Work, tenure: Tenure) -> str:
    begun = tenure.from_on <= work.today and tenure.until_on is None
    return f"{'since' if begun else 'from'} {_told(tenure.from_on, tenure.until_on)}"


def _changes(old: tuple[date, date | None], new: tuple[date, date | None]) -> str:
    told = [
        f"{word} {before or 'none'} -> {after or 'none'}"
        for word, before, after in zip(("from", "until"), old, new, strict=True)
        if before != after
    ]
    return ", ".join(told) or f"from {_told(*new)}, with what followed without a gap"


def _beside(work: Work, seat: _Seat, tenure: Tenure) -> str:
    """Return what is said of others who hold the post on one of the days."""
    told = []
    for each in seat.held:
        apart = last_day(each) < tenure.from_on or each.from_on > last_day(tenure)
        if each.person_id == tenure.person_id or apart:
            continue
        who = _name(work, each.person_id)
        told.append(f"; also held by {who} {_since(work, each)}")
        left, came = sorted((each, tenure), key=lambda one: one.from_on)
        if left.from_on < came.from_on and left.until_on is None:
            told.append(
                f"; if {_name(work, left.person_id)} leaves: tracker party handover "
                f"{_typed(seat.post)} {_typed(_party(work, came.person_id))} --on {came.from_on}"
            )
    return "".join(told)


def _party(work: Work, number: int) -> Party:
    found = work.get(Party, number)
    if found is None:
        raise LookupError(f"a tenure points at P{number}, which is not there")
    return found


def _name(work: Work, number: int) -> str:
    return names.label(_party(work, number))


def _typed(party: Party) -> str:
    """Return how a party is typed in a command."""
    name = names.label(party)
    return name if name.isalnum() else shlex.quote(name)  # which would quote an accent
