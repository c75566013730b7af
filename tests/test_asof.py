"""What was shown on a day is shown again, whatever happened since."""

import random
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk import Desk
from sqlmodel import select

from tracker.read import store
from tracker.read.queries import actions
from tracker.read.queries.filters import Filters
from tracker.read.reports import progress
from tracker.write import session, undo
from tracker.write.models import Action, ActionSupporting, Note, Party, RecommendationAddressee
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


def found(desk: Desk, text: str, as_of: date) -> list[str]:
    with store.open_reader(desk.path, today=desk.today, as_of=as_of) as reader:
        return [row[0] for row in actions.list_actions(reader, Filters(text=(text,))).rows]


def test_words_are_searched_as_they_stood_on_the_day(desk: Desk) -> None:
    desk.action("Draft the note on timelines")
    then = desk.today
    desk.today += timedelta(days=1)
    desk(_reword, "Write up the lessons")
    desk.action("Another on timelines")
    assert found(desk, "timelines", then) == ["A1"]
    assert found(desk, "lessons", then) == []
    assert found(desk, "lessons", desk.today) == ["A1"]
    assert found(desk, "timelines", desk.today) == ["A2"]


def _reword(work: Work, title: str) -> None:
    work.find(select(Action))[0].title = title


def test_an_earlier_day_is_asked_by_the_indexes_of_the_present(desk: Desk) -> None:
    """Or a question that counts would read whole tables again for each of its rows."""
    desk.recommendation("PBSO")
    desk.action()
    then = desk.today
    desk.today += timedelta(days=1)
    desk(_answer)
    with store.open_reader(desk.path, today=desk.today, as_of=then) as reader:
        asked: list[str] = []
        rows = reader.rows

        def watched(sql: str, **params: object) -> list[object]:
            asked.append(sql)
            return list(rows(sql, **params))

        reader.rows = watched  # type: ignore[method-assign,assignment]  # to see what is asked
        progress.make(reader)
        plans = [
            [tuple(step) for step in rows(f"EXPLAIN QUERY PLAN {sql}", **_any_parameters(sql))]
            for sql in asked
        ]
    assert any(plans)
    assert [step for plan in plans for step in _read_whole_for_each_row(plan)] == []


def _read_whole_for_each_row(plan: list[tuple[object, ...]]) -> list[object]:
    """Return the steps of a plan that read a whole table of the file in a correlated question."""
    inside: set[object] = set()
    found = []
    for number, parent, _, told in plan:
        if parent in inside or str(told).startswith("CORRELATED"):
            inside.add(number)
            if re.match(r"SCAN (m|main\..*)\b", str(told)):
                found.append(told)
    return found


def _any_parameters(sql: str) -> dict[str, object]:
    return dict.fromkeys(re.findall(r":([a-z_]\w*)", sql), "2017-02-24")


def _answer(work: Work) -> None:
    work.find(select(RecommendationAddressee))[0].response = "accepted"
