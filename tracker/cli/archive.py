"""The commands `archive` and `unarchive`, for records of every kind."""

from typing import TYPE_CHECKING

from tracker.cli import changing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import Bulk, Refs, Where

if TYPE_CHECKING:
    from tracker.write.session import Work


def archive(run: Invocation, where: Where, bulk: Bulk, refs: Refs = None) -> None:
    """Put away records that were entered by mistake; nothing is ever deleted.

    An action that will not be done is dropped instead: tracker drop.

    Examples:
      tracker archive A8
      tracker archive R8
    """
    named = changing.references(run, refs, where)

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import archive as verbs

        verbs.archive(work, named)

    changing.change_many(run, verb, named, refs, where, bulk)


def unarchive(run: Invocation, bulk: Bulk, refs: Refs = None) -> None:
    """Bring archived records back.

    Examples:
      tracker unarchive A8
    """
    named = changing.references(run, refs)

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import archive as verbs

        verbs.unarchive(work, named)

    changing.change_many(run, verb, named, refs, Where(), bulk)
