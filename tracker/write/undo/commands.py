"""Which commands an undo means, and what it says of each.

What came back is told in the words of the history.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from tracker.errors import NotAllowed, NotFound, Unreadable
from tracker.read.queries import history, references
from tracker.read.store import Reader
from tracker.write import deadlines
from tracker.write.models import Change, Command
from tracker.write.session import Work
from tracker.write.undo.reverting import Reverting
from tracker.write.undo.rows import is_making


def undo_last(work: Work, count: int = 1, *, preview: bool = False) -> list[int]:
    """Undo my last `count` commands that changed something, are no undo and not undone.

    Returns the numbers of the commands undone, the latest first. The rest is as for `undo`.
    """
    if count < 1:
        raise Unreadable(f"{count} commands cannot be undone. Give a number from 1 up.")
    with work.reader() as reader:
        numbers = _mine(reader, work.by, count)
    if len(numbers) < count:
        found = f"only {len(numbers)}" if numbers else "none"
        raise NotAllowed(
            f"Of the commands of {work.by}, {found} can be undone. What others did is undone "
            "with --command; the numbers stand in: tracker history"
        )
    undo(work, *numbers, preview=preview)
    return numbers


def _mine(reader: Reader, by: str, count: int) -> list[int]:
    undone = history.undone(reader)
    found: list[int] = []
    for row in reader.stream(
        "SELECT id FROM command WHERE by = :by AND undoes IS NULL AND EXISTS "
        "(SELECT 1 FROM change WHERE command_id = command.id AND entity <> 'issue') "
        "ORDER BY id DESC",
        by=by,
    ):
        if row[0] not in undone:
            found.append(row[0])
        if len(found) == count:
            break
    return found


def undo(work: Work, *numbers: int, preview: bool = False) -> None:
    """Undo commands in that order, whoever gave them, each journaled as a command of its own.

    A `preview` is told as what would be undone, and offers no redo: its caller rolls it back.
    Raises NotFound for an unknown number, NotAllowed if one is undone already or changed nothing,
    Conflict if something newer is in the way.
    """
    made = [_undo(work, number, preview=preview) for number in numbers]
    if not preview:
        redo = " ".join(f"--command {number}" for number in reversed(made))
        work.said[-1] += f" · redo with: tracker undo {redo}"


def _undo(work: Work, number: int, *, preview: bool) -> int:
    known = 0 < number <= references.LAST_ID
    command = work.session.get(Command, number) if known else None
    if command is None:
        raise NotFound(f"There is no command {number}. The numbers stand in: tracker history")
    with work.reader() as reader:
        undone = history.undone(reader)
    if number in undone:
        raise NotAllowed(
            f"Command {number} is undone already ({command.line}). "
            f"Redo it with: tracker undo --command {undone[number]}"
        )
    whole = work.find(
        select(Change).where(col(Change.command_id) == number).order_by(col(Change.id).desc())
    )
    changes = [each for each in whole if each.entity != "issue"]
    if whole and not changes:
        raise NotAllowed(
            f"Command {number} handed a file out, which cannot be called back. "
            "What was handed out stands in: tracker history --issued"
        )
    if changes:
        Reverting(work, number, frozenset(undone), changes).run()
        back = {(each.entity, each.row) for each in changes}
        deadlines.catch_up(work, back, why=f"Command {number} was undone")
    made = work.record(undoes=number)
    if made is None:
        raise NotAllowed(
            f"Command {number} left nothing that could be undone ({command.line}). "
            "Look at it with: tracker history"
        )
    work.say(f"{'Would undo' if preview else 'Undid'} command {number}: {command.line}")
    _tell(work, made, changes)
    return made


def _tell(work: Work, made: int, undone: Sequence[Change]) -> None:
    """Say what came back, a sentence for each record, as the history tells the undo itself."""
    unmade = {(each.entity, each.row) for each in undone if is_making(each)}
    with work.reader() as reader:
        sentences, more = history.told_of(reader, made, unmade=unmade)
    for sentence in sentences:
        work.say(sentence)
    if more:
        work.say(f"and {more} more {'change' if more == 1 else 'changes'}")
