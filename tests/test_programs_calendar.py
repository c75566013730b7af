"""Khal and todoman read the calendar that `tracker export -o actions.ics` writes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import Desk
from programs import run

_KHAL = """\
[calendars]
[[work]]
path = {folder}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = work
"""
_TODOMAN = """\
path = "{folder}/tasks/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "work"
cache_path = "{folder}/todoman.sqlite"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    desk.do("update", "A1", "--title", "Rédiger l'évaluation des mandats", "--priority", "critical")
    desk.do("update", "A2", "--due", "2017-03-15")
    desk.do("start", "A1")
    desk.do("done", "A2", "--evidence", "Note")
    (tmp_path / "events").mkdir()
    (tmp_path / "tasks" / "work").mkdir(parents=True)
    (tmp_path / "khal.conf").write_text(_KHAL.format(folder=tmp_path), encoding="utf-8")
    (tmp_path / "todoman.py").write_text(_TODOMAN.format(folder=tmp_path), encoding="utf-8")
    return desk


def exported(desk: Desk) -> Path:
    path = desk.folder / "actions.ics"
    desk.do("export", "-o", str(path), "--force")
    return path


def khal(desk: Desk, *args: str) -> str:
    return run("khal", "-c", str(desk.folder / "khal.conf"), *args, HOME=str(desk.folder))


def listed(desk: Desk) -> list[str]:
    told = khal(desk, "list", "2017-03-01", "2017-06-01", "-f", "{start-date} {title}", "-df", "")
    return [line for line in told.splitlines() if line.strip()]


def test_khal_shows_each_deadline_on_its_day(desk: Desk) -> None:
    khal(desk, "import", "--batch", "-a", "work", str(exported(desk)))
    assert listed(desk) == [
        "2017-03-15 A2 Circulate (implemented, not verified)",
        "2017-03-31 A1 Rédiger l'évaluation des mandats",
    ]


def test_a_second_import_moves_what_is_there_and_adds_nothing(desk: Desk) -> None:
    khal(desk, "import", "--batch", "-a", "work", str(exported(desk)))
    desk.do("update", "A1", "--due", "2017-04-28", "--why", "The Council asked for more time")
    khal(desk, "import", "--batch", "-a", "work", str(exported(desk)))
    assert listed(desk)[1:] == ["2017-04-28 A1 Rédiger l'évaluation des mandats"]


def test_todoman_reads_dates_priorities_status_and_percent(desk: Desk) -> None:
    exported(desk).rename(desk.folder / "tasks" / "work" / "actions.ics")
    options = ("--config", str(desk.folder / "todoman.py"), "--porcelain")
    tasks = json.loads(run("todoman", *options, "list", "--status", "ANY"))
    first, second = sorted(tasks, key=lambda task: task["summary"])
    assert first["summary"] == "A1 Rédiger l'évaluation des mandats"
    assert datetime.fromtimestamp(first["due"], UTC).date().isoformat() == "2017-03-31"
    assert (first["priority"], first["percent"], first["completed"]) == (1, 50, False)
    assert (second["percent"], second["completed"]) == (100, True)
    done_on = datetime.fromtimestamp(second["completed_at"], UTC).date()
    assert done_on.isoformat() == "2017-02-24"
