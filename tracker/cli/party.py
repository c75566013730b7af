"""The commands `party add`, `list`, `show`, `update` and `merge`."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import changing, showing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    Archived,
    Arranged,
    Bulk,
    Create,
    Output,
    Ref,
    argument,
    choice,
    option,
    panel,
    word,
)

if TYPE_CHECKING:
    from tracker.write.session import Work

Name = Annotated[str, argument("NAME", "Its full name.")]
Duplicate = Annotated[str, argument("A", "The duplicate, which is archived.")]
Stays = Annotated[str, argument("B", "The party that it is, which stays.")]
NewName = Annotated[str | None, option("--name", metavar="TEXT", help="Its new full name.")]


@panel("What it is")
class About(NamedTuple):
    """What is said of a party when it is added or updated."""

    short: Annotated[
        str | None, option("--short", metavar="TEXT", help="Its short name, for lists: PBSO.")
    ] = None
    kind: Annotated[str | None, word("--kind", known=words.PARTY_KINDS)] = None
    email: Annotated[str | None, option("--email", metavar="TEXT", help="Its address.")] = None
    part_of: Annotated[
        str | None, option("--part-of", metavar="PARTY", help="The party that it is a part of.")
    ] = None

    def said(self) -> dict[str, Any]:
        """Return what the verbs take, without what was not said."""
        given = {name: value for name, value in self._asdict().items() if value is not None}
        if self.kind is not None:
            given["kind"] = choice(self.kind, words.PARTY_KINDS, "--kind")
        return given


def add(run: Invocation, name: Name, about: About, create: Create = False) -> None:
    """Add a body, a post, a member state or a person.

    Examples:
      tracker party add "Department of Field Support" --short DFS
      tracker party add "Amara Diallo" --kind person --part-of DPKO
    """
    given = about.said()

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import parties

        parties.add(work, name, create=answers.create, **given)

    changing.change(run, verb, create=create)


def update(
    run: Invocation, ref: Ref, about: About, name: NewName = None, create: Create = False
) -> None:
    """Change a party. `none` clears.

    Examples:
      tracker party update DPA --name "Department of Political and Peacebuilding Affairs"
    """
    given = about.said()
    changing.refuse_nothing("party update", given, name)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import parties

        parties.update(work, ref, name=name, create=answers.create, **given)

    changing.change(run, verb, create=create)


def list_(
    run: Invocation,
    arranged: Arranged,
    output: Output,
    archived: Archived = False,
) -> None:
    """List parties with what they own.

    Examples:
      tracker party list
    """
    from tracker.read.queries.parties import PARTIES

    showing.list_records(run, PARTIES, output, arranged, archived=archived, title="Parties")


def show(run: Invocation, ref: Ref) -> None:
    """Show one party with what it owns, supports and is addressed by.

    Examples:
      tracker party show PBSO
    """
    showing.record(run, ref, ("party",))


def merge(run: Invocation, duplicate: Duplicate, into: Stays, bulk: Bulk) -> None:
    """Join a duplicate with the party that it is: all that points at A points at B afterwards.

    What then stands twice is folded, A is archived, and one undo takes all of it back.

    Examples:
      tracker party merge "PM Canada" UNDP --dry-run
    """

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import party_merge

        party_merge.merge(work, duplicate, into)

    changing.change(run, verb, bulk=bulk, ask=True)
