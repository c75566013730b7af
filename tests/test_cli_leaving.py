"""What must never be lost or let out on the way to a file."""

from pathlib import Path

import pytest
from command_line import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_tracker_file_is_never_written_over_by_an_export(desk: Desk) -> None:
    desk.do("add", "Draft the lessons")
    before = desk.file.read_bytes()
    found = desk.run("export", "-f", "csv", "--force", "-o", str(desk.file))
    assert found.code == 4
    assert "the tracker file itself" in found.err
    assert desk.file.read_bytes() == before


def test_who_speaks_is_taken_for_a_person_and_stays_inside(desk: Desk) -> None:
    desk.do("conversation", "add", "C", "--on", "2017-02-24", "--speaker", "Nora", "--create")
    desk.do("add", "Ask for the map", "--conversation", "C1", "--owner", "Nora")
    assert "person" in desk.do("party", "list")
    for command in ("table", "export"):
        assert "Nora" not in desk.do(command, "-f", "csv")
    assert "Nora" not in desk.do("progress", "--group", "owner", "-f", "csv")


def test_a_limit_beyond_all_rows_shows_them_all(desk: Desk) -> None:
    desk.do("add", "Draft the lessons")
    for command in ("list", "export", "table"):
        assert "Draft the lessons" in desk.do(command, "--limit", "99999999999999999999")


def test_short_names_of_an_earlier_day_are_those_of_that_day(desk: Desk) -> None:
    desk.do("party", "add", "Peacebuilding Support Office", "--short", "PBSO")
    desk.do("add", "Draft", "--owner", "PBSO")
    before = desk.do("table", "-f", "md", "--as-of", "2017-02-24")
    desk.do("party", "update", "PBSO", "--short", "PBX", TRACKER_TODAY="2017-05-08")
    after = desk.do("table", "-f", "md", "--as-of", "2017-02-24", TRACKER_TODAY="2017-05-09")
    assert after == before
    assert "PBSO: Peacebuilding Support Office" in after
