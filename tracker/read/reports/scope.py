"""What belongs to a report: a line of conversations, narrowed by filters, as conditions in SQL.

The same conditions are asked of the present and of the earlier moment; names are looked up once.
"""

from typing import NamedTuple

from tracker.read.queries import conditions, search
from tracker.read.queries.conditions import KEPT
from tracker.read.queries.filters import Filters
from tracker.read.queries.recommendations import conditions_of
from tracker.read.reports.frame import Frame, Line
from tracker.read.reports.view import View
from tracker.read.store import Reader


class Scope(NamedTuple):
    """Conditions on actions `a`, finished ones included, and on recommendations `r`.

    `params` are what was typed; the days that conditions need are those of each reader.
    """

    actions: str
    recommendations: str
    params: dict[str, object]


class Subject(NamedTuple):
    """What a section is made from: a reader, what may leave, and what the brief is about."""

    reader: Reader
    view: View
    frame: Frame
    scope: Scope

    @property
    def params(self) -> dict[str, object]:
        """The parameters of every condition."""
        return {**self.scope.params, **conditions.parameters(self.reader)}


def scope(reader: Reader, filters: Filters, line: Line | None = None) -> Scope:
    """Return what matches filters and, where one is given, belongs to a line of conversations.

    A filter that speaks of actions picks the recommendations that have such an action. Raises
    NotFound for unknown names.
    """
    acted = conditions.conditions(reader, filters, include_closed=True)
    asked = conditions_of(reader, filters)
    ours = [*acted.shown()]
    theirs = [f"r.archived_on IS {'NOT ' if filters.archived else ''}NULL", *asked.of_r]
    if line is not None and line.listed:
        ours.append(conditions.of_conversations(line.listed))
        theirs.append(line.key("r.conversation_id"))
    params = {**asked.params, **acted.params}
    for place, term in enumerate(search.terms(filters.text)):
        params[f"word_{place}"] = term
        theirs.append(search.of_recommendations(reader, f":word_{place}"))
    if asked.of_a:
        theirs.append(
            "r.id IN (SELECT ar.recommendation_id FROM action_recommendation ar JOIN action a"
            f" ON a.id = ar.action_id WHERE {' AND '.join((KEPT, *asked.of_a))})"
        )
    return Scope(" AND ".join(ours), " AND ".join(theirs), params)
