"""What is in the way of a mend: the command that a check gives goes round it, and works."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import Desk
from shelf import TODAY, Shelf
from test_reports_check import SAID, findings, given, of

from tracker.read.reports import check


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def mended(desk: Desk, kind: str, *more: str) -> list[str]:
    """Run the mend of the only finding of a kind; return it as typed. It finds nothing then."""
    (found,) = (row for row in findings(desk) if row[0] == kind)
    desk.do(*(SAID.get(word, word) for word in shlex.split(found[4])[1:]), *more)
    assert [row for row in findings(desk) if row[0] == kind] == []
    return shlex.split(found[4])


OWNED = "--owner PBSO --create"


@pytest.mark.parametrize(
    ("kind", "lines", "mend"),
    [
        (
            "late-dependency",
            (
                f"add 'Publish it' {OWNED} --due 2017-05-31 --start 2017-05-15",
                "add 'Send it' --owner PBSO --due 2017-05-01 --after A1",
            ),
            "tracker update A1 --due 2017-05-01 --start none",
        ),
        (
            "late-dependency",
            (
                f"add 'Publish it' {OWNED} --due 2017-05-31",
                "add 'Send it' --owner PBSO --due 2017-02-01 --after A1",
            ),
            "tracker update A2 --due 2017-05-31 --why TEXT",
        ),
        (
            "past-milestone",
            (
                "milestone add M:x --on 2017-05-01",
                f"add 'Publish it' {OWNED} --due 2017-06-30 --start 2017-06-01 --milestone M:x",
            ),
            "tracker update A1 --due 'at M:x' --start none",
        ),
        (
            "departed-owner",
            (
                "party hold Chief 'Ana Diop' --from 2016-01-01 --until 2017-01-31 --create",
                "party hold Chief 'Inès Kouassi' --from 2017-02-01 --create",
                "add 'Publish it' --owner 'Ana Diop' --due 2017-05-31",
            ),
            "tracker update A1 --owner Chief",
        ),
        (
            "recommendation-without-action",
            (
                "conversation add Second --on 2017-02-20",
                "recommendation add 'Publish it' --from C1 --to 'Côte d\\'\"'\"'Ivoire' --create",
            ),
            None,
        ),
        (
            "vague-recommendation",
            (
                "conversation add Second --on 2017-02-20",
                "recommendation add 'Strengthen oversight' --from C1",
            ),
            "tracker add TEXT --for R1 --owner PARTY --due WHEN",
        ),
    ],
)
def test_a_mend_goes_round_what_is_in_its_way(
    tmp_path: Path, kind: str, lines: Sequence[str], mend: str | None
) -> None:
    desk = Desk(tmp_path)
    given(*lines)(desk)
    done = mended(desk, kind, *(["--create"] if mend and "PARTY" in mend else []))
    assert mend is None or done == shlex.split(mend)


def test_what_an_owner_has_too_much_of_is_handed_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.do("add", "Publish one", "--owner", "PBSO", "--create", TRACKER_TODAY="2016-02-01")
    desk.do("done", "A1", "--note", "Out", TRACKER_TODAY="2016-03-01")
    for priority in ("normal", "critical"):
        desk.do(
            *("add", f"Publish {priority}", "--owner", "PBSO"),
            *("--due", "2017-02-24", "--priority", priority),
        )
    done = mended(desk, "overloaded-owner", "--create")
    assert done[2] == "A2"  # the critical one stays


def test_one_mend_names_all_that_a_milestone_leaves_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.do("milestone", "add", "M:x", "--on", "2017-05-01")
    for number in range(12):
        desk.do("add", f"Publish part {number}", "--due", "at M:x")
    desk.do("milestone", "close", "M:x", "--why", "Over", "--yes")
    found = next(row for row in findings(desk) if row[0] == "closed-milestone")
    assert found[3].endswith("A10 and 2 more")
    mended(desk, "closed-milestone")


def test_a_circle_is_opened_by_its_mend(tmp_path: Path) -> None:
    import sqlite3

    desk = Desk(tmp_path)
    given(f"add 'Publish it' {OWNED}", "add 'Send it' --owner PBSO --after A1")(desk)
    connection = sqlite3.connect(desk.file)
    connection.execute("INSERT INTO action_dependency (action_id, after_id) VALUES (1, 2)")
    connection.commit()
    connection.close()
    assert mended(desk, "dependency-cycle")[1:] == ["update", "A1", "--remove-after", "A2"]


# -- what is no finding ---------------------------------------------------------------------------


def test_a_deadline_by_a_rule_after_its_milestone_is_meant_to_be_late(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.do("milestone", "add", "M:x", "--on", "2017-05-01")
    desk.do("add", "Publish it", "--milestone", "M:x", "--due", "30d after M:x")
    assert "past-milestone" not in {row[0] for row in findings(desk)}


def test_a_recommendation_that_another_stands_for_asks_for_nothing(shelf: Shelf) -> None:
    meeting = shelf.lay("conversation")
    ids = [shelf.lay("recommendation", conversation_id=meeting) for _ in range(3)]
    shelf.lay("recommendation_link", recommendation_id=ids[1], kind="merged-into", other_id=ids[0])
    shelf.lay("recommendation_link", recommendation_id=ids[0], kind="supersedes", other_id=ids[2])
    found = {each.ref for group in check.make(shelf.reader()).groups for each in group.findings}
    assert found == {"R1"}


def test_what_is_tied_by_a_third_is_no_duplicate(shelf: Shelf) -> None:
    meeting = shelf.lay("conversation")
    ids = [shelf.lay("recommendation", conversation_id=meeting) for _ in range(3)]
    for one, two in ((ids[1], ids[0]), (ids[2], ids[1])):
        shelf.lay("recommendation_link", recommendation_id=one, kind="repeats", other_id=two)
    assert of(shelf, "duplicate-recommendation") == []


def test_recommendations_in_nearly_the_same_words_are_found(shelf: Shelf) -> None:
    for day, more in (("2017-02-24", "clear "), ("2016-10-26", "")):
        meeting = shelf.lay("conversation", held_on=day)
        text = f"Design {more}mandates with realistic timelines and resources"
        shelf.lay("recommendation", conversation_id=meeting, text=text)
    (found,) = of(shelf, "duplicate-recommendation")
    assert found.ref == "R1"  # of the later conversation
    assert found.detail.startswith("nearly the same words as R2 of 2016-10-26: Design mandates")


@pytest.mark.parametrize(
    ("one", "two", "kinds", "found"),
    [
        ("Department of Peacekeeping Operations", "DPO", ("body", "body"), True),
        ("Department of Peacekeeping Operations", "DPO", ("body", "post"), False),
        ("Jean Dupont", "Dupont, Jean", ("person", "person"), True),
        ("Jean Duponts", "Jean Dupontt", ("person", "person"), False),
        ("وزارة الخارجية", "الخارجية وزارة", ("body", "body"), True),
        ("[/b]", "=SUM(A1)", ("body", "body"), False),
    ],
)
def test_parties_of_one_kind_are_compared(
    shelf: Shelf, one: str, two: str, kinds: tuple[str, str], found: bool
) -> None:
    shelf.lay("party", name=one, kind=kinds[0])
    shelf.lay("party", name=two, kind=kinds[1])
    told = [each.mend for each in of(shelf, "duplicate-party")]
    assert told == (["tracker party merge P2 P1"] if found else [])


def test_days_count_to_their_end(shelf: Shelf) -> None:
    today = TODAY.isoformat()
    milestone = shelf.lay("milestone", slug="M:x", due_on=today)
    post, person = (shelf.lay("party", name=name, kind=name.lower()) for name in ("Post", "Person"))
    shelf.lay("tenure", post_id=post, person_id=person, from_on="2017-01-01", until_on=today)
    for owner in (post, person):
        shelf.lay(
            "action",
            title=f"Publish {owner}",
            owner_id=owner,
            due_on=today,
            milestone_id=milestone,
        )
    assert check.make(shelf.reader()).groups == ()


def test_a_name_that_would_be_an_option_stands_by_its_reference(shelf: Shelf) -> None:
    post = shelf.lay("party", name="--chief", kind="post")
    shelf.lay("action", title="Publish", owner_id=post, due_on="2017-05-01")
    (found,) = of(shelf, "vacant-post")
    assert found.mend == "tracker party hold P1 PERSON --from DATE"


def test_an_odd_deadline_is_no_obstacle(shelf: Shelf) -> None:
    party = shelf.lay("party", name="PBSO")
    for _ in range(2):
        shelf.lay("action", owner_id=party, due_on="9999-12-31", created_on="2015-01-01")
    (found,) = of(shelf, "overloaded-owner")
    assert found.detail.startswith("2 due in December 9999, never closed one in a month")
