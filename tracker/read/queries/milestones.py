"""Milestones: the list of them, and the day that a rule means today."""

from datetime import date

from tracker import text as typed
from tracker.dates import shifted
from tracker.dates.anchors import Anchor
from tracker.errors import NotAllowed
from tracker.read import derived
from tracker.read.queries import references
from tracker.read.queries.fields import Field, registry
from tracker.read.queries.listing import Source
from tracker.read.store import Reader

_HANGING = "(a.milestone_id = m.id OR a.due_milestone_id = m.id)"
MILESTONE_FIELDS = registry(
    Field("ref", "ref", "ref", "('M' || m.id)", sort="m.id", of="m"),
    Field("uid", "uid", "text", "m.uid", of="m"),
    Field("slug", "slug", "text", "m.slug", of="m"),
    Field("title", "title", "text", "m.title", of="m"),
    Field("kind", "kind", "word", "m.kind", of="m"),
    Field("due", "due", "date", "m.due_on", of="m"),
    Field(
        "state",
        "state",
        "word",
        "(CASE WHEN m.closed_on IS NOT NULL THEN 'closed' WHEN m.due_on IS NULL THEN 'undecided'"
        " ELSE 'decided' END)",
        of="m",
    ),
    Field("basis", "basis", "text", "m.basis", of="m"),
    Field("closed_on", "closed on", "date", "m.closed_on", of="m"),
    Field("closed_why", "closed because", "text", "m.closed_why", of="m"),
    Field(
        "open_actions",
        "open actions",
        "int",
        "(SELECT COUNT(*) FROM action a WHERE a.archived_on IS NULL"
        f" AND {_HANGING} AND {derived.OPEN})",
        of="m",
    ),
)
MILESTONES = Source(
    "milestone m",
    "m",
    MILESTONE_FIELDS,
    ("slug", "title", "kind", "due", "state", "open_actions"),
    "(m.due_on IS NULL), m.due_on, m.id",
)


def day_of(reader: Reader, anchor: Anchor) -> date:
    """Return the day that a rule means as things stand.

    Raises NotFound for a milestone or conversation that there is not, NotAllowed for an undecided
    one.
    """
    found = typed.reference(anchor.target)
    entity = "conversation" if found and found[0] == "C" else "milestone"
    column = "held_on" if entity == "conversation" else "due_on"
    number = references.find(reader, anchor.target, entity)
    day = reader.value(f"SELECT {column} FROM {entity} WHERE id = :id", id=number)
    if day is None:
        slug = reader.value("SELECT slug FROM milestone WHERE id = :id", id=number)
        raise NotAllowed(
            f"{slug} is undecided, so that {anchor.named(slug)} has no date yet. "
            f"Once it is decided: tracker milestone move {slug} --on DATE"
        )
    return shifted(date.fromisoformat(day), anchor.offset)
