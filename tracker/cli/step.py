"""The commands that move actions through the workflow, from `start` to `reopen`."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import changing, days
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import (
    ActionRefs,
    Bulk,
    Correct,
    On,
    Where,
    Why,
    choice,
    option,
    panel,
    word,
)

if TYPE_CHECKING:
    from tracker.write.session import Work

As = Annotated[str | None, word("--as", metavar="CLOSURE", known=words.CLOSURES)]


@panel("What goes with it")
class Step(NamedTuple):
    """What can be said with every step."""

    note: Annotated[str | None, option("--note", metavar="TEXT", help="A note.")] = None
    evidence: Annotated[
        str | None, option("--evidence", metavar="TEXT", help="What shows it: a link, a document.")
    ] = None
    on: On = None
    why: Why = None
    next_step: Annotated[
        str | None, option("--next", metavar="TEXT", help="The very next step.")
    ] = None


def start(run: Invocation, step: Step, where: Where, bulk: Bulk, refs: ActionRefs = None) -> None:
    """Say that work on actions has begun, or goes on.

    Examples:
      tracker start A10
      tracker start A8 --on 2017-04-03 --next "Ask the missions"
    """
    _take(run, "start", step, where, bulk, refs)


def block(run: Invocation, step: Step, where: Where, bulk: Bulk, refs: ActionRefs = None) -> None:
    """Say that work on actions cannot go on, and why.

    Examples:
      tracker block A5 --why "The team may not travel before the elections"
    """
    _take(run, "block", step, where, bulk, refs)


def done(
    run: Invocation,
    step: Step,
    where: Where,
    bulk: Bulk,
    refs: ActionRefs = None,
    correct: Correct = False,
) -> None:
    """Say that actions are implemented, with evidence or a note.

    Implemented is what the owner says; when somebody has checked it: tracker verify.

    Examples:
      tracker done A4 --evidence "Checklist of 5 April" --on 2017-04-05
      tracker done A9 --correct --on 2017-03-08 --why "Typed the wrong day"
    """
    _take(run, "done", step, where, bulk, refs, **_corrections(run, correct))


def verify(
    run: Invocation,
    step: Step,
    where: Where,
    bulk: Bulk,
    refs: ActionRefs = None,
    correct: Correct = False,
) -> None:
    """Confirm that somebody checked the evidence of implemented actions.

    Examples:
      tracker verify A9 --note "Read on the website"
    """
    _take(run, "verify", step, where, bulk, refs, **_corrections(run, correct))


def drop(
    run: Invocation,
    step: Step,
    where: Where,
    bulk: Bulk,
    refs: ActionRefs = None,
    closure: As = None,
) -> None:
    """Give actions up, with the reason.

    Examples:
      tracker drop A8 --as overtaken-by-events --why "The briefing has been cancelled"
    """
    known = None if closure is None else choice(closure, words.CLOSURES, "--as")
    _take(run, "drop", step, where, bulk, refs, closure=known)


def reopen(run: Invocation, step: Step, where: Where, bulk: Bulk, refs: ActionRefs = None) -> None:
    """Take up closed actions again, with the reason.

    Examples:
      tracker reopen A9 --why "The summary was withdrawn"
    """
    _take(run, "reopen", step, where, bulk, refs)


def _corrections(run: Invocation, correct: bool) -> dict[str, Any]:
    """Return what `--correct` adds: who claimed or checked it, if that was typed."""
    return {"correct": True, "who": run.flags.get("by")} if correct else {}


def _take(
    run: Invocation,
    name: str,
    step: Step,
    where: Where,
    bulk: Bulk,
    refs: list[str] | None,
    **more: Any,  # noqa: ANN401 - what one of the steps takes besides
) -> None:
    """Take the step of that name for every action that is named."""
    given = step._asdict() | {"on": days.happened(run, step.on)}
    named = changing.references(run, refs, where)

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import steps

        function: Any = getattr(steps, name)
        said = {each: answers.text(f"--{each}", given[each]) for each in ("why", "note")}
        function(work, named, **{**given, **said}, **more)

    changing.change_many(run, verb, named, refs, where, bulk)
