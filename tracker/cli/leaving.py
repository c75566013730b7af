"""What leaves through one command: under which rules, past which guard, and what is noted of it.

Rules and names are those of `read.attribution`; here is which options ask for what, what is said
of names that were found, and that a rule set aside, or a file handed out, is journaled before
anything leaves.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from tracker import formats
from tracker.cli import showing
from tracker.cli.files import is_device, to_file
from tracker.cli.invocation import Invocation
from tracker.cli.options import Leaving, Output
from tracker.errors import Findings, Unreadable
from tracker.formats import Look

if TYPE_CHECKING:
    from tracker.read.attribution.guard import Found, Guard
    from tracker.read.attribution.persons import Persons
    from tracker.read.queries.listing import Listing
    from tracker.read.store import Reader
    from tracker.write.session import Work

Report = TypeVar("Report")

_MOST = 20  # names that are told one by one
_OF_THEME = "tracker update {ref} --remove-theme THEME, and --theme with another"
_OF_NOTE = "tracker show {ref}, then: tracker note N1 TEXT --correct --why TEXT"
_MENDS = {
    ("A", "title"): "tracker update {ref} --title TEXT",
    ("A", "detail"): "tracker update {ref} --detail TEXT",
    ("A", "next_step"): "tracker update {ref} --next TEXT",
    ("A", "themes"): _OF_THEME,
    ("A", "reason"): "tracker start {ref} (or reopen), then block or drop it in other words",
    ("A", "last_update"): _OF_NOTE,
    ("A", "evidence"): _OF_NOTE,
    ("A", "annotations"): _OF_NOTE,
    ("R", "text"): "tracker recommendation update {ref} --text TEXT",
    ("R", "recommendation"): "tracker recommendation update {ref} --text TEXT",
    ("R", "title"): "tracker recommendation update {ref} --text TEXT",
    ("R", "themes"): "tracker recommendation update {ref} --remove-theme THEME",
    ("M", "title"): "tracker milestone update {ref} --title TEXT",
    ("C", "title"): "tracker conversation update {ref} --title TEXT",
}
"""The command that mends a text, by the letter of its record and its field."""


class Departure:
    """One list or report on its way out, or the keeper's own view, past which nothing is held."""

    def __init__(
        self, run: Invocation, output: Output, leaving: Leaving, filters: Sequence[str] = ()
    ) -> None:
        """Take what was asked for, and what it is narrowed to.

        Raises Unreadable for options that contradict each other.
        """
        from tracker.read import attribution

        if leaving.attributed and (leaving.redact or leaving.allow):
            raise Unreadable(
                "--attributed lets every name through. Leave it out, or leave out"
                " --redact and --allow."
            )
        if leaving.issue_to is not None:
            _refuse_unless_file(output)
        self._run = run
        self._output = output
        self._leaving = leaving
        self._filters = filters
        self._sha256 = ""
        is_searched = leaving.redact or bool(leaving.allow)
        if output.template is not None and showing.format_of(run, output) == "docx":
            from tracker.formats import page_docx

            page_docx.check(output.template)  # before a word of it is journaled
        at_home = output.output is None and (
            showing.format_of(run, output) in formats.KEEPERS_FORMATS
        )
        self.leaves = is_searched or not at_home
        self.view = attribution.KEEPER
        if self.leaves:
            self.view = attribution.view(leaving.attributed, leaving.include_confidential)
        self._guard: Guard | None = None

    # -- past the guard ------------------------------------------------------------------------

    def listed(self, reader: "Reader", listing: "Listing", look: Look) -> "tuple[Listing, Look]":
        """Return a list, and what is said above it, as they may leave."""
        guard = self._guarding(reader)
        if guard is None:
            return listing, look
        about = tuple(guard.filters(each) for each in look.about)
        return guard.listed(listing), look._replace(about=about)

    def reported(self, reader: "Reader", report: Report) -> Report:
        """Return a report as it may leave."""
        guard = self._guarding(reader)
        return report if guard is None else guard.reported(report)

    def told(self, report: Report, *, as_of: date | None) -> Report:
        """Return a report that was made by readers of its own as it may leave, and settle it."""
        if self.view.guarded:
            with self._run.reader(as_of=as_of) as reader:
                report = self.reported(reader, report)
        self.settle()
        return report

    def _guarding(self, reader: "Reader") -> "Guard | None":
        if not self.view.guarded:
            return None
        from tracker.read.attribution.guard import Guard

        known, cleared = self._persons(reader)
        self._guard = Guard(
            reader,
            known,
            cleared=cleared,
            blanks=self._leaving.redact,
            shows_confidential=self._leaving.include_confidential,
        )
        return self._guard

    def _persons(self, reader: "Reader") -> "tuple[Persons, list[int]]":
        """Return who there is, and whom the options clear: today, whatever the day that is told."""
        from tracker.read.attribution.persons import persons

        allowed = self._leaving.allow or ()
        if reader.today == self._run.today:
            known = persons(reader)
            return known, _cleared(reader, known, allowed)
        with self._run.reader() as present:
            known = persons(present)
            return known, _cleared(present, known, allowed)

    # -- before the first byte -----------------------------------------------------------------

    def check(self) -> None:
        """Raise Findings, after naming each, if names would leave that nobody cleared."""
        found = self._guard.found if self._guard is not None else []
        if not found or self._leaving.redact:
            return
        for each in found[:_MOST]:
            self._run.say(_told(each))
        if len(found) > _MOST:
            self._run.say(f"… and {len(found) - _MOST} more")
        names = "1 name" if len(found) == 1 else f"{len(found)} names"
        raise Findings(
            f"{names} would leave in texts; nothing was written. Reword the texts, blank the names"
            " with --redact, clear a person with --allow NAME, or keep them all in your own copy"
            " with --attributed."
        )

    @property
    def is_noted(self) -> bool:
        """Whether the journal keeps that a rule was set aside."""
        asked = self._leaving
        return self.leaves and bool(
            asked.attributed or asked.include_confidential or asked.redact or asked.allow
        )

    def settle(self) -> None:
        """Stop what may not leave, and journal what a person answers for; see `check`.

        A file that is handed out is journaled with its hash, once it is whole: see `handing_out`.
        """
        self.check()
        if self.is_noted and self._leaving.issue_to is None:
            from tracker.cli import changing

            changing.journal(self._run, lambda work: work.keep_line())

    # -- before the file has its name ----------------------------------------------------------

    @property
    def handing_out(self) -> Callable[[str], Callable[[], None]] | None:
        """What journals the whole file at a path as handed out, if that was asked for.

        It returns what takes that back, for a file that then cannot be given its name.
        """
        return None if self._leaving.issue_to is None else self._hand_out

    def _hand_out(self, path: str) -> Callable[[], None]:
        from tracker.cli import changing
        from tracker.write.workflow import issues

        with open(path, "rb") as whole:
            sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
        numbers: list[int] = []
        changing.journal(self._run, lambda work: numbers.extend(self.note(work, sha256)))
        self.tell()

        def take_back() -> None:
            changing.journal(self._run, lambda work: issues.take_back(work, numbers[0]))
            self._run.remark("Taken back in the journal: it was not handed out.")

        return take_back

    def note(self, work: "Work", sha256: str = "") -> list[int]:
        """Journal in this command what leaves by it: a file of that hash, or a rule set aside.

        Returns the id of the file that was handed out, if one was.
        """
        if self._leaving.issue_to is None:
            if self.is_noted:
                work.keep_line()
            return []
        from tracker.write.workflow import issues

        self._sha256 = sha256
        issue = issues.hand_out(
            work,
            self._leaving.issue_to,
            name=os.path.basename(str(self._output.output)),
            sha256=sha256,
            filters=self._filters,
            rule="; ".join(self._rule()),
        )
        return [issue.id or 0]

    def tell(self) -> None:
        """Say that a file was journaled as handed out, if one was."""
        if self._sha256:
            whom = self._leaving.issue_to
            self._run.remark(f"Journaled as handed out to {whom}: sha256 {self._sha256}")

    def _rule(self) -> Iterator[str]:
        """Say what was let through."""
        asked = self._leaving
        yield "names let through" if asked.attributed else "each conversation's own"
        if asked.redact:
            yield "names in texts blanked"
        if asked.allow:
            yield f"named: {', '.join(asked.allow)}"
        if asked.include_confidential:
            yield "confidential included"


def _refuse_unless_file(output: Output) -> None:
    if not to_file(output) or is_device(str(output.output)):
        raise Unreadable("What is handed out is a file. Say which one with: -o FILE")


def _cleared(reader: "Reader", known: "Persons", names: Sequence[str]) -> list[int]:
    """Return the persons who were cleared by name.

    Raises NotFound, naming the nearest, and Unreadable for a body, which any text may name.
    """
    from tracker.read.queries import references

    cleared = [references.find(reader, name, "party") for name in names]
    for name, key in zip(names, cleared, strict=True):
        if key not in known.known:
            raise Unreadable(f"{name} is no person, and may be named anyway. Leave out: --allow")
    return cleared


def _told(found: "Found") -> str:
    """Say where a name was found, and how that is mended."""
    field = found.field.replace("_", " ")
    where = f"{found.ref}, {field}" if found.ref else field
    mend = _MENDS.get((found.ref[:1], found.field))
    how = f" · mend with: {mend.format(ref=found.ref)}" if mend else ""
    return f"{where}: {found.person}{how}"
