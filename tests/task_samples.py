"""Actions with the fields that calendars and task lists ask for, to be written by those formats."""

from typing import Any

from formats_samples import Sample

from tracker.formats.page import Column

UID = "0f0e8c1a-0000-4000-8000-00000000000{}"
_KINDS = {"themes": "list", "towards": "list", "depends": "list", "annotations": "list"}
_KINDS |= {"blocked_by": "list", "recommendations": "list", "conversations": "list"}
_KINDS |= {"series": "list"}
_PLAIN: dict[str, Any] = {
    "ref": "A1",
    "uid": UID.format(1),
    "title": "Draft the lessons",
    "detail": None,
    "status": "in-progress",
    "reason": None,
    "owner": "PBSO",
    "themes": [],
    "priority": "normal",
    "start": None,
    "due": "2017-06-30",
    "first_due": "2017-06-30",
    "due_rule": None,
    "blocked_by": [],
    "next_step": None,
    "last_update": "2017-03-01 in-progress",
    "done_on": None,
    "created_at": "2017-02-24T10:00:00Z",
    "created_on": "2017-02-24",
    "status_on": "2017-03-01",
    "changed_at": "2017-03-01T10:00:00Z",
    "sequence": 3,
    "towards": ["R1 (2)"],
    "recommendations": ["R1"],
    "conversations": ["C1"],
    "series": ["Prevention"],
    "depends": [],
    "annotations": [],
}


def of_tasks(*changed: dict[str, Any]) -> Sample:
    """Return a listing of actions, each with those values that differ from the plain ones."""
    columns = [Column(name, name, _KINDS.get(name, "text")) for name in _PLAIN]
    return Sample(columns, [list((_PLAIN | each).values()) for each in changed])
