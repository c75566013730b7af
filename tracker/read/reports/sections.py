"""The sections of a brief that tell of the present: what to decide, what is late, what is due.

What changed since the earlier moment is `changes`; the order of the sections is said in `brief`.
"""

from tracker.read import derived
from tracker.read.queries import conditions
from tracker.read.queries.conditions import OVERDUE
from tracker.read.queries.fields import Field
from tracker.read.queries.recommendations import RECOMMENDATIONS
from tracker.read.reports import headline, rows
from tracker.read.reports.scope import Subject
from tracker.read.reports.shapes import Section

_OF_CLOSED = "IN (SELECT m.id FROM milestone m WHERE m.closed_on IS NOT NULL)"
REASONS = {
    "overdue-critical": f"{OVERDUE} AND a.priority = 'critical'",
    "blocked": headline.BLOCKED,
    "orphaned": headline.ORPHANED,
    "no-owner": headline.NO_OWNER,
    "no-deadline": headline.NO_DEADLINE,
    "closed-milestone": (
        f"{derived.OPEN} AND (COALESCE(a.milestone_id {_OF_CLOSED}, FALSE)"
        f" OR COALESCE(a.due_milestone_id {_OF_CLOSED}, FALSE))"
    ),
}
"""Why an action waits for a decision, and the condition of each."""
_DECIDE = ("ref", "title", "owner", "due", "due_rule", "status", "reason", "rag")
_OVERDUE = (
    "ref",
    "title",
    "owner",
    "due",
    "due_rule",
    "days_overdue",
    "slips",
    "status",
    "next_step",
)
_DUE = ("ref", "title", "owner", "due", "due_rule", "status", "rag", "next_step")
_NO_NEWS = ("ref", "title", "owner", "due", "due_rule", "status", "last_update")


def decisions(subject: Subject) -> Section:
    """Return the open actions that wait for somebody's decision, with every reason."""
    wanted = " OR ".join(f"({sql})" for sql in REASONS.values())
    found = rows.actions(
        subject,
        _DECIDE,
        f"{subject.scope.actions} AND {derived.OPEN} AND ({wanted})",
        reasons=REASONS,
    )
    told = [row._replace(values=(*row.values, list(row.words))) for row in found]
    fields = [*rows.chosen(_DECIDE), Field("reasons", "reasons", "list")]
    return rows.section("decisions", fields, told, parts=REASONS)


def overdue(subject: Subject) -> Section:
    """Return the open actions whose deadline has passed."""
    return _plain(subject, "overdue", _OVERDUE, OVERDUE)


def due_before(subject: Subject) -> Section:
    """Return what is due from today to the meeting; without one ahead, what is due soon."""
    meeting = subject.frame.meeting
    ahead = meeting is not None and meeting.day >= subject.reader.day
    soon = str(subject.params["soon"])
    until = meeting.day if meeting is not None and ahead else soon
    due = f"{derived.OPEN} AND {derived.DATED} AND a.due_on >= :today AND a.due_on <= '{until}'"
    return _plain(subject, "due-before", _DUE, due, day=until)


def no_news(subject: Subject) -> Section:
    """Return the open actions without news since the day from which news still counts."""
    day = str(subject.params["news"])
    return _plain(subject, "no-news", _NO_NEWS, derived.UNCONFIRMED, day=day)


def _plain(
    subject: Subject, name: str, columns: tuple[str, ...], where: str, day: str | None = None
) -> Section:
    found = rows.actions(subject, columns, f"{subject.scope.actions} AND {where}")
    return rows.section(name, rows.chosen(columns), found, day=day)


# -- recommendations without any action -----------------------------------------------------------

_ASKED = ("ref", "number", "text", "addressees", "response", "conversation")


def no_action(subject: Subject) -> Section:
    """Return the recommendations for which nothing is planned yet."""
    fields = [RECOMMENDATIONS.known[name] for name in _ASKED]
    where = f"{subject.scope.recommendations} AND {headline.NO_ACTION}"
    found = rows.recommendations(subject, fields, where)
    return rows.section("no-action", fields, found)


# -- milestones ahead -----------------------------------------------------------------------------

_MILESTONE = (
    Field("milestone", "milestone", "text"),
    Field("title", "title", "text"),
    Field("due", "due", "date"),
    Field("open", "open", "int"),
    Field("actions", "actions", "list"),
)


def milestones(subject: Subject) -> Section:
    """Return the milestones ahead, undecided ones last, with the open actions that hang on each.

    One on which only what may not leave hangs is counted, and not shown; of others that is passed
    over.
    """
    leaves = subject.view.condition or "1 = 1"
    hanging: dict[int, list[tuple[str, bool]]] = {}
    for row in subject.reader.rows(
        f"SELECT a.id, a.milestone_id, a.due_milestone_id, ({leaves}) FROM action a"
        f" WHERE {subject.scope.actions} AND {derived.OPEN}"
        " AND (a.milestone_id IS NOT NULL OR a.due_milestone_id IS NOT NULL) ORDER BY a.id",
        **subject.params,
    ):
        for milestone in {row[1], row[2]} - {None}:
            hanging.setdefault(milestone, []).append((f"A{row[0]}", bool(row[3])))
    if not hanging:
        return rows.section("milestones", _MILESTONE, ())
    found = []
    for row in subject.reader.rows(
        "SELECT m.id, m.slug, m.title, m.due_on FROM milestone m"
        f" WHERE m.id {conditions.among(hanging)} AND m.archived_on IS NULL"
        " AND m.closed_on IS NULL AND (m.due_on IS NULL OR m.due_on >= :today)"
        " ORDER BY (m.due_on IS NULL), m.due_on, m.slug",
        today=subject.reader.day,
    ):
        actions = hanging[row[0]]
        shown = [ref for ref, may_leave in actions if may_leave]
        values = (row[1], row[2], row[3], len(shown), shown)
        found.append(rows.Found(row[0], row[1], leaves=bool(shown), words=(), values=values))
    return rows.section("milestones", _MILESTONE, found)


# -- raised before and still open -----------------------------------------------------------------

AGAIN, ONCE = "in-several-conversations", "in-only-one"
_RAISED = ("ref", "title", "owner", "due", "due_rule", "status")
_RAISED_IN = (
    Field("raised_in", "raised in", "int"),
    Field("raised_of", "of", "int"),
    Field("first_raised", "first raised", "date"),
)


def still_open(subject: Subject) -> Section:
    """Return what was raised in an earlier conversation and is open; most often raised first.

    A recommendation that repeats another raises its actions again.
    """
    held = _held_before(subject)
    raised = _raised(subject, held)
    found = []
    for row in rows.actions(subject, _RAISED, f"{subject.scope.actions} AND {derived.OPEN}"):
        days = sorted(raised.get(row.id, ()))
        if days:
            word = AGAIN if len(days) > 1 else ONCE
            values = (*row.values, len(days), len(held), days[0])
            found.append(row._replace(values=values, words=(word,)))
    found.sort(key=lambda row: (-row.values[-3], row.values[-1]))
    fields = [*rows.chosen(_RAISED), *_RAISED_IN]
    return rows.section("still-open", fields, found, parts=(AGAIN, ONCE))


def _held_before(subject: Subject) -> dict[int, str]:
    """Return the conversations of the line before the meeting that may be told, with their days."""
    meeting = subject.frame.meeting
    found = subject.reader.rows(
        f"SELECT c.id, c.held_on FROM conversation c WHERE {subject.frame.line.key('c.id')}"
        f" AND c.archived_on IS NULL AND c.held_on < :day AND {subject.view.held or 'TRUE'}",
        day=subject.reader.day if meeting is None else meeting.day,
    )
    return {row[0]: row[1] for row in found}


def _raised(subject: Subject, held: dict[int, str]) -> dict[int, list[str]]:
    """Return the days of the conversations that raised each open action."""
    if not held:
        return {}
    ours = f"SELECT a.id FROM action a WHERE {subject.scope.actions} AND {derived.OPEN}"
    among = conditions.among(held)
    by_action: dict[int, list[str]] = {}
    for action, conversation in subject.reader.rows(
        "WITH RECURSIVE asked(action, recommendation) AS ("
        " SELECT ar.action_id, ar.recommendation_id FROM action_recommendation ar"
        f" WHERE ar.action_id IN ({ours})"
        " UNION SELECT asked.action, CASE WHEN l.recommendation_id = asked.recommendation"
        " THEN l.other_id ELSE l.recommendation_id END FROM asked JOIN recommendation_link l"
        " ON l.kind = 'repeats'"
        " AND asked.recommendation IN (l.recommendation_id, l.other_id))"
        " SELECT asked.action, r.conversation_id FROM asked JOIN recommendation r"
        " ON r.id = asked.recommendation AND r.archived_on IS NULL"
        f" WHERE r.conversation_id {among}"
        f" UNION SELECT a.id, a.conversation_id FROM action a WHERE a.id IN ({ours})"
        f" AND a.conversation_id {among}",
        **subject.params,
    ):
        by_action.setdefault(action, []).append(held[conversation])
    return by_action
