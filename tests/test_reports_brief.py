"""The brief: which meeting it is for, what stands in it, and what moved since."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from desk import Desk

from tracker.errors import NotFound, Unreadable
from tracker.read.queries.filters import Filters
from tracker.read.reports import brief
from tracker.read.reports.shapes import Brief, Moment, Section
from tracker.write.workflow import (
    actions,
    archive,
    conversations,
    notes,
    recommendations,
    steps,
)

FIRST = date(2016, 10, 26)
SECOND = date(2017, 2, 24)
THIRD = date(2017, 4, 10)
LATER = date(2017, 3, 20)


@pytest.fixture
def series(tracker_file: str) -> Desk:
    """Three conversations of one series, recorded on the day of the first; today is the second."""
    desk = Desk(tracker_file)
    desk.today = FIRST
    for number, day in enumerate((FIRST, SECOND, THIRD), 1):
        desk(conversations.add, f"Meeting {number}", on=day, series="Prevention", create=True)
    desk.today = SECOND
    return desk


def told(desk: Desk, **asked: object) -> Brief:
    # For mypy: options by name.
    return brief.prepare(desk.path, today=desk.today, **asked)  # type: ignore[arg-type]


def section(report: Brief, name: str) -> Section:
    return next(each for each in report.sections if each.name == name)


def column(found: Section, name: str) -> list[object]:
    place = [each.name for each in found.fields].index(name)
    return [row[place] for row in found.rows]


def parts(found: Section) -> dict[str, int]:
    return {each.word: each.count for each in found.parts if each.count}


def figure(report: Brief, name: str) -> tuple[int, int | None]:
    return next((each.now, each.was) for each in report.figures if each.name == name)


# -- which meeting, since when --------------------------------------------------------------------


def test_it_is_for_the_next_meeting_and_since_the_one_before(series: Desk) -> None:
    series.today = LATER
    report = told(series)
    assert report.series == "Prevention"
    assert report.meeting == Moment("2017-04-10", "C3", "Meeting 3")
    assert report.since == Moment("2017-02-24", "C2", "Meeting 2")
    assert report.as_of == "2017-03-20"


def test_a_meeting_of_today_is_the_next_one(series: Desk) -> None:
    assert told(series).meeting == Moment("2017-02-24", "C2", "Meeting 2")


def test_a_past_meeting_is_told_as_of_its_day(series: Desk) -> None:
    series.action()
    series.today = LATER
    report = told(series, conversation="C1")
    assert report.as_of == "2016-10-26"
    assert report.since is None
    assert figure(report, "actions") == (0, None)


def test_a_past_meeting_read_on_another_day_is_what_was_printed_on_it(series: Desk) -> None:
    series.today = LATER
    printed = told(series, conversation="C2")
    series.today = THIRD
    series.action()
    assert told(series, conversation="C2", as_of=LATER) == printed


def test_after_the_last_meeting_it_tells_how_things_stand(series: Desk) -> None:
    series.today = date(2017, 5, 1)
    report = told(series)
    assert report.meeting is None
    assert report.since == Moment("2017-04-10", "C3", "Meeting 3")
    assert section(report, "due-before").day == "2017-05-15"


def test_of_several_series_one_has_to_be_named(series: Desk) -> None:
    series(conversations.add, "Other", on=THIRD, series="Sahel", create=True)
    with pytest.raises(Unreadable, match="There are 2 series: Prevention; Sahel"):
        told(series)
    assert told(series, series="sahel").meeting == Moment("2017-04-10", "C4", "Other")


def test_a_conversation_of_another_series_is_refused(series: Desk) -> None:
    series(conversations.add, "Other", on=THIRD, series="Sahel", create=True)
    with pytest.raises(Unreadable, match="C1 is not of the series 'Sahel'"):
        told(series, conversation="C1", series="Sahel")


def test_a_conversation_that_there_is_not_is_not_found(series: Desk) -> None:
    with pytest.raises(NotFound, match="no conversation C9"):
        told(series, conversation="C9")


def test_a_moment_later_than_the_brief_is_refused(series: Desk) -> None:
    with pytest.raises(Unreadable, match="C3 is later than 2017-02-24"):
        told(series, since="C3")


def test_an_archived_meeting_is_passed_over(series: Desk) -> None:
    series(archive.archive, ["C2"])
    report = told(series)
    assert report.meeting == Moment("2017-04-10", "C3", "Meeting 3")
    assert report.since == Moment("2016-10-26", "C1", "Meeting 1")


def test_without_any_series_it_is_about_the_whole_file(desk: Desk) -> None:
    desk.action()
    report = told(desk)
    assert (report.series, report.meeting, report.since) == (None, None, None)
    assert figure(report, "actions") == (1, None)


def test_other_series_are_left_out(series: Desk) -> None:
    series(conversations.add, "Other", on=THIRD, series="Sahel", create=True)
    series(actions.add, "Ours", conversation="C2")
    series(actions.add, "Theirs", conversation="C4")
    report = told(series, series="Prevention")
    assert figure(report, "actions") == (1, 0)


def test_filters_narrow_the_brief_and_what_it_is_compared_with(series: Desk) -> None:
    asked = series.recommendation(conversation="C2")
    series(actions.add, "Ours", recommendations=[asked.ref], owner="PBSO", create=True)
    series(actions.add, "Theirs", conversation="C2", owner="DPKO", create=True)
    series.recommendation(conversation="C2")
    series.today = LATER
    report = told(series, filters=Filters(owner=("PBSO",)))
    assert figure(report, "actions") == (1, 1)
    assert figure(report, "recommendations") == (1, 1)
    assert column(section(report, "still-open"), "title") == ["Ours"]


# -- only some sections ---------------------------------------------------------------------------


def test_only_the_sections_that_are_named_are_told(series: Desk) -> None:
    report = told(series, only=brief.parse_only("overdue, no_news"))
    assert [each.name for each in report.sections] == ["overdue", "no-news"]
    assert report.figures == ()


def test_a_section_that_there_is_not_names_the_nearest() -> None:
    with pytest.raises(Unreadable, match=r"no section 'decision'\. Nearest: decisions"):
        brief.parse_only("decision")
    with pytest.raises(Unreadable, match="No section was named"):
        brief.parse_only(" , ")


def test_the_sections_stand_in_the_order_in_which_they_are_read(series: Desk) -> None:
    report = told(series)
    assert ["headline", *(each.name for each in report.sections)] == list(brief.SECTIONS)


# -- what stands in it ----------------------------------------------------------------------------


def test_what_waits_for_a_decision_says_every_reason(series: Desk) -> None:
    series(actions.add, "Late", conversation="C1", due=date(2017, 1, 1), priority="critical")
    series(actions.add, "Stopped", conversation="C1", due=THIRD, owner="PBSO", create=True)
    series(steps.block, ["A2"], why="No budget")
    found = section(told(series), "decisions")
    assert column(found, "reasons") == [["overdue-critical", "no-owner"], ["blocked"]]
    assert column(found, "reason") == [None, "No budget"]
    assert parts(found) == {"overdue-critical": 1, "blocked": 1, "no-owner": 1}
    assert (found.count, found.several) == (2, ("A1",))


def test_what_is_due_until_the_day_of_the_meeting_is_due_before_it(series: Desk) -> None:
    series.today = LATER
    for due in (date(2017, 3, 19), LATER, THIRD, date(2017, 4, 11)):
        series(actions.add, f"Due {due}", conversation="C2", due=due)
    found = section(told(series), "due-before")
    assert (found.day, column(found, "ref")) == ("2017-04-10", ["A2", "A3"])


def test_a_recommendation_without_action_is_named_until_it_has_one(series: Desk) -> None:
    asked = series.recommendation("PBSO", conversation="C2")
    found = section(told(series), "no-action")
    assert found.rows == [(asked.ref, None, "Design mandates", ["PBSO"], "none", "C2")]
    series(actions.add, "Draft", recommendations=[asked.ref])
    assert section(told(series), "no-action").count == 0


def test_what_was_raised_in_several_meetings_says_so(series: Desk) -> None:
    first = series.recommendation(conversation="C1")
    second = series.recommendation(conversation="C2")
    series(recommendations.link, second.ref, "repeats", first.ref)
    series(actions.add, "Once", conversation="C2")
    series(actions.add, "Twice", recommendations=[second.ref])
    series.today = THIRD
    found = section(told(series), "still-open")
    assert column(found, "title") == ["Twice", "Once"]
    assert column(found, "raised_in") == [2, 1]
    assert column(found, "raised_of") == [2, 2]
    assert column(found, "first_raised") == ["2016-10-26", "2017-02-24"]
    assert parts(found) == {"in-several-conversations": 1, "in-only-one": 1}


def test_what_the_meeting_itself_raised_was_not_raised_before(series: Desk) -> None:
    series(actions.add, "New", conversation="C2")
    assert section(told(series), "still-open").count == 0


# -- what changed ---------------------------------------------------------------------------------


def test_since_a_conversation_is_from_the_end_of_its_day(series: Desk) -> None:
    series(actions.add, "Of the day", conversation="C2")
    series.today = LATER
    series(actions.add, "Of later", conversation="C2")
    report = told(series)
    assert column(section(report, "changed"), "title") == ["Of later"]
    assert figure(report, "actions") == (2, 1)


def test_since_a_day_is_from_its_beginning(series: Desk) -> None:
    series(actions.add, "Of the day", conversation="C2")
    series.today = LATER
    report = told(series, since=SECOND)
    assert report.since == Moment("2017-02-24")
    assert column(section(report, "changed"), "title") == ["Of the day"]
    assert figure(report, "actions") == (1, 0)


def test_every_kind_of_change_is_told_once_with_its_reason(series: Desk) -> None:
    for title in ("Done", "Checked", "Dropped", "Started", "Moved", "Still", "Mistake"):
        series(actions.add, title, conversation="C2", due=THIRD)
    series.today = LATER
    series(steps.done, ["A1", "A2"], note="Sent")
    series(steps.verify, ["A2"])
    series(steps.drop, ["A3"], why="Overtaken")
    series(steps.start, ["A4"])
    series(actions.update, ["A5"], due=THIRD + timedelta(days=7), why="Translation")
    series(archive.archive, ["A7"])
    series(actions.add, "Fresh", conversation="C2")
    found = section(told(series), "changed")
    told_of = dict(zip(column(found, "title"), column(found, "changes"), strict=True))
    assert told_of == {
        "Done": ["done"],
        "Checked": ["done", "verified"],
        "Dropped": ["dropped"],
        "Started": ["started"],
        "Moved": ["slipped"],
        "Fresh": ["new"],
        "Mistake": ["archived"],
    }
    why = dict(zip(column(found, "title"), column(found, "why"), strict=True))
    assert (why["Dropped"], why["Moved"]) == ("Overtaken", "Translation")
    was_due = dict(zip(column(found, "title"), column(found, "was_due"), strict=True))
    assert was_due["Moved"] == "2017-04-10"


def moved(series: Desk, *days: date, correct: bool = False) -> None:
    for number, day in enumerate(days, 1):
        series(actions.update, ["A1"], due=day, why=f"Reason {number}", correct=correct)


def slip(series: Desk) -> tuple[object, ...]:
    found = section(told(series), "changed")
    return (*column(found, "was_due"), *column(found, "why"))


def test_a_slip_is_from_the_deadline_at_the_earlier_moment_whatever_was_in_between(
    series: Desk,
) -> None:
    series(actions.add, "Draft", conversation="C2", due=THIRD)
    series.today = SECOND
    moved(series, date(2017, 4, 12))
    series.today = LATER
    moved(series, date(2017, 4, 30), date(2017, 4, 20))
    assert slip(series) == ("2017-04-12", "Reason 1; Reason 2")


def test_a_deadline_moved_later_and_back_has_not_slipped(series: Desk) -> None:
    series(actions.add, "Draft", conversation="C2", due=THIRD)
    series.today = LATER
    moved(series, date(2017, 4, 30), THIRD)
    assert section(told(series), "changed").count == 0


def test_a_deadline_that_was_only_mended_has_not_slipped(series: Desk) -> None:
    series(actions.add, "Draft", conversation="C2", due=THIRD)
    series.today = LATER
    moved(series, date(2017, 4, 30), correct=True)
    assert section(told(series), "changed").count == 0


def test_what_is_new_slips_from_its_first_deadline(series: Desk) -> None:
    series.today = LATER
    series(actions.add, "Draft", conversation="C2", due=THIRD)
    moved(series, date(2017, 4, 30))
    assert slip(series) == ("2017-04-10", "Reason 1")


def test_a_past_meeting_counts_what_was_recorded_of_it_later(series: Desk) -> None:
    series.recommendation(conversation="C2")
    series.today = LATER
    series.recommendation(conversation="C2")
    report = told(series, conversation="C2")
    assert (report.recorded_later, figure(report, "recommendations")) == (1, (1, 0))
    assert told(series).recorded_later == 0


def test_the_conversations_that_rows_name_are_given(series: Desk) -> None:
    series.recommendation(conversation="C2")
    assert told(series).conversations == (Moment("2017-02-24", "C2", "Meeting 2"),)


def test_what_was_undone_is_no_change(series: Desk) -> None:
    from tracker.write import undo

    series(actions.add, "Draft", conversation="C2")
    series.today = LATER
    series(steps.start, ["A1"])
    series(undo.undo, series.command or 0)
    report = told(series)
    assert section(report, "changed").count == 0


def test_without_an_earlier_meeting_nothing_is_compared(series: Desk) -> None:
    series.today = FIRST
    report = told(series)
    assert "changed" not in [each.name for each in report.sections]
    assert {each.was for each in report.figures} == {None}


def test_an_action_without_news_is_named_until_there_is_some(series: Desk) -> None:
    series(actions.add, "Draft", conversation="C2")
    series.today = SECOND + timedelta(days=31)
    found = section(told(series), "no-news")
    assert (found.count, found.day) == (1, "2017-02-25")
    series(notes.add, "A1", "Nearly there")
    assert section(told(series), "no-news").count == 0


def test_two_briefs_of_one_day_are_the_same(series: Desk, tmp_path: Path) -> None:
    series(actions.add, "Draft", conversation="C2")
    series.today = LATER
    before = told(series)
    series.today = LATER + timedelta(days=1)
    series(steps.start, ["A1"])
    assert told(series, as_of=LATER) == before
    assert not list(tmp_path.glob("*-journal"))
