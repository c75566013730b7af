"""What leaves under each rule, and that nothing else does."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import drawn_file
import pytest
from desk import TODAY, Desk
from drawn_file import EARLIER, Opened

from tracker import formats
from tracker.read import attribution
from tracker.read.attribution import OWNER_WITHHELD, View
from tracker.read.queries.actions import list_actions
from tracker.read.queries.fields import ACTION_FIELDS, choose
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Listing
from tracker.read.queries.recommendations import TABLE_FIELDS
from tracker.read.reports import brief, progress, table
from tracker.read.store import Reader, open_reader
from tracker.write.workflow import actions, conversations, notes, parties, recommendations

# What is asked of SQL here is not marked for the guard: see tests/test_attribution_names.py.
SAFE = attribution.view()._replace(guarded=False)
WHOLE = attribution.view(include_confidential=True)._replace(guarded=False)
SEEDS = range(8)


def exported(reader: Reader, view: View, columns: str = "all") -> Listing:
    fields = view.fields(choose(columns, ACTION_FIELDS, ()))
    found = list_actions(reader, fields=fields, include_closed=True, where=view.condition)
    return attribution.with_withheld(reader, Filters(), view, found, include_closed=True)


def shown(desk: Desk, view: View, columns: str) -> list[tuple[object, ...]]:
    with open_reader(desk.path, today=desk.today) as reader:
        return [tuple(row) for row in exported(reader, view, columns).rows]


def person(desk: Desk, name: str = "Amina Diallo", *, part_of: str | None = None) -> None:
    desk(parties.add, name, kind="person", part_of=part_of, create=True)


def held(desk: Desk, post: str, person: str, *, until: str | None = None) -> None:
    """A person holds a post; the verb for it comes later."""
    import sqlite3

    connection = sqlite3.connect(desk.path)
    connection.execute(
        "INSERT INTO tenure (post_id, person_id, from_on, until_on) SELECT a.id, b.id,"
        " '2016-01-01', ? FROM party a, party b WHERE a.name = ? AND b.name = ?",
        (until, post, person),
    )
    connection.commit()
    connection.close()


@pytest.fixture
def room(tmp_path: Path) -> Desk:
    """A desk whose file is written past the journal here and there."""
    return Desk(str(tmp_path / "room.db"))


# -- who may be named -----------------------------------------------------------------------------


def test_a_person_who_owns_appears_as_the_post_held(room: Desk) -> None:
    person(room)
    room(parties.add, "Director of Policy", kind="post")
    held(room, "Director of Policy", "Amina Diallo")
    room.action(owner="Amina Diallo")
    assert shown(room, SAFE, "owner,owner_name,holder") == [
        ("Director of Policy", "Director of Policy", None)
    ]


def test_a_person_without_a_post_appears_as_the_body_that_they_are_of(room: Desk) -> None:
    person(room, part_of="Peacebuilding Support Office")
    room.action(owner="Amina Diallo")
    assert shown(room, SAFE, "owner") == [("Peacebuilding Support Office",)]


def test_a_person_whose_tenure_has_ended_is_withheld(room: Desk) -> None:
    person(room)
    room(parties.add, "Director of Policy", kind="post")
    held(room, "Director of Policy", "Amina Diallo", until="2017-02-23")
    room.action(owner="Amina Diallo")
    assert shown(room, SAFE, "owner,owner_name") == [(OWNER_WITHHELD, OWNER_WITHHELD)]


def test_a_body_a_post_and_a_state_are_named(room: Desk) -> None:
    for kind in ("body", "post", "state"):
        room(parties.add, f"A {kind}", kind=kind)
        room.action(owner=f"A {kind}")
    assert shown(room, SAFE, "owner") == [("A body",), ("A post",), ("A state",)]


def test_an_action_without_a_conversation_is_under_the_rule_of_the_unset(room: Desk) -> None:
    person(room)
    room.action(owner="Amina Diallo")
    assert shown(room, SAFE, "owner") == [(OWNER_WITHHELD,)]


@pytest.mark.parametrize(
    ("rule", "owner"),
    [("public", "Amina Diallo"), ("chatham-house", OWNER_WITHHELD), (None, OWNER_WITHHELD)],
)
def test_the_rule_of_the_conversation_decides(room: Desk, rule: str | None, owner: str) -> None:
    person(room)
    meeting = room.conversation(attribution=rule)
    room(actions.add, "Draft", conversation=meeting.ref, owner="Amina Diallo")
    assert shown(room, SAFE, "owner") == [(owner,)]


def test_the_strictest_of_several_conversations_decides(room: Desk) -> None:
    person(room)
    public = room.conversation("First", "public")
    closed = room.conversation("Second", "chatham-house")
    asked = room.recommendation(conversation=closed.ref)
    room(
        actions.add,
        "Draft",
        conversation=public.ref,
        recommendations=[asked.ref],
        owner="Amina Diallo",
    )
    assert shown(room, SAFE, "owner") == [(OWNER_WITHHELD,)]


def test_a_person_who_supports_or_is_addressed_is_not_named(room: Desk) -> None:
    person(room)
    asked = room.recommendation("Amina Diallo")
    room(actions.add, "Draft", recommendations=[asked.ref], supporting=["Amina Diallo"])
    assert shown(room, SAFE, "supporting,addressees") == [
        ([attribution.WITHHELD], [attribution.WITHHELD])
    ]


def test_attributed_overrides_every_rule(room: Desk) -> None:
    person(room)
    meeting = room.conversation(attribution="confidential")
    room(actions.add, "Draft", conversation=meeting.ref, owner="Amina Diallo")
    view = attribution.view(attributed=True)
    assert shown(room, view, "owner,title") == [("Amina Diallo", "Draft")]


# -- notes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "share", "update", "evidence"),
    [
        ("chatham-house", False, "2017-02-24", []),
        ("chatham-house", True, "2017-02-24 She agreed", ["Letter"]),
        ("public", False, "2017-02-24 She agreed", ["Letter"]),
    ],
)
def test_a_note_leaves_its_day_only_unless_it_is_shared(
    room: Desk, rule: str, share: bool, update: str, evidence: list[str]
) -> None:
    meeting = room.conversation(attribution=rule)
    room(actions.add, "Draft", conversation=meeting.ref)
    room(notes.add, "A1", "She agreed", evidence="Letter", share=share)
    assert shown(room, SAFE, "last_update,evidence") == [(update, evidence)]


# -- what is confidential -------------------------------------------------------------------------


def secret(room: Desk) -> None:
    """One action of an open conversation, one of a confidential one, one of both."""
    open_one = room.conversation("First", "public")
    closed = room.conversation("Second", "confidential")
    asked = room(recommendations.add, "Tell nobody", conversation=closed.ref)
    room(actions.add, "Open", conversation=open_one.ref)
    room(actions.add, "Closed", conversation=closed.ref)
    room(actions.add, "Both", conversation=open_one.ref, recommendations=[asked.ref], after=["A2"])


def test_confidential_actions_leave_as_a_count(room: Desk) -> None:
    secret(room)
    with open_reader(room.path, today=TODAY) as reader:
        found = exported(reader, SAFE, "title")
        assert (list(found.rows), found.count, found.total) == ([("Open",)], 1, 3)
        assert found.hidden.confidential == 2


def test_confidential_actions_leave_when_they_are_asked_for(room: Desk) -> None:
    secret(room)
    assert len(shown(room, WHOLE, "title")) == 3


def test_a_confidential_action_is_not_named_as_what_blocks_another(room: Desk) -> None:
    secret(room)
    room(actions.update, ["A1"], after=["A2", "A3"])
    assert shown(room, SAFE, "blocked_by") == [([],)]
    assert shown(room, WHOLE, "ref,blocked_by")[0] == ("A1", ["A2", "A3"])


def test_a_recommendation_stays_when_its_only_action_may_not_leave(room: Desk) -> None:
    open_one = room.conversation("First", "public")
    closed = room.conversation("Second", "confidential")
    asked = room(recommendations.add, "Tell all", conversation=open_one.ref)
    room(actions.add, "Closed", conversation=closed.ref, recommendations=[asked.ref])
    with open_reader(room.path, today=TODAY) as reader:
        found = table.make(reader, columns="recommendation,title", view=SAFE)
        assert list(found.rows) == [("Tell all", None, "C1")]
        assert found.hidden.confidential == 1


def test_a_brief_counts_what_it_does_not_show(room: Desk) -> None:
    secret(room)
    with open_reader(room.path, today=TODAY) as reader:
        report = brief.make(reader, None, brief.frame(reader), view=SAFE)
    no_owner = report.sections[0]
    assert {each.name: each.now for each in report.figures}["no-owner"] == 3
    assert (no_owner.count, len(no_owner.rows), no_owner.withheld) == (3, 1, 2)


def test_progress_counts_all_and_names_nothing_confidential(room: Desk) -> None:
    secret(room)
    with open_reader(room.path, today=TODAY) as reader:
        report = progress.make(reader, group="recommendation", view=SAFE)
        by_meeting = progress.make(reader, view=SAFE)
    assert [row[:2] for row in report.rows] == [("confidential", None), (None, None)]
    assert by_meeting.several == ()
    assert dict(zip((f.name for f in report.fields), report.total, strict=True))["actions"] == 3


# -- over files drawn at random -------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    readers = Opened(tmp_path)
    yield readers
    readers.close()


def everything(reader: Reader, earlier: Reader, view: View) -> str:
    """Return all that leaves under a view, as text."""
    out = io.StringIO(newline="")
    formats.write(exported(reader, view), "json", out)
    formats.write(table.make(reader, columns=list(TABLE_FIELDS), view=view), "json", out)
    for group in progress.GROUPS:
        formats.write_report(progress.make(reader, group=group, view=view), "json", out)
    for series in ("Series 0", "Series 1"):
        frame = brief.frame(reader, series=series, since=EARLIER)
        formats.write_report(brief.make(reader, earlier, frame, view=view), "json", out)
    return out.getvalue()


def drawn(opened: Opened, seed: int, rules: tuple[str | None, ...]) -> tuple[Reader, Reader]:
    was = drawn_file.draw(seed, rules=rules)
    earlier = opened(was.rows, "was", EARLIER)
    return opened(drawn_file.later(was, seed).rows), earlier


@pytest.mark.parametrize("seed", SEEDS)
def test_no_person_leaves_a_closed_room(opened: Opened, seed: int) -> None:
    reader, earlier = drawn(opened, seed, (None, "chatham-house", "confidential"))
    assert "Person Number" not in everything(reader, earlier, SAFE)
    assert "Person Number" in everything(reader, earlier, attribution.KEEPER)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_confidential_leaves(opened: Opened, seed: int) -> None:
    reader, earlier = drawn(opened, seed, ("public", "confidential", "confidential"))
    assert "secret" not in everything(reader, earlier, SAFE)
    assert "secret" in everything(reader, earlier, WHOLE)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_safe_form_counts_what_the_keeper_sees(opened: Opened, seed: int) -> None:
    reader, _ = drawn(opened, seed, (None, "public", "confidential"))
    safe, whole = exported(reader, SAFE), exported(reader, attribution.KEEPER)
    assert len(list(safe.rows)) == safe.count
    assert safe.total == whole.total == safe.count + safe.hidden.confidential
    for group in ("conversation", "status", "month", "theme"):
        told = [progress.make(reader, group=group, view=v) for v in (SAFE, attribution.KEEPER)]
        assert told[0].total == told[1].total
    place = [field.name for field in told[0].fields].index("actions")
    for group in ("status", "month"):  # of which every action has one
        rows = progress.make(reader, group=group, view=SAFE).rows
        assert sum(row[place] for row in rows) == whole.total


def test_who_spoke_appears_in_no_field_of_an_action(room: Desk) -> None:
    room(
        conversations.add,
        "Second",
        on=date(2017, 2, 24),
        parties={"speaker": ["Jane Roe"], "participant": ["John Roe"]},
        create=True,
    )
    room(actions.add, "Draft", conversation="C1")
    with open_reader(room.path, today=TODAY) as reader:
        out = io.StringIO(newline="")
        formats.write(exported(reader, SAFE), "json", out)
        frame = brief.frame(reader)
        formats.write_report(brief.make(reader, None, frame, view=SAFE), "json", out)
    assert "Roe" not in out.getvalue()
