"""Real calendars read what is exported for them: khal the events, todoman the tasks."""

import os
import subprocess
from pathlib import Path

import pytest
from command_line import Desk
from programs import needed

_KHAL = """
[calendars]
[[mine]]
path = {folder}/events
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
_TODOMAN = """
path = "{folder}/tasks/*"
date_format = "%Y-%m-%d"
time_format = ""
default_list = "mine"
cache_path = "{folder}/todoman.db"
"""


class Client:
    """khal and todoman with a folder of their own, in a zone far from UTC."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("events", "tasks/mine"):
            (folder / name).mkdir(parents=True)
        known = {"folder": folder, "zone": "Pacific/Auckland"}
        (folder / "khal.conf").write_text(_KHAL.format_map(known), encoding="utf-8")
        (folder / "todoman.py").write_text(_TODOMAN.format_map(known), encoding="utf-8")

    def _run(self, *args: str) -> list[str]:
        environ = {"HOME": str(self._folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        found = subprocess.run(
            args,
            env={**environ, "TZ": "Pacific/Auckland"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        return found.stdout.splitlines()

    def take(self, path: Path) -> None:
        """Import the events as a person would, and lay the file where todoman looks."""
        self._run(
            needed("khal"), "-c", str(self._folder / "khal.conf"), "import", "--batch", str(path)
        )
        (self._folder / "tasks" / "mine" / "all.ics").write_bytes(path.read_bytes())

    def events(self) -> list[str]:
        shown = ("--day-format", "", "--format", "{start-date} {title} · {status}{alarm-symbol}")
        config = ("-c", str(self._folder / "khal.conf"))
        lines = self._run(needed("khal"), *config, "list", *shown, "2017-01-01", "365d")
        return [" ".join(line.split()) for line in lines]

    def tasks(self) -> list[str]:
        config = ("-c", str(self._folder / "todoman.py"))
        return sorted(self._run(needed("todoman"), *config, "list", "--status", "ANY"))

    def task(self, number: int) -> str:
        config = ("-c", str(self._folder / "todoman.py"))
        return "\n".join(self._run(needed("todoman"), *config, "show", str(number)))


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(tmp_path / "client")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    desk.do("update", "A1", "--title", "Écrire la note, puis l'envoyer; à tous")
    return desk


def test_khal_shows_events_on_their_days_and_a_second_import_adds_none(
    desk: Desk, client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "actions.ics"
    title = "A1 Écrire la note, puis l'envoyer; à tous"
    desk.do("export", "-o", str(path))
    client.take(path)
    first = client.events()
    client.take(path)
    assert client.events() == first == [f"2017-03-31 {title} · CONFIRMED ⏰"]


def test_khal_moves_the_event_of_a_deadline_that_was_moved(
    desk: Desk, client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "actions.ics"
    desk.do("export", "-o", str(path))
    client.take(path)
    desk.do("update", "A1", "--title", "Send it", "--due", "2017-04-28", "--why", "Asked for")
    desk.do("export", "-o", str(path), "--force")
    client.take(path)
    assert client.events() == ["2017-04-28 A1 Send it · CONFIRMED ⏰"]
    desk.do("drop", "A1", "--as", "declined", "--why", "No money")
    desk.do("export", "-o", str(path), "--force")
    client.take(path)
    assert client.events() == ["2017-04-28 A1 Send it (dropped) · CANCELLED"]


def test_todoman_shows_every_task_with_its_day_priority_and_percent(
    desk: Desk, client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "actions.ics"
    desk.do("update", "A1", "--priority", "critical")
    desk.do("start", "A1", "--next", "Ask DPO")
    desk.do("done", "A2", "--note", "Sent")
    desk.do("export", "-o", str(path))
    client.take(path)
    first, second = client.tasks()
    assert first.startswith("[ ] 1 !!! 2017-03-31 A1 Écrire la note, puis l'envoyer; à tous")
    assert first.endswith("(50%)")
    assert second.startswith("[X] 2 ")
    assert second.endswith("A2 Circulate  (100%)")
    told = client.task(1)
    assert "Owner: PBSO\nStatus: in-progress\n" in told
    assert "Next step: Ask DPO" in told
