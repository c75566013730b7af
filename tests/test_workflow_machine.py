"""Whatever people do, in whatever order: the journal leads to the present, and undo undoes."""

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tracker import dates, words
from tracker.errors import TrackerError
from tracker.read import store
from tracker.write import replay, session, undo
from tracker.write.models import JOURNALED
from tracker.write.session import Work
from tracker.write.workflow import (
    actions,
    archive,
    conversations,
    milestones,
    notes,
    parties,
    party_merge,
    recommendations,
    split_merge,
    steps,
    tenures,
)

FIRST = date(2017, 2, 24)
STAMPS = {"updated_at", "archived_on"}

ACTIONS = st.integers(1, 6).map(lambda number: f"A{number}")
RECOMMENDATIONS = st.integers(1, 3).map(lambda number: f"R{number}")
PARTIES = st.sampled_from(["PBSO", "DPKO", "Côte d'Ivoire", "مصر"])
POSTS = st.sampled_from(["Chief", "The chief"])
PERSONS = st.sampled_from(["Amina", "Bo", "Inès"])
TITLES = st.sampled_from(["Draft [the] lessons", "=SUM(A1)", "Étude", "تقرير", "a\u202eb"])
DAYS = st.integers(-20, 90).map(lambda days: FIRST + timedelta(days=days))
RULES = st.sampled_from(
    ["30d before MINUSTAH:expiry", "MINUSTAH:expiry + 1m", "2 weeks after C1", "at C1"]
)
RULES = st.sampled_from(["month", "first monday", "2 weeks", "last day of the month"])
VERBS: dict[str, Callable[..., Any]] = {
    "start": steps.start,
    "block": steps.block,
    "done": steps.done,
    "verify": steps.verify,
    "drop": steps.drop,
    "reopen": steps.reopen,
}

State = dict[str, dict[int, dict[str, object]]]


class Workflow(RuleBasedStateMachine):
    """Random commands on one file; those that a rule refuses must change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = str(Path(self.folder.name) / "tracker.db")
        self.seen: set[int] = set()

    def begin(self) -> AbstractContextManager[Work]:
        now = "2017-02-24T10:00:00Z"
        return session.begin(self.path, today=FIRST, now=now, by="amina", line="tracker test")

    @contextlib.contextmanager
    def command(self) -> Any:
        """Run a command; undo it, see that nothing is left of it, and redo it."""
        before = self.state()
        try:
            with self.begin() as work:
                yield work
        except TrackerError:
            assert self.state() == before
            return
        if work.command is None:
            return
        after = self.state()
        with self.begin() as again:
            undo.undo(again, work.command)
        undone = self.state()
        self.assert_undone(before, undone)
        with self.begin() as again:
            undo.undo(again, again_number(self.path))
        assert stripped(self.state()) == stripped(after)

    def state(self) -> State:
        found: State = {}
        with store.open_reader(self.path, today=FIRST) as reader:
            for table in JOURNALED:
                rows = reader.rows(f"SELECT * FROM {table}")
                found[table] = {row["id"]: dict(row) for row in rows}
        return found

    def assert_undone(self, before: State, undone: State) -> None:
        """What was there is there again; what was made is archived, with what hangs on it."""
        for table, rows in stripped(undone).items():
            for number, row in rows.items():
                if number in before[table]:
                    assert row == stripped(before)[table][number]
                else:
                    owner = undone[table][number]
                    if "archived_on" not in owner:
                        key = next(name for name in owner if name.endswith("_id"))
                        owner = undone[key.removesuffix("_id")][int(str(owner[key]))]
                    assert owner["archived_on"] is not None, (table, row)
            assert set(before[table]) <= set(rows)

    @initialize()
    def records(self) -> None:
        with self.begin() as work:
            for name in ("PBSO", "DPKO", "Côte d'Ivoire", "مصر"):
                parties.add(work, name)
            conversations.add(work, "The second", on=FIRST, series="Prevention", create=True)
            milestones.add(work, "MINUSTAH:expiry")
            recommendations.add(work, "Draw lessons", conversation="C1", to=["PBSO", "DPKO"])
            recommendations.add(work, "Be realistic", conversation="C1", to=["DPKO"])
            actions.add(work, "Interview", recommendations=["R1"], owner="PBSO", due=FIRST)
            actions.add(work, "Write up", recommendations=["R1", "R2"], owner="DPKO")
            for post, person in (("Chief", "Amina"), ("The chief", "Bo")):
                tenures.hold(work, post, person, since=FIRST, create=True)

    @rule(
        title=TITLES,
        owner=st.none() | PARTIES,
        due=st.none() | DAYS,
        after=ACTIONS,
        every=st.none() | RULES,
    )
    def add(
        self, title: str, owner: str | None, due: date | None, after: str, every: str | None
    ) -> None:
        with self.command() as work:
            actions.add(
                work,
                title,
                recommendations=["R1"],
                owner=owner,
                due=due,
                after=[after],
                supporting=["DPKO"],
                themes=["Mandates"],
                every=every,
                create=True,
            )

    @rule(ref=ACTIONS, due=st.just("none") | DAYS, why=st.none() | st.just("The Council meets"))
    def move(self, ref: str, due: Any, why: str | None) -> None:
        with self.command() as work:
            actions.update(work, [ref], due=due, why=why)

    @rule(ref=ACTIONS, due=RULES, why=st.none() | st.just("It hangs on the Council"))
    def hang(self, ref: str, due: str, why: str | None) -> None:
        with self.command() as work:
            actions.update(work, [ref], due=dates.anchored(due), why=why)

    @rule(on=st.just("undecided") | DAYS, correct=st.booleans())
    def move_milestone(self, on: Any, correct: bool) -> None:
        with self.command() as work:
            milestones.move(work, "M1", on=on, why="The Council decided", correct=correct)

    @rule(on=DAYS)
    def move_conversation(self, on: date) -> None:
        with self.command() as work:
            conversations.update(work, "C1", on=on, why="No room")

    @rule(drop=st.booleans())
    def close_milestone(self, drop: bool) -> None:
        with self.command() as work:
            milestones.close(work, "M1", why="Passed", drop=drop)

    @rule()
    def reopen_milestone(self) -> None:
        with self.command() as work:
            milestones.update(work, "M1", reopen=True)

    @rule(ref=ACTIONS, title=TITLES, owner=PARTIES, after=ACTIONS)
    def change(self, ref: str, title: str, owner: str, after: str) -> None:
        with self.command() as work:
            actions.update(
                work, [ref], title=title, owner=owner, after=[after], remove_supporting=["DPKO"]
            )

    @rule(ref=ACTIONS, verb=st.sampled_from(sorted(VERBS)))
    def step(self, ref: str, verb: str) -> None:
        with self.command() as work:
            VERBS[verb](work, [ref], why="The Council met", note="Seen")

    @rule(ref=ACTIONS, every=st.just("none") | RULES)
    def repeat(self, ref: str, every: str) -> None:
        with self.command() as work:
            actions.update(work, [ref], every=every, why="The hosts ask for it")

    @rule(ref=ACTIONS, into=ACTIONS)
    def merge(self, ref: str, into: str) -> None:
        with self.command() as work:
            split_merge.merge(work, [ref], into=into)

    @rule(ref=ACTIONS)
    def split(self, ref: str) -> None:
        with self.command() as work:
            split_merge.split(work, ref, ["One", "Two"])

    @rule(ref=ACTIONS | RECOMMENDATIONS, text=TITLES)
    def note(self, ref: str, text: str) -> None:
        with self.command() as work:
            notes.add(work, ref, text, evidence="Log")

    @rule(ref=RECOMMENDATIONS, party=PARTIES, response=st.sampled_from(words.RESPONSES))
    def respond(self, ref: str, party: str, response: str) -> None:
        with self.command() as work:
            recommendations.respond(work, ref, response, party=party, why="Said so")

    @rule(post=POSTS, person=PERSONS, since=DAYS, until=st.none() | st.just("none") | DAYS)
    def hold(self, post: str, person: str, since: date, until: Any) -> None:
        with self.command() as work:
            tenures.hold(work, post, person, since=since, until=until)

    @rule(post=POSTS, to=PERSONS, on=DAYS)
    def hand_over(self, post: str, to: str, on: date) -> None:
        with self.command() as work:
            tenures.handover(work, post, to, on=on, create=True)

    @rule(
        two=st.permutations(["PBSO", "DPKO", "مصر"])
        | st.permutations(["Amina", "Bo"])
        | st.permutations(["Chief", "The chief"])
    )
    def merge_parties(self, two: list[str]) -> None:
        with self.command() as work:
            party_merge.merge(work, two[0], two[1])

    @rule(ref=ACTIONS | RECOMMENDATIONS | PARTIES | POSTS | PERSONS, back=st.booleans())
    def put_away(self, ref: str, back: bool) -> None:
        with self.command() as work:
            (archive.unarchive if back else archive.archive)(work, [ref])

    @invariant()
    def the_journal_leads_to_the_present(self) -> None:
        if Path(self.path).exists():
            replay.verify(self.path)

    @invariant()
    def references_are_never_used_again(self) -> None:
        if Path(self.path).exists():
            with store.open_reader(self.path, today=FIRST) as reader:
                now = {row[0] for row in reader.rows("SELECT id FROM action")}
            assert self.seen <= now
            self.seen = now

    @invariant()
    def an_open_deadline_that_hangs_on_something_follows_it(self) -> None:
        if not Path(self.path).exists():
            return
        with store.open_reader(self.path, today=FIRST) as reader:
            for due, offset, day in reader.rows(
                "SELECT a.due_on, a.due_offset, COALESCE(m.due_on, c.held_on) FROM action a"
                " LEFT JOIN milestone m ON m.id = a.due_milestone_id"
                " LEFT JOIN conversation c ON c.id = a.due_conversation_id"
                " WHERE a.due_rule IS NOT NULL AND a.archived_on IS NULL"
                " AND a.status IN ('not-started', 'in-progress', 'blocked')"
            ):
                meant = day and str(dates.shifted(date.fromisoformat(day), offset))
                assert due == meant

    def teardown(self) -> None:
        self.folder.cleanup()


def again_number(path: str) -> int:
    return store.last_command(path)


def stripped(state: State) -> State:
    """Return a state without the stamps that an undo sets anew."""
    return {
        table: {
            number: {name: value for name, value in row.items() if name not in STAMPS}
            for number, row in rows.items()
        }
        for table, rows in state.items()
    }


TestWorkflow = Workflow.TestCase
TestWorkflow.settings = settings(
    max_examples=20,
    stateful_step_count=15,
    suppress_health_check=[HealthCheck.too_slow],
)
