"""What progress can be grouped by: to which groups an action and a recommendation belong.

Both belong through each other where they say nothing themselves: a recommendation to the owners,
statuses and months of its actions. How groups are counted is said in `progress`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tracker import words
from tracker.read.queries.conditions import KEPT
from tracker.read.queries.fields import ACTION_FIELDS, PARTY
from tracker.read.reports.view import View

_OWN = "SELECT a.id AS item, {} AS grp FROM action a"
_WORKED_ON = (
    "SELECT DISTINCT ar.recommendation_id AS item, {} AS grp FROM action_recommendation ar"
    f" JOIN action a ON a.id = ar.action_id AND {KEPT}"
)
_SERVED = (
    " FROM action_recommendation ar JOIN recommendation r"
    " ON r.id = ar.recommendation_id AND r.archived_on IS NULL"
)


class Grouping(NamedTuple):
    """Queries of (item, grp) pairs, without those in no group, and how groups are shown.

    `names` gives (key, shown, title) in the order in which groups are read, where the key is no
    word to be shown; else the words are in `order`, or by the alphabet.
    """

    actions: str
    recommendations: str
    names: str = ""
    order: tuple[str, ...] = ()

    def sort_key(self, word: str) -> tuple[int, str, str]:
        """Return what sorts the words of groups."""
        return self.order.index(word) if self.order else 0, word.casefold(), word


def _by(expression: str, order: tuple[str, ...] = ()) -> Grouping:
    """Return the grouping by a value of an action."""
    return Grouping(
        f"{_OWN.format(expression)} WHERE {expression} IS NOT NULL",
        f"{_WORKED_ON.format(expression)} WHERE {expression} IS NOT NULL",
        order=order,
    )


_CONVERSATION = Grouping(
    "SELECT a.id AS item, a.conversation_id AS grp FROM action a"
    f" WHERE a.conversation_id IS NOT NULL UNION SELECT ar.action_id, r.conversation_id{_SERVED}",
    "SELECT r.id AS item, r.conversation_id AS grp FROM recommendation r",
    "SELECT c.id, 'C' || c.id, c.title FROM conversation c ORDER BY c.held_on, c.id",
)
_RECOMMENDATION = Grouping(
    f"SELECT ar.action_id AS item, ar.recommendation_id AS grp{_SERVED}",
    "SELECT r.id AS item, r.id AS grp FROM recommendation r",
    "SELECT r.id, 'R' || r.id, r.text FROM recommendation r JOIN conversation c"
    " ON c.id = r.conversation_id ORDER BY c.held_on, c.id, r.id",
)
_THEME = Grouping(
    "SELECT l.action_id AS item, l.theme_id AS grp FROM action_theme l JOIN theme t"
    " ON t.id = l.theme_id AND t.archived_on IS NULL"
    " UNION SELECT ar.action_id, l.theme_id"
    f"{_SERVED} JOIN recommendation_theme l ON l.recommendation_id = r.id"
    " JOIN theme t ON t.id = l.theme_id AND t.archived_on IS NULL",
    "SELECT l.recommendation_id AS item, l.theme_id AS grp FROM recommendation_theme l"
    " JOIN theme t ON t.id = l.theme_id AND t.archived_on IS NULL",
    "SELECT t.id, t.name, NULL FROM theme t ORDER BY lower(t.name), t.id",
)
_FIXED: Mapping[str, Grouping] = {
    "conversation": _CONVERSATION,
    "recommendation": _RECOMMENDATION,
    "owner": _by("a.owner_id")._replace(
        names=f"SELECT p.id, {PARTY}, p.name FROM party p ORDER BY lower({PARTY}), p.id"
    ),
    "theme": _THEME,
    "status": _by("a.status", words.STATUSES),
    "month": _by("substr(a.due_on, 1, 7)"),
}
GROUPS = ("conversation", "recommendation", "owner", "theme", "status", "month")
"""What progress may be grouped by; the month is that of the deadline."""


def grouping(name: str, view: View) -> Grouping:
    """Return a grouping by its name; KeyError for another word.

    Owners who may not be named are together under what stands in place of their names, and what
    leaves as a count only is a group of its own, whose name says nothing of it.
    """
    owner = ACTION_FIELDS["owner"]
    by = _FIXED[name]
    if name == "owner" and view.field(owner) != owner:
        by = _by(view.field(owner).sql)
    return _apart(by, view) if view.condition else by


CONFIDENTIAL = "confidential"
"""The group of what leaves as a count only."""


def _apart(by: Grouping, view: View) -> Grouping:
    """Return a grouping that puts what may not leave into a group of its own.

    A recommendation that may leave belongs to a group through the actions that may, or itself.
    """
    key = "-1" if by.names else f"'{CONFIDENTIAL}'"
    kept = by.recommendations.replace(KEPT, f"{KEPT} AND {view.condition}")
    names = f"{by.names}" and (
        f"SELECT * FROM ({by.names}) UNION ALL SELECT {key}, '{CONFIDENTIAL}', NULL"
    )
    return Grouping(
        f"SELECT x.item, x.grp FROM ({by.actions}) x JOIN action a ON a.id = x.item"
        f" WHERE {view.condition}"
        f" UNION SELECT a.id, {key} FROM action a WHERE NOT ({view.condition})",
        f"SELECT x.item, x.grp FROM ({kept}) x JOIN recommendation r ON r.id = x.item"
        f" WHERE {view.recommended}"
        f" UNION SELECT r.id, {key} FROM recommendation r WHERE NOT ({view.recommended})",
        names,
        (*by.order, CONFIDENTIAL) if by.order else (),
    )
