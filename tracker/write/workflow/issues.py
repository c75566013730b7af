"""What was handed out: that a file left, to whom, and the hash that proves which one."""

from collections.abc import Sequence

from tracker.text import title
from tracker.write.models import Issue
from tracker.write.session import Work


def hand_out(
    work: Work, to_whom: str, *, name: str, sha256: str, filters: Sequence[str], rule: str
) -> None:
    """Record a file as handed out today.

    `name` is the file's without its folder, `filters` what its rows were narrowed to, `rule` what
    was let through. What has left cannot be called back: undo passes such commands over.
    """
    work.add(
        Issue(
            issued_on=work.today,
            to_whom=title(to_whom, "name of who gets it"),
            name=name,
            sha256=sha256,
            filters=", ".join(filters),
            rule=rule,
        )
    )
