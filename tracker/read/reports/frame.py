"""Which meeting a brief is for, on which line of conversations, and since which moment.

Conversations of one series are a line; so are all those that are in no series. A file without any
series is one line, to which everything in it belongs. What stands in the brief is not said here.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.errors import Unreadable
from tracker.read.queries import references
from tracker.read.reports.shapes import Moment
from tracker.read.store import Reader


class Line(NamedTuple):
    """A line of conversations; `listed` compares the key of a conversation, empty means any."""

    name: str | None
    listed: str

    def key(self, column: str) -> str:
        """Return the condition that a conversation, by its key, is one of the line."""
        return f"{column} {self.listed}" if self.listed else "1 = 1"


class Frame(NamedTuple):
    """What a brief is about.

    `as_of` is the day of a meeting that is past, as of which it is told. `earlier` is the day
    whose end is the other moment; without it there is none to compare with.
    """

    line: Line
    meeting: Moment | None
    as_of: date | None
    since: Moment | None
    earlier: date | None


def frame(
    reader: Reader,
    conversation: str | None = None,
    series: str | None = None,
    since: str | date | None = None,
) -> Frame:
    """Return the frame of a brief; `since` is a day or the reference of a conversation.

    A meeting that is past is told as of its day.

    Without `conversation` it is the next one of the series, today included; without `since`, the
    one before it. Raises Unreadable if several series could be meant, naming them, or if what is
    named does not fit together; NotFound for what is not there.
    """
    line, meeting = _named(reader, conversation, series)
    if meeting is None:
        meeting = _next(reader, line)
    day = reader.today if meeting is None else date.fromisoformat(meeting.day)
    as_of = day if day < reader.today else None
    if since is None:
        moment = _before(reader, line, day)
        earlier = None if moment is None else date.fromisoformat(moment.day)
    elif isinstance(since, date):
        moment = Moment(since.isoformat())
        earlier = since - timedelta(days=1) if since > date.min else None
    else:
        moment = _moment(reader, references.find(reader, since, "conversation"))
        earlier = date.fromisoformat(moment.day)
    if earlier is not None and earlier > (as_of or reader.today):
        raise Unreadable(
            f"{moment and (moment.ref or moment.day)} is later than {as_of or reader.today}, the"
            " day that the brief is of. Name an earlier conversation or day with --since."
        )
    return Frame(line, meeting, as_of, moment, earlier)


def _named(
    reader: Reader, conversation: str | None, series: str | None
) -> tuple[Line, Moment | None]:
    """Return the line that is meant, and the meeting if one was named."""
    if conversation is None:
        return _line(reader, series), None
    found = references.find(reader, conversation, "conversation")
    own = reader.value("SELECT series_id FROM conversation WHERE id = :id", id=found)
    if series is not None and own != references.find(reader, series, "series"):
        raise Unreadable(
            f"C{found} is not of the series '{series}'. Leave --series out, or name another"
            " conversation."
        )
    return _line_of(reader, own), _moment(reader, found)


def _line(reader: Reader, series: str | None) -> Line:
    """Return the line of a series by its name, or the only one that there is."""
    if series is not None:
        return _line_of(reader, references.find(reader, series, "series"))
    known = reader.rows(
        "SELECT s.id, s.name FROM series s WHERE s.archived_on IS NULL AND EXISTS (SELECT 1 FROM"
        " conversation c WHERE c.series_id = s.id AND c.archived_on IS NULL) ORDER BY s.name"
    )
    if len(known) > 1:
        raise Unreadable(
            f"There are {len(known)} series: {_listed([row['name'] for row in known])}."
            " Name one with --series."
        )
    return _line_of(reader, known[0]["id"] if known else None)


def _listed(names: Sequence[str], most: int = 10) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return "; ".join(names[:most]) + more


def _line_of(reader: Reader, series: int | None) -> Line:
    if series is not None:
        name = reader.value("SELECT name FROM series WHERE id = :id", id=series)
        return Line(name, f"IN (SELECT id FROM conversation WHERE series_id = {int(series)})")
    if reader.value("SELECT 1 FROM conversation WHERE series_id IS NOT NULL LIMIT 1") is None:
        return Line(None, "")
    return Line(None, "IN (SELECT id FROM conversation WHERE series_id IS NULL)")


def _next(reader: Reader, line: Line) -> Moment | None:
    found = reader.value(
        f"SELECT id FROM conversation c WHERE {line.key('c.id')} AND c.archived_on IS NULL"
        " AND c.held_on >= :day ORDER BY c.held_on, c.id LIMIT 1",
        day=reader.day,
    )
    return None if found is None else _moment(reader, found)


def _before(reader: Reader, line: Line, day: date) -> Moment | None:
    found = reader.value(
        f"SELECT id FROM conversation c WHERE {line.key('c.id')} AND c.archived_on IS NULL"
        " AND c.held_on < :day ORDER BY c.held_on DESC, c.id DESC LIMIT 1",
        day=day.isoformat(),
    )
    return None if found is None else _moment(reader, found)


def _moment(reader: Reader, conversation: int) -> Moment:
    row = reader.one("SELECT held_on, title FROM conversation WHERE id = :id", id=conversation)
    day, title = row or ("", None)
    return Moment(day, f"C{conversation}", title)
