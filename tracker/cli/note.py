"""The command `note`."""

from typing import TYPE_CHECKING, Annotated, Any

from tracker import words
from tracker.cli import changing, days
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import Correct, On, Ref, Why, argument, choice, option, word

if TYPE_CHECKING:
    from tracker.write.session import Work

Text = Annotated[str | None, argument("TEXT", "What there is to say.")]
Source = Annotated[
    str | None,
    word("--source", known=words.NOTE_SOURCES, note="; owner unless said"),
]
Evidence = Annotated[
    str | None, option("--evidence", metavar="TEXT", help="What shows it: a link, a document.")
]
Share = Annotated[bool, option("--share", help="May leave with what is handed out.")]


def note(
    run: Invocation,
    ref: Ref,
    text: Text = None,
    source: Source = None,
    evidence: Evidence = None,
    on: On = None,
    share: Share = False,
    correct: Correct = False,
    why: Why = None,
) -> None:
    """Note progress or evidence about an action or a recommendation.

    What was only assumed does not count as news. A note is mended by its own reference.

    Examples:
      tracker note A5 "Four more interviews held" --evidence "Interview log, 5 April"
      tracker note N5 "Twelve interviews held" --correct --why "Counted anew"
    """
    given: dict[str, Any] = {
        "source": source and choice(source, words.NOTE_SOURCES, "--source"),
        "evidence": evidence,
        "on": days.happened(run, on),
    }

    def verb(work: "Work", answers: Answers) -> None:
        from tracker.write.workflow import notes

        if correct:
            reason = answers.text("--why", why)
            notes.correct(work, ref, why=reason, text=text, share=share or None, **given)
        else:
            said = {name: value for name, value in given.items() if value is not None}
            notes.add(work, ref, text or "", share=share, **said)

    changing.change(run, verb)
