"""The persons of a file, and of whom it may be said in which conversation that they were there.

Whoever hosted, sponsored, moderated or opened a conversation may be named in what came out of it;
who spoke or took part may not, nor anybody else. Source: the Chatham House Rule of 2002, "neither
the identity nor the affiliation of the speaker(s), nor that of any other participant, may be
revealed".
"""

from collections.abc import Collection
from typing import NamedTuple

from tracker.read.attribution import names
from tracker.read.attribution.names import Names
from tracker.read.store import Reader
from tracker.words import DEFAULT_ATTRIBUTION as UNSET

_SILENT = ("speaker", "participant")


class Person(NamedTuple):
    """A person: where they may be named, and where not, by the ids of conversations."""

    id: int
    name: str
    named_in: frozenset[int]
    silent_in: frozenset[int]

    def may_be_named(self, rooms: Collection[int]) -> bool:
        """Whether this person may be named in a record that came out of these conversations."""
        return not self.named_in.isdisjoint(rooms) and self.silent_in.isdisjoint(rooms)


class Persons(NamedTuple):
    """Everybody by id, how they are found in a text, and the rule of each conversation by id."""

    known: dict[int, Person]
    names: Names
    rules: dict[int, str]


def persons(reader: Reader) -> Persons:
    """Return the persons of a file, archived ones too, as they are today."""
    rows = reader.rows("SELECT id, name, short, email, kind FROM party ORDER BY id")
    people = [row for row in rows if row["kind"] == "person"]
    others = [row for row in rows if row["kind"] != "person"]
    named, silent = _rooms(reader)
    known = {
        row["id"]: Person(
            row["id"],
            row["name"],
            frozenset(named.get(row["id"], ())),
            frozenset(silent.get(row["id"], ())),
        )
        for row in people
    }
    ways = [way for row in people for way in names.of_person(row["id"], row["name"], row["short"])]
    ways += [
        way for key, name in _former(reader, known) for way in names.of_person(key, name, None)
    ]
    passed = (
        name
        for row in others
        for text in (row["name"], row["short"])
        if text
        for name in names.of_other(text)
    )
    emails = {row["email"].casefold(): row["id"] for row in people if row["email"]}
    rules = reader.rows("SELECT id, COALESCE(attribution, :rule) FROM conversation", rule=UNSET)
    return Persons(known, Names(ways, passed, emails), {row[0]: row[1] for row in rules})


def _former(reader: Reader, known: Collection[int]) -> list[tuple[int, str]]:
    """Return the names that persons had before, which texts may still hold."""
    found = reader.rows(
        "SELECT DISTINCT h.\"row\", h.old FROM change h WHERE h.entity = 'party'"
        " AND h.field IN ('name', 'short') AND h.old IS NOT NULL ORDER BY 1, 2"
    )
    return [(row[0], row[1]) for row in found if row[0] in known]


def _rooms(reader: Reader) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return the conversations in which each party may be named, and those in which it may not."""
    named: dict[int, set[int]] = {}
    silent: dict[int, set[int]] = {}
    for party, conversation, role in reader.rows(
        "SELECT party_id, conversation_id, role FROM conversation_party"
    ):
        by_party = silent if role in _SILENT else named
        by_party.setdefault(party, set()).add(conversation)
    return named, silent
