"""Between what was asked and `formats`: every typed text that leaves is searched for names.

A list passes row by row, a report as a whole; both come out as they went in, with the names
blanked where that was asked for, and each name that was found noted. Whoever asked decides, before
the first byte is written, whether what was noted stops the command.

A text is judged with its record: what came out of public conversations alone is not searched, and
who hosted, sponsored, moderated or opened one of its conversations may be named (`persons`).
Fields that hold parties are not searched: `safe` has made them fit to leave.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker import words
from tracker.read.attribution.names import Span
from tracker.read.attribution.persons import Persons
from tracker.read.attribution.safe import WITHHELD
from tracker.read.queries.fields import Field
from tracker.read.queries.listing import Listing, Meeting
from tracker.read.reports.shapes import Moment, Row
from tracker.read.store import Reader

BLANK = f"[{WITHHELD}]"
"""What stands in place of a name that was blanked."""
KEPT_BACK = "[confidential]"
"""What stands in place of a text that speaks of something confidential."""
_SPOKEN_OF = re.compile(r"\b[ARC][1-9][0-9]{0,17}\b")
# Parties are made safe as fields; hosts may be named, and a post is no person.
_PARTIES = frozenset(
    ("owner", "owner_name", "holder", "supporting", "addressees", "hosts", "post", "post_name")
)
_MADE = frozenset(
    (
        *("uid", "created_at", "updated_at", "changed_at", "recommendations", "conversations"),
        *("actions", "blocked_by", "depends"),
    )
)
"""Fields that nobody typed: references and stamps."""
_SEARCHED = frozenset(("text", "list"))
_PUBLIC, _, _CONFIDENTIAL = words.ATTRIBUTIONS


class Found(NamedTuple):
    """A name that a text would let out: of which record and field, and whose.

    `ref` is empty for words that are of no record, such as those of a filter.
    """

    ref: str
    field: str
    person: str


class Guard:
    """Searches what leaves through one command, and keeps what was `found` in it."""

    def __init__(
        self,
        reader: Reader,
        persons: Persons,
        *,
        cleared: Collection[int] = (),
        blanks: bool = False,
        shows_confidential: bool = False,
    ) -> None:
        self._reader = reader
        self._persons = persons
        self._cleared = frozenset(cleared)
        self._blanks = blanks
        self._secret = frozenset(
            f"C{number}"
            for number, rule in persons.rules.items()
            if rule == _CONFIDENTIAL and not shows_confidential
        )
        self._found: dict[Found, None] = {}
        self._rooms: dict[str, frozenset[int]] = {}

    @property
    def found(self) -> list[Found]:
        """Every name that was found and is not cleared, each once a field, in reading order."""
        return list(self._found)

    # -- lists ---------------------------------------------------------------------------------

    def listed(self, listing: Listing) -> Listing:
        """Return a list without its first fields, the marks of the view that it was asked by."""
        marks = sum(not field.heading for field in listing.fields)
        fields = listing.fields[marks:]
        told = {field.of: place for place, field in enumerate(listing.fields[:marks])}
        places = [
            (place, field, told.get(field.of))
            for place, field in enumerate(listing.fields)
            if place >= marks and _is_searched(field)
        ]
        meetings: dict[str, Meeting] = {}  # those that head rows, once these are read
        rows = listing.rows
        if listing.group is not None and listing.meetings:
            rows = self._headed(rows, listing.meetings, meetings)
        return listing._replace(
            fields=fields, rows=self._rows(rows, places, marks), meetings=meetings
        )

    def _headed(
        self,
        rows: Iterable[tuple[Any, ...]],
        known: Mapping[str, Meeting],
        shown: dict[str, Meeting],
    ) -> Iterator[tuple[Any, ...]]:
        """Pass rows on whose last value is their conversation, and note how that may be named."""
        for row in rows:
            ref = row[-1]
            if ref in known and ref not in shown:
                shown[ref] = self._meeting(ref, known[ref])
            yield row

    def _rows(
        self,
        rows: Iterable[tuple[Any, ...]],
        places: Sequence[tuple[int, Field, int | None]],
        marks: int,
    ) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            changed: dict[int, object] = {}
            for place, field, mark in places:
                value = row[place]
                if value:
                    ref = None if mark is None else row[mark]
                    safe = self._value(value, ref or "", field.name)
                    if safe is not value:
                        changed[place] = safe
            shown = [changed.get(place, each) for place, each in enumerate(row)] if changed else row
            yield tuple(shown[marks:])

    def _meeting(self, ref: str, meeting: Meeting) -> Meeting:
        title = "" if ref in self._secret else self.text(meeting.title, ref, "title")
        series = meeting.series and self.text(meeting.series, "", "series")
        return meeting._replace(title=title, series=series)

    # -- reports -------------------------------------------------------------------------------

    def reported(self, report: Any) -> Any:  # noqa: ANN401 - any named tuple of `shapes`
        """Return a report of named tuples with every text in it searched."""
        return self._whole(report, "", "")

    def _whole(self, value: Any, ref: str, field: str) -> Any:  # noqa: ANN401 - as above
        if isinstance(value, str):
            if field == "filters":
                return self.filters(value)
            return value if field in _PARTIES else self.text(value, ref, field)
        if isinstance(value, Moment):
            return self._moment(value)
        if isinstance(value, (tuple, list)) and not isinstance(value, Field):
            return self._several(value, ref, field)
        return value

    def _moment(self, moment: Moment) -> Moment:
        """Return a conversation as it may be named; one that leaves as a count only is a day."""
        if moment.ref in self._secret:
            return Moment(moment.day)
        title = moment.title and self.text(moment.title, moment.ref or "", "title")
        return moment._replace(title=title)

    def _several(self, value: Any, ref: str, field: str) -> Any:  # noqa: ANN401 - as above
        """Return a tuple, a list or a shape of a report; one with rows and their fields is told."""
        names = getattr(value, "_fields", None)
        if names is None:
            return type(value)(self._whole(each, ref, field) for each in value)
        has_rows = {"fields", "rows"} <= set(names)
        changed = {
            each: self._whole(getattr(value, each), ref, each)
            for each in names
            if not (has_rows and each == "rows")
        }
        if has_rows:
            changed["rows"] = self._section(value.fields, value.rows)
        return value._replace(**changed)

    def _section(self, fields: Sequence[Field], rows: Iterable[Row]) -> list[Row]:
        """Return the rows of a section, each of the record that its first field names."""
        searched = [_is_searched(field) for field in fields]
        return [
            tuple(
                self._value(each, str(row[0]), field.name) if each and is_text else each
                for field, each, is_text in zip(fields, row, searched, strict=True)
            )
            for row in rows
        ]

    # -- texts ---------------------------------------------------------------------------------

    def text(self, text: str, ref: str, field: str) -> str:
        """Return a text of a record, or of none, with names blanked if that was asked for."""
        return self._searched(text, text, ref, field)

    def filters(self, said: str) -> str:
        """Return what a document says it was narrowed to, where a name may be typed in small."""
        capitals = said.title()
        return self._searched(said, capitals if len(capitals) == len(said) else said, "", "filters")

    def _searched(self, text: str, read: str, ref: str, field: str) -> str:
        """Return a text, blanked where names stand in it as it is `read`, if that was asked for.

        One that speaks of another record which leaves as a count only is kept back whole.
        """
        if self._secret and any(self._is_secret(each, ref) for each in _SPOKEN_OF.findall(text)):
            return KEPT_BACK
        spans = self._persons.names.find(read)
        if not spans:
            return text
        kept = self._kept(spans, ref)
        for span in kept:
            self._found[Found(ref, field, self._persons.known[span.bearer].name)] = None
        return _blanked(text, kept) if self._blanks else text

    def _is_secret(self, spoken_of: str, ref: str) -> bool:
        """Whether a record that a text speaks of is confidential, and the text's own one is not."""
        if spoken_of == ref:
            return False
        return any(f"C{room}" in self._secret for room in self._rooms_of(spoken_of))

    def _value(self, value: Any, ref: str, field: str) -> Any:  # noqa: ANN401 - of any field
        if isinstance(value, str):
            return self.text(value, ref, field)
        safe = [self.text(each, ref, field) for each in value]
        return value if safe == value else safe

    def _kept(self, spans: Sequence[Span], ref: str) -> list[Span]:
        """Return the spans of those who may not be named in a record."""
        rooms = self._rooms_of(ref)
        strict = frozenset(each for each in rooms if self._persons.rules.get(each) != _PUBLIC)
        if rooms and not strict:
            return []
        return [
            span
            for span in spans
            if span.bearer not in self._cleared
            and not self._persons.known[span.bearer].may_be_named(strict)
        ]

    def _rooms_of(self, ref: str) -> frozenset[int]:
        """Return the ids of the conversations that a record came out of."""
        asked = _ROOMS.get(ref[:1])
        if asked is None or not ref[1:].isdecimal():
            return frozenset()
        if ref not in self._rooms:
            found = self._reader.rows(asked, id=int(ref[1:]))
            self._rooms[ref] = frozenset(row[0] for row in found if row[0] is not None)
        return self._rooms[ref]


_ROOMS = {
    "A": (
        "SELECT conversation_id FROM action WHERE id = :id UNION SELECT r.conversation_id"
        " FROM action_recommendation ar JOIN recommendation r ON r.id = ar.recommendation_id"
        " AND r.archived_on IS NULL WHERE ar.action_id = :id"
    ),
    "R": "SELECT conversation_id FROM recommendation WHERE id = :id",
    "C": "SELECT CAST(:id AS INTEGER)",
}


def _is_searched(field: Field) -> bool:
    return field.kind in _SEARCHED and field.name not in _PARTIES | _MADE


def _blanked(text: str, spans: Sequence[Span]) -> str:
    parts, end = [], 0
    for span in spans:
        if span.start >= end:
            parts += [text[end : span.start], BLANK]
            end = span.end
    return "".join((*parts, text[end:]))
