"""Actions as an iCalendar file (RFC 5545): of each a VTODO, and a VEVENT on its day for Outlook.

A second import updates and does not duplicate: the UID of a task is the action's uid, that of the
event is made from it, and SEQUENCE and LAST-MODIFIED grow with every command that changed the
action or its notes. Nothing is reckoned from today, so that what did not change is written as
before. To keep a calendar true, export finished actions as well: the event of one that was
dropped, or has lost its deadline, is CANCELLED; that of one that was done stays without alarm.

    STATUS            NEEDS-ACTION not started, blocked · IN-PROCESS · COMPLETED · CANCELLED dropped
    PERCENT-COMPLETE  0 · 50 in progress · 100 done: the tracker knows no finer measure
    PRIORITY          1 critical · 5 important, the high and medium of calendars; normal has none
    COMPLETED         noon in UTC of the day, which is that day from Samoa to Sydney
    CATEGORIES        the themes, and `blocked`
    RELATED-TO        what the action waits for, as DEPENDS-ON (RFC 9253), which is no subtask
    alarms            at nine in the morning, a week and a day before; of an event, a day before

There is no METHOD, which would ask for an organizer, and nobody is an ATTENDEE. Texts are escaped
and lines folded by icalendar; its components would take ten times as long as writing their lines.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, TextIO

from tracker import extras
from tracker.formats import tasks, wording
from tracker.formats.folding import UNDATED
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import one_line, visible

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike
    from tracker.formats.tasks import Record

NEEDS = (
    *("ref", "uid", "title", "detail", "status", "reason", "owner", "themes", "priority"),
    *("start", "due", "first_due", "due_rule", "blocked_by", "next_step", "last_update"),
    *("done_on", "created_at", "towards", "depends", "sequence", "changed_at"),
)
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tracker//Actions//EN", "CALSCALE:GREGORIAN")
_STATUSES = {
    "not-started": ("NEEDS-ACTION", 0),
    "in-progress": ("IN-PROCESS", 50),
    "blocked": ("NEEDS-ACTION", 0),
    "implemented": ("COMPLETED", 100),
    "verified": ("COMPLETED", 100),
    "dropped": ("CANCELLED", None),
}
_PRIORITIES = {"critical": 1, "important": 5}
_WEEK_BEFORE, _DAY_BEFORE = "-P6DT15H", "-PT15H"
_SHORT = 75  # octets of a line that is not folded


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing of the fields in NEEDS as one calendar, called by the title of the look.

    `out` must not translate line ends (`newline=""`). Raises `MissingExtra` without icalendar.
    """
    write_in_chunks(out, _components(listing, look, _Lines()))


class _Lines:
    """Content lines, ended by CRLF; the texts in them are user text."""

    def __init__(self) -> None:
        self._text = extras.load("icalendar", "calendar").vText
        self._folded = extras.load("icalendar.parser", "calendar").Contentline

    def __call__(self, *lines: str) -> str:
        """Return lines that hold no user text, or have it escaped, folded where they are long."""
        return "".join([f"{self._fold(line)}\r\n" for line in lines])

    def text(self, name: str, value: str) -> str:
        return self(f"{name}:{self.escaped(value)}")

    def escaped(self, value: str) -> str:
        # The library takes a backslash before a capital N, as in C:\Notes, for a line break.
        parts = visible(value).replace("\\N", "\\\0N").split("\0")
        return "".join([self._text(part).to_ical().decode() for part in parts])

    def _fold(self, line: str) -> str:
        if len(line) < _SHORT and line.isascii():
            return line
        folded: bytes = self._folded(line).to_ical()
        return folded.decode()


def _components(listing: "ListingLike", look: Look, lines: _Lines) -> Iterator[str]:
    yield lines(*_HEAD) + lines.text("X-WR-CALNAME", one_line(look.title))
    for record in tasks.records(listing):
        shared = _shared(record, lines)
        yield _task(record, shared, lines)
        if look.events and record["first_due"]:
            yield _event(record, shared, lines)
    yield lines("END:VCALENDAR")


def _shared(record: "Record", lines: _Lines) -> str:
    """Return the lines that the task and the event have in common."""
    changed, themes = _instant(record["changed_at"]), list(record["themes"])
    if record["status"] == "blocked":
        themes.append("blocked")
    said = lines(
        f"DTSTAMP:{changed}",
        f"CREATED:{_instant(record['created_at'])}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{record['sequence']}",
    )
    if record["priority"] in _PRIORITIES:
        said += lines(f"PRIORITY:{_PRIORITIES[record['priority']]}")
    if themes:
        said += lines(f"CATEGORIES:{','.join(lines.escaped(one_line(each)) for each in themes)}")
    return said + lines.text("DESCRIPTION", "\n".join(_described(record)))


def _task(record: "Record", shared: str, lines: _Lines) -> str:
    title = f"{record['ref']} {record['title']}"
    status, percent = _STATUSES[record["status"]]
    own = [f"STATUS:{status}"]
    if percent is not None:
        own.append(f"PERCENT-COMPLETE:{percent}")
    start, due = record["start"], record["due"]
    if start and (not due or start < due):  # a task that begins when it is due has no beginning
        own.append(f"DTSTART;VALUE=DATE:{_day(start)}")
    if due:
        own.append(f"DUE;VALUE=DATE:{_day(due)}")
    if tasks.is_done(record) and record["done_on"]:
        own.append(f"COMPLETED:{_day(record['done_on'])}T120000Z")
    depends = [f"RELATED-TO;RELTYPE=DEPENDS-ON:{lines.escaped(uid)}" for uid in record["depends"]]
    alarms = ""
    if due and tasks.is_open(record):
        alarms = _alarm(";RELATED=END:" + _WEEK_BEFORE, title, lines)
        alarms += _alarm(";RELATED=END:" + _DAY_BEFORE, title, lines)
    return (
        lines("BEGIN:VTODO", f"UID:{lines.escaped(record['uid'])}")
        + lines.text("SUMMARY", one_line(title))
        + shared
        + lines(*own, *depends)
        + alarms
        + lines("END:VTODO")
    )


def _event(record: "Record", shared: str, lines: _Lines) -> str:
    """Return an action that has or had a deadline as an event of that whole day."""
    title, day = f"{record['ref']} {record['title']}", record["due"] or record["first_due"]
    if not tasks.is_open(record):
        title = f"{title} ({wording.said('status', record['status'])})"
    stays = record["due"] and record["status"] != "dropped"
    own = [f"DTSTART;VALUE=DATE:{_day(day)}"]
    if day != date.max.isoformat():  # the day after the last one there is has no name
        after = date.fromisoformat(day) + timedelta(days=1)
        own.append(f"DTEND;VALUE=DATE:{_day(after.isoformat())}")
    own += [f"STATUS:{'CONFIRMED' if stays else 'CANCELLED'}", "TRANSP:TRANSPARENT"]
    rings = stays and tasks.is_open(record)
    return (
        lines("BEGIN:VEVENT", f"UID:{lines.escaped(record['uid'])}-event")
        + lines.text("SUMMARY", one_line(title))
        + shared
        + lines(*own)
        + (_alarm(":" + _DAY_BEFORE, title, lines) if rings else "")
        + lines("END:VEVENT")
    )


def _alarm(trigger: str, title: str, lines: _Lines) -> str:
    return (
        lines("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER{trigger}")
        + lines.text("DESCRIPTION", one_line(title))
        + lines("END:VALARM")
    )


def _described(record: "Record") -> Iterator[str]:
    """Yield what a calendar has no fields for, a line each."""
    deadline = record["due"] or UNDATED
    labelled = {
        "Owner": record["owner"],
        "Status": wording.said("status", record["status"]),
        "Reason": record["reason"],
        "Deadline": record["due_rule"] and f"{deadline} ({record['due_rule']})",
        "Recommendations": ", ".join(record["towards"]),
        "Waits for": ", ".join(record["blocked_by"]),
        "Next step": record["next_step"],
        "Last update": record["last_update"],
    }
    for label, value in labelled.items():
        if value:
            yield f"{label}: {value}"
    if record["detail"]:
        yield f"\n{record['detail']}"


def _day(iso: str) -> str:
    return iso.replace("-", "")


def _instant(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")
