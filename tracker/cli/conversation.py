"""The commands `conversation add`, `list`, `show` and `update`."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import changing, days, showing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    Archived,
    Arranged,
    Bulk,
    Correct,
    Create,
    Output,
    Ref,
    Why,
    argument,
    choice,
    option,
    panel,
    word,
)

if TYPE_CHECKING:
    from tracker.intake.documents import Source
    from tracker.write.session import Work

Title = Annotated[str, argument("TITLE", "What it was, or will be, called.")]
Held = Annotated[str, option("--on", metavar="DATE", help="The day; one ahead is planned.")]
HeldIf = Annotated[str | None, option("--on", metavar="DATE", help="Its new day.")]
NewTitle = Annotated[str | None, option("--title", metavar="TEXT", help="Its new title.")]
Names = list[str] | None


@panel("What it is")
class About(NamedTuple):
    """What is said of a conversation when it is added or updated."""

    series: Annotated[
        str | None, option("--series", metavar="SERIES", help="The series that it belongs to.")
    ] = None
    place: Annotated[str | None, option("--place", metavar="TEXT", help="Where it is held.")] = None
    attribution: Annotated[
        str | None,
        word("--attribution", metavar="RULE", known=words.ATTRIBUTIONS),
    ] = None
    host: Annotated[Names, option("--host", metavar="PARTY", help="A host.")] = None
    cosponsor: Annotated[Names, option("--cosponsor", metavar="PARTY", help="A co-sponsor.")] = None
    moderator: Annotated[Names, option("--moderator", metavar="PARTY", help="A moderator.")] = None
    opening: Annotated[
        Names, option("--opening", metavar="PARTY", help="Who made opening remarks.")
    ] = None
    speaker: Annotated[
        Names, option("--speaker", metavar="PARTY", help="A speaker; leaves no trace in exports.")
    ] = None
    participant: Annotated[
        Names, option("--participant", metavar="PARTY", help="A participant; leaves no trace.")
    ] = None
    document: Annotated[
        Names, option("--document", metavar="FILE", help="A document of it, as text or Markdown.")
    ] = None

    def said(self) -> dict[str, Any]:
        """Return what the verbs take."""
        rule = self.attribution
        return {
            "series": self.series,
            "place": self.place,
            "attribution": rule and choice(rule, words.ATTRIBUTIONS, "--attribution"),
            "parties": {role: getattr(self, role) or [] for role in words.ROLES},
            "documents": _read(self.document or ()),
        }


@panel("What is taken away")
class Removed(NamedTuple):
    """Whom an update takes off."""

    remove_host: Annotated[
        Names, option("--remove-host", metavar="PARTY", help="Not one any more.")
    ] = None
    remove_cosponsor: Annotated[
        Names, option("--remove-cosponsor", metavar="PARTY", help="Not one any more.")
    ] = None
    remove_moderator: Annotated[
        Names, option("--remove-moderator", metavar="PARTY", help="Not one any more.")
    ] = None
    remove_opening: Annotated[
        Names, option("--remove-opening", metavar="PARTY", help="Not one any more.")
    ] = None
    remove_speaker: Annotated[
        Names, option("--remove-speaker", metavar="PARTY", help="Not one any more.")
    ] = None
    remove_participant: Annotated[
        Names, option("--remove-participant", metavar="PARTY", help="Not one any more.")
    ] = None

    def said(self) -> dict[str, list[str]]:
        """Return the parties to take off, by role."""
        return {role: getattr(self, f"remove_{role}") or [] for role in words.ROLES}


def add(run: Invocation, title: Title, on: Held, about: About, create: Create = False) -> None:
    """Add a conversation, held or planned.

    Examples:
      tracker conversation add "Fourth conversation" --on "12 June 2017" --host IPI
    """
    given, held = about.said(), days.ahead(run, on)
    assert held is not None  # noqa: S101 - the option is required

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import conversations

        conversations.add(work, title, on=held, create=answers.create, **given)

    changing.change(run, verb, create=create)


def update(
    run: Invocation,
    ref: Ref,
    about: About,
    removed: Removed,
    bulk: Bulk,
    title: NewTitle = None,
    on: HeldIf = None,
    why: Why = None,
    correct: Correct = False,
    create: Create = False,
) -> None:
    """Change a conversation. `none` clears; parties and documents add.

    A new day moves the deadlines that hang on it, each of which is listed first.

    Examples:
      tracker conversation update C3 --on 2017-04-12 --place "New York"
      tracker conversation update C2 --remove-cosponsor "PM Canada"
    """
    given, held = about.said(), days.ahead(run, on)
    changing.refuse_nothing("conversation update", given, removed.said(), title, held)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import conversations

        conversations.update(
            work,
            ref,
            title=title,
            on=held,
            why=answers.text("--why", why),
            correct=correct,
            remove_parties=removed.said(),
            create=answers.create,
            **given,
        )

    ask = changing.if_others_change if held else False
    changing.change(run, verb, create=create, bulk=bulk, ask=ask)


def list_(
    run: Invocation,
    arranged: Arranged,
    output: Output,
    archived: Archived = False,
) -> None:
    """List conversations.

    Examples:
      tracker conversation list
    """
    from tracker.read.queries.conversations import CONVERSATIONS

    showing.list_records(
        run, CONVERSATIONS, output, arranged, archived=archived, title="Conversations"
    )


def show(run: Invocation, ref: Ref) -> None:
    """Show one conversation with its parties, documents and recommendations.

    Examples:
      tracker conversation show C2
    """
    showing.record(run, ref, ("conversation",))


def _read(paths: list[str] | tuple[()]) -> "list[Source]":
    from tracker.intake import documents

    return [documents.read(path) for path in paths]
