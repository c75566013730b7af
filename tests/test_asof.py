"""What was shown on a day is shown again, whatever happened since."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tracker.read import store
from tracker.write import session, undo
from tracker.write.models import Action, ActionSupporting, Note, Party
from tracker.write.session import Work

FIRST = date(2017, 2, 24)
NOW = "2017-02-24T10:00:00Z"
TABLES = ("action", "party", "action_supporting", "note", "command", "change")
Dump = dict[str, list[tuple[object, ...]]]


def dump(path: str, today: date, as_of: date | None = None) -> Dump:
    with store.open_reader(path, today=today, as_of=as_of) as reader:
        return {
            table: [tuple(row) for row in reader.rows(f"SELECT * FROM {table} ORDER BY id")]
            for table in TABLES
        }


def something(work: Work, chance: random.Random) -> None:
    """Do one of the things that a command can do to rows."""
    actions = work.find(select(Action))
    links = work.find(select(ActionSupporting))
    kind = chance.choice(["make", "change", "note", "link", "unlink", "archive", "undo"])
    if kind == "make" or not actions:
        work.add(
            Action(
                title=f"Étude {chance.random()}",
                created_on=work.today,
                status_on=work.today,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    elif kind == "change":
        each = chance.choice(actions)
        each.title = f"[{chance.random()}]"
        each.first_due_on = each.due_on = work.today + timedelta(days=chance.randrange(90))
    elif kind == "note":
        each = chance.choice(actions)
        work.add(Note(action_id=each.id, text="Seen", noted_on=work.today, by="amina"))
    elif kind == "link":
        party = work.add(Party(name=f"Party {chance.random()}"))
        work.add(ActionSupporting(action_id=chance.choice(actions).id, party_id=party.id or 0))
    elif kind == "unlink" and links:
        work.remove(chance.choice(links))
    elif kind == "archive":
        chance.choice(actions).archived_on = work.today
    elif kind == "undo":
        with work.reader() as reader:
            last = reader.value("SELECT max(id) FROM command")
        undo.undo(work, last)


@pytest.mark.parametrize("seed", range(6))
def test_each_day_of_a_random_history_is_shown_as_it_was(tmp_path: Path, seed: int) -> None:
    path = str(tmp_path / "tracker.db")
    chance = random.Random(seed)
    then: dict[date, Dump] = {}
    for number in range(30):
        day = FIRST + timedelta(days=number // 2)
        with session.begin(path, today=day, now=NOW, by="amina", line=f"{number}") as work:
            something(work, chance)
        then[day] = dump(path, day)
    for day, expected in then.items():
        assert dump(path, FIRST + timedelta(days=99), as_of=day) == expected


def test_before_the_first_command_there_was_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "tracker.db")
    with session.begin(path, today=FIRST, now=NOW, by="amina", line="x") as work:
        work.add(Party(name="PBSO"))
    assert dump(path, FIRST, as_of=FIRST - timedelta(days=1)) == {table: [] for table in TABLES}
