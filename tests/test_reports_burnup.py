"""The burn-up by month: what stood at the end of each, told by the record as it is today."""

import contextlib
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import drawn_file
import pytest
from desk import Desk
from drawn_file import Opened

from tracker.errors import TrackerError
from tracker.read.queries.filters import Filters
from tracker.read.reports import progress
from tracker.read.reports.shapes import Month, Progress
from tracker.read.store import open_reader
from tracker.write import undo
from tracker.write.session import Work
from tracker.write.workflow import actions, archive, conversations, split_merge, steps

LAST = date(2017, 7, 10)
Verb = Callable[[Desk, random.Random, list[str]], object]


# For ruff: a named tuple does not change.
def months(
    desk: Desk,
    today: date = LAST,
    as_of: date | None = None,
    filters: Filters = Filters(),  # noqa: B008
) -> dict[str, Month]:
    with open_reader(desk.path, today=today, as_of=as_of) as reader:
        return {each.month: each for each in progress.make(reader, filters).burn_up}


def numbers(month: Month) -> tuple[int, ...]:
    return month[2:]


def total(report: Progress) -> tuple[int, ...]:
    """Return the numbers of a month that the total of a report tells."""
    names = [each.name for each in report.fields]
    found = dict(zip(names, map(int_or_zero, report.total), strict=True))
    implemented = found["implemented"] + found["verified"]
    rest = [found[name] for name in ("verified", "dropped", "open", "overdue")]
    return (found["actions"], implemented, *rest)


def int_or_zero(value: object) -> int:
    return value if isinstance(value, int) else 0


def totals_then(desk: Desk, day: date) -> tuple[int, ...]:
    with open_reader(desk.path, today=LAST, as_of=day) as reader:
        return total(progress.make(reader))


# -- over random files ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(overdue=True), Filters(closed=True), Filters(archived=True)]
)
def test_the_last_month_has_the_totals_of_progress(
    tmp_path: Path, seed: int, filters: Filters
) -> None:
    opened = Opened(tmp_path)
    report = progress.make(opened(drawn_file.draw(seed).rows), filters)
    opened.close()
    if not report.burn_up:
        assert total(report) == (0,) * 6
        return
    assert numbers(report.burn_up[-1]) == total(report)
    assert report.burn_up[-1].day == report.as_of
    for month in report.burn_up:
        assert month.created == month.implemented + month.dropped + month.open
        assert 0 <= month.verified <= month.implemented
        assert 0 <= month.overdue <= month.open


@pytest.mark.parametrize("seed", range(6))
def test_each_month_is_what_was_shown_at_its_end(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    verbs: list[Verb] = [add, due, due, end, end, end, back, back, split, merge, undone]
    while desk.today <= LAST:
        for _ in range(chance.randint(0, 6)):
            known = [f"A{row[0]}" for row in desk.rows(_KEPT)] if desk.command else []
            if not known:
                add(desk, chance, known)
                continue
            with contextlib.suppress(TrackerError):  # a rule of the workflow forbids it
                chance.choice(verbs)(desk, chance, known)
        desk.today += timedelta(days=chance.randint(1, 9))
    for name, month in months(desk).items():
        assert numbers(month) == totals_then(desk, date.fromisoformat(month.day)), name


_KEPT = "SELECT id FROM action WHERE archived_on IS NULL"


def add(desk: Desk, chance: random.Random, _: list[str]) -> object:
    days = chance.choice([None, *range(-5, 60, 5)])
    return desk.action(due=None if days is None else desk.today + timedelta(days=days))


def due(desk: Desk, chance: random.Random, known: list[str]) -> object:
    day = desk.today + timedelta(days=chance.randint(-60, 40))
    return desk(actions.update, [chance.choice(known)], due=chance.choice([day, None]), why="Moved")


def end(desk: Desk, chance: random.Random, known: list[str]) -> object:
    ref = [chance.choice(known)]
    verb = chance.choice(["done", "verify", "verify", "drop", "block"])
    if verb == "done":
        return desk(steps.done, ref, note="Sent")
    if verb == "verify":
        return desk(steps.verify, ref)
    return desk(getattr(steps, verb), ref, why="The budget")


def back(desk: Desk, chance: random.Random, known: list[str]) -> object:
    return desk(steps.reopen, [chance.choice(known)], why="Not yet")


def split(desk: Desk, chance: random.Random, known: list[str]) -> object:
    return desk(split_merge.split, chance.choice(known), ["One", "Two"])


def merge(desk: Desk, chance: random.Random, known: list[str]) -> object:
    return desk(split_merge.merge, [chance.choice(known)], into=chance.choice(known))


def undone(desk: Desk, chance: random.Random, known: list[str]) -> None:
    """Do something, undo it at once, and perhaps redo it."""
    before = desk.command
    chance.choice([due, end, back])(desk, chance, known)
    if desk.command != before:
        take_back(desk, desk.command)
        if chance.random() < 0.5:
            take_back(desk, desk.command)


def take_back(desk: Desk, command: int | None) -> None:
    def undo_one(work: Work) -> None:
        undo.undo(work, command or 0)

    desk(undo_one)


# -- rule by rule ---------------------------------------------------------------------------------


def test_a_file_without_actions_has_no_months(desk: Desk) -> None:
    desk.party("PBSO")
    assert months(desk) == {}


def test_every_month_from_the_first_action_on_is_there_and_the_last_ends_on_the_day(
    desk: Desk,
) -> None:
    desk.action()
    found = list(months(desk).values())
    assert [(each.month, each.day) for each in found] == [
        ("2017-02", "2017-02-28"),
        ("2017-03", "2017-03-31"),
        ("2017-04", "2017-04-30"),
        ("2017-05", "2017-05-31"),
        ("2017-06", "2017-06-30"),
        ("2017-07", "2017-07-10"),
    ]


def test_what_is_due_on_the_last_day_of_a_month_is_overdue_from_the_next_one_on(
    desk: Desk,
) -> None:
    for day in (date(2017, 3, 31), date(2017, 3, 30), LAST):
        desk.action(due=day)
    found = months(desk)
    assert [found[f"2017-0{each}"].overdue for each in (2, 3, 4, 7)] == [0, 1, 2, 2]


def test_a_step_counts_from_the_day_on_which_it_happened(desk: Desk) -> None:
    for _ in range(3):
        desk.action()
    desk.today = date(2017, 5, 20)
    desk(steps.done, ["A1"], note="Sent", on=date(2017, 3, 31))
    desk(steps.done, ["A2"], note="Sent", on=date(2017, 1, 15))
    desk(steps.verify, ["A1"], on=date(2017, 4, 1))
    found = months(desk)
    assert [found[f"2017-0{each}"].implemented for each in (2, 3, 5)] == [1, 2, 2]
    assert [found[f"2017-0{each}"].verified for each in (3, 4)] == [0, 1]


def test_a_deadline_that_moved_had_passed_until_it_moved(desk: Desk) -> None:
    desk.action(due=date(2017, 3, 15))
    desk.today = date(2017, 5, 2)
    desk(actions.update, ["A1"], due=date(2017, 6, 15), why="Translation")
    found = months(desk)
    assert [each.overdue for each in found.values()] == [0, 1, 1, 0, 1, 1]


def test_a_deadline_that_was_set_when_it_had_passed_was_not_overdue_before(desk: Desk) -> None:
    desk.action()
    desk.today = date(2017, 5, 2)
    desk(actions.update, ["A1"], due=date(2017, 3, 15))
    assert [each.overdue for each in months(desk).values()] == [0, 0, 0, 1, 1, 1]
    desk.today = date(2017, 6, 2)
    take_back(desk, desk.command)
    take_back(desk, desk.command)
    assert [each.overdue for each in months(desk).values()] == [0, 0, 0, 1, 1, 1]


def test_a_deadline_that_was_mended_was_never_the_wrong_one(desk: Desk) -> None:
    desk.action("Too early", due=date(2017, 3, 15))
    desk.action("Too late", due=date(2017, 7, 15))
    desk.action("Moved", due=date(2017, 3, 31))
    desk(actions.update, ["A3"], due=date(2017, 4, 1), why="Translation")
    desk.today = date(2017, 5, 2)
    for ref, day in (("A1", "2017-07-15"), ("A2", "2017-04-15"), ("A3", "2017-07-15")):
        right = date.fromisoformat(day)
        desk(actions.update, [ref], due=right, why="A typing error", correct=True)
    assert [each.overdue for each in months(desk).values()] == [0, 0, 1, 1, 1, 1]


def test_what_was_reopened_was_closed_until_then(desk: Desk) -> None:
    desk.action(due=date(2017, 3, 1))
    desk.today = date(2017, 3, 10)
    desk(steps.done, ["A1"], note="Sent")
    desk.today = date(2017, 4, 10)
    desk(steps.verify, ["A1"])
    desk.today = date(2017, 6, 10)
    desk(steps.reopen, ["A1"], why="Withdrawn")
    found = months(desk).values()
    assert [each.implemented for each in found] == [0, 1, 1, 1, 0, 0]
    assert [each.verified for each in found] == [0, 0, 1, 1, 0, 0]
    assert [each.overdue for each in found] == [0, 0, 0, 0, 1, 1]


def test_a_step_that_was_undone_is_in_no_month(desk: Desk) -> None:
    desk.action(due=date(2017, 3, 1))
    desk.today = date(2017, 3, 10)
    desk(steps.done, ["A1"], note="Sent")
    done = desk.command
    desk.today = date(2017, 5, 10)
    take_back(desk, done)
    assert [each.open for each in months(desk).values()] == [1, 1, 1, 1, 1, 1]
    assert [each.overdue for each in months(desk).values()] == [0, 1, 1, 1, 1, 1]
    desk.today = date(2017, 6, 10)
    take_back(desk, desk.command)
    assert [each.implemented for each in months(desk).values()] == [0, 1, 1, 1, 1, 1]


def test_a_reopening_that_was_undone_is_in_no_month(desk: Desk) -> None:
    desk.action()
    desk.today = date(2017, 3, 10)
    desk(steps.drop, ["A1"], why="Overtaken")
    desk.today = date(2017, 4, 10)
    desk(steps.reopen, ["A1"], why="Not so")
    desk.today = date(2017, 6, 10)
    take_back(desk, desk.command)
    assert [each.dropped for each in months(desk).values()] == [0, 1, 1, 1, 1, 1]
    desk(steps.reopen, ["A1"], why="It is needed")
    assert [each.dropped for each in months(desk).values()] == [0, 1, 1, 1, 0, 0]


def test_what_is_archived_is_in_no_month(desk: Desk) -> None:
    desk.action()
    desk.action()
    desk.today = date(2017, 6, 10)
    desk(archive.archive, ["A2"])
    assert {each.created for each in months(desk).values()} == {1}


def test_filters_choose_whose_months_they_are(desk: Desk) -> None:
    desk.action(owner="PBSO")
    desk.today = date(2017, 5, 1)
    desk.action(owner="DPKO")
    found = months(desk, filters=Filters(owner=("DPKO",)))
    assert [(name, each.created) for name, each in found.items()] == [
        ("2017-05", 1),
        ("2017-06", 1),
        ("2017-07", 1),
    ]


def test_as_of_a_day_the_months_end_with_it(desk: Desk) -> None:
    desk.action()
    desk.today = date(2017, 4, 3)
    desk.action()
    desk(steps.done, ["A1"], note="Sent")
    earlier = months(desk, as_of=date(2017, 3, 20))
    assert [(each.month, each.day) for each in earlier.values()][-1] == ("2017-03", "2017-03-20")
    assert numbers(earlier["2017-03"]) == (1, 0, 0, 0, 1, 0)


def test_confidential_ones_are_counted(desk: Desk) -> None:
    from tracker.read import attribution

    meeting = desk(conversations.add, "Closed", on=desk.today, attribution="confidential")
    desk(actions.add, "Secret", conversation=meeting.ref)
    with open_reader(desk.path, today=LAST) as reader:
        report = progress.make(reader, view=attribution.view())
    assert {each.created for each in report.burn_up} == {1}
