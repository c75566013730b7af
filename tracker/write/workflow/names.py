"""What a typed name or reference stands for, among the records that are not archived.

Names are compared without case and accents, and must then match as a whole. References (`P3`,
`a12`) always win; no name has their form. A party, series or theme that is not known is made
when `create` says so: True for all, or the collection of the typed names that may be made.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import func, or_
from sqlmodel import col, select

from tracker import text, words
from tracker.errors import Conflict, NotAllowed, NotFound, UnknownName, Unreadable
from tracker.read.queries import references
from tracker.write.models import (
    Action,
    Conversation,
    Document,
    Main,
    Milestone,
    Note,
    Party,
    Recommendation,
    Series,
    Theme,
)
from tracker.write.session import Work

Create = bool | Collection[str] | None
"""Whether what is not known is made: all, none, those of these names; None: it is not offered."""
MainType = TypeVar("MainType", bound=Main)


class _Kind(NamedTuple):
    """How the records of one table are called and found: the columns that name them."""

    word: str
    named_by: tuple[str, ...]


_KINDS: dict[type[Main], _Kind] = {
    Action: _Kind("action", ()),
    Recommendation: _Kind("recommendation", ()),
    Conversation: _Kind("conversation", ("title",)),
    Party: _Kind("party", ("short", "name")),
    Document: _Kind("document", ()),
    Milestone: _Kind("milestone", ("slug",)),
    Note: _Kind("note", ()),
    Series: _Kind("series", ("name",)),
    Theme: _Kind("theme", ("name",)),
}
_BY_LETTER = {model.letter: model for model in _KINDS if model.letter}
_BY_NAME: tuple[type[Main], ...] = (Milestone, Party, Series, Theme, Conversation)
_PARTS_OF_A_NAME = (2, 3)
_NAME = re.compile(r"(?=.*[^\W\d_A-Z])[^\W\d_a-z][\w'\u2019-]+")
_BODIES = (
    "affairs agency alliance assembly association authority bank board bureau centre center church"
    " college commission committee council court department desk development directorate division"
    " embassy federation force forum foundation fund government group institute kingdom league"
    " ministry mission nations network observatory office operations organization organisation"
    " panel parliament peace police programme program republic secretariat section security"
    " service society staff states support team trust union unit university"
)
_OF_BODIES = frozenset(_BODIES.split())
"""Words in the names of bodies, which no person is called."""
_PREFIXES: dict[str, type[Main]] = {"theme": Theme, "series": Series}


def label(record: Main) -> str:
    """Return what a sentence calls a record: its reference, short name, name or slug."""
    if isinstance(record, Party):
        return record.short or record.name
    if isinstance(record, Series | Theme):
        return record.name
    return record.slug if isinstance(record, Milestone) else record.ref


def called(record: Main) -> str:
    """Return how a sentence about a record begins: `A12`, `P3 PBSO`, `theme 'Haiti'`."""
    if isinstance(record, Series | Theme):
        return f"{_KINDS[type(record)].word} '{record.name}'"
    name = label(record)
    return name if name == record.ref else f"{record.ref} {name}"


def described(record: Main) -> str:
    """Return the label of a record with what it is, for lists of different kinds."""
    word = _KINDS[type(record)].word
    if isinstance(record, Series | Theme):
        return f"the {word} '{record.name}'"
    name = label(record)
    return record.ref if name == record.ref else f"{record.ref} ({word} '{name}')"


def party(work: Work, typed: str, *, create: Create = None, kind: str = "body") -> Party:
    """Find a party by reference, short name or name, or make it; UnknownName otherwise.

    `kind` is what a party that is made is taken for.
    """
    found = _find(work, Party, typed)
    return found or _make(work, Party, typed, create, kind=kind)


def series(work: Work, typed: str, *, create: Create = None) -> Series:
    """Find a series by its name, or make it; UnknownName otherwise."""
    return _find(work, Series, typed) or _make(work, Series, typed, create)


def theme(work: Work, typed: str, *, create: Create = None) -> Theme:
    """Find a theme by its name, or make it; UnknownName otherwise."""
    return _find(work, Theme, typed) or _make(work, Theme, typed, create)


def conversation(work: Work, typed: str) -> Conversation:
    """Find a conversation by reference or title."""
    return _existing(work, Conversation, typed)


def milestone(work: Work, typed: str) -> Milestone:
    """Find a milestone by reference or slug."""
    return _existing(work, Milestone, typed)


def recommendation(work: Work, typed: str) -> Recommendation:
    """Find a recommendation by reference."""
    return _existing(work, Recommendation, typed)


def note(work: Work, typed: str) -> Note:
    """Find a note by reference."""
    return _existing(work, Note, typed)


def action(work: Work, typed: str) -> Action:
    """Find an action by its reference, or by its number alone."""
    return _existing(work, Action, numbered(typed))


def actions(work: Work, typed: Sequence[str]) -> list[Action]:
    """Find several actions, each once, in the order in which they were named."""
    found = {each.id: each for each in (action(work, ref) for ref in typed)}
    return list(found.values())


def numbered(typed: str) -> str:
    """Return a bare number as the reference of an action; anything else as it is."""
    bare = typed.strip()
    return f"A{bare}" if bare.isascii() and bare.isdigit() else typed


def record(work: Work, typed: str, *, archived: bool = False) -> Main:
    """Find any record: by reference, slug, short name or name; `theme:X` and `series:X` too.

    With `archived` the name is looked up among the archived ones, and the latest is meant.
    """
    found = text.reference(numbered(typed))
    if found and found[0] in text.LETTERS:
        return _by_reference(work, _BY_LETTER[found[0]], *found, archived=archived)
    hits = _among(work, typed, archived=archived)
    if not hits:
        state = "archived record" if archived else "record"
        raise NotFound(
            f"There is no {state} '{typed.strip()}'{_nearest(work, typed, _BY_NAME, archived)}. "
            "Name it by its reference, slug or short name."
        )
    if len(hits) > 1:
        raise Conflict(
            f"'{typed.strip()}' can mean {words.one_of(described(each) for each in hits)}. "
            "Write the reference, or theme:NAME or series:NAME."
        )
    return hits[0]


def taken(work: Work, model: type[Main], name: str, *, besides: Main | None = None) -> Main | None:
    """Return the record that a name would be confused with, if there is one."""
    others = [each for each in _matches(work, model, name) if each is not besides]
    return others[0] if others else None


def lost(work: Work, record: Main) -> tuple[str, Main] | None:
    """Return a name of a record that belongs to another living one, and that one; else None."""
    if not isinstance(record, Party | Series | Theme | Milestone):
        return None
    for column in _KINDS[type(record)].named_by:
        name = getattr(record, column)
        other = taken(work, type(record), name, besides=record) if name else None
        if other is not None:
            return name, other
    return None


def check_free(work: Work, record: Main, name: str, what: str) -> None:
    """Raise Conflict if another record of the kind would be found under this name."""
    other = taken(work, type(record), name, besides=record)
    if other is not None:
        raise Conflict(
            f"The {what} '{name}' belongs to {described(other)} already. Choose another {what}."
        )


def _a(word: str) -> str:
    return f"an {word}" if word.startswith("a") else f"a {word}"


def _existing(work: Work, model: type[MainType], typed: str) -> MainType:
    found = _find(work, model, typed)
    if found is not None:
        return found
    word = _KINDS[model].word
    if not typed.strip():
        raise Unreadable(f"The {word} is empty. Write its reference, such as {model.letter}12.")
    gone = _matches(work, model, _bare(model, typed), archived=True)
    if gone:
        raise _archived(gone[-1])
    raise NotFound(
        f"There is no {word} '{typed.strip()}'{_nearest(work, typed, (model,))}. "
        f"Write its {_example(model)}."
    )


def _example(model: type[Main]) -> str:
    if model is Milestone:
        return "slug, such as MINUSTAH:expiry, or see: tracker milestone list"
    return f"reference, such as {model.letter}12"


def _archived(record: Main) -> NotAllowed:
    name = label(record)
    return NotAllowed(
        f"{name} is archived ({record.archived_on}) and cannot be used or changed. "
        f"Bring it back with: tracker unarchive {name}"
    )


def _find(work: Work, model: type[MainType], typed: str) -> MainType | None:
    found = text.reference(typed)
    if found and found[0] in text.LETTERS:
        return _by_reference(work, model, *found)
    hits = _matches(work, model, _bare(model, typed))
    if len(hits) > 1:
        raise Conflict(
            f"'{typed.strip()}' can mean {words.one_of(described(each) for each in hits)}. "
            "Write the reference, or rename one of them."
        )
    return hits[0] if hits else None


def _by_reference(
    work: Work, model: type[MainType], letter: str, number: int, *, archived: bool = False
) -> MainType:
    word = _KINDS[model].word
    if letter != model.letter:
        other = _KINDS[_BY_LETTER[letter]].word
        such = f", such as {model.letter}3" if model.letter else ""
        raise NotFound(
            f"{letter}{number} is the reference of {_a(other)}. Name {_a(word)} here{such}."
        )
    found = work.get(model, number) if number <= references.LAST_ID else None
    if found is None:
        with work.reader() as reader:
            raise NotFound(references.missing(reader, word, number))
    if found.archived_on is not None and not archived:
        raise NotAllowed(
            f"{found.ref} is archived ({found.archived_on}) and cannot be used or changed. "
            f"Bring it back with: tracker unarchive {found.ref}"
        )
    return found


def _matches(
    work: Work, model: type[MainType], typed: str, *, archived: bool = False
) -> list[MainType]:
    """Return the records of exactly that name; if there are none, those alike without accents."""
    columns = [col(getattr(model, each)) for each in _KINDS[model].named_by]
    if not columns or not typed.strip():
        return []
    gone = col(model.archived_on)
    alive = gone.is_not(None) if archived else gone.is_(None)
    plain = " ".join(typed.split())
    same = or_(*(func.lower(each) == func.lower(plain) for each in columns))
    exact: list[MainType] = work.find(select(model).where(alive, same).order_by(col(model.id)))
    if exact:
        return exact
    wanted = text.fold(typed)
    ids = [
        row[0]
        for row in _names(work, model, archived=archived)
        if any(each and text.fold(each) == wanted for each in row[1:])
    ]
    return [each for each in (work.get(model, number) for number in ids) if each is not None]


def _names(work: Work, model: type[Main], *, archived: bool = False) -> list[Any]:
    columns = [getattr(model, each) for each in ("id", *_KINDS[model].named_by)]
    gone = col(model.archived_on)
    alive = gone.is_not(None) if archived else gone.is_(None)
    return list(work.session.execute(select(*columns).where(alive).order_by(columns[0])))


def _bare(model: type[Main], typed: str) -> str:
    """Return a name without the `theme:` or `series:` that says which kind is meant."""
    prefix, colon, rest = typed.strip().partition(":")
    return rest if colon and _PREFIXES.get(prefix.lower()) is model else typed


def _among(work: Work, typed: str, *, archived: bool) -> list[Main]:
    prefix, _, rest = typed.strip().partition(":")
    prefixed = _PREFIXES.get(prefix.lower())
    slugs: list[Main] = list(_matches(work, Milestone, typed, archived=archived))
    if prefixed and rest and not slugs:
        return list(_matches(work, prefixed, rest, archived=archived))[-1:]
    hits = slugs
    for model in _BY_NAME[1:]:
        found = list(_matches(work, model, typed, archived=archived))
        hits += found[-1:] if archived else found
    return hits


def _nearest(work: Work, typed: str, models: Sequence[type[Main]], archived: bool = False) -> str:
    known = [
        each
        for model in models
        if _KINDS[model].named_by
        for row in _names(work, model, archived=archived)
        for each in row[1:]
        if each
    ]
    near = words.nearest(" ".join(typed.split()), known)
    return f" (nearest: {', '.join(near)})" if near else ""


def _make(work: Work, model: type[MainType], typed: str, create: Create, **more: str) -> MainType:
    word = _KINDS[model].word
    name = text.name(_bare(model, typed), word)
    if create is None:
        near = _nearest(work, name, (model,))
        raise NotFound(f"There is no {word} '{name}'{near}. Write the name of one that is there.")
    if not (create if isinstance(create, bool) else typed in create):
        raise UnknownName(
            f"There is no {word} '{name}'{_nearest(work, name, (model,))}. "
            "Write the name of one that is there, or make a new one with --create.",
            kind=word,
            name=typed,
        )
    values: dict[str, Any] = {"name": name, **more}
    made = work.add(model(**values))
    which = f"{made.ref} " if made.letter else ""
    kind = f" ({more['kind']}{_or_a_person(made)})" if more else ""
    work.say(f"{which}{word} '{name}' added{kind}")
    return made


def _or_a_person(made: Main) -> str:
    """Return how a body is made a person whose name looks like one: only persons stay inside."""
    if not isinstance(made, Party) or made.kind != "body":
        return ""
    parts = made.name.split()
    looks = len(parts) in _PARTS_OF_A_NAME and all(_NAME.fullmatch(each) for each in parts)
    if not looks or not _OF_BODIES.isdisjoint(each.lower() for each in parts):
        return ""
    return f"; if this is a person: tracker party update {made.ref} --kind person"
