"""Over files drawn at random, as a program reads them: the same figure is the same number.

What `brief --json` says is what `progress --json`, `list --json` and `recommendation list --json`
say of the same series and filters, and what the rows under it are. How figures are made is tested
in `test_reports_agree`.
"""

import json
from pathlib import Path
from typing import Any

import drawn_file
import pytest
from command_line import Desk

SERIES = ("--series", "Series 0")
NARROWED: tuple[tuple[str, ...], ...] = ((), ("--priority", "critical"), ("--milestone", "M1"))
LISTED = {
    "actions": (),
    "open": ("--open",),
    "overdue": ("--overdue",),
    "blocked": ("--status", "blocked"),
    "unconfirmed": ("--unconfirmed",),
    "no-owner": ("--open", "--no-owner"),
    "no-deadline": ("--open", "--no-deadline"),
    "orphaned": ("--open", "--orphaned"),
    "implemented": ("--unverified",),
    "verified": ("--status", "verified"),
    "dropped": ("--status", "dropped"),
}
"""The filters under which `list` shows what a headline number counts."""
COUNTED = {
    "recommendations": "recommendations",
    "answered": "with_response",
    "actions": "actions",
    "open": "open",
    "overdue": "overdue",
    "implemented": "implemented",
    "verified": "verified",
    "dropped": "dropped",
}
"""The field of progress that counts what a headline number counts."""
OPEN = ("not-started", "in-progress", "blocked")
SECTIONS = {"overdue": ("--overdue",), "no-news": ("--unconfirmed",)}


@pytest.fixture(params=range(5))
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    drawn_file.write(drawn_file.draw(request.param, actions=60).rows, str(found.file))
    found.environ["TRACKER_TODAY"] = drawn_file.TODAY.isoformat()
    return found


def told(desk: Desk, *args: str) -> Any:
    return json.loads(desk.do(*args, "--json"))


def brief(desk: Desk, *narrowed: str) -> Any:
    since = drawn_file.EARLIER.isoformat()
    return told(desk, "brief", *SERIES, "--since", since, *narrowed)


@pytest.mark.parametrize("narrowed", NARROWED)
def test_every_figure_of_a_brief_is_that_of_progress_and_of_the_list(
    desk: Desk, narrowed: tuple[str, ...]
) -> None:
    figures = {each["name"]: each["now"] for each in brief(desk, *narrowed)["figures"]}
    progress = told(desk, "progress", *SERIES, *narrowed)["total"]
    for name, field in COUNTED.items():
        assert figures[name] == progress[field], name
    for name, filters in LISTED.items():
        found = told(desk, "list", "--all", *SERIES, *narrowed, *filters)
        assert figures[name] == found["total"] == len(found["items"]), name
    asked = told(desk, "recommendation", "list", *SERIES, *narrowed)
    assert figures["recommendations"] == asked["total"] == len(asked["items"])
    assert set(figures) == {*COUNTED, *LISTED, "no-action"}
    bare = [each for each in asked["items"] if each["progress"] == "no-action"]
    assert figures["no-action"] == len(bare)


def test_every_figure_of_a_brief_is_that_of_the_rows_under_it(desk: Desk) -> None:
    report = brief(desk)
    figures = {each["name"]: each["now"] for each in report["figures"]}
    sections = {each["name"]: each for each in report["sections"]}
    for section in sections.values():
        assert section["count"] == len(section["items"]) + section["withheld"]
    assert sections["overdue"]["count"] == figures["overdue"]
    assert sections["no-news"]["count"] == figures["unconfirmed"]
    assert sections["no-action"]["count"] == figures["no-action"]
    for part in sections["decisions"]["parts"]:
        if part["word"] in figures:
            assert part["count"] == figures[part["word"]], part
    for name, filters in SECTIONS.items():
        listed = {each["ref"] for each in told(desk, "list", "--all", *SERIES, *filters)["items"]}
        shown = {each["ref"] for each in sections[name]["items"]}
        assert shown <= listed
        assert len(listed - shown) == sections[name]["withheld"]


@pytest.mark.parametrize("group", ["conversation", "recommendation", "owner", "theme", "status"])
def test_a_row_of_progress_counts_what_the_list_shows_of_it(desk: Desk, group: str) -> None:
    report = told(desk, "progress", "--group", group, "--attributed")
    for row in report["items"]:
        if row["group"] is None:
            continue
        found = told(desk, "list", "--all", f"--{group}", row["group"])
        assert found["total"] == row["actions"], row["group"]
        open_ones = [each for each in found["items"] if each["status"] in OPEN]
        assert len(open_ones) == row["open"]


def test_the_last_month_of_the_burn_up_is_the_total(desk: Desk) -> None:
    report = told(desk, "progress", *SERIES)
    last, total = report["burn_up"][-1], report["total"]
    assert last["day"] == report["as_of"]
    assert last["created"] == total["actions"]
    assert last["implemented"] == total["implemented"] + total["verified"]
    for name in ("verified", "dropped", "open", "overdue"):
        assert last[name] == total[name]
