"""The filters of lists, tables and exports: their names, and how `--where` writes them.

This says what may be asked; what it means in SQL is `conditions`. Names of parties and the like
stand as they were typed, days as ISO text.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tracker import words
from tracker.errors import NotFound, Unreadable
from tracker.read import derived
from tracker.read.store import Reader


class Filters(NamedTuple):
    """What is asked for. Different filters all have to hold; a repeated one, any of its values.

    `due_before` and `due_after` include the day. `changed_since` may also be a UTC timestamp.
    `all` lifts the hiding of closed and not yet started actions, `archived` asks for archived ones.
    """

    conversation: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    recommendation: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    rag: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    milestone: tuple[str, ...] = ()
    open: bool = False
    closed: bool = False
    overdue: bool = False
    due_soon: bool = False
    due_before: str | None = None
    due_after: str | None = None
    no_owner: bool = False
    no_deadline: bool = False
    unconfirmed: bool = False
    unverified: bool = False
    orphaned: bool = False
    slipped: bool = False
    archived: bool = False
    changed_since: str | None = None
    text: tuple[str, ...] = ()
    all: bool = False

    @property
    def none(self) -> bool:
        """Whether nothing narrows the choice; a bulk change must not take that for everything."""
        return self._replace(all=False) == Filters()


class Filter(NamedTuple):
    """How a filter is written: its kind is name, word, text, day or flag; `known` are its words."""

    kind: str
    meaning: str
    known: tuple[str, ...] = ()


def _meaning(fact: derived.Fact, word: str) -> str:
    return next(line.meaning for line in fact.lines if line.word == word)


FILTERS: dict[str, Filter] = {
    "conversation": Filter("name", "came out of this conversation (C2)"),
    "series": Filter("name", "came out of a conversation of this series"),
    "recommendation": Filter("name", "works towards this recommendation (R5)"),
    "owner": Filter("name", "is owned by this party"),
    "holder": Filter("name", "is owned by a post that this person holds today"),
    "party": Filter("name", "is owned, supported or asked of a party, its posts or its parts"),
    "addressee": Filter("name", "works towards a recommendation addressed to this party"),
    "theme": Filter("name", "is under this theme, or one of its recommendations is"),
    "status": Filter("word", "has this status, closed ones too", words.STATUSES),
    "response": Filter(
        "word",
        "works towards what was answered so",
        (*words.RESPONSES, words.MIXED),
    ),
    "rag": Filter("word", "has this colour", words.COLOURS),
    "priority": Filter("word", "has this priority", words.PRIORITIES),
    "milestone": Filter("name", "serves this milestone, or its deadline hangs on it"),
    "open": Filter("flag", "is not started, in progress or blocked, whenever it starts"),
    "closed": Filter("flag", "is implemented, verified or dropped"),
    "overdue": Filter("flag", f"is {_meaning(derived.TIMELINESS, 'overdue')}"),
    "due-soon": Filter("flag", f"is {_meaning(derived.TIMELINESS, 'due-soon')}"),
    "due-before": Filter("day", "is due on this day or before"),
    "due-after": Filter("day", "is due on this day or after"),
    "no-owner": Filter("flag", "has no owner"),
    "no-deadline": Filter("flag", "has no deadline"),
    "unconfirmed": Filter("flag", "is open, and has had no news for longer than news counts"),
    "unverified": Filter("flag", "is implemented, as its owner says, and not verified"),
    "orphaned": Filter("flag", "is owned by a post without a holder, or by a person who left"),
    "slipped": Filter("flag", "has had its deadline moved later at least once"),
    "archived": Filter("flag", "was set aside as mistaken"),
    "changed-since": Filter("day", "was changed on this day or later"),
    "text": Filter("text", "has all these words, wherever they stand"),
    "all": Filter("flag", "lifts the hiding of closed and not yet started ones"),
}
"""Every filter under the name of its option, in the order in which help lists them."""


def said(filters: Filters) -> tuple[str, ...]:
    """Return what a choice was narrowed to, as a document says it: `owner PBSO or DPKO`."""
    told = []
    for name, filter_ in FILTERS.items():
        value = getattr(filters, name.replace("-", "_"))
        if value and name != "all":
            label = name.replace("-", " ")
            values = (value,) if isinstance(value, str) else value
            told.append(label if filter_.kind == "flag" else f"{label} {words.one_of(values)}")
    return tuple(told)


def check_words(name: str, values: Sequence[str]) -> None:
    """Raise Unreadable for a word that the vocabulary of a filter does not have."""
    known = FILTERS[name].known
    for value in values:
        if value not in known:
            raise Unreadable(f"--{name} cannot be '{value}'. It is one of: {', '.join(known)}.")


def parse_where(reader: Reader, texts: Sequence[str]) -> Filters:
    """Return the filters of `owner=PBSO`, `overdue`, `due-before=end of June`.

    Raises NotFound for an unknown filter, naming the nearest, and Unreadable for a value that
    does not belong.
    """
    asked: dict[str, object] = {}
    for text in texts:
        typed, equals, value = text.partition("=")
        name = typed.strip().lower().removeprefix("--").replace("_", "-")
        if name not in FILTERS:
            near = words.nearest(name, FILTERS)
            known = (
                f"Nearest: {', '.join(near)}." if near else "See them with: tracker help filters"
            )
            raise NotFound(f"There is no filter '{typed.strip()}'. {known}")
        if bool(equals) != (FILTERS[name].kind != "flag") or (equals and not value.strip()):
            wanted = name if FILTERS[name].kind == "flag" else f"{name}=VALUE"
            raise Unreadable(f"'{text}' is not how this filter is written. Write: {wanted}")
        _take(reader, asked, name, value.strip())
    return Filters(**asked)  # type: ignore[arg-type]  # fields by name


def _take(reader: Reader, asked: dict[str, object], name: str, value: str) -> None:
    field = name.replace("-", "_")
    kind = FILTERS[name].kind
    if kind == "flag":
        asked[field] = True
    elif kind == "day":
        if field in asked:
            raise Unreadable(f"{name} is given twice. Write it once.")
        asked[field] = _day(reader, name, value)
    else:
        if kind == "word":
            value = words.spelt(value)
            check_words(name, (value,))
        before = asked.get(field, ())
        asked[field] = (*before, value)  # type: ignore[misc]  # what stands there is a tuple


def _day(reader: Reader, name: str, value: str) -> str:
    from tracker import dates

    read = {"due-before": dates.before, "due-after": dates.after, "changed-since": dates.since}
    anchor = None if name == "changed-since" else dates.anchored(value)
    try:
        return read[name](value, today=reader.today).isoformat()
    except Unreadable:
        if anchor is None:
            raise
    from tracker.read.queries import milestones

    return milestones.day_of(reader, anchor).isoformat()
