"""The filters as options: what each means is said in `read.queries.filters`, once."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from tracker import words
from tracker.cli import completing, days
from tracker.cli.invocation import Invocation
from tracker.cli.options import option, panel
from tracker.errors import Unreadable
from tracker.read.queries.filters import FILTERS, Filters, check_words

Several = list[str] | None


def _filter(name: str, metavar: str | None = None) -> Any:  # noqa: ANN401 - an option of typer
    meaning, known = FILTERS[name].meaning, FILTERS[name].known
    declared = option(f"--{name}", metavar=metavar, help=f"{meaning[0].upper()}{meaning[1:]}.")
    if known:
        declared.completer = completing.words(known)
    return declared


@panel("Filters: different ones narrow, a repeated one widens")
class FilterOptions(NamedTuple):
    """Every filter, as it is typed."""

    conversation: Annotated[Several, _filter("conversation", "C2")] = None
    series: Annotated[Several, _filter("series", "SERIES")] = None
    recommendation: Annotated[Several, _filter("recommendation", "R5")] = None
    owner: Annotated[Several, _filter("owner", "PARTY")] = None
    holder: Annotated[Several, _filter("holder", "PERSON")] = None
    party: Annotated[Several, _filter("party", "PARTY")] = None
    addressee: Annotated[Several, _filter("addressee", "PARTY")] = None
    theme: Annotated[Several, _filter("theme", "THEME")] = None
    status: Annotated[Several, _filter("status", "WORD")] = None
    response: Annotated[Several, _filter("response", "WORD")] = None
    rag: Annotated[Several, _filter("rag", "COLOUR")] = None
    priority: Annotated[Several, _filter("priority", "WORD")] = None
    milestone: Annotated[Several, _filter("milestone", "SLUG")] = None
    open: Annotated[bool, _filter("open")] = False
    closed: Annotated[bool, _filter("closed")] = False
    overdue: Annotated[bool, _filter("overdue")] = False
    due_soon: Annotated[bool, _filter("due-soon")] = False
    due_before: Annotated[str | None, _filter("due-before", "WHEN")] = None
    due_after: Annotated[str | None, _filter("due-after", "WHEN")] = None
    no_owner: Annotated[bool, _filter("no-owner")] = False
    no_deadline: Annotated[bool, _filter("no-deadline")] = False
    unconfirmed: Annotated[bool, _filter("unconfirmed")] = False
    unverified: Annotated[bool, _filter("unverified")] = False
    orphaned: Annotated[bool, _filter("orphaned")] = False
    slipped: Annotated[bool, _filter("slipped")] = False
    archived: Annotated[bool, _filter("archived")] = False
    changed_since: Annotated[str | None, _filter("changed-since", "DATE")] = None
    text: Annotated[Several, _filter("text", "WORDS")] = None
    all: Annotated[bool, _filter("all")] = False

    def read(self, run: Invocation) -> Filters:
        """Return the filters with their days read and their words checked; names stay as typed."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self._asdict().items()
            if value
        }
        for name, filter_ in FILTERS.items():
            if filter_.kind == "word" and name in given:
                given[name] = tuple(words.spelt(each) for each in given[name])
                check_words(name, given[name])
        for name, read in _DAYS.items():
            text = getattr(self, name)
            if text is not None:
                day = read(run, text)
                given[name] = day.isoformat()
        _refuse_empty(given)
        return Filters(**given)

    def bind(self, run: Invocation, question: Callable[..., Any]) -> Callable[..., Any]:
        """Return a question of the reading tower with these filters in it."""
        filters = self.read(run)
        return lambda reader, **more: question(reader, filters, **more)


_DAYS: dict[str, Callable[..., Any]] = {
    "due_before": days.before,
    "due_after": days.after,
    "changed_since": days.since,
}


def _refuse_empty(given: dict[str, Any]) -> None:
    """Raise Unreadable for `--owner ''`: it would not mean what it seems to."""
    for name, values in given.items():
        if isinstance(values, tuple) and not all(each.strip() for each in values):
            flag = f"--{name.replace('_', '-')}"
            none = " For what has none: --no-owner." if name == "owner" else ""
            raise Unreadable(f"{flag} is empty. Give it a value, or leave it out.{none}")
