"""How a command asks for its options: by the types of its parameters.

A command is a function whose first parameter is the `Invocation`. Its other parameters are
arguments and options of its own, or *groups*: NamedTuples of options that several commands share.
`as_typer` spreads the groups out for typer and gathers them again for the function, so that
options are not handed on one by one. The types below are each declared once; what the words that
they take mean is decided by the rooms that they are for.
"""

import inspect
from collections.abc import Callable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from tracker import words
from tracker.cli import completing
from tracker.cli.invocation import Invocation

if TYPE_CHECKING:
    from tracker import vocabularies


def option(*names: str, metavar: str | None = None, help: str) -> Any:  # noqa: A002, ANN401 - typer's
    """Declare an option, for `Annotated`."""
    declared = typer.Option(*names, metavar=metavar, help=help, show_default=False)
    named = _NAMED.get(metavar or "")
    declared.completer = completing.names(named) if named else None
    return declared


# For ruff: typer takes any default.
def word(*names: str, metavar: str = "WORD", known: Sequence[str], note: str = "") -> Any:  # noqa: ANN401
    """Declare an option that takes a word of a vocabulary, which is its help."""
    declared = option(*names, metavar=metavar, help=f"{words.one_of(known)}{note}.")
    declared.completer = completing.words(known)
    return declared


# What the values of an option or argument are the names of, by how it is shown.
_NAMED = {
    "PARTY": "party",
    "PERSON": "party",
    "THEME": "theme",
    "SERIES": "series",
    "SLUG": "milestone",
}


def argument(metavar: str, help: str = "") -> Any:  # noqa: A002, ANN401 - typer's
    """Declare an argument, for `Annotated`."""
    declared = typer.Argument(metavar=metavar, help=help or None, show_default=False)
    named = _NAMED.get(metavar)
    declared.completer = completing.names(named) if named else None
    return declared


# -- arguments -----------------------------------------------------------------------------------

Refs = Annotated[list[str] | None, argument("REF", "References such as A3; - reads them here.")]
ActionRefs = Annotated[list[str] | None, argument("REF", "Actions such as A3 or 3; - for stdin.")]
Ref = Annotated[str, argument("REF", "A reference such as A3, R5 or C2, or a short name.")]

# -- texts and names -----------------------------------------------------------------------------

On = Annotated[str | None, option("--on", metavar="DATE", help="The day; today unless said.")]
Why = Annotated[str | None, option("--why", metavar="TEXT", help="The reason.")]
Create = Annotated[
    bool, option("--create", help="Make parties, series and themes that are not known yet.")
]
Archived = Annotated[bool, option("--archived", help="Those that were put away, instead.")]
Correct = Annotated[
    bool, option("--correct", help="Mend what was typed wrong, with --why; counts as no change.")
]
Vocabulary = Annotated[
    str,
    word(
        "--vocabulary",
        known=words.VOCABULARIES,
        note=": whose words the statuses and answers stand in",
    ),
]
AsOf = Annotated[
    str | None, option("--as-of", metavar="DAY", help="What was known at the end of that day.")
]
NoEvents = Annotated[
    bool, option("--no-events", help="In a calendar (ics): tasks, and no events on their days.")
]


# -- groups that several commands share ----------------------------------------------------------

GroupType = TypeVar("GroupType", bound=type[tuple[Any, ...]])


_PANELS: dict[type[tuple[Any, ...]], str] = {}


def panel(title: str) -> Callable[[GroupType], GroupType]:
    """Name the part of the help page that the options of a group stand under."""

    def put(group: GroupType) -> GroupType:
        _PANELS[group] = title
        return group

    return put


@panel("Changing many")
class Bulk(NamedTuple):
    """How a change of many is looked at first, and agreed to."""

    yes: Annotated[bool, option("--yes", "-y", help="Do not ask.")] = False
    dry_run: Annotated[bool, option("--dry-run", help="Say what would be done, and do not.")] = (
        False
    )


AT_ONCE = Bulk()


@panel("Changing many")
class Where(NamedTuple):
    """Actions named by what they are, instead of by references."""

    where: Annotated[
        list[str] | None,
        option("--where", metavar="FILTER", help="Actions that match: owner=PBSO, overdue, …"),
    ] = None


@panel("What is shown")
class Arranged(NamedTuple):
    """Which fields of a list are shown, in which order, and how many rows."""

    columns: Annotated[
        str | None, option("--columns", metavar="NAMES", help="Which fields: ref,title,due.")
    ] = None
    sort: Annotated[
        str | None, option("--sort", metavar="NAMES", help="By which fields; -due for descending.")
    ] = None
    limit: Annotated[int | None, option("--limit", metavar="N", help="At most so many rows.")] = (
        None
    )


@panel("Output")
class Output(NamedTuple):
    """Where a list or report goes."""

    output: Annotated[
        str | None, option("--output", "-o", metavar="FILE", help="Into a file; - is stdout.")
    ] = None
    force: Annotated[bool, option("--force", help="Write over a file that is there.")] = False
    excel: Annotated[bool, option("--excel", help="Mark CSV as UTF-8 for Excel.")] = False
    template: Annotated[
        str | None,
        option("--template", metavar="FILE", help="The Word document that docx is written into."),
    ] = None


STDOUT = Output()


@panel("What leaves")
class Leaving(NamedTuple):
    """What may leave besides what the attribution rule of each conversation lets through."""

    attributed: Annotated[
        bool, option("--attributed", help="Names too: the keeper's own copy.")
    ] = False
    include_confidential: Annotated[
        bool, option("--include-confidential", help="Not only the number of confidential ones.")
    ] = False
    redact: Annotated[bool, option("--redact", help="Blank the names that texts hold.")] = False
    allow: Annotated[
        list[str] | None, option("--allow", metavar="PERSON", help="Texts may name this person.")
    ] = None
    issue_to: Annotated[
        str | None,
        option("--issue-to", metavar="WHOM", help="Journal the file as handed out, with its hash."),
    ] = None


AS_IT_COMES = Arranged()


# -- from a function to typer --------------------------------------------------------------------


def as_typer(function: Callable[..., Any], *, completes: bool) -> Callable[..., None]:
    """Return a function that typer understands for one that asks for groups and an invocation.

    Completers are handed to typer only if this run `completes`: it looks at each for a while.
    """
    own = list(inspect.signature(function).parameters.values())
    takes_run = bool(own) and own[0].annotation is Invocation
    named = own[1:] if takes_run else own
    groups = {each.name: each.annotation for each in named if _is_group(each.annotation)}

    def call(ctx: typer.Context, **values: Any) -> None:  # noqa: ANN401 - as typer read them
        given = {name: _gather(group, values) for name, group in groups.items()}
        run = [ctx.find_root().obj] if takes_run else []
        function(*run, **given, **values)

    spread = [inspect.Parameter("ctx", _KEYWORD, annotation=typer.Context)]
    for each in named:
        group = groups.get(each.name)
        spread += _options(group) if group else [each.replace(kind=_KEYWORD)]
    if completes:
        spread = [_with_completer(each) for each in spread]
    # For mypy: what inspect reads.
    call.__signature__ = inspect.Signature(spread)  # type: ignore[attr-defined]
    call.__annotations__ = {}
    call.__doc__ = function.__doc__
    return call


_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def _is_group(annotation: object) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "_field_defaults")


def _options(group: Any) -> list[inspect.Parameter]:  # noqa: ANN401 - a NamedTuple's class
    """Return the options of a group, each under the group's panel of the help."""
    title = _PANELS.get(group)
    return [
        inspect.Parameter(
            name,
            _KEYWORD,
            default=group._field_defaults[name],
            annotation=_under(title, annotation),
        )
        for name, annotation in group.__annotations__.items()
    ]


def _under(title: str | None, annotation: Any) -> Any:  # noqa: ANN401 - of an option
    """Return an option put under a panel; the declaration itself may be shared by others."""
    described = copy(annotation.__metadata__[0])
    described.rich_help_panel = title
    return Annotated[annotation.__origin__, described]


def _with_completer(parameter: inspect.Parameter) -> inspect.Parameter:
    annotation = parameter.annotation
    declared: Any = next(iter(getattr(annotation, "__metadata__", ())), None)
    if getattr(declared, "completer", None) is None:
        return parameter
    described = copy(declared)
    described.autocompletion = described.completer
    return parameter.replace(annotation=Annotated[annotation.__origin__, described])


def _gather(group: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    return group(**{name: values.pop(name) for name in group._fields})


def spoken(name: str) -> "vocabularies.Vocabulary | None":
    """Return the vocabulary of `--vocabulary`; None for our own. Raises Unreadable as `choice`."""
    known = choice(name, words.VOCABULARIES, "--vocabulary")
    if known == words.VOCABULARIES[0]:
        return None
    from tracker import vocabularies

    return vocabularies.KNOWN[known]


def choice(text: str, known: tuple[str, ...], flag: str) -> str:
    """Return a word of a vocabulary as typed for `flag`. Raises Unreadable, naming the nearest."""
    from tracker.errors import Unreadable

    folded = words.spelt(text)
    if folded in known:
        return folded
    near = words.nearest(folded, known, count=1)
    hint = f"Did you mean {near[0]}?" if near else f"It takes {words.one_of(known)}."
    raise Unreadable(f"{flag} '{text}' is not known. {hint}")
