"""The journal in words: what real verbs leave in it, told to a reader."""

from datetime import date, timedelta

import pytest
from desk import TODAY, Desk
from shelf import Shelf

from tracker.read.queries.history import TOLD, Entry, history
from tracker.read.store import open_reader
from tracker.write import undo
from tracker.write.workflow import (
    actions,
    archive,
    notes,
    parties,
    recommendations,
    settings,
    steps,
)

DAY = timedelta(days=1)


def told(desk: Desk, record: tuple[str, int] | None = None) -> list[Entry]:
    with open_reader(desk.path, today=TODAY) as reader:
        return list(history(reader, record))


def latest(desk: Desk) -> tuple[str, ...]:
    return told(desk)[0].changes


def test_a_new_action_is_told_with_its_title_and_its_ties(desk: Desk) -> None:
    recommendation = desk.recommendation("PBC")
    desk(
        actions.add,
        "Draft the note",
        recommendations=[recommendation.ref],
        owner="PBSO",
        supporting=["DPPA"],
        themes=["Mandates"],
        create=True,
    )
    assert set(latest(desk)) == {
        "party PBSO added",
        "party DPPA added",
        "theme Mandates added",
        "A1 added: Draft the note",
        "A1 works towards R1",
        "DPPA supports A1",
        "A1 is under Mandates",
    }


def test_a_command_says_who_gave_it_when_and_what_was_typed(desk: Desk) -> None:
    desk.action()
    entry = told(desk)[0]
    assert (entry.id, entry.on_day, entry.at) == (1, "2017-02-24", "2017-02-24T10:00:00Z")
    assert (entry.by, entry.line) == ("amina", "tracker add")
    assert (entry.undoes, entry.undone_by, entry.more) == (None, None, 0)


def test_a_deadline_that_moves_is_told_once_with_its_reason(desk: Desk) -> None:
    desk.action(due=date(2017, 3, 1))
    desk(actions.update, ["A1"], due=date(2017, 4, 1), why="The sponsor asked for more time")
    assert latest(desk) == (
        "A1 due 2017-03-01 -> 2017-04-01, because: The sponsor asked for more time",
    )


def test_a_first_deadline_is_told_as_a_field(desk: Desk) -> None:
    desk.action()
    desk(actions.update, ["A1"], due=date(2017, 3, 1))
    assert latest(desk) == ("A1 due 2017-03-01",)


def test_a_value_that_is_set_cleared_or_changed_is_told_as_such(desk: Desk) -> None:
    desk.action()
    desk(actions.update, ["A1"], owner="DPKO", next_step="Ask for  the list", create=True)
    assert latest(desk) == ("party DPKO added", "A1 owner DPKO, next 'Ask for the list'")
    desk(actions.update, ["A1"], owner="none", priority="critical")
    assert latest(desk) == ("A1 priority normal -> critical, owner DPKO -> none",)


def test_what_was_claimed_is_told_in_one_sentence(desk: Desk) -> None:
    desk.action()
    desk(steps.done, ["A1"], evidence="The list")
    assert latest(desk) == (
        "N1 added on A1: Implemented",
        "A1 not-started -> implemented, done on 2017-02-24, claimed by amina",
    )


def test_a_threshold_is_told_with_what_it_stood_at(desk: Desk) -> None:
    desk(settings.set_threshold, "due_soon_days", "21")
    assert latest(desk) == ("due-soon-days 14 -> 21",)
    desk(settings.set_threshold, "due_soon_days", "7")
    assert latest(desk) == ("due-soon-days 21 -> 7",)
    desk(undo.undo, 1 + 1)
    desk(undo.undo, 1)
    assert latest(desk) == ("due-soon-days 21 -> 14",)


def test_where_a_recommendation_was_taken_up_is_told_in_full(desk: Desk) -> None:
    ref = desk.recommendation("PBC").ref
    desk(recommendations.uptake, ref, "S/RES/2350 (2017)", paragraph="1", degree="partly")
    assert latest(desk) == ("R1 was taken up in S/RES/2350 (2017), paragraph 1 (partly)",)


def test_steps_are_told_by_their_statuses_and_reasons(desk: Desk) -> None:
    desk.action()
    desk(steps.block, ["A1"], why="No staff")
    assert latest(desk) == ("A1 not-started -> blocked, reason 'No staff'",)


def test_an_owner_is_told_by_name(desk: Desk) -> None:
    desk.action(owner="PBSO")
    desk(actions.update, ["A1"], owner="DPPA", create=True)
    assert latest(desk) == ("party DPPA added", "A1 owner PBSO -> DPPA")


def test_a_link_that_is_removed_is_told_of_both_ends(desk: Desk) -> None:
    recommendation = desk.recommendation()
    desk.action()
    desk(actions.update, ["A1"], recommendations=[recommendation.ref])
    desk(actions.update, ["A1"], remove_recommendations=[recommendation.ref])
    assert latest(desk) == ("A1 no longer works towards R1",)
    for record in (("action", 1), ("recommendation", 1)):
        changes = [change for entry in told(desk, record) for change in entry.changes]
        assert "A1 works towards R1" in changes
        assert "A1 no longer works towards R1" in changes


def test_an_answer_is_told_of_the_recommendation_and_the_addressee(desk: Desk) -> None:
    recommendation = desk.recommendation("PBC")
    desk(recommendations.respond, recommendation.ref, "accepted", why="In the plan")
    assert latest(desk) == ("PBC answered R1: accepted ('In the plan')",)
    assert told(desk, ("recommendation", 1))[0].changes == latest(desk)
    desk(recommendations.respond, recommendation.ref, "noted", why="Later")
    assert latest(desk) == ("PBC answered R1: accepted -> noted ('Later')",)
    desk(recommendations.respond, recommendation.ref, "noted", why="Later", on=TODAY - DAY)
    assert latest(desk) == ("PBC answered R1: responded on 2017-02-24 -> 2017-02-23",)
    desk(recommendations.respond, recommendation.ref, "none", why="Misheard")
    assert latest(desk) == ("PBC took its answer to R1 back, which was: noted",)


def test_notes_are_told_of_what_they_are_about(desk: Desk) -> None:
    desk.action()
    desk(notes.add, "A1", "Draft sent\nto the Commission " + "x" * 100)
    assert latest(desk)[0].startswith("N1 added on A1: Draft sent to the Commission xxx")
    assert latest(desk)[0].endswith("…")
    desk(notes.correct, "N1", why="typed wrong", text="Draft sent")
    assert any(each.startswith("N1 on A1 text ") for each in latest(desk))
    assert len(told(desk, ("action", 1))) == 3


def test_archiving_is_told_in_its_own_words(desk: Desk) -> None:
    desk.action()
    desk(archive.archive, ["A1"])
    assert latest(desk) == ("A1 archived",)
    desk(archive.unarchive, ["A1"])
    assert latest(desk) == ("A1 taken out of the archive",)


def test_an_undo_says_what_it_undid_and_the_other_that_it_is_undone(desk: Desk) -> None:
    desk.action()
    desk(steps.start, ["A1"])
    desk(undo.undo_last)
    third, second, _ = told(desk)
    assert (third.undoes, second.undone_by) == (2, 3)
    desk(undo.undo, 3)
    fourth, third, second, _ = told(desk)
    assert (fourth.undoes, third.undone_by, second.undone_by) == (3, 4, None)


def test_the_history_of_one_record_leaves_out_the_others(desk: Desk) -> None:
    desk.action("one")
    desk.action("two")
    desk(steps.start, ["A1", "A2"])
    desk(steps.start, [desk.action("three").ref])
    found = told(desk, ("action", 1))
    assert [entry.changes for entry in found] == [
        ("A1 not-started -> in-progress",),
        ("A1 added: one",),
    ]


def test_a_party_is_told_by_the_name_that_it_has_today(desk: Desk) -> None:
    desk.party("Support Office", "PBSO")
    desk(parties.update, "PBSO", short="PSO")
    assert [entry.changes for entry in told(desk, ("party", 1))] == [
        ("PSO short name PBSO -> PSO",),
        ("party Support Office added",),
    ]


@pytest.mark.parametrize(
    ("since", "until", "numbers"),
    [
        (None, None, [3, 2, 1]),
        (TODAY + timedelta(1), None, [3, 2]),
        (None, TODAY + timedelta(1), [2, 1]),
        (TODAY + timedelta(1), TODAY + timedelta(1), [2]),
        (TODAY + timedelta(9), None, []),
    ],
)
def test_both_days_of_a_time_belong_to_it(
    desk: Desk, since: date | None, until: date | None, numbers: list[int]
) -> None:
    for days in range(3):
        desk.today = TODAY + timedelta(days)
        desk.action()
    with open_reader(desk.path, today=TODAY) as reader:
        found = [entry.id for entry in history(reader, since=since, until=until)]
    assert found == numbers


def lay_journal(shelf: Shelf, commands: int, changes: int) -> None:
    shelf.connection.execute("BEGIN")
    for number in range(1, commands + 1):
        hashes = {"line_digest": "", "prev_hash": str(number), "hash": str(number + 1)}
        shelf.lay("command", at="x", on_day="2017-03-01", by="ben", line="x", **hashes)
        for row in range(1, changes + 1):
            values = {"field": "priority", "old": "normal", "new": "critical", "digest": ""}
            shelf.lay("change", command_id=number, entity="action", row=row, **values)
        shelf.lay(
            "change",
            command_id=number,
            entity="action",
            row=1,
            field="updated_at",
            old="x",
            new="y",
            digest="",
        )
    shelf.connection.execute("COMMIT")


def test_of_a_command_that_changed_very_much_the_beginning_is_told() -> None:
    shelf = Shelf()
    lay_journal(shelf, 1, TOLD + 20)
    entry = next(iter(history(shelf.reader())))
    assert (len(entry.changes), entry.more) == (TOLD, 20)


def test_the_number_of_queries_does_not_grow_with_the_commands() -> None:
    shelf = Shelf()
    lay_journal(shelf, 90, 3)
    seen = shelf.watch()
    assert len(list(history(shelf.reader()))) == 90
    assert len(seen) < 10


def test_names_that_were_forgotten_leave_gaps_and_no_failure() -> None:
    shelf = Shelf()
    lay_journal(shelf, 1, 0)
    for entity in ("action", "note", "deadline_move", "action_supporting", "setting"):
        for new in (None, "not JSON any more"):
            values = {"field": None, "old": None, "new": new, "digest": ""}
            shelf.lay("change", command_id=1, entity=entity, row=7, **values)
    entry = next(iter(history(shelf.reader())))
    assert len(entry.changes) == 10


def test_a_records_history_is_found_by_keys(desk: Desk) -> None:
    desk.action()
    shelf = Shelf()
    seen = shelf.watch()
    list(history(shelf.reader(), ("action", 1)))
    plan = shelf.plan(next(sql for sql in seen if "deadline_move" in sql), {})
    assert "SCAN h" not in plan
    assert "ix_change_removed" in plan
    assert "SCAN g" not in plan


def test_a_correction_that_was_undone_is_still_told_as_it_was(desk: Desk) -> None:
    desk.action(due=date(2017, 5, 1))
    desk(actions.update, ["A1"], due=date(2017, 5, 10), why="Later")
    desk(actions.update, ["A1"], due=date(2017, 5, 12), why="Typed wrong", correct=True)
    desk(undo.undo_last, 2)
    said = {entry.id: entry.changes for entry in told(desk)}
    corrected = "A1 due 2017-05-10 -> 2017-05-12 (corrected), because: Typed wrong"
    assert said[3] == (corrected,)
    assert said[2] == ("A1 due 2017-05-01 -> 2017-05-10, because: Later",)
