"""The brief before a meeting: where its series stands, and what moved since the one before.

    frame       which meeting, of which line of conversations, since when
    scope       which actions and recommendations belong to it
    headline    the numbers, now and then
    sections    what to decide, what is late, what is due, what was never taken up
    changes     what moved between the two moments
    rows        from a condition to rows, each once, with what may not leave as a count

A brief asks a fixed number of questions, of the actions of its own conversations only.
"""

from collections.abc import Callable
from datetime import date

from tracker import words
from tracker.errors import Unreadable
from tracker.read.queries.filters import Filters, said
from tracker.read.reports import changes, headline, rows, sections
from tracker.read.reports.frame import Frame, frame
from tracker.read.reports.scope import Subject, scope
from tracker.read.reports.shapes import Brief, Section
from tracker.read.reports.view import KEEPER, View
from tracker.read.store import Reader, open_reader

__all__ = ["SECTIONS", "frame", "make", "parse_only", "prepare"]

_PRESENT: dict[str, Callable[[Subject], Section]] = {
    "decisions": sections.decisions,
    "overdue": sections.overdue,
    "due-before": sections.due_before,
    "no-news": sections.no_news,
    "milestones": sections.milestones,
    "no-action": sections.no_action,
    "still-open": sections.still_open,
}
HEADLINE, CHANGED = "headline", "changed"
SECTIONS = (
    HEADLINE,
    "decisions",
    "overdue",
    "due-before",
    CHANGED,
    "no-news",
    "milestones",
    "no-action",
    "still-open",
)
"""Every section, in the order in which a brief is read; the headline is the numbers."""
_NEED_EARLIER = {HEADLINE, CHANGED}


def parse_only(text: str | None) -> frozenset[str] | None:
    """Return the sections of `decisions,overdue`; None means all of them.

    Raises Unreadable for a section that there is not, naming the nearest, and for none at all.
    """
    if text is None:
        return None
    named = [each.strip().lower().replace("_", "-") for each in text.split(",") if each.strip()]
    for name in named:
        if name not in SECTIONS:
            near = words.nearest(name, SECTIONS)
            known = f"Nearest: {', '.join(near)}." if near else f"There are: {', '.join(SECTIONS)}."
            raise Unreadable(f"A brief has no section '{name}'. {known}")
    if not named:
        raise Unreadable(f"No section was named. There are: {', '.join(SECTIONS)}.")
    return frozenset(named)


def prepare(
    target: str,
    *,
    today: date,
    as_of: date | None = None,
    conversation: str | None = None,
    series: str | None = None,
    since: str | date | None = None,
    only: frozenset[str] | None = None,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    view: View = KEEPER,
) -> Brief:
    """Open the file as often as it takes, and return the brief.

    A meeting that is past is told as of its day; `as_of` is the day on which the brief is read.
    `filters` narrow what belongs to it, now and at the earlier moment alike. Raises what `frame`
    and `open_reader` raise.
    """
    with open_reader(target, today=today, as_of=as_of) as reader:
        found = frame(reader, conversation, series, since)
        if found.as_of is None:
            return _told(target, reader, found, filters, only=only, view=view)
        recorded = _recorded(reader, found)
    with open_reader(target, today=today, as_of=found.as_of) as reader:
        told = _told(target, reader, found, filters, only=only, view=view)
        return told._replace(recorded_later=len(recorded - _recorded(reader, found)))


def _recorded(reader: Reader, found: Frame) -> set[int]:
    """Return the recommendations of the meeting that are recorded at a moment."""
    ref = found.meeting.ref if found.meeting else None
    rows = reader.rows(
        "SELECT r.id FROM recommendation r WHERE 'C' || r.conversation_id = :ref"
        " AND r.archived_on IS NULL",
        ref=ref,
    )
    return {row[0] for row in rows}


def _told(
    target: str,
    reader: Reader,
    found: Frame,
    filters: Filters,
    *,
    only: frozenset[str] | None,
    view: View,
) -> Brief:
    wanted = _NEED_EARLIER if only is None else _NEED_EARLIER & only
    if found.earlier is None or not wanted:
        return make(reader, None, found, filters, only=only, view=view)
    with open_reader(target, today=found.earlier, as_of=found.earlier) as earlier:
        return make(reader, earlier, found, filters, only=only, view=view)


def make(
    reader: Reader,
    earlier: Reader | None,
    found: Frame,
    filters: Filters = Filters(),  # noqa: B008 - a named tuple does not change
    *,
    only: frozenset[str] | None = None,
    view: View = KEEPER,
) -> Brief:
    """Return the brief that two readers tell; without the earlier one nothing is compared."""
    wanted = frozenset(SECTIONS) if only is None else only
    now = Subject(reader, view, found, scope(reader, filters, found.line))
    was = None if earlier is None else now._replace(reader=earlier)
    told = []
    for name in SECTIONS:
        if name in wanted and name in _PRESENT:
            told.append(_PRESENT[name](now))
        elif name in wanted and name == CHANGED and was is not None:
            told.append(changes.changed(now, was))
    return Brief(
        as_of=reader.day,
        series=found.line.name,
        meeting=found.meeting,
        since=found.since,
        figures=headline.figures(now, was) if HEADLINE in wanted else (),
        sections=tuple(told),
        conversations=rows.named_conversations(reader, told),
        filters=said(filters._replace(series=())),
    )
