"""The commands `party hold` and `party handover`."""

import hashlib
from datetime import date
from io import BytesIO, StringIO
from typing import IO, TYPE_CHECKING, Annotated, Any, Literal

from tracker import formats, text
from tracker.cli import changing, days, showing
from tracker.cli.changing import Answers
from tracker.cli.files import opened, to_file
from tracker.cli.invocation import Invocation
from tracker.cli.leaving import Departure
from tracker.cli.options import Create, Leaving, Output, argument, option
from tracker.errors import Unreadable

if TYPE_CHECKING:
    from tracker.write.models import Party
    from tracker.write.session import Work

Post = Annotated[str, argument("POST", "The post: its reference or name.")]
Person = Annotated[str, argument("PERSON", "Who holds it.")]
To = Annotated[str, argument("TO", "Who takes it over.")]
From = Annotated[str, option("--from", metavar="DATE", help="The first day.")]
UntilIf = Annotated[
    str | None, option("--until", metavar="DATE", help="The last day; none takes it away.")
]
FromDay = Annotated[str, option("--on", metavar="DATE", help="The first day of the successor.")]
DryRun = Annotated[
    bool, option("--dry-run", help="Print the note and say what would be done, and do not.")
]


def hold(
    run: Invocation,
    post: Post,
    person: Person,
    since: From,
    until: UntilIf = None,
    create: Create = False,
) -> None:
    """Say that a person holds a post, from a day on or until another; both may be ahead.

    Said again for the same two, it mends the days. Both days are included.

    Examples:
      tracker party hold Rapporteur "Amara Diallo" --from 2017-09-01 --create
      tracker party hold Rapporteur "Lena Hofer" --from 2016-10-24 --until 2017-08-31
    """
    first, last = days.after(run, since), _until(run, until)
    assert first is not None  # noqa: S101 - the option is required

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import tenures

        tenures.hold(work, post, person, since=first, until=last, create=answers.create)

    changing.change(run, verb, create=create)


def _until(run: Invocation, typed: str | None) -> date | Literal["none"] | None:
    return "none" if typed is not None and text.is_none(typed) else days.ahead(run, typed)


def handover(
    run: Invocation,
    post: Post,
    to: To,
    on: FromDay,
    output: Output,
    leaving: Leaving,
    dry_run: DryRun = False,
    create: Create = False,
) -> None:
    """Hand a post over: who holds it ends the day before, and the note for the successor is made.

    Said again, it changes nothing and makes the note anew. Nobody is named in a note that leaves,
    unless it is --attributed.

    Examples:
      tracker party handover Rapporteur "Inès Kouassi" --on 2017-04-10 --create
      tracker party handover Rapporteur "Inès Kouassi" --on 2017-04-10 -o note.md
    """
    if dry_run and leaving.issue_to is not None:
        raise Unreadable("--dry-run hands nothing out. Leave it out, or leave out --issue-to.")
    day, note = days.ahead(run, on), _Note(run, output, leaving)
    assert day is not None  # noqa: S101 - the option is required
    with opened(run, output, binary=note.is_binary) as out:

        def verb(work: "Work", answers: Answers) -> None:
            from tracker.write.workflow import tenures

            handed = tenures.handover(work, post, to, on=day, create=answers.create)
            note.draw(work, *handed, day, out)

        changing.change_beside(run, verb, create=create, dry_run=dry_run)
        note.print(out)


class _Note:
    """The note of one handover, drawn from what is about to be recorded.

    Into a file it goes before that is recorded, so that a full disk stops both; to stdout after.
    """

    def __init__(self, run: Invocation, output: Output, leaving: Leaving) -> None:
        self._run = run
        self._format = showing.format_of(run, output, formats.REPORT)
        self.leaves = Departure(run, output, leaving)
        self._template = output.template
        self._into_file = to_file(output)
        self.is_binary = formats.FORMATS[self._format].is_binary
        self._drawn: str | bytes = ""

    def draw(self, work: "Work", post: "Party", to: "Party", on: date, out: IO[Any]) -> None:
        """Draw the note of a post and its successor."""
        from tracker.read.queries import names
        from tracker.read.reports import handover as report

        reader, note = work.reader(), BytesIO() if self.is_binary else StringIO()
        found = report.make(reader, post.id or 0, to.id or 0, on=on, view=self.leaves.view)
        found = self.leaves.reported(reader, found)
        self.leaves.check()
        in_full = names.in_full(reader, with_persons=not self.leaves.view.guarded)
        look = formats.Look(names=in_full, document=True, template=self._template)
        formats.write_report(found, self._format, note, showing.seen(self._run, out, look))
        self._drawn = note.getvalue()
        if self._into_file:
            out.write(self._drawn)
            out.flush()
        self.leaves.note(work, hashlib.sha256(self._bytes()).hexdigest())

    def _bytes(self) -> bytes:
        return self._drawn if isinstance(self._drawn, bytes) else self._drawn.encode()

    def print(self, out: IO[Any]) -> None:
        """Print a note that goes to stdout, and say what was left out of one that leaves."""
        if self.leaves.view.safe:
            self._run.remark("Persons are not named in what leaves. Name them with: --attributed")
        if not self._into_file:
            out.write(self._drawn)
        self.leaves.tell()
