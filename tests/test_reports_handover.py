"""The handover note: what it tells of a post, in which order, and whom it names where it leaves."""

import json
from datetime import date, timedelta

import pytest
from desk import TODAY, Desk
from drawn_bytes import found_in, reported
from shelf import Shelf

from tracker import formats, words
from tracker.read import attribution
from tracker.read.reports import handover
from tracker.read.reports.handover import Handover, Holder
from tracker.read.reports.shapes import Section
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import open_reader
from tracker.write.workflow import (
    actions,
    conversations,
    notes,
    parties,
    recommendations,
    steps,
    tenures,
)

ON = date(2017, 4, 10)
SAFE = attribution.view()


@pytest.fixture
def post(desk: Desk) -> Desk:
    """The post P1, called Chief, which P2, Amina Diallo, holds and P3, Inès Kouassi, takes over."""
    desk(tenures.hold, "Chief", "Amina Diallo", since=date(2017, 1, 1), create=True)
    desk(tenures.handover, "Chief", "Inès Kouassi", on=ON, create=True)
    return desk


def told(desk: Desk, view: View = KEEPER, *, on: date = ON) -> Handover:
    with open_reader(desk.path, today=desk.today) as reader:
        return handover.make(reader, 1, 3, on=on, view=view)


def section(report: Handover, name: str) -> Section:
    return next(each for each in report.sections if each.name == name)


def column(report: Handover, of: str, name: str) -> list[object]:
    found = section(report, of)
    place = [each.name for each in found.fields].index(name)
    return [row[place] for row in found.rows]


def figures(report: Handover) -> dict[str, int]:
    return {each.name: each.now for each in report.figures}


def drawn(report: Handover, name: str) -> str:
    return found_in(reported(report, name))


# -- who ------------------------------------------------------------------------------------------


def test_it_says_from_whom_to_whom_and_on_which_day(post: Desk) -> None:
    report = told(post)
    assert report.predecessors == (Holder("Amina Diallo", "2017-01-01", "2017-04-09"),)
    assert report.successor == Holder("Inès Kouassi", "2017-04-10", None)
    assert (report.as_of, report.handed_over_on) == ("2017-02-24", "2017-04-10")


def test_of_those_who_held_it_before_the_last_are_the_predecessors(post: Desk) -> None:
    for who, until in (("Bo", date(2017, 2, 1)), ("Carl", ON - timedelta(days=1))):
        post(tenures.hold, "Chief", who, since=date(2016, 1, 1), until=until, create=True)
    post(tenures.hold, "Chief", "Dora", since=date(2017, 3, 1), create=True)
    report = told(post)
    assert [each.name for each in report.predecessors] == ["Carl", "Amina Diallo"]
    assert [each.name for each in report.beside] == ["Dora"]
    page = drawn(report, "plain")
    assert "From Carl (from 2016-01-01 until 2017-04-09) and Amina Diallo" in page
    assert "Also held by Dora (from 2017-03-01)" in page


def test_a_vacant_post_is_handed_over_by_nobody(desk: Desk) -> None:
    desk(parties.add, "Chief", kind="post")
    desk(parties.add, "A body")
    desk(tenures.handover, "Chief", "Inès", on=ON, create=True)
    assert "To Inès (from 2017-04-10), held by nobody before" in drawn(told(desk), "plain")


# -- what -----------------------------------------------------------------------------------------


def test_open_actions_stand_the_first_deadline_first_and_undated_ones_last(post: Desk) -> None:
    post.action("Undated", owner="Chief")
    post.action("Later", owner="Chief", due=date(2017, 6, 30))
    post.action("Late", owner="Chief", due=date(2017, 2, 1))
    post.action("Another's", owner="DPA")
    post.action("Dropped", owner="Chief")
    post(steps.drop, ["A5"], why="no budget")
    report = told(post)
    assert column(report, "open", "title") == ["Late", "Later", "Undated"]
    assert column(report, "open", "rag") == ["red", "grey", "amber"]


def test_the_numbers_are_those_of_the_post_on_the_day_of_the_note(post: Desk) -> None:
    for title, due in (("One", TODAY), ("Two", TODAY + timedelta(30)), ("Three", date(2017, 2, 1))):
        post.action(title, owner="Chief", due=due)
    post.action("Four", owner="Chief", due=TODAY + timedelta(31))
    post.action("Five", owner="Chief")
    post(steps.block, ["A4"], why="no access")
    post(steps.done, ["A5"], evidence="Letter of 1 March")
    assert figures(told(post)) == {
        "open": 4,
        "overdue": 1,
        "due-within-30-days": 2,
        "blocked": 1,
        "unconfirmed": 0,
        "claimed-not-verified": 1,
    }
    post.today = TODAY + timedelta(31)
    assert figures(told(post))["unconfirmed"] == 4
    assert column(told(post), "claimed", "evidence") == [["Letter of 1 March"]]


def test_what_slipped_is_told_with_all_reasons(post: Desk) -> None:
    post.action("Slipped", owner="Chief", due=date(2017, 3, 1))
    post.action("Earlier", owner="Chief", due=date(2017, 3, 1))
    for day, why in ((10, "First"), (20, "Second [x]")):
        post(actions.update, ["A1"], due=date(2017, 3, day), why=why)
    post(actions.update, ["A2"], due=date(2017, 2, 27))
    report = told(post)
    assert column(report, "slipped", "ref") == ["A1"]
    assert column(report, "slipped", "why") == [["First", "Second [x]"]]
    assert column(report, "slipped", "slips") == [2]


def test_what_it_waits_for_supports_and_serves_leads_on(post: Desk) -> None:
    post.recommendation("DPA")
    post.action("Of DPA", owner="DPA")
    post(actions.add, "Mine", owner="Chief", after=["A1"], recommendations=["R1"])
    post(actions.add, "Supported", owner="DPA", supporting=["Chief"])
    post(notes.add, "A2", "Asked twice", on=TODAY)
    report = told(post)
    assert column(report, "open", "blocked_by") == [["A1"]]
    assert column(report, "open", "recommendations") == [["R1"]]
    assert column(report, "open", "last_update") == ["2017-02-24 Asked twice"]
    assert column(report, "waits-for", "ref") == ["A1"]
    assert column(report, "supports", "owner") == ["DPA"]
    assert column(report, "serves", "ref") == ["R1"]
    assert section(report, "promised").count == 0


def test_what_was_promised_stands_before_what_was_not(post: Desk) -> None:
    post(conversations.add, "Second", on=TODAY, parties={"host": ["IPI"]}, create=True)
    answers = ("declined", "noted", "none", "under-consideration", "partly-accepted", "accepted")
    for number, answer in enumerate(answers, 1):
        post.recommendation("Chief", "DPA")
        post(recommendations.respond, f"R{number}", "noted", party="DPA", why="Theirs")
        if answer != "none":
            post(recommendations.respond, f"R{number}", answer, party="Chief", why="Ours")
    post(actions.add, "Mine", owner="Chief", recommendations=["R6"])
    report = told(post)
    assert column(report, "promised", "response") == list(handover.ANSWERS)
    assert column(report, "promised", "reason") == ["Ours"] * 3 + [None] + ["Ours"] * 2
    assert column(report, "promised", "actions")[0] == ["A1"]
    assert column(report, "promised", "hosts") == [["IPI"]] * 6
    assert [each.ref for each in report.conversations] == ["C1"]
    page = drawn(report, "plain")
    assert "1 accepted, 1 partly accepted, 1 under consideration, 1 unanswered" in page
    assert "C1: 2017-02-24, Second" in page


def test_every_answer_has_its_place() -> None:
    assert set(handover.ANSWERS) == set(words.RESPONSES)


# -- what leaves ----------------------------------------------------------------------------------


def test_a_note_that_leaves_names_no_person(post: Desk) -> None:
    post(conversations.add, "Second", on=TODAY, attribution="chatham-house")
    post(parties.add, "Zoë Speaker", kind="person")
    post(
        conversations.update,
        "C1",
        parties={"speaker": ["Zoë Speaker"], "participant": ["Inès Kouassi"]},
    )
    post(actions.add, "Mine", owner="Chief", conversation="C1", after=[])
    post(actions.add, "Hers", owner="Zoë Speaker", supporting=["Chief"], conversation="C1")
    post(notes.add, "A1", "Zoë Speaker objects", on=TODAY)
    for name in formats.of(formats.REPORT):
        for who in ("Amina Diallo", "Inès Kouassi", "Zoë Speaker"):
            assert who not in drawn(told(post, SAFE), name)
    assert "Zoë Speaker objects" in drawn(told(post), "md")
    assert column(told(post, SAFE), "supports", "owner") == [attribution.OWNER_WITHHELD]


def test_what_is_confidential_leaves_as_a_count(post: Desk) -> None:
    post(conversations.add, "Secret", on=TODAY, attribution="confidential")
    post(conversations.add, "Open", on=TODAY, attribution="public")
    for meeting in ("Secret", "Open"):
        post.recommendation("Chief", conversation=meeting)
        post(actions.add, f"{meeting} step", owner="Chief", conversation=meeting)
    post(actions.update, ["A2"], after=["A1"])
    post(
        actions.add,
        "Secret help",
        owner="DPA",
        supporting=["Chief"],
        recommendations=["R1"],
        create=True,
    )
    post(actions.add, "Both", owner="Chief", recommendations=["R1", "R2"])
    report = told(post, SAFE)
    assert (section(report, "open").count, section(report, "open").withheld) == (3, 2)
    assert column(report, "open", "ref") == ["A2"]
    assert column(report, "open", "blocked_by") == [[]]
    assert column(report, "promised", "ref") == ["R2"]
    assert column(report, "promised", "actions") == [[]]
    page = drawn(report, "md")
    assert "2 confidential items not shown" in page
    assert "1 confidential item not shown" in page
    assert "Secret" not in page
    whole = told(post, attribution.view(include_confidential=True))
    assert section(whole, "open").withheld == 0


# -- how it looks, and how much it asks -----------------------------------------------------------


def test_what_there_is_nothing_of_is_named_in_one_line(post: Desk) -> None:
    page = drawn(told(post), "md")
    assert page.startswith("# Handover of Chief on 10 April 2017\n")
    assert "\nNothing under: Open, first due first; Slipped, and why; " in page


def test_json_holds_every_section_with_its_items(post: Desk) -> None:
    post.action("=Draft [x]", owner="Chief", due=date(2017, 3, 1))
    found = json.loads(drawn(told(post), "json"))
    assert found["schema_version"] == 1
    assert found["successor"] == {
        "name": "Inès Kouassi",
        "from_on": "2017-04-10",
        "until_on": None,
    }
    assert [each["name"] for each in found["sections"]] == list(handover.SECTIONS)
    assert found["sections"][0]["items"][0]["title"] == "=Draft [x]"


def test_a_note_asks_as_often_for_a_thousand_actions_as_for_one() -> None:
    shelf = Shelf()
    post = shelf.lay("party", name="Chief", kind="post")
    person = shelf.lay("party", name="Amina", kind="person")
    shelf.lay("tenure", post_id=post, person_id=person, from_on="2017-01-01")
    meeting = shelf.lay("conversation")

    def asked(rows: int) -> int:
        for _ in range(rows):
            action = shelf.lay("action", owner_id=post, due_on="2017-03-01")
            asked_of = shelf.lay("recommendation", conversation_id=meeting)
            shelf.lay("recommendation_addressee", recommendation_id=asked_of, party_id=post)
            shelf.serve(action, asked_of)
            shelf.lay(
                "deadline_move",
                action_id=action,
                moved_on="2017-02-01",
                why="because",
                from_day="2017-02-01",
                to_day="2017-03-01",
            )
        reader = shelf.reader()
        seen = shelf.watch()
        handover.make(reader, post, person, on=ON, view=SAFE)
        shelf.connection.set_trace_callback(None)
        return len([each for each in seen if each.startswith(("SELECT", "WITH"))])

    few = asked(1)
    # Lists in a cell are fetched for 500 rows at a time: here three tables, in two more batches.
    assert asked(1000) - few <= 2 * 8
    assert few < 40
