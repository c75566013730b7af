"""What is measured: each command of tracker, and the same work in Taskwarrior where it can do it.

A probe is words of a command line; `{ref}`, `{uuid}` and the like are filled in for each run, so
that no run finds its work done by the one before it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tracker import formats

LIMIT = "50"


class Probe(NamedTuple):
    """One row of the table: what tracker is asked, what Taskwarrior is, and whether it writes."""

    name: str
    tracker: tuple[str, ...]
    taskwarrior: tuple[str, ...] = ()
    writes: bool = False
    environment: Mapping[str, str] = {}


_FIRST = ("--limit", LIMIT)
_TASK_FIRST = (f"limit:{LIMIT}", "list")

PROBES = (
    Probe("--version", ("--version",), ("--version",)),
    Probe(
        "completion",
        (),
        environment={
            "_TRACKER_COMPLETE": "complete_bash",
            "COMP_WORDS": "tracker li",
            "COMP_CWORD": "1",
        },
    ),
    Probe("list", ("list", *_FIRST), _TASK_FIRST),
    Probe("list --overdue", ("list", "--overdue", *_FIRST), ("+OVERDUE", *_TASK_FIRST)),
    Probe("list --owner", ("list", "--owner", "{owner}", *_FIRST), ("owner:{owner}", *_TASK_FIRST)),
    Probe(
        "list --text",
        ("list", "--text", "transition Haiti", *_FIRST),
        ("/transition/", "/Haiti/", *_TASK_FIRST),
    ),
    Probe("list --party", ("list", "--party", "{owner}", *_FIRST)),
    Probe("show", ("show", "{ref}"), ("{uuid}", "info")),
    Probe("brief", ("brief", "--series", "{series}")),
    Probe("progress", ("progress",), ("summary",)),
    Probe("list --all, csv", ("list", "--all", "-f", "csv"), ("all",)),
    Probe("export, csv", ("export", "-f", "csv"), ("export",)),
    *(
        Probe(f"export, {name}", ("export", "-f", name))
        for name in formats.of(formats.ACTIONS)
        if name not in {"table", "plain", "csv"}
    ),
    *(
        Probe(f"{command[0]}, {name}", (*command, "-f", name))
        for command in (("table",), ("brief", "--series", "{series}"), ("progress",))
        for name in ("md", "xlsx", "docx", "html")
    ),
    Probe("table --as-of, csv", ("table", "-f", "csv", "--as-of", "2017-05-31")),
    Probe(
        "add",
        ("add", "Draft the lessons {number}", "--owner", "{owner}", "--due", "2017-09-30"),
        ("add", "Draft the lessons {number}", "owner:{owner}", "due:2017-09-30"),
        writes=True,
    ),
    Probe(
        "update",
        ("update", "{ref}", "--due", "2019-01-31", "--why", "Clearance is awaited."),
        ("{uuid}", "modify", "due:2019-01-31"),
        writes=True,
    ),
    Probe(
        "done",
        ("done", "{ref}", "--note", "The note went round."),
        ("{uuid}", "done"),
        writes=True,
    ),
    Probe("undo", ("undo", "--yes"), ("undo",), writes=True),
)


def chosen(only: str | None) -> list[Probe]:
    """Return the probes whose names begin with one of the words, all without words."""
    if not only:
        return list(PROBES)
    words = tuple(each.strip() for each in only.split(","))
    return [probe for probe in PROBES if probe.name.startswith(words)]
