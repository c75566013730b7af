"""The journal as people ask it: who changed what, when and why, the latest first.

Of a record it tells what changed in its row and in all that is tied to it: links, notes and the
ledger, those since removed too. Of a command that changed very much only the beginning is told,
and how much more there is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from tracker.read.queries import history_words
from tracker.read.queries.history_rows import Change
from tracker.read.store import Reader

TOLD = 100
"""The largest number of changes that are told of one command."""
_BATCH = 100
# Which tables speak of a record of a kind, and by which columns.
_TIED: dict[str, tuple[tuple[str, str], ...]] = {
    "action": (
        ("deadline_move", "action_id"),
        ("note", "action_id"),
        ("action_recommendation", "action_id"),
        ("action_supporting", "action_id"),
        ("action_dependency", "action_id"),
        ("action_link", "action_id"),
        ("action_link", "other_id"),
        ("action_theme", "action_id"),
    ),
    "recommendation": (
        ("recommendation_addressee", "recommendation_id"),
        ("note", "recommendation_id"),
        ("action_recommendation", "recommendation_id"),
        ("recommendation_link", "recommendation_id"),
        ("recommendation_link", "other_id"),
        ("recommendation_theme", "recommendation_id"),
        ("uptake", "recommendation_id"),
    ),
    "conversation": (
        ("conversation_party", "conversation_id"),
        ("document", "conversation_id"),
        ("recommendation", "conversation_id"),
    ),
    "party": (("tenure", "post_id"), ("tenure", "person_id")),
    "document": (("candidate", "document_id"),),
}


class Entry(NamedTuple):
    """One command, and what it changed in words; `more` changes are not told.

    `undoes` is the command that it undid, `undone_by` the one that undid it and still holds.
    """

    id: int
    on_day: str
    at: str
    by: str
    line: str
    undoes: int | None
    undone_by: int | None
    changes: tuple[str, ...]
    more: int


class _Command(NamedTuple):
    """A row of the journal, with the first and last of its changes."""

    id: int
    on_day: str
    at: str
    by: str
    line: str
    undoes: int | None
    first: int | None
    last: int | None


def history(
    reader: Reader,
    record: tuple[str, int] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Entry]:
    """Yield the commands of a time, both days included, or those that changed one record."""
    about = None if record is None else _about(reader, *record)
    taken_back = undone(reader)
    found = _commands(reader, about, since, until)
    while batch := list(islice(found, _BATCH)):
        changes = _first_ones(reader, batch) if about is None else _chosen(reader, batch, about)
        told = history_words.sentences(reader, changes)
        for command in batch:
            yield Entry(
                *command[:6],
                undone_by=taken_back.get(command.id),
                changes=tuple(told.get(command.id, ())),
                more=_more(reader, command) if about is None else 0,
            )


def told_of(
    reader: Reader, command: int, *, unmade: Collection[tuple[str, int]] = ()
) -> tuple[list[str], int]:
    """Return what one command changed in words, and how many changes are not among them.

    `unmade` is as in `history_words.sentences`.
    """
    [row] = reader.rows(f"{_COMMANDS} WHERE k.id = :id", id=command)
    found = _Command(*row)
    changes = _first_ones(reader, [found])
    told = history_words.sentences(reader, changes, unmade=unmade)
    return told.get(command, []), _more(reader, found)


_COMMANDS = (
    "SELECT k.id, k.on_day, k.at, k.by, k.line, k.undoes,"
    " (SELECT MIN(h.id) FROM change h WHERE h.command_id = k.id),"
    " (SELECT MAX(h.id) FROM change h WHERE h.command_id = k.id) FROM command k"
)


def _commands(
    reader: Reader, about: dict[int, list[int]] | None, since: date | None, until: date | None
) -> Iterator[_Command]:
    where = ["1 = 1"]
    if about is not None:
        where.append(f"k.id IN ({_listed(about)})")
    if since is not None:
        where.append("k.on_day >= :since")
    if until is not None:
        where.append("k.on_day <= :until")
    sql = f"{_COMMANDS} WHERE {' AND '.join(where)} ORDER BY k.id DESC"
    days = {"since": since and since.isoformat(), "until": until and until.isoformat()}
    return (_Command(*row) for row in reader.stream(sql, **days))


def undone(reader: Reader) -> dict[int, int]:
    """Return the commands that are undone at present, with the undo that still holds."""
    undone: dict[int, int] = {}
    for row in reader.rows(
        "SELECT id, undoes FROM command WHERE undoes IS NOT NULL ORDER BY id DESC"
    ):
        if row[0] not in undone:
            undone.setdefault(row[1], row[0])
    return undone


# -- which changes --------------------------------------------------------------------------------

_COLUMNS = 'h.command_id, h.entity, h."row", h.field, h.old, h.new'


def _first_ones(reader: Reader, batch: Sequence[_Command]) -> list[Change]:
    """Return the first changes of each command; a command's changes follow each other."""
    spans = [
        f"h.id BETWEEN {command.first} AND {min(command.last, command.first + TOLD - 1)}"
        for command in batch
        if command.first is not None and command.last is not None
    ]
    return _changes(reader, spans)


def _chosen(reader: Reader, batch: Sequence[_Command], about: dict[int, list[int]]) -> list[Change]:
    return _changes(reader, [f"h.id IN ({_listed(about[command.id])})" for command in batch])


def _changes(reader: Reader, spans: Sequence[str]) -> list[Change]:
    if not spans:
        return []
    sql = f"SELECT {_COLUMNS} FROM change h WHERE {' OR '.join(spans)} ORDER BY h.id"
    return [Change(*row) for row in reader.rows(sql)]


def _more(reader: Reader, command: _Command) -> int:
    """Return how many changes worth a sentence follow those that are told."""
    if command.first is None or command.last is None or command.last - command.first < TOLD:
        return 0
    return int(
        reader.value(
            "SELECT COUNT(*) FROM change h WHERE h.id BETWEEN :first AND :last"
            f" AND {history_words.TOLD_SQL}",
            first=command.first + TOLD,
            last=command.last,
        )
    )


def _about(reader: Reader, entity: str, number: int) -> dict[int, list[int]]:
    """Return the changes, by command, of a record and of what is or was tied to it."""
    asked = [
        f"SELECT h.command_id, h.id FROM change h WHERE h.entity = '{entity}' AND h.\"row\" = :id"
    ]
    for table, column in _TIED.get(entity, ()):
        gone = " OR ".join(f"g.old LIKE '%\"{column}\":{int(number)}{end}%'" for end in ",}")
        asked.append(
            f"SELECT h.command_id, h.id FROM change h WHERE h.entity = '{table}' AND h.\"row\" IN"
            f' (SELECT id FROM {table} WHERE {column} = :id UNION SELECT g."row" FROM change g'
            f" WHERE g.entity = '{table}' AND g.field IS NULL AND g.new IS NULL"
            f" AND (g.new IS NULL) = TRUE AND ({gone}))"
        )
    found: dict[int, list[int]] = {}
    for command, change in reader.rows(" UNION ".join(asked), id=number):
        found.setdefault(command, []).append(change)
    return found


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(each) for each in ids) or "NULL"
