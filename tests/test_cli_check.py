"""The command `check`: how much of it is shown, in which order, and ready to be copied."""

import json
from pathlib import Path

import pytest
from command_line import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    for number in range(12):
        found.do("add", f"Publish part {number}", "--due", "2017-05-31")
    found.do("add", "Publish it all", "--owner", "Desk [of] l'Afrique", "--create")
    return found


def test_the_tally_stands_beside_data(desk: Desk) -> None:
    found = desk.run("check", "-f", "csv")
    assert found.err == "13 findings: 12 action-without-owner, 1 action-without-deadline.\n"


def test_a_list_of_findings_takes_columns_order_and_a_limit(desk: Desk) -> None:
    out = desk.do("check", "-f", "json", "--columns", "ref,mend", "--sort", "-ref", "--limit", "2")
    found = json.loads(out)
    assert (found["count"], found["total"]) == (2, 13)
    assert found["items"][0] == {"ref": "A13", "mend": "tracker update A13 --due WHEN"}
    assert found["items"][1]["ref"] == "A12"


def test_a_page_says_what_it_leaves_out_and_how_to_see_it(desk: Desk) -> None:
    lines = desk.do("check", "-f", "table", "--limit", "3").splitlines()
    assert lines[0] == "Check on 2017-02-24: 13 findings"
    assert "  … and 9 more; see them all with:" in lines
    assert "    tracker check --only action-without-owner" in lines


def test_one_kind_alone_is_checked(desk: Desk) -> None:
    found = json.loads(desk.do("check", "--only", "action_without_deadline", "--json"))
    assert [item["ref"] for item in found["items"]] == ["A13"]


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (("--only", "vague-actions"), "no finding 'vague-actions'. Nearest: vague-action", 2),
        (("--only", " , "), "No finding was named.", 2),
        (("--limit", "-1"), "less than nothing", 2),
        (("--columns", "owner"), "no column 'owner'", 3),
        (("--sort", "day"), "no column 'day'", 3),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(
    desk: Desk, args: tuple[str, ...], said: str, code: int
) -> None:
    found = desk.run("check", *args)
    assert found.code == code
    assert said in found.err


@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("name", ["table", "plain", "md"])
def test_a_command_stands_on_one_line_whatever_the_width(
    tmp_path: Path, name: str, columns: str
) -> None:
    desk = Desk(tmp_path)
    owner = "Chief of the 'Division' for [West] Africa and the Sahel, second section, New York"
    desk.do("party", "add", owner, "--kind", "post")
    desk.do("add", "Publish it", "--owner", owner, "--due", "2017-05-31")
    desk.do("add", "Publish it", "--owner", owner, "--due", "2017-05-31")
    lines = [line.strip() for line in desk.do("check", "-f", name, COLUMNS=columns).splitlines()]
    quoted = owner.replace("'", "'\"'\"'")
    assert f"tracker party hold '{quoted}' PERSON --from DATE" in lines


def test_a_strict_check_writes_its_file_and_ends_with_4(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "check.csv"
    assert desk.run("check", "--strict", "-o", str(path)).code == 4
    assert len(path.read_text(encoding="utf-8").splitlines()) == 14
