"""Questions to a person: asked on stderr, only at a terminal, and never inside a transaction.

Where nobody can answer, the question is refused with the option that would have answered it.
"""

import sys

from tracker.cli.invocation import Invocation, fitted
from tracker.errors import Declined, Unreadable

_YES = ("y", "yes")
_NOTHING_DONE = "Nothing was changed."


def agree(run: Invocation, why: str, question: str, *, flag: str) -> None:
    """Say why, and ask whether to go on; the default is no.

    Raises Declined if the answer is no, Unreadable naming `flag` if nobody can be asked.
    """
    if not run.can_ask:
        raise Unreadable(f"{why} Nobody can be asked here: agree with {flag}.")
    if _answer(f"{why} {question} [y/N] ").casefold() not in _YES:
        raise Declined(_NOTHING_DONE)


def text(question: str) -> str:
    """Ask for a text. Raises Declined if none is given."""
    answer = _answer(f"{question} ")
    if not answer:
        raise Declined(_NOTHING_DONE)
    return answer


def _answer(prompt: str) -> str:
    line = ""
    try:
        print(fitted(prompt, sys.stderr), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
    finally:
        if not line.endswith("\n"):  # interrupted or at an end, the cursor is still behind it
            print(file=sys.stderr)
    if not line:
        raise Declined(_NOTHING_DONE)
    return line.strip()
