"""What the check finds, and that the command beside each finding mends it."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Desk
from shelf import Shelf

from tracker.read.reports import check
from tracker.read.reports.findings.finding import Finding

Laid = Callable[[Desk], None]


def given(*lines: str) -> Laid:
    """Return what lays the ground of a finding: commands, one after the other."""

    def lay(desk: Desk) -> None:
        for line in lines:
            desk.do(*shlex.split(line))

    return lay


GROUND = "conversation add Second --on 2017-02-20"
ASKED = "recommendation add 'Publish the figures' --from C1 --to PBSO --create"
PLANNED = "add 'Publish a report' --for R1 --owner PBSO --due 2017-05-31"
ANSWERED = "recommendation respond R1 accepted --why Planned"
CASES: dict[str, tuple[Laid, str]] = {
    "recommendation-without-action": (given(GROUND, ASKED, ANSWERED), "R1"),
    "recommendation-without-answer": (given(GROUND, ASKED, PLANNED), "R1"),
    "action-without-owner": (given("add 'Publish it' --due 2017-05-31"), "A1"),
    "action-without-deadline": (given("add 'Publish it' --owner PBSO --create"), "A1"),
    "undecided-milestone": (
        given(
            "milestone add 'Haïti:élection'",
            "add 'Publish it' --owner PBSO --create --due '1m before Haïti:élection'",
        ),
        "Haïti:élection",
    ),
    "past-milestone": (
        given(
            "milestone add M:x --on 2017-05-01",
            "add 'Publish it' --owner PBSO --create --due 2017-05-31 --milestone M:x",
        ),
        "A1",
    ),
    "milestone-passed": (
        given(
            "milestone add M:x --on 2017-02-01",
            "add 'Publish it' --owner PBSO --create --due 'at M:x'",
        ),
        "M:x",
    ),
    "closed-milestone": (
        given(
            "milestone add M:x --on 2017-05-01",
            "add 'Publish it' --owner PBSO --create --due 'at M:x'",
            "milestone close M:x --why Over",
        ),
        "M:x",
    ),
    "late-dependency": (
        given(
            "add 'Publish it' --owner PBSO --create --due 2017-05-31",
            "add 'Translate it' --owner PBSO --due 2017-05-01 --after A1",
        ),
        "A2",
    ),
    "vacant-post": (
        given(
            "party add 'Chief [of] desk' --kind post",
            "add 'Publish it' --owner 'Chief [of] desk' --due 2017-05-31",
        ),
        "P1",
    ),
    "departed-owner": (
        given(
            "party hold 'Chief' 'Ana Diop' --from 2016-01-01 --until 2017-01-31 --create",
            "add 'Publish it' --owner 'Ana Diop' --due 2017-05-31",
        ),
        "P2",
    ),
    "vague-recommendation": (
        given(
            GROUND,
            "recommendation add 'Strengthen oversight' --from C1 --to PBSO --create",
            ANSWERED,
            "add 'Promote it' --for R1 --owner PBSO --due 2017-05-31 --detail Somehow",
        ),
        "R1",
    ),
    "vague-action": (given("add 'Promote it' --owner PBSO --create --due 2017-05-31"), "A1"),
    "duplicate-party": (
        given(
            "party add 'Département des opérations'",
            "party add 'Departement des operation'",
        ),
        "P2",
    ),
    "duplicate-recommendation": (
        given(
            GROUND,
            ASKED,
            PLANNED,
            ANSWERED,
            "recommendation add 'the FIGURES, publish' --from C1 --to PBSO",
            "recommendation respond R2 accepted --why Planned",
            "update A1 --for R2",
        ),
        "R2",
    ),
    "duplicate-action": (
        given(
            "add 'Publish the note' --owner PBSO --create --due 2017-05-31",
            "add 'publish, note' --owner PBSO --due 2017-05-31",
        ),
        "A2",
    ),
}
SAID = {
    "TEXT": "Publish the report of it",
    "PARTY": "DPKO",
    "WHEN": "2017-06-30",
    "DATE": "2017-02-24",
    "PERSON": "Inès Kouassi",
    "RESPONSE": "noted",
}


def findings(desk: Desk) -> list[list[str]]:
    out = desk.do("check", "-f", "tsv")
    return [line.split("\t") for line in out.splitlines()[1:]]


@pytest.mark.parametrize("kind", CASES)
def test_each_finding_is_mended_by_the_command_beside_it(tmp_path: Path, kind: str) -> None:
    desk = Desk(tmp_path)
    lay, ref = CASES[kind]
    lay(desk)
    found = [row for row in findings(desk) if row[0] == kind]
    assert [row[1] for row in found] == [ref]
    mend = [SAID.get(word, word) for word in shlex.split(found[0][4])][1:]
    takes_new = {"--owner", "--to", "hold"} & set(mend)
    makes = ["--create"] if takes_new and mend[0] != "list" else []
    asks = ["--yes"] if mend[1] in ("move", "close", "merge") else []
    if kind == "milestone-passed":
        asks.append("--drop")
    desk.do(*mend, *makes, *asks)
    assert [row for row in findings(desk) if row[0] == kind] == []


def test_the_kinds_of_findings_are_each_held_by_a_test() -> None:
    apart = {"dependency-cycle", "overloaded-owner"}
    assert {kind.slug for kind in check.KINDS} == CASES.keys() | apart


def test_nothing_is_found_where_all_is_complete_and_a_strict_check_says_so(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    given(GROUND, ASKED, PLANNED, ANSWERED)(desk)
    assert desk.do("check", "--strict").splitlines()[1:] == [
        "  Everything is complete, and nothing contradicts itself."
    ]


def test_a_strict_check_ends_with_4_after_the_findings(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    given("add 'Publish it' --due 2017-05-31")(desk)
    found = desk.run("check", "--strict", "-f", "json")
    assert found.code == 4
    assert '"finding": "action-without-owner"' in found.out
    assert found.err == (
        "Error: 1 finding: 1 action-without-owner. Mend them as shown, or leave out --strict.\n"
    )


@pytest.mark.parametrize("name", ["table", "plain", "tsv", "csv", "md", "json", "ndjson"])
def test_every_format_has_the_command_that_mends(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    given("add 'Publish it' --due 2017-05-31")(desk)
    assert "tracker update A1 --owner PARTY" in desk.do("check", "-f", name)


def test_a_circle_of_dependencies_is_printed_once(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.lay("action", title="Publish", due_on="2017-05-01")
    for waiting, first in ((1, 2), (2, 3), (3, 1)):
        shelf.lay("action_dependency", action_id=waiting, after_id=first)
    (found,) = of(shelf, "dependency-cycle")
    assert found.detail == "they wait for each other: A1 → A2 → A3 → A1"
    assert found.mend == "tracker update A1 --remove-after A2"


def test_an_owner_with_more_due_than_ever_closed_is_found_after_a_year_of_history(
    shelf: Shelf,
) -> None:
    party = shelf.lay("party", name="Côte d'Ivoire desk")
    for number in range(3):
        shelf.lay("action", title=f"Publish {number}", owner_id=party, due_on="2017-06-15")
    assert of(shelf, "overloaded-owner") == []
    shelf.lay(
        "action",
        title="Published",
        owner_id=party,
        status="implemented",
        done_on="2016-05-01",
        created_on="2016-04-01",
    )
    (found,) = of(shelf, "overloaded-owner")
    said, _, seen = found.detail.partition("; see them with: ")
    assert said == "3 due in June 2017, never closed more than 1 in a month"
    assert shlex.split(seen)[1:] == [
        *("list", "--owner", "Côte d'Ivoire desk", "--all", "--open"),
        *("--due-after", "2017-06", "--due-before", "2017-06"),
    ]
    assert found.mend == "tracker update A3 A2 --owner PARTY"


def test_closed_and_archived_actions_are_not_found(shelf: Shelf) -> None:
    shelf.lay("action", title="Publish", archived_on="2017-04-01")
    shelf.lay("action", title="Publish", status="dropped")
    assert check.make(shelf.reader()).groups == ()


def test_a_check_asks_a_fixed_number_of_questions(shelf: Shelf) -> None:
    def asked() -> int:
        seen = shelf.watch()
        check.make(shelf.reader())
        return len(seen)

    few = asked()
    for number in range(20):
        meeting = shelf.lay("conversation", title=f"C {number}")
        shelf.lay("recommendation", conversation_id=meeting)
        shelf.lay("action", title="Publish")
        shelf.lay("milestone", slug=f"M:{number}")
    assert asked() == few


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def of(shelf: Shelf, kind: str) -> list[Finding]:
    groups = check.make(shelf.reader()).groups
    return [each for group in groups if group.slug == kind for each in group.findings]
