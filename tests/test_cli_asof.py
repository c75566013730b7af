"""What was printed on a day is printed again with --as-of, byte for byte, whatever came after."""

import shlex

import pytest
from command_line import Desk

from tracker import formats
from tracker.cli import demo

DAYS = ("2016-11-30", "2017-02-26", "2017-04-07")
ROWS = [
    "list --all",
    "list --overdue --group owner",
    "list --text prevention --all",
    "export",
    "export --columns all",
    "table",
    "table --owner PBSO --status in-progress",
]
REPORTS = [
    "brief",
    "brief --owner DPKO",
    "progress",
    "progress --group owner",
    "progress --group month",
]
ITEMS = ["show A3", "show R3", "show C1"]
AFTER = """
update A3 --title "Reworded since, on prevention no more"
update A1 --remove-with PBSO --detail "Prevention came in later"
recommendation update R1 --text "Written anew"
recommendation respond R2 declined --party UNDP --why "Not ours"
milestone move UNOCI:expiry --on 2017-09-30 --why "The Council gave it three months" --yes
conversation update C1 --title "Called otherwise"
party update PBSO --short DPPA
archive A9
done A4 --note "All six were read" --evidence "Checklist"
undo --yes
drop A8 --as declined --why "Nobody wants it"
note A5 "Prevention again"
split A10 "First half" "Second half"
""".strip().splitlines()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, dict[tuple[str, str], str]]:
    """What was printed on each of the days, and the desk after all that came later."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    then: dict[tuple[str, str], str] = {}
    lines = list(demo.example())
    for day in DAYS:
        for line in [each for each in lines if each.day <= day]:
            lines.remove(line)
            desk.do(
                *line.words,
                TRACKER_TODAY=line.day,
                TRACKER_NOW=f"{line.day}T09:{line.place:02}:00Z",
            )
        for asked in questions():
            found = desk.run(*shlex.split(asked), TRACKER_TODAY=day)
            then[day, asked] = found.out
    for later in AFTER:
        desk.do(*shlex.split(later), TRACKER_TODAY="2017-05-02")
    return desk, then


ASKED: dict[str, list[str]] = {formats.LIST: ROWS, formats.REPORT: REPORTS, formats.ITEM: ITEMS}


def questions() -> list[str]:
    return [
        f"{asked} -f {name}"
        for kind, several in ASKED.items()
        for name in formats.of(kind)
        for asked in several
        if not formats.FORMATS[name].is_binary
    ]


@pytest.mark.parametrize("day", DAYS)
def test_what_was_printed_on_a_day_is_printed_again(
    printed: tuple[Desk, dict[tuple[str, str], str]], day: str
) -> None:
    desk, then = printed
    for asked in questions():
        words = [*shlex.split(asked), "--as-of", day]
        assert desk.run(*words, TRACKER_TODAY="2017-06-01").out == then[day, asked], asked


def test_the_present_is_another(printed: tuple[Desk, dict[tuple[str, str], str]]) -> None:
    desk, then = printed
    for asked in ("list --all -f json", "table -f md", "progress -f plain", "show A3 -f table"):
        assert desk.do(*shlex.split(asked), TRACKER_TODAY="2017-06-01") != then[DAYS[-1], asked]
