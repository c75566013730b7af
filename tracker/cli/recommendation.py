"""The commands about recommendations: `add` to `uptake`."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import changing, days, showing
from tracker.cli.changing import Answers
from tracker.cli.filtering import FilterOptions
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    Arranged,
    Correct,
    Create,
    On,
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
    from tracker.write.session import Work

Text = Annotated[str, argument("TEXT", "The recommendation in its own words.")]
From = Annotated[str, option("--from", metavar="C2", help="The conversation that it came from.")]
FromIf = Annotated[str | None, option("--from", metavar="C2", help="Its conversation.")]
NewText = Annotated[str | None, option("--text", metavar="TEXT", help="Its new text.")]
Response = Annotated[str, argument("RESPONSE", f"{words.one_of(words.RESPONSES)}.")]
Addressee = Annotated[
    str | None, option("--party", metavar="PARTY", help="Which addressee, if there are several.")
]
Kind = Annotated[str, argument("KIND", f"{words.one_of(words.RECOMMENDATION_LINKS)}.")]
Other = Annotated[str, argument("OTHER", "The earlier recommendation.")]
Symbol = Annotated[str, argument("SYMBOL", "The text that took it up: S/RES/2350 (2017).")]
Paragraph = Annotated[str | None, option("--paragraph", metavar="TEXT", help="Which paragraph.")]
Degree = Annotated[str | None, word("--degree", known=words.UPTAKE_DEGREES)]


@panel("What it is")
class About(NamedTuple):
    """What is said of a recommendation when it is added or updated."""

    number: Annotated[
        str | None, option("--number", metavar="TEXT", help="Its number in the source: 2 (b).")
    ] = None
    to: Annotated[list[str] | None, option("--to", metavar="PARTY", help="Whom it addresses.")] = (
        None
    )
    themes: Annotated[list[str] | None, option("--theme", metavar="THEME", help="A theme.")] = None
    quote: Annotated[
        str | None, option("--quote", metavar="TEXT", help="The passage that it came from.")
    ] = None

    def said(self) -> dict[str, Any]:
        """Return what the verbs take, without what was not said."""
        return {name: value for name, value in self._asdict().items() if value is not None}


@panel("What is taken away")
class Removed(NamedTuple):
    """What an update takes away."""

    remove_to: Annotated[
        list[str] | None, option("--remove-to", metavar="PARTY", help="Not addressed any more.")
    ] = None
    remove_themes: Annotated[
        list[str] | None, option("--remove-theme", metavar="THEME", help="Not its theme any more.")
    ] = None

    def said(self) -> dict[str, Any]:
        """Return what the verb takes, without what was not said."""
        return {name: value for name, value in self._asdict().items() if value is not None}


def add(
    run: Invocation, text: Text, conversation: From, about: About, create: Create = False
) -> None:
    """Add what a conversation asked for, in its own words.

    Examples:
      tracker recommendation add "Design mandates with realistic timelines" --from C2 --to DPKO
      tracker recommendation add "Draw lessons from Haiti" --from C2 --number "2 (b)" --to DPA
    """

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import recommendations

        recommendations.add(
            work, text, conversation=conversation, create=answers.create, **about.said()
        )

    changing.change(run, verb, create=create)


def update(
    run: Invocation,
    ref: Ref,
    about: About,
    removed: Removed,
    text: NewText = None,
    conversation: FromIf = None,
    create: Create = False,
) -> None:
    """Change a recommendation. `none` clears; addressees and themes add.

    Examples:
      tracker recommendation update R8 --to DPA --remove-to DPKO
    """
    given = about.said() | removed.said()
    changing.refuse_nothing("recommendation update", given, text, conversation)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import recommendations

        recommendations.update(
            work, ref, text=text, conversation=conversation, create=answers.create, **given
        )

    changing.change(run, verb, create=create)


def respond(
    run: Invocation,
    ref: Ref,
    response: Response,
    party: Addressee = None,
    why: Why = None,
    on: On = None,
    correct: Correct = False,
) -> None:
    """Record what an addressee answered, and why.

    Examples:
      tracker recommendation respond R5 accepted --party DPKO --why "In the budget of 2018"
    """
    answer = choice(response, words.RESPONSES, "The response")
    day = days.happened(run, on)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import recommendations

        recommendations.respond(
            work,
            ref,
            answer,
            party=answers.text("--party", party),
            why=answers.text("--why", why),
            on=day,
            correct=correct,
        )

    changing.change(run, verb)


def link(run: Invocation, ref: Ref, kind: Kind, other: Other) -> None:
    """Tie a recommendation to an earlier one that it repeats, refines or supersedes.

    Examples:
      tracker recommendation link R7 refines R4
    """
    word = choice(kind, words.RECOMMENDATION_LINKS, "The kind of link")

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import recommendations

        recommendations.link(work, ref, word, other)

    changing.change(run, verb)


def uptake(
    run: Invocation,
    ref: Ref,
    symbol: Symbol,
    paragraph: Paragraph = None,
    degree: Degree = None,
    on: On = None,
) -> None:
    """Record where an adopted text took a recommendation up.

    Examples:
      tracker recommendation uptake R5 "S/RES/2350 (2017)" --paragraph 1 --degree partly
    """
    word = degree and choice(degree, words.UPTAKE_DEGREES, "--degree")
    day = days.happened(run, on)

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import recommendations

        recommendations.uptake(work, ref, symbol, paragraph=paragraph, degree=word, on=day)

    changing.change(run, verb)


def list_(
    run: Invocation,
    filters: FilterOptions,
    arranged: Arranged,
    output: Output,
) -> None:
    """List recommendations with their addressees, responses and progress.

    Examples:
      tracker recommendation list --conversation C2
      tracker recommendation list --response none --response noted
    """
    from tracker import formats
    from tracker.read.queries import recommendations

    question = filters.bind(run, recommendations.list_recommendations)
    look = formats.Look(title="Recommendations")
    showing.ask_list(run, question, output, arranged, look=look)


def show(run: Invocation, ref: Ref) -> None:
    """Show one recommendation with its passage, answers, actions and links.

    Examples:
      tracker recommendation show R5
    """
    showing.record(run, ref, ("recommendation",))
