"""An officer's desk for tests: every verb is a command of its own on a real file."""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from tracker.write import session
from tracker.write.models import Action, Conversation, Party, Recommendation
from tracker.write.session import Work
from tracker.write.workflow import actions, conversations, parties, recommendations

TODAY = date(2017, 2, 24)
NOW = "2017-02-24T10:00:00Z"
P = ParamSpec("P")
R = TypeVar("R")


class Desk:
    """Runs verbs on a file, and keeps what the last one said.

    `today` and `by` may be set between commands.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.today = TODAY
        self.by = "amina"
        self.said: list[str] = []
        self.changed: list[tuple[str, int]] = []
        self.command: int | None = None

    def __call__(
        self, verb: Callable[Concatenate[Work, P], R], *args: P.args, **options: P.kwargs
    ) -> R:
        with session.begin(
            self.path, today=self.today, now=NOW, by=self.by, line=f"tracker {verb.__name__}"
        ) as work:
            result = verb(work, *args, **options)
        self.said, self.changed, self.command = work.said, work.changed, work.command
        return result

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    # -- what a test is not about ----------------------------------------------------------------

    def action(
        self, title: str = "Draft the note", *, due: date | None = None, owner: str | None = None
    ) -> Action:
        return self(actions.add, title, due=due, owner=owner, create=True)

    def party(self, name: str, short: str | None = None) -> Party:
        return self(parties.add, name, short=short)

    def conversation(self, title: str = "Second", attribution: str | None = None) -> Conversation:
        return self(conversations.add, title, on=TODAY, attribution=attribution)

    def _has_second(self) -> bool:
        try:
            return bool(self.rows("SELECT id FROM conversation WHERE title = 'Second'"))
        except sqlite3.OperationalError:  # no command has made the file yet
            return False

    def recommendation(self, *to: str, conversation: str = "") -> Recommendation:
        """Add a recommendation, from the conversation `Second` unless another is named."""
        meeting = conversation or "Second"
        if not conversation and not self._has_second():
            self.conversation()
        return self(
            recommendations.add, "Design mandates", conversation=meeting, to=to, create=True
        )
