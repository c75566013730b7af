"""Drawing an action: how far it is, when it is due, what moved, what it serves, what was noted."""

from datetime import date, timedelta
from typing import Any

import corpus
from drawing import TODAY, Drawing, stamp
from drawn_ground import MILESTONES

_OPEN = {"not_started": 35, "in_progress": 50, "blocked": 15}
_CLOSED = {"implemented": 45, "verified": 37, "dropped": 18}
_CLOSURES = {"superseded": 20, "overtaken_by_events": 30, "declined": 15, "no_longer_relevant": 35}
_CLERK = "keeper"

Move = tuple[date, date, date]
"""The day of a move, the deadline before it and the one after."""


def add(draw: Drawing, meeting: int, held_on: date, asked: list[int]) -> None:
    """Add an action of a meeting, for some of what was `asked` there."""
    created_on = min(TODAY, held_on + draw.days(0, 5))
    due = _deadline(draw, created_on)
    moves = _moves(draw, created_on, due["due_on"]) if draw.chance(32) else []
    if moves:
        due["first_due_on"] = moves[0][1]
    status = _status(draw, created_on, due["due_on"])
    waits = status["status"] == "not-started" and draw.chance(8)
    number = draw.main(
        "action",
        conversation_id=meeting,
        title=corpus.title(draw.random),
        detail=corpus.detail(draw.random) if draw.chance(40) else None,
        owner_id=None if draw.chance(4) else draw.party(),
        start_on=TODAY + draw.days(1, 90) if waits else None,
        next_step=corpus.title(draw.random) if draw.chance(30) else None,
        priority=draw.one_of(critical=8, important=27, normal=65),
        archived_on=TODAY if draw.chance(0.5) else None,
        created_on=created_on,
        created_at=stamp(created_on),
        updated_at=stamp(status["status_on"]),
        every=None,
        every_from=None,
        **due,
        **status,
    )
    _ledger(draw, number, moves)
    _ties(draw, number, asked)
    _notes(draw, number, created_on, status["status_on"])


def _deadline(draw: Drawing, created_on: date) -> dict[str, Any]:
    due_on = None if draw.chance(7) else created_on + draw.days(20, 420)
    milestone = draw.random.randint(1, MILESTONES) if draw.chance(6) else None
    anchored = due_on is not None and milestone is not None and draw.chance(50)
    return {
        "due_on": due_on,
        "first_due_on": due_on,
        "due_rule": f"30d before M{milestone}:expiry" if anchored else None,
        "due_offset": "-30d" if anchored else None,
        "due_milestone_id": milestone if anchored else None,
        "due_conversation_id": None,
        "milestone_id": milestone,
    }


def _moves(draw: Drawing, created_on: date, due_on: date | None) -> list[Move]:
    """Return how a deadline came to be where it is, from its first day on."""
    moves: list[Move] = []
    for _ in range(draw.random.choices((1, 2, 3), (70, 22, 8))[0] if due_on else 0):
        to_day = moves[0][1] if moves else due_on
        from_day = (to_day or TODAY) - draw.days(14, 120)
        moved_on = from_day - draw.days(-5, 10)
        if from_day <= created_on or moved_on > TODAY or (moves and moved_on > moves[0][0]):
            break
        moves.insert(0, (max(created_on, moved_on), from_day, to_day or TODAY))
    return moves


def _status(draw: Drawing, created_on: date, due_on: date | None) -> dict[str, Any]:
    """Return how far an action is: the longer it is due, the likelier it is closed."""
    closed = draw.chance(45 if due_on is None else 73 if due_on < TODAY else 22)
    status = draw.one_of(**(_CLOSED if closed else _OPEN))
    end = TODAY if not closed else min(TODAY, (due_on or TODAY) + draw.days(-30, 40))
    span = (end - created_on).days if closed else (TODAY - created_on).days
    status_on = end if closed else TODAY - timedelta(days=draw.random.randint(0, max(0, span)))
    status_on = max(created_on, status_on)
    is_done, is_verified = status in ("implemented", "verified"), status == "verified"
    return {
        "status": status,
        "closure": draw.one_of(**_CLOSURES) if status == "dropped" else None,
        "reason": corpus.reason(draw.random) if status in ("blocked", "dropped") else None,
        "status_on": created_on if status == "not-started" else status_on,
        "done_on": status_on if is_done else None,
        "claimed_by": _CLERK if is_done else None,
        "verified_on": min(TODAY, status_on + draw.days(0, 40)) if is_verified else None,
        "verified_by": _CLERK if is_verified else None,
    }


def _ledger(draw: Drawing, action: int, moves: list[Move]) -> None:
    for moved_on, from_day, to_day in moves:
        draw.add(
            "deadline_move",
            action_id=action,
            moved_on=moved_on,
            from_day=from_day,
            to_day=to_day,
            why=corpus.reason(draw.random),
            by=_CLERK,
            milestone_id=draw.random.randint(1, MILESTONES) if draw.chance(10) else None,
            corrected=draw.chance(2),
        )


def _ties(draw: Drawing, action: int, asked: list[int]) -> None:
    for each in sorted(set(draw.random.choices(asked, k=1 + draw.chance(10)))):
        draw.add("action_recommendation", action_id=action, recommendation_id=each)
    if draw.chance(30):
        for party in draw.some_parties(2):
            draw.add("action_supporting", action_id=action, party_id=party)
    if draw.chance(40):
        theme = draw.random.randint(1, len(corpus.THEMES))
        draw.add("action_theme", action_id=action, theme_id=theme)
    if action > 1 and draw.chance(3):
        after = action - draw.random.randint(1, min(25, action - 1))
        draw.add("action_dependency", action_id=action, after_id=after)


def _notes(draw: Drawing, action: int, created_on: date, status_on: date) -> None:
    for _ in range(draw.random.choices((0, 1, 2, 3), (50, 32, 13, 5))[0]):
        noted_on = min(TODAY, created_on + draw.days(0, max(1, (status_on - created_on).days)))
        draw.main(
            "note",
            action_id=action,
            recommendation_id=None,
            text=corpus.news(draw.random),
            source=draw.one_of(owner=60, document=20, assumed=20),
            evidence="https://example.org/evidence" if draw.chance(20) else None,
            noted_on=noted_on,
            shared=draw.chance(20),
            by=_CLERK,
        )
