"""What was handed out: that a file left, to whom, and the hash that proves which one."""

from collections.abc import Sequence

from tracker.text import title
from tracker.write.models import Issue
from tracker.write.session import Work


def hand_out(
    work: Work, to_whom: str, *, name: str, sha256: str, filters: Sequence[str], rule: str
) -> Issue:
    """Record a file as handed out today.

    `name` is the file's without its folder, `filters` what its rows were narrowed to, `rule` what
    was let through. What has left cannot be called back: undo passes such commands over.
    """
    return work.add(
        Issue(
            issued_on=work.today,
            to_whom=title(to_whom, "name of who gets it"),
            name=title(name, "name of the file"),
            sha256=sha256,
            filters=", ".join(filters),
            rule=rule,
        )
    )


def take_back(work: Work, number: int) -> None:
    """Record that a file was not handed out after all: it could not be given its name."""
    issue = work.get(Issue, number)
    if issue is not None:
        work.remove(issue)
