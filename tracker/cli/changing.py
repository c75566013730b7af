"""A verb in its transaction: preview and questions before it, what it did after it.

A question is asked between two transactions, never inside one: the verb raises or is tried
without effect, the person answers, and the verb runs again. What somebody else changed meanwhile
is noticed and refused. Which verb it is, its command says.
"""

import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from tracker.cli import asking
from tracker.cli.invocation import Invocation, fitted, is_terminal, printable
from tracker.cli.options import AT_ONCE, Bulk, Where
from tracker.errors import NeedsOption, UnknownName, Unreadable

if TYPE_CHECKING:
    from tracker.write.session import Work

_PREVIEWED = 20  # sentences; what more there is, is counted
_WAY_BACK = " · "
_WAYS_BACK = ("undo with:", "redo with:")
UNDO = f"{_WAY_BACK}undo with: tracker undo"


class Answers:
    """What a person answered: names that may be made, texts for the options that were missing."""

    def __init__(self, *, create: bool = False) -> None:
        self._create_all = create
        self._names: set[str] = set()
        self._texts: dict[str, str] = {}

    @property
    def create(self) -> bool | Collection[str]:
        """The names that may be made, or True for all."""
        return self._create_all or self._names

    def text(self, option: str, typed: str | None) -> str | None:
        """Return the text that was typed for an option, else the one that was answered."""
        return typed if typed is not None else self._texts.get(option)

    def take_name(self, name: str) -> None:
        """Allow a name to be made."""
        self._names.add(name)

    def take_text(self, option: str, text: str) -> None:
        """Take the answer to a missing option."""
        self._texts[option] = text


Verb = Callable[["Work", Answers], object]


def change(
    run: Invocation,
    verb: Verb,
    *,
    create: bool = False,
    bulk: Bulk = AT_ONCE,
    ask: "bool | Callable[[Work], bool]" = False,
    end: str = UNDO,
) -> None:
    """Run a verb as one command and print what it did, and at the `end` how to undo it.

    With `ask` it is tried first and shown, and runs only once somebody agreed (`--yes` agrees in
    advance); a question put to the tried work says whether there is need to ask.
    """
    _ = run.format  # an unknown one is refused before anything is changed
    answers = Answers(create=create)
    expect = None
    if bulk.dry_run or (ask and not bulk.yes):
        from tracker.read import store

        expect = store.last_command(run.db)
        tried = _attempt(run, verb, answers, dry_run=True)
        if bulk.dry_run:
            _print_sentences(run, tried, "", _stream(run))
            run.remark("Nothing was changed (--dry-run).")
            return
        if not callable(ask) or ask(tried):
            _preview(run, tried, whole=callable(ask))
            asking.agree(run, _how_many(tried), "Go on?", flag="--yes")
    _tell(run, _attempt(run, verb, answers, expect=expect), end)


def change_beside(
    run: Invocation, verb: Verb, *, create: bool = False, dry_run: bool = False
) -> None:
    """Run a verb whose command prints data of its own: what was done is said on stderr."""
    work = _attempt(run, verb, Answers(create=create), dry_run=dry_run)
    if not run.is_quiet:
        _print_sentences(run, work, UNDO, sys.stderr)
    if dry_run:
        run.remark("Nothing was changed (--dry-run).")


def journal(run: Invocation, note: "Callable[[Work], None]") -> None:
    """Journal a command that changes no record, before what it asked for leaves."""
    _attempt(run, lambda work, _: note(work), Answers())


def change_many(
    run: Invocation,
    verb: Verb,
    named: Sequence[str],
    refs: Sequence[str] | None,
    where: Where,
    bulk: Bulk,
    *,
    create: bool = False,
) -> None:
    """Run a verb on what is `named`; what nobody typed one by one is shown first."""
    if not named:
        run.remark("No action matches; nothing was changed.")
        return
    is_blind = bool(where.where) or "-" in (refs or ())
    change(run, verb, create=create, bulk=bulk, ask=is_blind)


def if_others_change(work: "Work") -> bool:
    """Whether a change of one record changes actions that nobody named."""
    return any(entity == "action" for entity, _ in work.changed)


def refuse_nothing(command: str, *said: object) -> None:
    """Raise Unreadable unless an update says something to change."""
    if not any(map(_is_told, said)):
        raise Unreadable(f"Nothing is said to change. See: tracker {command} --help")


def _is_told(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_told, value.values()))
    return value is not None and value != []


def references(
    run: Invocation, typed: Sequence[str] | None, where: Where | None = None
) -> list[str]:
    """Return the references that a change is about: typed, read from stdin (`-`), or `--where`.

    Raises Unreadable if none are named or both ways are used: no filter never means all.
    """
    if typed and where and where.where:
        raise Unreadable("Name actions either by reference or with --where, not both.")
    if where and where.where:
        return _matching(run, where.where)
    found = [each for ref in typed or () for each in (_from_stdin() if ref == "-" else [ref])]
    if not found:
        other = "" if where is None else ", or use --where"
        raise Unreadable(f"No reference was given. Name some, such as A3{other}.")
    return list(dict.fromkeys(found))


def _from_stdin() -> list[str]:
    found = sys.stdin.read().replace(",", " ").split()
    return found[1:] if found and found[0].casefold() == "ref" else found  # the heading of a list


def _matching(run: Invocation, where: Sequence[str]) -> list[str]:
    from tracker.read.queries import actions, filters

    with run.reader() as reader:
        asked = filters.parse_where(reader, where)
        if asked.none:
            raise Unreadable("That narrows nothing, and no filter never means all. Name another.")
        found = actions.action_ids(reader, asked)
    return [f"A{number}" for number in found]


# -- one attempt after the other -----------------------------------------------------------------


def _attempt(
    run: Invocation,
    verb: Verb,
    answers: Answers,
    *,
    dry_run: bool = False,
    expect: int | None = None,
) -> "Work":
    """Run the verb, asking for what it lacks, until it is through; return its finished work."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # the search for them is dear
    from tracker.write import session

    target = run.db_to_write
    while True:
        try:
            with session.begin(
                target,
                today=run.today,
                now=run.now,
                by=run.by,
                line=run.line,
                dry_run=dry_run,
                expect=expect,
            ) as work:
                verb(work, answers)
        except session.MadeMeanwhile:
            continue
        except UnknownName as unknown:
            if not run.can_ask:
                raise
            asking.agree(run, str(unknown), "Create it?", flag="--create")
            answers.take_name(unknown.name)
        except NeedsOption as needs:
            if not run.can_ask:
                raise
            answers.take_text(needs.option, asking.text(f"{needs}\n{needs.option}"))
        else:
            run.has_written = work.command is not None
            return work


# -- what is said ---------------------------------------------------------------------------------


def _how_many(work: "Work") -> str:
    """Say how many records would change, beside the notes about them."""
    count = sum(entity != "note" for entity, _ in work.changed)
    return f"{count} record{'' if count == 1 else 's'} would change."


def _preview(run: Invocation, work: "Work", *, whole: bool) -> None:
    shown = None if whole else _PREVIEWED
    for sentence in work.said[:shown]:
        run.say(f"  {sentence}")
    if shown is not None and len(work.said) > shown:
        run.say(f"  … and {len(work.said) - _PREVIEWED} more")


def _tell(run: Invocation, work: "Work", end: str) -> None:
    """Print the changed records as asked: sentences, references alone, or JSON."""
    if run.is_json:
        _print_sentences(run, work, end, _stream(run))
        from tracker.cli import showing

        showing.changed(run, work.changed)
    elif run.is_quiet:
        from tracker.read.queries import references as known

        with run.reader() as reader:
            for entity, number in work.changed:
                print(printable(known.reference(reader, entity, number)))
    else:
        _print_sentences(run, work, end, _stream(run))


def _stream(run: Invocation) -> TextIO:
    """Return where what was done is said: beside the data if JSON is asked for."""
    return sys.stderr if run.is_json else sys.stdout


def _print_sentences(run: Invocation, work: "Work", end: str, stream: TextIO) -> None:
    if run.is_json and run.is_quiet:
        return
    for sentence in _sentences(work, end):
        said, mark, way_back = sentence.rpartition(_WAY_BACK)
        if mark and way_back[:10] in _WAYS_BACK and is_terminal(stream):
            print(fitted(said, stream), file=stream)
            print(_dimmed(run, f"  {printable(way_back)}", stream), file=stream)
        else:
            print(fitted(sentence, stream), file=stream)


def _dimmed(run: Invocation, line: str, stream: TextIO) -> str:
    if not run.colours(stream):
        return line
    from tracker.formats.paint import DIM, paint

    return paint(line, DIM)


def _sentences(work: "Work", end: str) -> list[str]:
    """Return what was done, the last sentence with how to undo it if anything was."""
    said = list(work.said)
    if said and work.command is not None:
        said[-1] += end
    return said
