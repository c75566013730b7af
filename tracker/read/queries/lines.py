"""What stands below a record when it is shown: its ledger, its notes, what it is tied to.

Each is a named tuple and one query for all lines of a record; what the fields of the record
itself are is said by the registries.
"""

from typing import Any, NamedTuple, TypeVar

from tracker.read import derived
from tracker.read.queries.fields import ACTION_FIELDS, party
from tracker.read.store import Reader

LineType = TypeVar("LineType", bound=tuple[Any, ...])


class Move(NamedTuple):
    """One line of the ledger of deadlines; `days` is how far it moved, negative for earlier."""

    moved_on: str
    from_day: str | None
    to_day: str | None
    days: int | None
    why: str | None
    by: str
    milestone: str | None
    corrected: bool


class NoteLine(NamedTuple):
    """A note about the record."""

    ref: str
    noted_on: str
    text: str
    source: str
    evidence: str | None
    shared: bool
    by: str


class ActionLine(NamedTuple):
    """An action, as short as it is recognised."""

    ref: str
    title: str
    owner: str | None
    status: str
    due: str | None
    rag: str


class HangingLine(NamedTuple):
    """An action whose deadline hangs on something, or that serves it: its rule and both days."""

    ref: str
    title: str
    owner: str | None
    status: str
    due: str | None
    due_rule: str | None
    first_due: str | None
    slips: int
    rag: str


class RecommendationLine(NamedTuple):
    """A recommendation, as short as it is recognised."""

    ref: str
    number: str | None
    text: str
    response: str
    progress: str
    conversation: str


class ConversationLine(NamedTuple):
    """A conversation, as short as it is recognised."""

    ref: str
    held_on: str
    title: str
    series: str | None


class Answer(NamedTuple):
    """What one addressee answered."""

    party: str
    response: str
    responded_on: str | None
    reason: str | None


class Tie(NamedTuple):
    """A link to another record of the same kind, in words that read from here."""

    kind: str
    ref: str
    title: str


class UptakeLine(NamedTuple):
    """An adopted text that took a recommendation up."""

    symbol: str
    paragraph: str | None
    degree: str | None
    adopted_on: str | None


class Holding(NamedTuple):
    """Who holds or held a post, or which post a person holds or held."""

    party: str
    from_on: str
    until_on: str | None


class DocumentLine(NamedTuple):
    """A source document."""

    ref: str
    name: str
    media_type: str
    characters: int


def lines(reader: Reader, kind: type[LineType], sql: str, **params: object) -> list[LineType]:
    """Return the rows of a query as lines of one kind; truths as yes or no."""
    make = kind._make  # type: ignore[attr-defined]  # a NamedTuple, which type[] hides
    truths = [
        place
        for place, annotation in enumerate(kind.__annotations__.values())
        if annotation is bool
    ]
    if not truths:
        return [make(row) for row in reader.rows(sql, **params)]
    found = [list(row) for row in reader.rows(sql, **params)]
    for row in found:
        for place in truths:
            row[place] = bool(row[place])
    return [make(row) for row in found]


def _fields(*names: str) -> str:
    return ", ".join(ACTION_FIELDS[name].sql for name in names)


_ACTION = f"SELECT {_fields('ref', 'title', 'owner', 'status', 'due', 'rag')} FROM action a"
_RECOMMENDATION = (
    f"SELECT 'R' || r.id, r.number, r.text, {derived.case(derived.RESPONSE)},"
    f" {derived.case(derived.PROGRESS)}, 'C' || r.conversation_id FROM recommendation r"
)


def actions(reader: Reader, where: str, params: dict[str, object]) -> list[ActionLine]:
    """Return the actions `a`, archived ones aside, that a condition picks, by deadline."""
    sql = f"{_ACTION} WHERE a.archived_on IS NULL AND {where}"
    return lines(reader, ActionLine, f"{sql} ORDER BY (a.due_on IS NULL), a.due_on, a.id", **params)


def hanging(reader: Reader, where: str, params: dict[str, object]) -> list[HangingLine]:
    """Return the actions `a`, archived ones aside, with the rules of their deadlines, by date."""
    sql = (
        f"SELECT {_fields(*HangingLine._fields)} FROM action a WHERE a.archived_on IS NULL"
        f" AND {where} ORDER BY (a.due_on IS NULL), a.due_on, a.id"
    )
    return lines(reader, HangingLine, sql, **params)


def recommendations(
    reader: Reader, where: str, params: dict[str, object]
) -> list[RecommendationLine]:
    """Return the recommendations `r`, archived ones aside, that a condition picks."""
    sql = f"{_RECOMMENDATION} WHERE r.archived_on IS NULL AND {where} ORDER BY r.id"
    return lines(reader, RecommendationLine, sql, **params)


def conversations(reader: Reader, where: str, params: dict[str, object]) -> list[ConversationLine]:
    """Return the conversations `c` that a condition picks, by day."""
    sql = (
        "SELECT 'C' || c.id, c.held_on, c.title,"
        " (SELECT s.name FROM series s WHERE s.id = c.series_id) FROM conversation c"
        f" WHERE c.archived_on IS NULL AND {where} ORDER BY c.held_on, c.id"
    )
    return lines(reader, ConversationLine, sql, **params)


def moves(reader: Reader, action: int) -> list[Move]:
    """Return the ledger of an action's deadline, oldest first."""
    sql = (
        "SELECT m.moved_on, m.from_day, m.to_day,"
        f" {derived.days_between('m.from_day', 'm.to_day')}, m.why, m.by,"
        " (SELECT s.slug FROM milestone s WHERE s.id = m.milestone_id), m.corrected"
        " FROM deadline_move m WHERE m.action_id = :id ORDER BY m.id"
    )
    return lines(reader, Move, sql, id=action)


def notes(reader: Reader, about: str, number: int) -> list[NoteLine]:
    """Return the notes about an `action` or `recommendation`, latest first."""
    sql = (
        "SELECT 'N' || n.id, n.noted_on, n.text, n.source, n.evidence, n.shared, n.by FROM note n"
        f" WHERE n.{about}_id = :id AND n.archived_on IS NULL ORDER BY n.noted_on DESC, n.id DESC"
    )
    return lines(reader, NoteLine, sql, id=number)


_BACKWARDS = {
    "split-from": "split-into",
    "merged-into": "merged-from",
    "superseded-by": "supersedes",
    "recurs-from": "recurs-as",
    "repeats": "repeated-by",
    "refines": "refined-by",
    "supersedes": "superseded-by",
}


def ties(reader: Reader, entity: str, number: int) -> list[Tie]:
    """Return the links of an `action` or `recommendation`, either way."""
    letter, title = ("A", "title") if entity == "action" else ("R", "text")
    sql = (
        f"SELECT l.kind, l.other_id AS other, 0 AS back, o.{title} FROM {entity}_link l"
        f" JOIN {entity} o ON o.id = l.other_id AND o.archived_on IS NULL WHERE l.{entity}_id = :id"
        f" UNION ALL SELECT l.kind, l.{entity}_id, 1, o.{title} FROM {entity}_link l"
        f" JOIN {entity} o ON o.id = l.{entity}_id AND o.archived_on IS NULL"
        " WHERE l.other_id = :id ORDER BY 3, 1, 2"
    )
    return [
        Tie(_BACKWARDS.get(kind, kind) if back else kind, f"{letter}{other}", text)
        for kind, other, back, text in reader.rows(sql, id=number)
    ]


def answers(reader: Reader, recommendation: int) -> list[Answer]:
    """Return what each addressee answered, by name."""
    sql = (
        f"SELECT {party('d.party_id')} AS name, d.response, d.responded_on, d.reason"
        " FROM recommendation_addressee d WHERE d.recommendation_id = :id ORDER BY name"
    )
    return lines(reader, Answer, sql, id=recommendation)


def uptake(reader: Reader, recommendation: int) -> list[UptakeLine]:
    """Return where adopted texts took a recommendation up."""
    sql = (
        "SELECT u.symbol, u.paragraph, u.degree, u.adopted_on FROM uptake u"
        " WHERE u.recommendation_id = :id ORDER BY (u.adopted_on IS NULL), u.adopted_on, u.id"
    )
    return lines(reader, UptakeLine, sql, id=recommendation)


def holdings(reader: Reader, number: int) -> list[Holding]:
    """Return who held a post, or which posts a person held, latest first."""
    sql = (
        f"SELECT {party('CASE WHEN t.post_id = :id THEN t.person_id ELSE t.post_id END')},"
        " t.from_on, t.until_on FROM tenure t WHERE t.post_id = :id OR t.person_id = :id"
        " ORDER BY t.from_on DESC, t.id DESC"
    )
    return lines(reader, Holding, sql, id=number)


def documents(reader: Reader, conversation: int) -> list[DocumentLine]:
    """Return the documents of a conversation."""
    sql = (
        "SELECT 'D' || d.id, d.name, d.media_type, length(d.text) FROM document d"
        " WHERE d.conversation_id = :id AND d.archived_on IS NULL ORDER BY d.id"
    )
    return lines(reader, DocumentLine, sql, id=conversation)
