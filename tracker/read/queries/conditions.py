"""From filters to SQL: the conditions on actions, what the default list hides, and the counts.

Ids and words stand as literals, so that partial indexes serve; what was typed is bound. An action
`a` is archived, or closed, or waiting for its start day, or none of these; the default list shows
the last kind, and says how many of the others match.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker import words
from tracker.read import derived
from tracker.read.queries import references, search
from tracker.read.queries.filters import Filters, check_words
from tracker.read.store import Reader

KEPT = "a.archived_on IS NULL"
# As expressions: indexes begin with them, and would not be taken for a plain column.
KEPT_INDEXED = "(a.archived_on IS NULL) = TRUE"
# In words that no index knows, for where rows are better read as they lie.
KEPT_SCANNED = "(a.archived_on IS NOT NULL) = FALSE"
ARCHIVED = "(a.archived_on IS NULL) = FALSE"
STARTED = "(a.start_on IS NULL OR a.start_on <= :today)"
OVERDUE = derived.where(derived.TIMELINESS, "overdue")
_RECOMMENDED = (
    "a.id IN (SELECT ar.action_id FROM action_recommendation ar JOIN recommendation r"
    " ON r.id = ar.recommendation_id AND r.archived_on IS NULL WHERE {})"
)
_ASKED = (
    "EXISTS (SELECT 1 FROM action_recommendation ar JOIN recommendation r"
    " ON r.id = ar.recommendation_id AND r.archived_on IS NULL WHERE ar.action_id = a.id)"
)


class Conditions(NamedTuple):
    """What filters mean in SQL. All of `asked` have to hold; the rest says what is hidden.

    `open_only`, `closed_only` and `dated` tell that no closed action, no open one, none without
    deadline can match; `of_owner` that an owner is asked for, `of_status` that the filters only
    name statuses.
    """

    asked: tuple[str, ...]
    params: dict[str, object]
    archived: bool
    shows_closed: bool
    shows_waiting: bool
    open_only: bool
    closed_only: bool
    dated: bool
    of_owner: bool
    of_status: bool

    @property
    def bare(self) -> bool:
        """Whether every action matches."""
        return not self.asked

    @property
    def has_index(self) -> bool:
        """Whether an index finds the rows that match in the default order."""
        return self.dated or self.of_owner or self.of_status

    def shown(self, kept: str = KEPT) -> tuple[str, ...]:
        """Return the conditions under which an action is in the list.

        `kept` is how "not archived" is said, which decides about the index.
        """
        if self.archived:
            return (*self.asked, ARCHIVED)
        return (*self.asked, kept, *self.daily)

    @property
    def daily(self) -> tuple[str, ...]:
        """What hides closed actions and those whose start day is ahead."""
        if self.shows_waiting:
            return () if self.shows_closed else (derived.OPEN,)
        if self.shows_closed:
            return (f"({STARTED} OR {derived.CLOSED})",)
        return (derived.OPEN, STARTED)


def parameters(reader: Reader) -> dict[str, object]:
    """Return the parameters that conditions and fields need."""
    return dict(derived.days(reader.today, reader.settings))


def conditions(
    reader: Reader, filters: Filters, *, include_closed: bool = False, also: str = ""
) -> Conditions:
    """Return what filters mean; names are looked up here.

    Raises NotFound for a name or reference that does not exist, naming the nearest, and
    Unreadable for a word that no vocabulary has.
    """
    params = parameters(reader)
    statuses = _statuses(filters)
    asked = [
        *_status(statuses),
        *_linked(reader, filters),
        *_parties(reader, filters),
        *_derived(filters),
        *_days(filters, params),
        *_text(reader, filters, params),
        *([also] if also else []),
    ]
    everything = include_closed or filters.all or bool(statuses)
    return Conditions(
        asked=tuple(asked),
        params=params,
        archived=filters.archived,
        shows_closed=everything or filters.unverified or bool({"blue", "none"} & set(filters.rag)),
        shows_waiting=everything,
        open_only=_is_open_only(filters, statuses),
        closed_only=_is_closed_only(filters, statuses),
        dated=_is_dated(filters),
        of_owner=bool(filters.owner) or filters.no_owner,
        of_status=_only_status(filters) and not also,
    )


def among(ids: Iterable[int]) -> str:
    """Return the comparison of a key with ids: `= 2` or `IN (2, 3)`."""
    found = sorted(set(ids))
    return f"= {found[0]}" if len(found) == 1 else f"IN ({', '.join(map(str, found))})"


def _either(conditions: Sequence[str]) -> list[str]:
    """Return one condition that holds where any of them does, or nothing if there are none."""
    return [f"({' OR '.join(conditions)})"] if conditions else []


def named(reader: Reader, entity: str, names: Sequence[str]) -> list[int]:
    """Return the ids of records by their names; NotFound for one that there is not."""
    return [references.find(reader, name, entity) for name in names]


# -- status ---------------------------------------------------------------------------------------


def _statuses(filters: Filters) -> tuple[str, ...]:
    """Return the statuses that are named, by themselves or as open and closed."""
    check_words("status", filters.status)
    found = set(filters.status)
    found |= set(words.OPEN_STATUSES) if filters.open else set()
    found |= set(words.CLOSED_STATUSES) if filters.closed else set()
    return tuple(status for status in words.STATUSES if status in found)


def _status(statuses: Sequence[str]) -> list[str]:
    if not statuses:
        return []
    quoted = ", ".join(f"'{status}'" for status in statuses)
    found = [f"a.status IN ({quoted})"]
    if set(statuses) < set(words.OPEN_STATUSES):  # what a partial index must be able to see
        found.append(derived.OPEN)
    return found


def _only_status(filters: Filters) -> bool:
    rest = filters._replace(status=(), open=False, closed=False, unverified=False)
    return rest._replace(all=False) == Filters()


def _is_open_only(filters: Filters, statuses: Sequence[str]) -> bool:
    timely = (filters.overdue or filters.due_soon) and not filters.no_deadline
    unconfirmed = filters.unconfirmed and not filters.unverified
    by_status = bool(statuses) and set(statuses) <= set(words.OPEN_STATUSES)
    coloured = bool(filters.rag) and not {"blue", "none"} & set(filters.rag)
    return timely or unconfirmed or by_status or coloured


def _is_closed_only(filters: Filters, statuses: Sequence[str]) -> bool:
    by_status = bool(statuses) and set(statuses) <= set(words.CLOSED_STATUSES)
    return by_status or (filters.unverified and not filters.unconfirmed)


def _is_dated(filters: Filters) -> bool:
    timely = (filters.overdue or filters.due_soon) and not filters.no_deadline
    return timely or filters.due_before is not None or filters.due_after is not None


# -- what an action came out of, and who has to do with it ----------------------------------------


def _linked(reader: Reader, filters: Filters) -> list[str]:
    found: list[str] = []
    if filters.conversation:
        found.append(of_conversations(among(named(reader, "conversation", filters.conversation))))
    if filters.series:
        series = among(named(reader, "series", filters.series))
        found.append(of_conversations(f"IN (SELECT id FROM conversation WHERE series_id {series})"))
    if filters.recommendation:
        ones = among(named(reader, "recommendation", filters.recommendation))
        found.append(_RECOMMENDED.format(f"r.id {ones}"))
    if filters.theme:
        ones = among(named(reader, "theme", filters.theme))
        own = f"a.id IN (SELECT l.action_id FROM action_theme l WHERE l.theme_id {ones})"
        theirs = (
            f"r.id IN (SELECT recommendation_id FROM recommendation_theme WHERE theme_id {ones})"
        )
        found.append(f"({own} OR {_RECOMMENDED.format(theirs)})")
    if filters.milestone:
        ones = among(named(reader, "milestone", filters.milestone))
        found.append(f"(a.milestone_id {ones} OR a.due_milestone_id {ones})")
    return found


def of_conversations(ones: str) -> str:
    """Return the condition that an action came out of conversations, `= 2` or `IN (…)`."""
    return (
        f"a.id IN (SELECT own.id FROM action own WHERE own.conversation_id {ones}"
        " UNION SELECT ar.action_id FROM action_recommendation ar JOIN recommendation r"
        " ON r.id = ar.recommendation_id AND r.archived_on IS NULL"
        f" WHERE r.conversation_id {ones})"
    )


def addressed(ones: str) -> str:
    """Return the condition that an action works towards what was asked of parties."""
    return _RECOMMENDED.format(
        "r.id IN (SELECT d.recommendation_id FROM recommendation_addressee d"
        f" WHERE d.party_id {ones})"
    )


def _parties(reader: Reader, filters: Filters) -> list[str]:
    found: list[str] = []
    owned = [f"a.owner_id {among(named(reader, 'party', filters.owner))}"] if filters.owner else []
    if filters.no_owner:
        owned.append("a.owner_id IS NULL")
        owned += [derived.ORPHANED] if filters.orphaned else []
    elif filters.orphaned:
        found.append(derived.ORPHANED)
    found += owned if len(owned) == 1 else _either(owned)
    if filters.holder:
        ones = among(named(reader, "party", filters.holder))
        held = f"SELECT t.post_id FROM tenure t WHERE t.person_id {ones} AND {derived.HELD_TODAY}"
        found.append(f"a.owner_id IN ({held})")
    if filters.addressee:
        found.append(addressed(among(named(reader, "party", filters.addressee))))
    if filters.party:
        found.append(_about(reader, named(reader, "party", filters.party)))
    return found


def _about(reader: Reader, parties: Sequence[int]) -> str:
    ones = among(circle(reader, parties))
    supported = f"SELECT s.action_id FROM action_supporting s WHERE s.party_id {ones}"
    return f"(a.owner_id {ones} OR a.id IN ({supported}) OR {addressed(ones)})"


def circle(reader: Reader, parties: Sequence[int]) -> list[int]:
    """Return the parties with their parts, who holds their posts today, and what they hold."""
    rows = reader.rows(
        "WITH RECURSIVE part(id) AS (SELECT p.id FROM party p WHERE p.id "
        f"{among(parties)} UNION SELECT p.id FROM party p JOIN part ON p.part_of_id = part.id)"
        " SELECT id FROM part"
        " UNION SELECT t.person_id FROM tenure t JOIN part ON part.id = t.post_id"
        f" WHERE {derived.HELD_TODAY}"
        " UNION SELECT t.post_id FROM tenure t JOIN part ON part.id = t.person_id"
        f" WHERE {derived.HELD_TODAY}",
        today=reader.day,
    )
    return [row[0] for row in rows]


# -- what is derived, days, words -----------------------------------------------------------------


def _derived(filters: Filters) -> list[str]:
    for name, values in (
        ("response", filters.response),
        ("rag", filters.rag),
        ("priority", filters.priority),
    ):
        check_words(name, values)
    timely = [
        derived.where(derived.TIMELINESS, word)
        for word, wanted in (
            ("overdue", filters.overdue),
            ("due-soon", filters.due_soon),
            ("no-deadline", filters.no_deadline),
        )
        if wanted
    ]
    sure = [derived.UNCONFIRMED] if filters.unconfirmed else []
    sure += [derived.UNVERIFIED] if filters.unverified else []
    colours = [derived.where(derived.COLOUR, word) for word in filters.rag]
    answers = [_answered(word) for word in filters.response]
    urgent = [f"a.priority = '{word}'" for word in filters.priority]
    found = [derived.OPEN] if _is_open_only(filters, ()) else []
    for axis in (timely, sure, urgent):
        found += axis if len(axis) == 1 else _either(axis)
    found += [derived.SLIPPED] if filters.slipped else []
    return found + _either(answers) + _either(colours)


def _answered(word: str) -> str:
    """Return the condition of one answer; none can only be given to what was asked."""
    answered = derived.where(derived.RESPONSE_OF_ACTION, word)
    return f"({_ASKED} AND {answered})" if word == words.RESPONSES[0] else answered


def _days(filters: Filters, params: dict[str, object]) -> list[str]:
    found = [derived.DATED] if _is_dated(filters) else []
    for name, condition in (
        ("due_before", "a.due_on <= :due_before"),
        ("due_after", "a.due_on >= :due_after"),
        ("changed_since", "a.updated_at >= :changed_since"),
    ):
        value = getattr(filters, name)
        if value is not None:
            params[name] = value
            found.append(condition)
    return found


def _text(reader: Reader, filters: Filters, params: dict[str, object]) -> list[str]:
    found = []
    for place, term in enumerate(search.terms(filters.text)):
        params[f"word_{place}"] = term
        found.append(search.of_actions(reader, f":word_{place}"))
    return found
