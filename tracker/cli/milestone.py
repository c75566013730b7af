"""The commands `milestone add`, `list`, `show`, `update`, `move` and `close`."""

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
    Output,
    Why,
    argument,
    choice,
    option,
    panel,
    word,
)

if TYPE_CHECKING:
    from tracker.write.session import Work

Slug = Annotated[str, argument("SLUG", "Its name in rules, such as MINUSTAH:expiry.")]
NewSlug = Annotated[str | None, option("--slug", metavar="TEXT", help="Its new slug.")]
MovedTo = Annotated[str, option("--on", metavar="DATE", help="Its new day, or undecided.")]
Basis = Annotated[
    str | None, option("--basis", metavar="TEXT", help="Its legal basis: S/RES/2350 (2017).")
]
Reopen = Annotated[bool, option("--reopen", help="Open it again, if it was closed.")]
Drop = Annotated[bool, option("--drop", help="Drop what is open on it, as overtaken-by-events.")]


@panel("What it is")
class About(NamedTuple):
    """What is said of a milestone when it is added or updated."""

    on: Annotated[
        str | None, option("--on", metavar="DATE", help="Its day; undecided unless said.")
    ] = None
    title: Annotated[str | None, option("--title", metavar="TEXT", help="What it is.")] = None
    kind: Annotated[str | None, word("--kind", known=words.MILESTONE_KINDS)] = None
    basis: Basis = None

    def said(self, run: Invocation) -> dict[str, Any]:
        """Return what the verbs take, without what was not said."""
        given = self._asdict() | {"on": days.milestone(run, self.on)}
        if self.kind is not None:
            given["kind"] = choice(self.kind, words.MILESTONE_KINDS, "--kind")
        return {name: value for name, value in given.items() if value is not None}


def add(run: Invocation, slug: Slug, about: About) -> None:
    """Add a milestone: a date outside your control that deadlines hang on.

    Without a day, or with `--on undecided`, what hangs on it has no date yet.

    Examples:
      tracker milestone add Haiti:election --kind election
      tracker milestone add UNOCI:liquidation --on 2018-06-30 --basis "A/RES/71/271"
    """
    given = about.said(run)

    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import milestones

        milestones.add(work, slug, **given)

    changing.change(run, verb)


def update(
    run: Invocation,
    slug: Slug,
    about: About,
    bulk: Bulk,
    new_slug: NewSlug = None,
    reopen: Reopen = False,
    why: Why = None,
    correct: Correct = False,
) -> None:
    """Change a milestone. `none` clears; a new day moves what hangs on it, as `move` does.

    Examples:
      tracker milestone update MINUSTAH:expiry --title "End of the mandate in Haiti"
    """
    given = about.said(run) | ({"slug": new_slug} if new_slug is not None else {})
    changing.refuse_nothing("milestone update", given, reopen or None)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import milestones

        reason = answers.text("--why", why)
        milestones.update(work, slug, why=reason, reopen=reopen, correct=correct, **given)

    ask = changing.if_others_change if about.on else False
    changing.change(run, verb, bulk=bulk, ask=ask)


def move(
    run: Invocation,
    slug: Slug,
    on: MovedTo,
    bulk: Bulk,
    why: Why = None,
    basis: Basis = None,
    correct: Correct = False,
) -> None:
    """Move a milestone, and with it every open deadline that hangs on it.

    Each is listed before anything is changed. The reason is kept with each of them.

    Examples:
      tracker milestone move MINUSTAH:expiry --on 2017-10-15 --why "Set by the Council" --yes
      tracker milestone move UNOCI:expiry --on undecided --why "Talks go on" --dry-run
    """
    day = days.milestone(run, on)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import milestones

        reason = answers.text("--why", why)
        milestones.move(work, slug, on=day, why=reason, basis=basis, correct=correct)

    changing.change(run, verb, bulk=bulk, ask=changing.if_others_change)


def close(run: Invocation, slug: Slug, bulk: Bulk, why: Why = None, drop: Drop = False) -> None:
    """Close a milestone that has passed or will not come, and list what is still open on it.

    Nothing is dropped unless --drop asks for it.

    Examples:
      tracker milestone close UNOCI:expiry --why "The last staff left Abidjan" --dry-run
    """

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import milestones

        milestones.close(work, slug, why=answers.text("--why", why), drop=drop)

    changing.change(run, verb, bulk=bulk, ask=changing.if_others_change)


def list_(
    run: Invocation,
    arranged: Arranged,
    output: Output,
    archived: Archived = False,
) -> None:
    """List milestones by their day, undecided ones last.

    Examples:
      tracker milestone list
    """
    from tracker.read.queries.milestones import MILESTONES

    showing.list_records(run, MILESTONES, output, arranged, archived=archived, title="Milestones")


def show(run: Invocation, slug: Slug) -> None:
    """Show one milestone with all that hangs on it, in order of date.

    Examples:
      tracker milestone show MINUSTAH:expiry
    """
    showing.record(run, slug, ("milestone",))
