"""Open actions that lack something, or that cannot be done in the order of their days."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tracker import specificity
from tracker.read import derived
from tracker.read.reports.findings.finding import command
from tracker.read.store import Reader

Found = Iterator[tuple[str, str, str, str]]
OPEN = f"a.archived_on IS NULL AND {derived.OPEN}"
_BEFORE = OPEN.replace("a.", "b.")


def without_owner(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions that nobody is answerable for."""
    for number, title, due, _ in _asked(reader, "a.owner_id IS NULL", params):
        when = f", and it is due {due}" if due else ""
        yield (
            f"A{number}",
            title,
            f"nobody owns it{when}",
            f"tracker update A{number} --owner PARTY",
        )


def without_deadline(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions without a deadline; one that hangs on the undecided is none of them."""
    condition = derived.where(derived.TIMELINESS, "no-deadline")
    for number, title, _, since in _asked(reader, condition, params):
        detail = f"open since {since}, and due on no day"
        yield f"A{number}", title, detail, f"tracker update A{number} --due WHEN"


def past_milestone(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions due after the milestone that they serve.

    One that hangs on it by a rule, such as a report "30d after" it, is meant to come after it.
    """
    for number, title, due, slug, day, start in reader.rows(
        "SELECT a.id, a.title, a.due_on, m.slug, m.due_on, a.start_on FROM action a"
        f" JOIN milestone m ON m.id = a.milestone_id WHERE {OPEN} AND m.closed_on IS NULL"
        " AND m.archived_on IS NULL AND a.due_on > m.due_on AND NOT (a.due_milestone_id = m.id)"
        " IS TRUE ORDER BY a.due_on, a.id",
        **params,
    ):
        mend = command("update", f"A{number}", "--due", f"at {slug}", *_start(start, day))
        yield f"A{number}", title, f"due {due}, after {slug} on {day}", mend


def before_predecessor(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions due before one that they wait for."""
    for number, title, due, first, later, start in reader.rows(
        "SELECT a.id, a.title, a.due_on, b.id, b.due_on, b.start_on FROM action_dependency l"
        " JOIN action a ON a.id = l.action_id JOIN action b ON b.id = l.after_id"
        f" WHERE {OPEN} AND {_BEFORE} AND b.due_on > a.due_on ORDER BY a.due_on, a.id, b.id",
        **params,
    ):
        detail = f"due {due}, before A{first} that it waits for ({later})"
        if due >= reader.day:
            mend = command("update", f"A{first}", "--due", due, *_start(start, due))
        else:  # what waits is late already, and what it waits for cannot be done in the past
            mend = f"tracker update A{number} --due {later} --why TEXT"
        yield f"A{number}", title, detail, mend


def _start(start: str | None, due: str) -> tuple[str, ...]:
    """Return the option that clears a start day which a deadline would come before."""
    return ("--start", "none") if start is not None and start > due else ()


def in_a_circle(reader: Reader, params: dict[str, object]) -> Found:
    """Find actions that wait for each other; a circle is told once, from its first action."""
    waits: dict[int, set[int]] = {}
    titles: dict[int, str] = {}
    for number, title, first in reader.rows(
        "SELECT a.id, a.title, b.id FROM action_dependency l JOIN action a ON a.id = l.action_id"
        f" JOIN action b ON b.id = l.after_id WHERE {OPEN} AND {_BEFORE} ORDER BY l.id",
        **params,
    ):
        waits.setdefault(number, set()).add(first)
        titles[number] = title
    while circle := _circle(waits):
        told = " → ".join(f"A{each}" for each in (*circle, circle[0]))
        number, first = circle[0], circle[1 % len(circle)]
        mend = f"tracker update A{number} --remove-after A{first}"
        yield f"A{number}", titles[number], f"they wait for each other: {told}", mend
        waits[number].discard(first)


def vague(reader: Reader, params: dict[str, object]) -> Found:
    """Find open actions whose verbs name no result, and that nothing describes further."""
    for number, title, _, _ in _asked(reader, "a.detail IS NULL", params):
        wording = specificity.grade(title)
        if wording.is_vague:
            mend = f"tracker update A{number} --detail TEXT"
            yield f"A{number}", title, f"{wording.told}; no deliverable, no date", mend


def _asked(
    reader: Reader, condition: str, params: dict[str, object]
) -> list[tuple[int, str, str | None, str]]:
    """Return the open actions of a condition: id, title, deadline, and when they were created."""
    found = reader.rows(
        f"SELECT a.id, a.title, a.due_on, a.created_on FROM action a WHERE {OPEN} AND {condition}"
        " ORDER BY a.id",
        **params,
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


def _circle(waits: dict[int, set[int]]) -> list[int]:
    """Return a circle in the order of waiting, from its lowest action; empty if there is none."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        nodes: list[int] = error.args[1][:-1]
        nodes.reverse()  # graphlib tells who is waited for first
        least = nodes.index(min(nodes))
        return nodes[least:] + nodes[:least]
    return []
