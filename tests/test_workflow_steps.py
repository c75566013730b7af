"""Moving through the workflow: every step that is allowed, and every one that is not."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from desk import Desk

from tracker import words
from tracker.errors import NeedsOption, NotAllowed, Unreadable
from tracker.write.models import Action
from tracker.write.workflow import archive, names, notes, steps

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS: dict[str, tuple[str, ...]] = {
    "not-started": (),
    "in-progress": ("start",),
    "blocked": ("block",),
    "implemented": ("done",),
    "verified": ("done", "verify"),
    "dropped": ("drop",),
}
SAID: dict[str, dict[str, Any]] = {
    "start": {},
    "block": {"why": "no quorum"},
    "done": {"note": "sent"},
    "verify": {},
    "drop": {"why": "no budget"},
    "reopen": {"why": "not finished"},
}


def take(desk: Desk, verb: str, **said: Any) -> Action:
    function: Callable[..., list[Action]] = getattr(steps, verb)
    return desk(function, ["A1"], **{**SAID[verb], **said})[0]


def bring(desk: Desk, status: str) -> None:
    desk.action()
    for verb in WAYS[status]:
        take(desk, verb)


@pytest.mark.parametrize("verb", SAID)
@pytest.mark.parametrize("status", words.STATUSES)
def test_each_verb_leads_where_the_vocabulary_says_or_is_refused(
    desk: Desk, status: str, verb: str
) -> None:
    bring(desk, status)
    leads_to = words.STEPS[status].get(verb)
    if leads_to is not None:
        assert take(desk, verb).status == leads_to
        return
    with pytest.raises(NotAllowed) as refusal:
        take(desk, verb)
    said = str(refusal.value)
    assert said.startswith("A1 is ")
    assert any(f"tracker {each} A1" in said for each in ("reopen", "done")) or "allows" in said
    assert desk(names.action, "A1").status == status


def test_a_refusal_says_the_state_the_day_and_the_way_out(desk: Desk) -> None:
    bring(desk, "verified")
    with pytest.raises(NotAllowed) as refusal:
        take(desk, "verify")
    assert str(refusal.value) == (
        "A1 is already verified (2017-02-24). Reopen it with: tracker reopen A1 --why TEXT"
    )
    with pytest.raises(NotAllowed, match="A1 is already verified") as refusal:
        take(desk, "done")
    assert "tracker note A1 TEXT --evidence URL, or reopen it with" in str(refusal.value)
    take(desk, "reopen")
    with pytest.raises(NotAllowed) as refusal:
        take(desk, "start")
    assert str(refusal.value) == (
        "A1 is already in-progress (2017-02-24). It allows block, done or drop."
    )


def test_done_keeps_the_day_who_said_so_and_the_evidence(desk: Desk) -> None:
    desk.action()
    desk.by = "ben"
    action = take(
        desk, "done", on=date(2017, 2, 20), note="Sent to all", evidence="https://example.org/n"
    )
    assert (action.done_on, action.claimed_by) == (date(2017, 2, 20), "ben")
    assert desk.rows("SELECT text, evidence, noted_on, by FROM note") == [
        ("Sent to all", "https://example.org/n", "2017-02-20", "ben")
    ]
    assert desk.said == [
        (
            "A1 not-started -> implemented (2017-02-20, before it was recorded on 2017-02-24), "
            "evidence 'https://example.org/n', note N1 'Sent to all'"
        )
    ]


def test_done_needs_evidence_or_a_note(desk: Desk) -> None:
    desk.action()
    with pytest.raises(NeedsOption, match="--evidence URL or --note TEXT"):
        take(desk, "done", note=None)
    desk(notes.add, "A1", "Published", evidence="S/2017/89")
    assert take(desk, "done", note=None).status == "implemented"


def test_evidence_alone_is_kept_as_a_note(desk: Desk) -> None:
    desk.action()
    take(desk, "done", note=None, evidence="S/2017/89")
    assert desk.rows("SELECT text, evidence FROM note") == [("Implemented", "S/2017/89")]


@pytest.mark.parametrize("verb", ["block", "drop", "reopen"])
@pytest.mark.parametrize("why", [None, " "])
def test_stopping_and_reopening_need_a_reason(desk: Desk, verb: str, why: str | None) -> None:
    bring(desk, "implemented" if verb == "reopen" else "not-started")
    with pytest.raises(NeedsOption, match="--why") as refusal:
        take(desk, verb, why=why)
    assert refusal.value.option == "--why"


def test_the_reason_of_a_step_goes_with_the_next(desk: Desk) -> None:
    bring(desk, "blocked")
    assert take(desk, "start").reason is None


def test_dropping_keeps_the_closure_and_the_reason(desk: Desk) -> None:
    desk.action()
    action = take(desk, "drop", closure="overtaken-by-events", why="S/RES/2350")
    assert (action.closure, action.reason) == ("overtaken-by-events", "S/RES/2350")
    assert desk.said == [
        "A1 not-started -> dropped (2017-02-24, overtaken-by-events), why: 'S/RES/2350'"
    ]


def test_dropping_without_a_closure_is_as_no_longer_relevant(desk: Desk) -> None:
    desk.action()
    assert take(desk, "drop").closure == "no-longer-relevant"


@pytest.mark.parametrize(("closure", "way"), [("merged", "merge A1"), ("split", "split A1")])
def test_merged_and_split_are_said_by_their_own_verbs(desk: Desk, closure: str, way: str) -> None:
    desk.action()
    with pytest.raises(NotAllowed, match=f"tracker {way}"):
        take(desk, "drop", closure=closure)
    with pytest.raises(Unreadable, match="not a closure"):
        take(desk, "drop", closure="bored")


def test_reopening_clears_what_closed_it(desk: Desk) -> None:
    bring(desk, "verified")
    action = take(desk, "reopen")
    closed = (action.done_on, action.claimed_by, action.verified_on, action.verified_by)
    assert closed == (None, None, None, None)
    assert (action.status, action.reason) == ("in-progress", "not finished")
    take(desk, "drop")
    assert take(desk, "reopen").closure is None


def test_nothing_is_verified_before_it_was_done_nor_reopened_before_it_was_closed(
    desk: Desk,
) -> None:
    bring(desk, "implemented")
    with pytest.raises(NotAllowed, match="implemented since 2017-02-24, and cannot be verified"):
        take(desk, "verify", on=date(2017, 2, 23))
    with pytest.raises(NotAllowed, match="cannot be reopened before, on 2017-02-23"):
        take(desk, "reopen", on=date(2017, 2, 23))


def test_starting_early_brings_the_start_day_forward(desk: Desk) -> None:
    from tracker.write.workflow import actions

    desk(actions.add, "Draft", start=date(2017, 9, 1))
    take(desk, "start")
    assert desk.said == [
        "A1 not-started -> in-progress (2017-02-24), start 2017-09-01 -> 2017-02-24"
    ]


def test_a_step_takes_many_actions_and_the_next_step_or_none(desk: Desk) -> None:
    desk.action()
    desk.action()
    desk(steps.start, ["A1", "2", "a1"], next_step="Ask Canada")
    assert desk.said == [
        f"A{number} not-started -> in-progress (2017-02-24), next none -> 'Ask Canada'"
        for number in (1, 2)
    ]
    desk.action()
    with pytest.raises(NotAllowed, match="A1 is already in-progress"):
        desk(steps.start, ["A3", "A1"])
    assert desk(names.action, "A3").status == "not-started"


def test_an_archived_action_takes_no_step(desk: Desk) -> None:
    desk.action()
    desk(archive.archive, ["A1"])
    with pytest.raises(NotAllowed, match="tracker unarchive A1"):
        take(desk, "start")


# -- corrections ----------------------------------------------------------------------------------


def test_correcting_done_mends_the_day_the_evidence_and_who(desk: Desk) -> None:
    desk.action()
    take(desk, "done", evidence="S/2017/8")
    action = desk(
        steps.done,
        ["A1"],
        on=date(2017, 2, 20),
        evidence="S/2017/89",
        who="ben",
        why="typed wrong",
        correct=True,
    )[0]
    assert (action.done_on, action.claimed_by) == (date(2017, 2, 20), "ben")
    assert action.status_on == date(2017, 2, 20)
    assert desk.rows("SELECT evidence, noted_on, text FROM note") == [
        ("S/2017/89", "2017-02-20", "sent")
    ]
    assert desk.said == [
        (
            "A1 implemented on 2017-02-24 -> 2017-02-20, claimed by amina -> ben, "
            "evidence 'S/2017/8' -> 'S/2017/89' (corrected)"
        )
    ]


def test_correcting_verify_mends_its_day_but_not_to_before_it_was_done(desk: Desk) -> None:
    bring(desk, "verified")
    with pytest.raises(NotAllowed, match="implemented since 2017-02-24"):
        take(desk, "verify", on=date(2017, 2, 1), why="typed wrong", correct=True)
    take(desk, "done", note=None, on=date(2017, 2, 1), why="typed wrong", correct=True)
    action = take(desk, "verify", on=date(2017, 2, 3), why="typed wrong", correct=True)
    assert (action.done_on, action.verified_on) == (date(2017, 2, 1), date(2017, 2, 3))
    assert action.status_on == date(2017, 2, 3)
    with pytest.raises(NotAllowed, match="was verified on 2017-02-03"):
        take(desk, "done", note=None, on=date(2017, 2, 5), why="typed wrong", correct=True)


def test_a_correction_needs_a_reason_and_something_to_correct(desk: Desk) -> None:
    desk.action()
    with pytest.raises(NotAllowed, match="was not marked implemented"):
        take(desk, "done", why="typed wrong", correct=True)
    take(desk, "done")
    with pytest.raises(NeedsOption, match="A correction needs a reason"):
        take(desk, "done", correct=True)
    with pytest.raises(NotAllowed, match="was not marked verified"):
        take(desk, "verify", why="typed wrong", correct=True)


def test_a_correction_does_not_guess_which_note_is_meant(desk: Desk) -> None:
    desk.action()
    desk(notes.add, "A1", "Nearly there")
    take(desk, "done")
    with pytest.raises(NotAllowed, match="several notes of 2017-02-24: N1, N2"):
        take(desk, "done", note=None, evidence="S/2017/89", why="forgot it", correct=True)


def test_verified_by_the_one_who_claimed_it_is_said(desk: Desk) -> None:
    bring(desk, "implemented")
    take(desk, "verify")
    told = "self-verified: claimed and verified by amina"
    assert desk.said == [f"A1 implemented -> verified (2017-02-24, {told})"]
    take(desk, "reopen")
    take(desk, "done")
    desk.by = "bruno"
    take(desk, "verify")
    assert desk.said == ["A1 implemented -> verified (2017-02-24)"]


@pytest.mark.parametrize(
    ("claimed", "verified", "source"),
    [
        ({"note": "sent"}, {"note": "Read"}, "assumed"),
        ({"note": "sent"}, {"note": "Read", "evidence": "Letter"}, "document"),
        ({"evidence": "Letter"}, {"note": "Read"}, "document"),
    ],
)
def test_the_note_of_who_verifies_is_not_the_owners_word(
    desk: Desk, claimed: dict[str, str], verified: dict[str, str], source: str
) -> None:
    desk.action()
    desk(steps.done, ["A1"], **claimed)  # type: ignore[arg-type]  # options by name
    desk(steps.verify, ["A1"], **verified)  # type: ignore[arg-type]  # options by name
    assert desk.rows("SELECT source FROM note ORDER BY id") == [("owner",), (source,)]
