"""From what a person types to the record that is meant: a reference, a slug or a name.

`A12`, `a12` and, where only an action can stand, `12` are references: the letter of the kind and
the number of the row. A party answers to its short name and its name, a milestone to its slug,
series and themes to their names, a conversation to its title; case and accents do not matter.
What is not found is `NotFound`, naming the nearest; what could be several is `Conflict`.
"""

from collections.abc import Iterable, Sequence

from tracker import text as typed
from tracker import words
from tracker.errors import Conflict, NotFound, Unreadable
from tracker.read.store import Reader

LETTERS = {
    "A": "action",
    "R": "recommendation",
    "C": "conversation",
    "P": "party",
    "D": "document",
    "M": "milestone",
    "N": "note",
}
_LETTER_OF = {entity: letter for letter, entity in LETTERS.items()}
NAMED = {
    "conversation": ("title",),
    "party": ("short", "name"),
    "milestone": ("slug",),
    "series": ("name",),
    "theme": ("name",),
}
"""The kinds that answer to a name, and the columns that hold it."""
_TOLD_APART = ("theme", "series")  # kinds without references: `theme:NAME`, `series:NAME`
ANY = (*LETTERS.values(), "series", "theme")
"""Every kind of record, as `show` takes them."""
LAST_ID = 2**31 - 1
"""The largest number that a row can have, in every store."""


def ref(entity: str, number: int) -> str:
    """Return the reference of a row, such as `A12`; of a kind without letter `series 3`."""
    letter = _LETTER_OF.get(entity)
    return f"{letter}{number}" if letter else f"{entity} {number}"


def reference(reader: Reader, entity: str, number: int) -> str:
    """Return what people type to name a row: its reference, or the name of a series or theme."""
    if entity in _LETTER_OF:
        return ref(entity, number)
    name = reader.value(f"SELECT name FROM {entity} WHERE id = :id", id=number)
    return ref(entity, number) if name is None else str(name)


def resolve(reader: Reader, text: str, kinds: Sequence[str] = ("action",)) -> tuple[str, int]:
    """Return the kind and the id of the record that is meant, which is one of the kinds.

    Raises NotFound if there is none, naming the nearest, and Unreadable for a text that can name
    none of these kinds.
    """
    bare = text.strip()
    found = typed.reference(bare)
    if _is_number(bare) and "action" in kinds:
        found = ("A", int(bare))
    if found is not None and found[0] in LETTERS:
        entity = LETTERS[found[0]]
        if entity not in kinds:
            raise Unreadable(
                f"{found[0]}{found[1]} is a reference of {_kind(entity)}; {_wanted(kinds)} is "
                "wanted here."
            )
        return entity, _existing(reader, entity, found[1])
    named = [kind for kind in kinds if kind in NAMED]
    if not named or not bare:
        raise Unreadable(
            f"'{bare}' is not a reference. Write {_wanted(kinds)}: a letter and a number, such as "
            f"{_LETTER_OF.get(kinds[0], 'A')}12."
        )
    return _by_name(reader, bare, named)


def find(reader: Reader, text: str, entity: str) -> int:
    """Return the id of the record of one kind that a reference or name means; see `resolve`."""
    return resolve(reader, text, (entity,))[1]


def _existing(reader: Reader, entity: str, number: int) -> int:
    if number <= LAST_ID and reader.value(f"SELECT id FROM {entity} WHERE id = :id", id=number):
        return number
    raise NotFound(missing(reader, entity, number))


def missing(reader: Reader, entity: str, number: int) -> str:
    """Return the sentence that a reference leads nowhere, and how far references go."""
    last = reader.value(f"SELECT MAX(id) FROM {entity}")
    known = f"The last one is {ref(entity, last)}." if last else "There is none yet."
    return f"There is no {entity} {ref(entity, number)}. {known}"


def _by_name(reader: Reader, typed_name: str, kinds: Sequence[str]) -> tuple[str, int]:
    before, colon, rest = typed_name.partition(":")
    before = before.lower()
    is_told = bool(colon) and before in _TOLD_APART and before in kinds
    name = rest.strip() if is_told else typed_name
    kinds = [before] if is_told else kinds
    hits = [(kind, number) for kind in kinds for number in _exactly(reader, kind, name)]
    if not hits:
        known = [(*row, kind) for kind in kinds for row in _names(reader, kind)]
        folded = typed.fold(name)
        alike = [each for each in known if typed.fold(each[0]) == folded]
        alive = {(kind, number): None for _, number, is_archived, kind in alike if not is_archived}
        hits = list(alive) or [(kind, number) for _, number, _, kind in alike][:1]
        if not hits:
            raise NotFound(_unknown(name, kinds, [each[0] for each in known]))
    if len(hits) > 1:
        meant = words.one_of(_described(kind, number, name) for kind, number in hits)
        raise Conflict(
            f"'{name}' can mean {meant}. Write the reference, or theme:NAME or series:NAME."
        )
    return hits[0]


def _described(kind: str, number: int, name: str) -> str:
    return f"the {kind} '{name}'" if kind in _TOLD_APART else f"{ref(kind, number)} ({kind})"


def _exactly(reader: Reader, kind: str, name: str) -> list[int]:
    same = " OR ".join(f"lower({column}) = lower(:name)" for column in NAMED[kind])
    found = reader.rows(
        f"SELECT id FROM {kind} WHERE ({same}) AND archived_on IS NULL ORDER BY id", name=name
    )
    return [row[0] for row in found]


def _names(reader: Reader, kind: str) -> list[tuple[str, int, bool]]:
    """Return the names of a kind with their ids, and whether they are archived; these last."""
    return [
        (row[0], row[1], bool(row[2]))
        for column in NAMED[kind]
        for row in reader.rows(
            f"SELECT {column}, id, archived_on IS NOT NULL FROM {kind} WHERE {column} IS NOT NULL"
            " ORDER BY (archived_on IS NOT NULL), id"
        )
    ]


def _unknown(name: str, kinds: Sequence[str], known: Iterable[str]) -> str:
    sentence = f"There is no {words.one_of(kinds)} called '{name}'."
    near = words.nearest(name, known)
    if near:
        return f"{sentence} Nearest: {', '.join(near)}."
    return f"{sentence} See what there is with: {_lister(kinds[0])}"


def _lister(kind: str) -> str:
    if kind in ("party", "conversation", "milestone"):
        return f"tracker {kind} list"
    return f"tracker list --group {kind}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _kind(entity: str) -> str:
    return f"an {entity}" if entity[0] in "aeiou" else f"a {entity}"


def _wanted(kinds: Sequence[str]) -> str:
    return words.one_of(_kind(kind) for kind in kinds)
