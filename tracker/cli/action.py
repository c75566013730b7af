"""The commands that make and reshape actions: `add`, `update`, `split`, `merge`."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import changing, days, options
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    ActionRefs,
    Bulk,
    Correct,
    Create,
    Ref,
    Where,
    Why,
    option,
    panel,
    word,
)

if TYPE_CHECKING:
    from tracker.write.session import Work

Title = Annotated[str, options.argument("TITLE", "What is to be done, in one line.")]
Titles = Annotated[list[str], options.argument("TITLE", "The titles of the parts.")]
Into = Annotated[str, option("--into", metavar="REF", help="The action that stays.")]


@panel("What the action is")
class About(NamedTuple):
    """What is said of an action when it is added or updated."""

    recommendations: Annotated[
        list[str] | None, option("--for", metavar="R5", help="A recommendation that it serves.")
    ] = None
    conversation: Annotated[
        str | None, option("--conversation", metavar="C2", help="The conversation it came out of.")
    ] = None
    owner: Annotated[
        str | None, option("--owner", metavar="PARTY", help="Who is answerable for it.")
    ] = None
    supporting: Annotated[
        list[str] | None, option("--with", metavar="PARTY", help="Who supports it.")
    ] = None
    due: Annotated[
        str | None, option("--due", metavar="WHEN", help="The day by which it is due.")
    ] = None
    start: Annotated[
        str | None, option("--start", metavar="WHEN", help="Not shown in lists before that day.")
    ] = None
    milestone: Annotated[
        str | None, option("--milestone", metavar="SLUG", help="The milestone that it serves.")
    ] = None
    next_step: Annotated[
        str | None, option("--next", metavar="TEXT", help="The very next step.")
    ] = None
    priority: Annotated[str | None, word("--priority", known=words.PRIORITIES)] = None
    themes: Annotated[list[str] | None, option("--theme", metavar="THEME", help="A theme.")] = None
    after: Annotated[
        list[str] | None, option("--after", metavar="A3", help="An action that must be done first.")
    ] = None
    every: Annotated[
        str | None,
        option("--every", metavar="RULE", help="It repeats: 6 months, first monday, 15th."),
    ] = None
    detail: Annotated[
        str | None, option("--detail", metavar="TEXT", help="All that the title cannot say.")
    ] = None

    def said(self, run: Invocation) -> dict[str, Any]:
        """Return what the verbs take, without what was not said."""
        given = self._asdict() | {
            "due": days.deadline(run, self.due),
            "start": days.start(run, self.start),
        }
        if self.priority is not None:
            given["priority"] = options.choice(self.priority, words.PRIORITIES, "--priority")
        return {name: value for name, value in given.items() if value is not None}


@panel("What the action is")
class Changed(NamedTuple):
    """What an update can say besides: a new title, and what is taken away."""

    title: Annotated[str | None, option("--title", metavar="TEXT", help="Its new title.")] = None
    remove_recommendations: Annotated[
        list[str] | None, option("--remove-for", metavar="R5", help="No longer serves it.")
    ] = None
    remove_supporting: Annotated[
        list[str] | None, option("--remove-with", metavar="PARTY", help="No longer supports it.")
    ] = None
    remove_themes: Annotated[
        list[str] | None, option("--remove-theme", metavar="THEME", help="A theme to take away.")
    ] = None
    remove_after: Annotated[
        list[str] | None, option("--remove-after", metavar="A3", help="No longer comes first.")
    ] = None

    def said(self) -> dict[str, Any]:
        """Return what the verb takes, without what was not said."""
        return {name: value for name, value in self._asdict().items() if value is not None}


def add(run: Invocation, title: Title, about: About, create: Create = False) -> None:
    """Add an action: one concrete step, with an owner and a deadline.

    The words are kept as given. What is missing to make it actionable is said, not refused.

    Examples:
      tracker add "Draft the lessons from Haiti" --for R6 --owner DPKO --due "end of June"
      tracker add "Find a sponsor for a briefing" --for R7 --with PBSO --due +6w
      tracker add "Wind up the offices" --owner DPKO --due "30d before MINUSTAH:expiry"
      tracker add "Report to the hosts" --owner PBSO --due 2017-06-30 --every "6 months"
    """
    given = about.said(run)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import actions

        given.update({each: None for each in ("due", "start") if given.get(each) == "none"})
        actions.add(work, title, create=answers.create, **given)

    changing.change(run, verb, create=create)


def update(
    run: Invocation,
    about: About,
    changed: Changed,
    where: Where,
    bulk: Bulk,
    refs: ActionRefs = None,
    why: Why = None,
    correct: Correct = False,
    create: Create = False,
) -> None:
    """Change actions. `none` clears; options that may be repeated add.

    Moving a deadline later, or clearing it, needs --why and counts as a slip.

    Examples:
      tracker update A5 --due "30 June 2017" --why "Interviews go on until May"
      tracker update A3 A7 --owner DPA --priority important
      tracker update A6 --due "2 weeks after C3" --why "It is taken up after the meeting"
      tracker update --where owner=PBSO --where overdue --with DPKO --dry-run
    """
    given = about.said(run) | changed.said()
    named = changing.references(run, refs, where)
    changing.refuse_nothing("update", given)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import actions

        reason = answers.text("--why", why)
        actions.update(work, named, why=reason, correct=correct, create=answers.create, **given)

    changing.change_many(run, verb, named, refs, where, bulk, create=create)


def split(run: Invocation, ref: Ref, titles: Titles, bulk: Bulk, why: Why = None) -> None:
    """Part an action into several, which inherit its owner, links, themes and deadlines.

    Examples:
      tracker split A7 "Draft the note" "Circulate the note"
    """

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import split_merge

        split_merge.split(work, ref, titles, why=answers.text("--why", why))

    changing.change(run, verb, bulk=bulk)


def merge(
    run: Invocation, into: Into, bulk: Bulk, refs: ActionRefs = None, why: Why = None
) -> None:
    """Join actions into one: recommendations, notes, evidence and supporters move along.

    Examples:
      tracker merge A10 --into A4
    """
    named = changing.references(run, refs)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import split_merge

        split_merge.merge(work, named, into=into, why=answers.text("--why", why))

    changing.change(run, verb, bulk=bulk)
