"""What other programs need to know of an action, beside the fields of the contract.

Calendars and task lists have a fixed set of fields of their own; a format names those that it
needs, of both registries. None of these is a column or a key to sort by, so that they may change
with the programs that they are for. Their safe form is made by `read.attribution`, like that of
the others.
"""

from collections.abc import Iterable

from tracker.read.queries.fields import ACTION_FIELDS, Field, registry

# An action is told by its own row and by its notes; a note that leaves it changes its row as well,
# so that neither the last command nor what is reckoned from it ever goes back. Its first command is
# that of its own row, whatever the age of a note that came to it.
_COMMANDS = (
    "FROM change k WHERE (k.entity = 'action' AND k.\"row\" = a.id OR k.entity = 'note'"
    ' AND k."row" IN (SELECT n.id FROM note n WHERE n.action_id = a.id))'
)
_FIRST = "(SELECT MIN(k.command_id) FROM change k WHERE k.entity = 'action' AND k.\"row\" = a.id)"
_SEQUENCE = f"COALESCE((SELECT MAX(k.command_id) {_COMMANDS}) - {_FIRST}, 0)"
_CHANGED_AT = (
    f"COALESCE((SELECT m.at FROM command m WHERE m.id = (SELECT MAX(k.command_id) {_COMMANDS})),"
    " a.updated_at)"
)
# What is linked is asked of each link, not joined: of an earlier day it would be gathered whole.
_TOWARDS = (
    "SELECT ar.action_id, (SELECT 'R' || r.id || COALESCE(' (' || r.number || ')', '')"
    " FROM recommendation r WHERE r.id = ar.recommendation_id AND r.archived_on IS NULL)"
    " FROM action_recommendation ar WHERE ar.action_id IN ({ids}) ORDER BY ar.recommendation_id"
)
_ANNOTATIONS = (
    "SELECT n.action_id, n.noted_on || ' ' || n.text FROM note n WHERE n.action_id IN ({ids})"
    " AND n.archived_on IS NULL ORDER BY n.noted_on, n.id"
)


def depends(condition: str = "TRUE") -> str:
    """Return the second query for the uids of what actions wait for, as far as it holds of `a`."""
    return (
        "SELECT l.action_id, (SELECT a.uid FROM action a WHERE a.id = l.after_id"
        f" AND a.archived_on IS NULL AND {condition})"
        " FROM action_dependency l WHERE l.action_id IN ({ids}) ORDER BY l.after_id"
    )


EXCHANGE_FIELDS = registry(
    Field("towards", "towards", "list", many=_TOWARDS),
    Field("depends", "depends", "list", many=depends()),
    Field("annotations", "annotations", "list", many=_ANNOTATIONS),
    Field("created_on", "created on", "date", "a.created_on"),
    Field("status_on", "status on", "date", "a.status_on"),
    Field("sequence", "sequence", "int", _SEQUENCE),
    Field("changed_at", "changed at", "text", _CHANGED_AT),
)
"""The recommendations with their numbers; the uids of what it waits for; its notes, each as its
day and its text; the days when it was made and came to its status; how many commands after its
making the last one was that changed it or its notes (so it only grows), and when that was."""


def chosen(names: Iterable[str]) -> list[Field]:
    """Return fields of either registry by their names."""
    known = ACTION_FIELDS | EXCHANGE_FIELDS
    return [known[name] for name in names]
