"""Actions as Taskwarrior's JSON: an array as `task export` gives it and `task import` takes it.

    status       pending, with `start` where work has begun; waiting until the start day; completed
                 where implemented or verified, deleted where dropped, on their `end` day
    priority     H critical · M important; normal has none
    project      the first series, else the first conversation
    tags         the themes in small letters, joined by `_`, and `blocked` and `critical`
    annotations  the notes, those of one day a second apart; depends: what it waits for
    owner recommendations ref    attributes of ours, which Taskwarrior keeps as it finds them

A day is its local midnight, in UTC, as Taskwarrior keeps days; the zone is the look's. Days before
1980 are left out: Taskwarrior reads none, and crashes.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, TextIO

from tracker.formats import tasks
from tracker.formats.json import text
from tracker.formats.look import PLAIN, Look
from tracker.formats.streams import write_in_chunks
from tracker.formats.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.formats.listing import ListingLike
    from tracker.formats.tasks import Record

    Midnight = Callable[[str | None], datetime | None]

NEEDS = (
    *("ref", "uid", "title", "status", "owner", "recommendations", "conversations", "series"),
    *("themes", "priority", "start", "due", "done_on", "depends", "annotations"),
    *("created_on", "status_on", "changed_at"),
)
_PRIORITIES = {"critical": "H", "important": "M"}
_STATUSES = {"implemented": "completed", "verified": "completed", "dropped": "deleted"}
_FIRST_DAY = "1980-01-01"
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)


def write(listing: "ListingLike", out: TextIO, look: Look = PLAIN) -> None:
    """Write a listing of the fields in NEEDS as one JSON array, a task a line."""
    write_in_chunks(out, _lines(listing, _midnight(look.zone or UTC)))


def _lines(listing: "ListingLike", midnight: "Midnight") -> Iterator[str]:
    yield "["
    between = "\n"
    for record in tasks.records(listing):
        yield between + _compact(_task(record, listing.as_of, midnight))
        between = ",\n"
    yield "\n]\n"


def _midnight(zone: tzinfo) -> "Midnight":
    """Return what turns a day into the instant when it begins in a zone."""

    @lru_cache(maxsize=4096)
    def begins(day: str | None) -> datetime | None:
        if day is None or day < _FIRST_DAY:
            return None
        found = datetime.combine(date.fromisoformat(day), time(), zone).astimezone(UTC)
        return found if found >= _FIRST else None  # east of Greenwich it begins the day before

    return begins


def _task(record: "Record", today: str, midnight: "Midnight") -> dict[str, object]:
    """Return an action as a task; what it does not have is left out."""
    status, start = record["status"], record["start"]
    is_waiting = status == "not-started" and bool(start) and start > today
    under = tasks.filed_under(record)
    found = {
        "description": one_line(record["title"]),
        "due": _stamp(midnight(record["due"])),
        "end": _stamp(midnight(tasks.ended_on(record))),
        "entry": _stamp(midnight(record["created_on"])),
        "modified": record["changed_at"].replace("-", "").replace(":", ""),
        "owner": record["owner"] and one_line(record["owner"]),
        "priority": _PRIORITIES.get(record["priority"]),
        "project": one_line(under[0]) if under else None,
        "recommendations": ", ".join(record["recommendations"]),
        "ref": record["ref"],
        "scheduled": _stamp(midnight(start)),
        "start": _stamp(midnight(record["status_on"])) if status == "in-progress" else None,
        "status": "waiting" if is_waiting else _STATUSES.get(status, "pending"),
        "uuid": record["uid"],
        "wait": _stamp(midnight(start)) if is_waiting else None,
        "annotations": list(_annotations(record, midnight)),
        "tags": _tags(record),
        "depends": record["depends"],
    }
    return {name: value for name, value in found.items() if value}


def _annotations(record: "Record", midnight: "Midnight") -> Iterator[dict[str, object]]:
    of_day: Counter[str] = Counter()
    for day, note in tasks.notes(record):
        begins = midnight(day)
        if begins is not None:
            # Taskwarrior knows an annotation by its second, and would keep one of them only.
            stamp = _stamp(begins + timedelta(seconds=of_day[day]))
            of_day[day] += 1
            yield {"entry": stamp, "description": one_line(note)}


def _stamp(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y%m%dT%H%M%SZ}"


def _tags(record: "Record") -> list[str]:
    tags = [_tag(theme) for theme in record["themes"]]
    tags += [
        word for word in ("blocked", "critical") if word in (record["status"], record["priority"])
    ]
    return [tag for tag in dict.fromkeys(tags) if tag]


def _tag(theme: str) -> str:
    """Return a theme as a word that stands behind a `+`; small, for large ones mean facts there."""
    from unicodedata import category

    kept = (char if category(char)[0] in "LMN" else " " for char in theme.casefold())
    tag = "_".join("".join(kept).split())
    return f"_{tag}" if tag[:1].isdigit() else tag


def _compact(value: object) -> str:
    """Return a value as JSON on one line, as Taskwarrior reads it from every version on."""
    if isinstance(value, dict):
        return f"{{{','.join([f'{text(name)}:{_compact(each)}' for name, each in value.items()])}}}"
    if isinstance(value, list):
        return f"[{','.join([_compact(each) for each in value])}]"
    return text(str(value))
