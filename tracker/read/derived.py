"""What is derived and never stored: each fact once, as an ordered table of words and conditions.

From a table come the CASE expression of a column, the condition of a filter, the counts and the
help; Python has no twin. Conditions speak of an action as `a` or a recommendation as `r`, and are
asked with the parameters that `days` gives: `:today`, `:soon` (the last day that is due soon) and
`:news` (the first day whose news still counts). Statuses stand as literals, because a bound value
cannot use a partial index. The vocabulary is `words`; the questions are `read.queries`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tracker import words


class Line(NamedTuple):
    """A word, the SQL condition under which it holds, and what it means to a reader."""

    word: str
    sql: str
    meaning: str


class Fact(NamedTuple):
    """The words of one fact; the first whose condition holds is the one that applies.

    Where `apart` is true no two conditions hold for one row, so that each is a filter by itself.
    Where the conditions ask which word a `value` is, that is the expression.
    """

    lines: tuple[Line, ...]
    apart: bool = False
    value: str = ""


def case(fact: Fact) -> str:
    """Return the SQL expression that gives the word of a row."""
    whens = " ".join(f"WHEN {line.sql} THEN '{line.word}'" for line in fact.lines)
    return fact.value or f"(CASE {whens} END)"


def where(fact: Fact, word: str) -> str:
    """Return the SQL condition that the word of a row is this one; KeyError for another word."""
    found = {line.word: line.sql for line in fact.lines}[word]
    return f"({found})" if fact.apart else f"({case(fact)} = '{word}')"


def rank(fact: Fact, order: tuple[str, ...]) -> str:
    """Return the SQL expression that sorts rows in the order in which people read the words."""
    return ranked(case(fact), order)


def ranked(sql: str, order: tuple[str, ...]) -> str:
    """Return the SQL expression that sorts the words of another by their place in `order`."""
    whens = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(order))
    return f"(CASE {sql} {whens} END)"


def days(today: date, settings: Mapping[str, int]) -> dict[str, str]:
    """Return the parameters of every condition here, as ISO days."""
    return {
        "today": today.isoformat(),
        "soon": _shifted(today, settings["due_soon_days"]),
        "news": _shifted(today, -settings["unconfirmed_days"]),
    }


def _shifted(day: date, by: int) -> str:
    try:
        return (day + timedelta(days=by)).isoformat()
    except OverflowError:
        return (date.max if by > 0 else date.min).isoformat()


def days_between(first: str, last: str) -> str:
    """Return the SQL expression for the number of days from one day to another."""
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


def day_after(day: str) -> str:
    """Return the SQL expression for the day that follows a day."""
    return f"date({day}, '+1 day')"


def _listed(known: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in known)


OPEN = f"a.status IN ({_listed(words.OPEN_STATUSES)})"
CLOSED = f"a.status IN ({_listed(words.CLOSED_STATUSES)})"
LATE = f"({OPEN} AND a.due_on < :today)"
"""Overdue, in words that draw no index: for the few actions that a join has found already."""
DONE = f"a.status IN ({_listed(words.DONE_STATUSES)})"
DROPPED = "a.status = 'dropped'"
# Named as an expression, since an index begins with it: see ix_action_open.
DATED = "(a.due_on IS NULL) = FALSE"
UNDATED = "(a.due_on IS NULL) = TRUE"
WAITING = "a.start_on > :today"
"""Its start day is ahead, so that daily lists leave it out."""

# -- timeliness, against the current and the first deadline -------------------------------------


def _timeliness(due: str, dated: str, undated: str) -> Fact:
    undated = f"{undated} AND NOT {DROPPED}"
    late = f"{DONE} AND {dated}"
    ahead = f"{OPEN} AND {dated}"
    return Fact(
        (
            Line("no-deadline", f"{undated} AND a.due_milestone_id IS NULL", "it has no deadline"),
            Line(
                "undecided",
                f"{undated} AND a.due_milestone_id IS NOT NULL",
                "its deadline hangs on a milestone whose day is undecided",
            ),
            Line(
                "on-time",
                f"{ahead} AND {due} > :soon",
                "open, and its deadline is further ahead than soon",
            ),
            Line(
                "due-soon",
                f"{ahead} AND {due} >= :today AND {due} <= :soon",
                "open, and due today or within the days that count as soon",
            ),
            Line("overdue", f"{ahead} AND {due} < :today", "open, and its deadline has passed"),
            Line(
                "done-on-time",
                f"{late} AND a.done_on <= {due}",
                "implemented on its deadline or before",
            ),
            Line("done-late", f"{late} AND a.done_on > {due}", "implemented after its deadline"),
            Line(
                "not-applicable",
                f"{DROPPED} OR {late} AND a.done_on IS NULL",
                "dropped, or implemented on a day that nobody knows",
            ),
        ),
        apart=True,
    )


TIMELINESS = _timeliness("a.due_on", DATED, UNDATED)
TIMELINESS_FIRST = _timeliness(
    "a.first_due_on", "a.first_due_on IS NOT NULL", "a.first_due_on IS NULL"
)


def _days_overdue(due: str) -> str:
    late = f"WHEN {OPEN} AND {due} < :today THEN {days_between(due, ':today')}"
    closed_late = f"WHEN {DONE} AND a.done_on > {due} THEN {days_between(due, 'a.done_on')}"
    untold = f"WHEN {DROPPED} OR {due} IS NULL OR ({DONE} AND a.done_on IS NULL) THEN NULL"
    return f"(CASE {untold} {late} {closed_late} ELSE 0 END)"


DAYS_OVERDUE = _days_overdue("a.due_on")
"""Days that an action is late, or was when it was done; 0 in time, NULL where nothing can be."""
DAYS_OVERDUE_FIRST = _days_overdue("a.first_due_on")

# -- slips --------------------------------------------------------------------------------------

SLIP = "m.to_day > m.from_day AND NOT m.corrected"
"""A line of the ledger, `m`, that moved a deadline later; mended typing errors are no slips."""
SLIPS = f"(SELECT COUNT(*) FROM deadline_move m WHERE m.action_id = a.id AND {SLIP})"
SLIP_DAYS = days_between("a.first_due_on", "a.due_on")
SLIPPED = f"a.id IN (SELECT m.action_id FROM deadline_move m WHERE {SLIP})"

CONVERSATIONS = (
    "SELECT a.conversation_id UNION SELECT x.conversation_id FROM action_recommendation ax"
    " JOIN recommendation x ON x.id = ax.recommendation_id AND x.archived_on IS NULL"
    " WHERE ax.action_id = a.id"
)
"""The conversations that an action came out of: its own and its recommendations'."""
_LAST_HELD = (
    f"(SELECT MAX(c.held_on) FROM ({CONVERSATIONS}) o JOIN conversation b"
    " ON b.id = o.conversation_id JOIN conversation c"
    " ON c.id = b.id OR c.series_id = b.series_id"
    " WHERE c.archived_on IS NULL AND c.held_on < :today)"
)
_OWN_SLIP = f"m.action_id = a.id AND {SLIP} AND m.milestone_id IS NULL"
_SLIPPED_LATELY = (
    f"((SELECT COUNT(*) FROM deadline_move m WHERE {_OWN_SLIP}) > 1 OR EXISTS"
    f" (SELECT 1 FROM deadline_move m WHERE {_OWN_SLIP} AND m.moved_on > {_LAST_HELD}))"
)

# -- news, and who answers ----------------------------------------------------------------------

UNCONFIRMED = (
    f"({OPEN} AND a.created_on < :news AND a.status_on < :news"
    " AND (a.start_on IS NULL OR a.start_on > :today OR a.start_on < :news)"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.action_id = a.id AND n.noted_on >= :news"
    f" AND n.archived_on IS NULL AND n.source IN ({_listed(words.NEWS_SOURCES)})))"
)
HELD_TODAY = "t.from_on <= :today AND (t.until_on IS NULL OR t.until_on >= :today)"
"""A tenure, `t`, that runs today: both its days count."""
VACANT = (
    "(p.kind = 'post' AND NOT EXISTS (SELECT 1 FROM tenure t WHERE t.post_id = p.id"
    f" AND {HELD_TODAY}))"
)
"""A party, `p`, is a post that nobody holds today."""
_LEFT = (
    "(p.kind = 'person' AND EXISTS (SELECT 1 FROM tenure t WHERE t.person_id = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM tenure t WHERE t.person_id = p.id"
    " AND (t.until_on IS NULL OR t.until_on >= :today)))"
)
# The owners are found once and not for every action.
ORPHANED = (
    "(a.owner_id IS NOT NULL AND a.owner_id IN"
    f" (SELECT p.id FROM party p WHERE {VACANT} OR {_LEFT}))"
)
UNVERIFIED = "a.status = 'implemented'"
SELF_VERIFIED = (
    "(a.status = 'verified' AND a.verified_by IS NOT NULL AND a.claimed_by IS NOT NULL"
    " AND a.verified_by = a.claimed_by)"
)

# -- colour -------------------------------------------------------------------------------------

COLOUR = Fact(
    (
        Line("none", DROPPED, "dropped"),
        Line("blue", DONE, "verified, or implemented and not verified yet"),
        Line(
            "red",
            f"({DATED} AND (a.due_on < :today OR a.status = 'blocked' AND a.due_on <= :soon))",
            "overdue, or blocked and due soon",
        ),
        Line(
            "amber",
            "(a.status = 'blocked' OR a.due_on IS NOT NULL AND a.due_on <= :soon"
            " OR a.due_on IS NULL AND a.due_milestone_id IS NULL OR a.owner_id IS NULL"
            f" OR {ORPHANED} OR {UNCONFIRMED} OR {_SLIPPED_LATELY})",
            "blocked, due soon, unconfirmed (without recent news), without owner or deadline,"
            " orphaned, slipped since the last conversation or slipped twice (moves caused by a"
            " milestone aside)",
        ),
        Line("grey", "a.status = 'not-started'", "not started, and nothing of the above"),
        Line("green", "a.status = 'in-progress'", "in progress, and nothing of the above"),
    )
)

# -- what addressees answered, and how far a recommendation is ----------------------------------


def _response(addressees: str) -> Fact:
    """Return the common answer of the addressees `d` that `addressees` finds.

    They are read once, and not once for every word.
    """
    none = words.RESPONSES[0]
    common = (
        f"(SELECT CASE WHEN COUNT(*) FILTER (WHERE d.response <> '{none}') = 0 THEN '{none}'"
        f" WHEN MIN(d.response) = MAX(d.response) THEN MIN(d.response) ELSE '{words.MIXED}' END"
        f" FROM {addressees})"
    )
    meanings = {
        none: "no addressee has answered",
        **{word: f"all answered {word}" for word in words.RESPONSES[1:]},
        words.MIXED: "addressees differ, or some have not answered",
    }
    lines = (Line(word, f"{common} = '{word}'", meaning) for word, meaning in meanings.items())
    return Fact(tuple(lines), apart=True, value=common)


RESPONSE = _response("recommendation_addressee d WHERE d.recommendation_id = r.id")
RESPONSE_OF_ACTION = _response(
    "action_recommendation ax JOIN recommendation x ON x.id = ax.recommendation_id"
    " AND x.archived_on IS NULL JOIN recommendation_addressee d ON d.recommendation_id = x.id"
    " WHERE ax.action_id = a.id"
)


_STARTED = "a.status NOT IN ('dropped', 'not-started')"


def _some(condition: str = "1 = 1") -> str:
    return (
        "EXISTS (SELECT 1 FROM action_recommendation ar JOIN action a ON a.id = ar.action_id"
        f" WHERE ar.recommendation_id = r.id AND a.archived_on IS NULL AND {condition})"
    )


PROGRESS = Fact(
    (
        Line(
            "closed",
            f"(NOT {_some(OPEN)} AND ({where(RESPONSE, 'declined')}"
            f" OR {_some()} AND NOT {_some(UNVERIFIED)}))",
            "all actions are verified or dropped, or all addressees declined and none is open",
        ),
        Line("no-action", f"NOT {_some()}", "nothing is planned yet"),
        Line(
            "implemented",
            f"NOT {_some(OPEN)}",
            "all actions that were not dropped are implemented or verified",
        ),
        Line(
            "planned",
            f"NOT {_some(_STARTED)}",
            "no action has started",
        ),
        Line("under-implementation", "1 = 1", "work has begun and is not finished"),
    )
)

# -- the rule of attribution that something is under --------------------------------------------


def _rule(*conversations: str) -> Fact:
    """Return the strictest rule of the conversations; unset, or none at all, is the default.

    They are given as ways to find them, `c`, each with a condition: asking one way after the
    other costs a quarter of asking for their union.
    """
    unset = f"COALESCE(c.attribution, '{words.DEFAULT_ATTRIBUTION}')"
    public, house, secret = words.ATTRIBUTIONS

    def some(condition: str) -> str:
        ways = (f"EXISTS (SELECT 1 FROM {way} AND {condition})" for way in conversations)
        return f"({' OR '.join(ways)})"

    return Fact(
        (
            Line(secret, some(f"{unset} = '{secret}'"), "leaves as a count only"),
            Line(
                house,
                f"({some(f'{unset} = {house!r}')} OR NOT {some('1 = 1')})",
                "what was said may be used, but not who said it",
            ),
            Line(public, "1 = 1", "everything may be shown"),
        )
    )


RULE = _rule("conversation c WHERE c.id = r.conversation_id")
RULE_OF_ACTION = _rule(
    "conversation c WHERE c.id = a.conversation_id",
    "action_recommendation ax JOIN recommendation x ON x.id = ax.recommendation_id"
    " AND x.archived_on IS NULL JOIN conversation c ON c.id = x.conversation_id"
    " WHERE ax.action_id = a.id",
)
