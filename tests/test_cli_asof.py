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
ACTIONS = ["list --all", "export"]
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
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, dict[tuple[str, str], bytes]]:
    """What was printed on each of the days, and the desk after all that came later."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    then: dict[tuple[str, str], bytes] = {}
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
            then[day, asked] = drawn(desk, *shlex.split(asked), today=day)
    for later in AFTER:
        desk.do(*shlex.split(later), TRACKER_TODAY="2017-05-02")
    return desk, then


ASKED = {formats.LIST: ROWS, formats.REPORT: REPORTS, formats.ITEM: ITEMS}


def questions() -> list[str]:
    asked = [
        f"{each} -f {name}"
        for kind, several in ASKED.items()
        for name in formats.of(kind)
        for each in several
    ]
    others = [name for name in formats.of(formats.ACTIONS) if name not in formats.of(formats.LIST)]
    return asked + [f"{each} -f {name}" for name in others for each in ACTIONS]


def drawn(desk: Desk, *words: str, today: str) -> bytes:
    """Return what a command prints, or writes where a terminal does not show it."""
    if not formats.FORMATS[words[-1]].is_binary:
        return desk.run(*words, TRACKER_TODAY=today).out.encode()
    path = desk.folder / "drawn"
    desk.do(*words, "-o", str(path), "--force", TRACKER_TODAY=today)
    return path.read_bytes()


def test_what_was_printed_on_a_day_is_printed_again(
    printed: tuple[Desk, dict[tuple[str, str], bytes]],
) -> None:
    desk, then = printed
    for day, asked in then:
        *words, flag, name = shlex.split(asked)
        again = drawn(desk, *words, "--as-of", day, flag, name, today="2017-06-01")
        assert again == then[day, asked], (day, asked)


def test_the_present_is_another(printed: tuple[Desk, dict[tuple[str, str], bytes]]) -> None:
    desk, then = printed
    for asked in ("list --all -f json", "table -f md", "progress -f plain", "show A3 -f table"):
        present = drawn(desk, *shlex.split(asked), today="2017-06-01")
        assert present != then[DAYS[-1], asked]
