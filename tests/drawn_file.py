"""A file drawn at random, written by plain SQL: more kinds of rows together than people make.

`draw(seed)` gives rows by table; `later` gives the same file after more has happened; `write`
makes a file of them. People are called `Person …`, what is confidential says `secret`.
"""

import random
import sqlite3
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

from tracker import words
from tracker.read import store
from tracker.write import schema

TODAY = date(2017, 4, 10)
EARLIER = date(2017, 2, 24)
MOMENT = "2017-04-10T10:00:00Z"
Row = dict[str, object]
Rows = dict[str, list[Row]]


class Drawing:
    """Draws rows that reach into all corners; `rules` are those that conversations may have."""

    def __init__(self, seed: int, rules: Sequence[str | None]) -> None:
        self.chance = random.Random(seed)
        self.rules = rules
        self.rows: Rows = {}

    def add(self, table: str, **values: object) -> int:
        rows = self.rows.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def main(self, table: str, *, archived: int = 0, **values: object) -> int:
        rows = len(self.rows.get(table, ()))
        gone = self.day(-90, 0) if self.one_in(archived) else None
        return self.add(table, uid=f"{table}-{rows}", archived_on=gone, **values)

    def one_in(self, count: int) -> bool:
        return count > 0 and self.chance.randrange(count) == 0

    def day(self, first: int, last: int, of: date = TODAY) -> str:
        return (of + timedelta(days=self.chance.randint(first, last))).isoformat()

    def some(self, table: str, most: int) -> list[int]:
        known = range(1, len(self.rows.get(table, ())) + 1)
        return self.chance.sample(known, min(len(known), self.chance.randint(0, most)))

    def maybe(self, table: str) -> int | None:
        return next(iter(self.some(table, 1)), None)

    # -- the ground ------------------------------------------------------------------------------

    def ground(self) -> None:
        for number in range(2):
            self.main("series", name=f"Series {number}")
        for number in range(3):
            self.main("theme", name=f"Theme {number}")
        for number, kind in enumerate(("body", "post", "post", "state", "person", "person") * 2):
            self.main(
                "party",
                name=f"{kind.title()} Number{number}",
                short=None if kind == "person" or self.one_in(3) else f"{kind[:2].upper()}{number}",
                kind=kind,
                part_of_id=1 if kind == "person" and self.one_in(3) else None,
            )
        for person in (5, 6, 11):
            until = self.day(-60, 60) if self.one_in(2) else None
            post = self.chance.choice((2, 3, 8))
            self.add("tenure", post_id=post, person_id=person, from_on="2016-01-01", until_on=until)
        for number in range(3):
            self.main(
                "milestone",
                slug=f"M{number}",
                kind="other",
                due_on=None if self.one_in(3) else self.day(-30, 90),
                closed_on=self.day(-20, -1) if self.one_in(2) else None,
            )

    def conversations(self) -> None:
        for number in range(6):
            rule = self.chance.choice(self.rules)
            here = self.main(
                "conversation",
                series_id=None if number == 5 else 1 + number % 2,
                title=f"Conversation {number}",
                held_on=self.day(-200, -60) if number < 4 else self.day(5, 50),
                attribution=rule,
            )
            for role in ("host", "speaker", "participant"):
                for party in self.some("party", 2):
                    self.add("conversation_party", conversation_id=here, party_id=party, role=role)
            for _ in range(self.chance.randint(0, 4)):
                self.recommendation(here, "secret" if rule == "confidential" else "plain")

    def recommendation(self, conversation: int, text: str) -> None:
        here = self.main("recommendation", conversation_id=conversation, text=text, archived=8)
        self.rows["recommendation"][-1]["number"] = None if self.one_in(2) else f"({here})"
        for party in self.some("party", 3):
            response = self.chance.choice(words.RESPONSES)
            self.add(
                "recommendation_addressee",
                recommendation_id=here,
                party_id=party,
                response=response,
            )
        for theme in self.some("theme", 1):
            self.add("recommendation_theme", recommendation_id=here, theme_id=theme)
        other = self.maybe("recommendation")
        if other not in {here, None} and self.one_in(2):
            self.add("recommendation_link", recommendation_id=here, kind="repeats", other_id=other)

    # -- actions ---------------------------------------------------------------------------------

    def action(self) -> None:
        status = self.chance.choice(words.STATUSES)
        first = None if self.one_in(5) else self.day(-120, 60)
        due = None if first is None or self.one_in(10) else self.day(-90, 90)
        created = self.day(-200, 0)
        asked = self.some("recommendation", 2)
        own = self.maybe("conversation")
        closure = self.chance.choice(words.CLOSURES) if status == "dropped" else None
        done = status in ("implemented", "verified") and not self.one_in(8)
        here = self.main(
            "action",
            archived=10,
            conversation_id=own,
            title="secret" if self.is_secret(own, asked) else "plain",
            owner_id=self.maybe("party"),
            status=status,
            closure=closure,
            reason="Budget" if status in ("blocked", "dropped") else None,
            start_on=self.day(-30, 30) if self.one_in(4) else None,
            due_on=due,
            first_due_on=first,
            due_milestone_id=self.maybe("milestone") if due is None else None,
            milestone_id=self.maybe("milestone"),
            priority=self.chance.choice(words.PRIORITIES),
            created_on=created,
            status_on=self.day(-60, 0),
            done_on=self.day(-100, 0) if done else None,
            created_at=MOMENT,
            updated_at=MOMENT,
        )
        for each in asked:
            self.add("action_recommendation", action_id=here, recommendation_id=each)
        for table, key, linked in (
            ("action_supporting", "party_id", self.some("party", 2)),
            ("action_theme", "theme_id", self.some("theme", 2)),
            ("action_dependency", "after_id", [x for x in self.some("action", 2) if x != here]),
        ):
            for each in linked:
                self.add(table, action_id=here, **{key: each})
        for _ in range(self.chance.randint(0, 2)):
            self.move(here)
        for _ in range(self.chance.randint(0, 2)):
            self.note(here, shared=self.one_in(2))

    def note(self, action: int, *, shared: bool) -> None:
        whose = "all" if shared else "Person Number5"
        self.main(
            "note",
            action_id=action,
            text=f"spoken by {whose}",
            source=self.chance.choice(words.NOTE_SOURCES),
            evidence=self.chance.choice((None, f"minutes of {whose}")),
            noted_on=self.day(-90, 0),
            shared=int(shared),
            by="amina",
        )

    def move(self, action: int) -> None:
        self.add(
            "deadline_move",
            action_id=action,
            moved_on=self.day(-90, 0),
            from_day=self.day(-90, 90),
            to_day=None if self.one_in(6) else self.day(-90, 90),
            why="Waits",
            by="amina",
            milestone_id=self.maybe("milestone"),
            corrected=int(self.one_in(5)),
        )

    def is_secret(self, own: int | None, asked: Sequence[int]) -> bool:
        kept = [self.rows["recommendation"][each - 1] for each in asked]
        ids = {own} | {each["conversation_id"] for each in kept if not each["archived_on"]}
        return any(
            each["attribution"] == "confidential"
            for each in self.rows["conversation"]
            if each["id"] in ids
        )


def draw(
    seed: int, *, actions: int = 30, rules: Sequence[str | None] = (None, *words.ATTRIBUTIONS)
) -> Drawing:
    """Draw a file of so many actions."""
    drawing = Drawing(seed, rules)
    drawing.ground()
    drawing.conversations()
    for _ in range(actions):
        drawing.action()
    return drawing


def later(drawing: Drawing, seed: int) -> Drawing:
    """Draw what becomes of a file: actions move on, are set aside, or are new."""
    after = Drawing(seed, drawing.rules)
    after.rows = deepcopy(drawing.rows)
    for action in after.rows["action"]:
        if after.one_in(2):
            status = after.chance.choice(words.STATUSES)
            closure = after.chance.choice(words.CLOSURES) if status == "dropped" else None
            stopped = "Budget" if status in ("blocked", "dropped") else None
            action |= {"status": status, "closure": closure, "reason": stopped}
        if after.one_in(8):
            action["archived_on"] = TODAY.isoformat()
    for _ in range(6):
        after.action()
    return after


class Opened:
    """Files written into a folder and opened for reading; `close` closes them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.readers: list[store.Reader] = []

    def __call__(self, rows: Rows, name: str = "now", today: date = TODAY) -> store.Reader:
        path = str(self.folder / f"{name}.db")
        write(rows, path)
        self.readers.append(store.open_reader(path, today=today))
        return self.readers[-1]

    def close(self) -> None:
        for each in self.readers:
            each.close()


def write(rows: Rows, path: str) -> None:
    """Make a file of the rows."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        schema.lay(connection)
        for table, each in rows.items():
            for row in each:
                marks = ", ".join(f":{name}" for name in row)
                connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)
        connection.execute("COMMIT")
    finally:
        connection.close()
