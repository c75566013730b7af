"""One command being undone: its changes go back, unless something is in the way.

Each field goes back to what it held, each link that was made is removed, each that was removed is
laid again under its own id. A main record that was made is archived, never deleted, and keeps what
hangs on it, as any archived record does. Where the present is no longer what the command left, or
a record that would be archived is pointed at, or one that is archived would be, the undo is
refused and the way out is named.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from tracker.errors import Conflict, NotAllowed
from tracker.write import journal
from tracker.write.models import JOURNALED, Action, Change, Command, Main, Row
from tracker.write.session import Work, among
from tracker.write.undo.rows import (
    NEEDS_FREE_NAMES,
    called,
    changed_since,
    is_making,
    named,
    own_record,
    parsed,
    pointers,
    pointing_at,
    turn,
)
from tracker.write.workflow import archive, links, names

# A stamp of the last change: an undo is a change too, and stamps anew.
_STAMPED = "updated_at"


class Reverting:
    """One command being undone: its changes go back, unless something is in the way."""

    def __init__(
        self, work: Work, number: int, undone: frozenset[int], changes: Sequence[Change]
    ) -> None:
        self._work = work
        self._number = number
        self._undone = undone
        self._changes = changes
        self._made = {(each.entity, each.row) for each in changes if is_making(each)}

    def run(self) -> None:
        """Revert all changes. Raises Conflict, naming the way out, if one of them cannot be."""
        try:
            loaded = self._load()
            with self._work.session.no_autoflush:  # half of it may not be fit to be written
                for when, changes in groupby(sorted(self._changes, key=turn), key=turn):
                    if when in NEEDS_FREE_NAMES:
                        self._work.session.flush()
                    for change in changes:
                        self._revert(change)
                for change in self._changes:
                    self._refuse_if_name_is_lost(change)
            self._work.session.flush()
            del loaded
        except IntegrityError as error:
            raise Conflict(
                f"Command {self._number} cannot be undone: what it would bring back is there "
                "again. Look at it with: tracker history"
            ) from error
        for change in self._changes:
            self._refuse_if_pointed_at(change)
            self._refuse_if_hooked(change)
            self._refuse_if_hung_on_archived(change)

    def _load(self) -> list[Row]:
        """Return the rows that changed, a table at a time, so that none is asked for by itself.

        The session holds a row only as long as somebody else does.
        """
        ids: dict[str, set[int]] = defaultdict(set)
        for each in self._changes:
            ids[each.entity].add(each.row)
        return [
            row
            for entity, numbers in ids.items()
            for row in self._work.find(
                select(JOURNALED[entity]).where(among(col(JOURNALED[entity].id), numbers))
            )
        ]

    def _revert(self, change: Change) -> None:
        model = JOURNALED[change.entity]
        row = self._work.get(model, change.row)
        if change.field is not None:
            self._revert_field(change, row)
        elif is_making(change):
            self._revert_making(change, row)
        elif row is not None:
            raise self._in_the_way(change, None, f"{named(row, change)} is there again")
        else:
            values: dict[str, Any] = json.loads(change.old or "{}")
            held: dict[str, Any] = {
                name: parsed(model, name, value) for name, value in values.items()
            }
            self._work.add(model(**held))

    def _revert_field(self, change: Change, row: Row | None) -> None:
        field = str(change.field)
        if field == _STAMPED:
            if row is not None:
                setattr(row, field, self._work.now)
            return
        if row is None or journal.canonical(getattr(row, field)) != change.new:
            raise self._in_the_way(change, field, changed_since(row, change, field))
        setattr(row, field, parsed(type(row), field, change.old))
        if isinstance(row, Main):
            self._work.note_change(row)

    def _revert_making(self, change: Change, row: Row | None) -> None:
        if row is None:
            raise self._in_the_way(change, None, f"{named(row, change)} was removed since")
        made = json.loads(change.new or "{}")
        for field, value in journal.row_values(row).items():
            same = journal.canonical(value) == journal.canonical(made.get(field))
            if field not in {_STAMPED, "archived_on"} and not same:
                raise self._in_the_way(change, field, changed_since(row, change, field))
        if isinstance(row, Main):
            if row.archived_on is None:
                row.archived_on = self._work.today
                self._work.note_change(row)
        elif own_record(row) not in self._made:
            self._work.remove(row)

    def _refuse_if_pointed_at(self, change: Change) -> None:
        """Refuse if a record that is archived now is still pointed at by something alive."""
        row = self._work.get(JOURNALED[change.entity], change.row) if is_making(change) else None
        if not isinstance(row, Main):
            return
        for other, field in pointing_at(self._work, row):
            key = (str(other.__tablename__), int(other.id or 0))
            owner = self._owner(other)
            if key in self._made or owner is None or owner.archived_on is not None:
                continue
            what, later = (
                f"{called(owner)} points at {called(row)}",
                self._last_to_set(*key, field),
            )
            if later is not None:
                raise self._refusal(what, later)
            raise self._after(f"{what}. Archive that first: tracker archive {called(owner)}")

    def _refuse_if_hooked(self, change: Change) -> None:
        """Refuse if a record would be archived again on which something hangs meanwhile."""
        if change.field == "archived_on" and change.old is not None:
            row = self._work.get(JOURNALED[change.entity], change.row)
            if isinstance(row, Main):
                try:
                    archive.refuse_if_hooked(self._work, row)
                except NotAllowed as hooked:
                    raise self._after(str(hooked)) from None

    def _refuse_if_name_is_lost(self, change: Change) -> None:
        """Refuse if a record would get a name back that belongs to another one meanwhile."""
        row = None if is_making(change) else self._work.get(JOURNALED[change.entity], change.row)
        lost = names.lost(self._work, row) if isinstance(row, Main) else None
        if isinstance(row, Main) and row.archived_on is None and lost is not None:
            name, other = lost
            raise Conflict(
                f"Command {self._number} cannot be undone: the name '{name}' belongs to "
                f"{names.described(other)} now. Rename or archive that one, then: "
                f"tracker undo --command {self._number}"
            )

    def _refuse_if_hung_on_archived(self, change: Change) -> None:
        """Refuse if what came back would point at a record that was archived since."""
        row = None if is_making(change) else self._work.get(JOURNALED[change.entity], change.row)
        owner = self._owner(row) if row is not None else None
        if row is None or (owner is not None and owner.archived_on is not None):
            return
        is_back = change.field == "archived_on"
        hanging = [(row, None if is_back else change.field)]
        if is_back and isinstance(row, Action):
            hanging += [(each, None) for each in links.rows(self._work, links.SERVES, row)]
        for each, only in hanging:
            for field, model in pointers(type(each)):
                number = getattr(each, field) if only in (None, field) else None
                target = self._work.get(model, number) if number is not None else None
                if isinstance(target, Main) and target.archived_on is not None:
                    self._refuse_if_since(target, f"{named(row, change)} would hang on")

    def _refuse_if_since(self, target: Main, what: str) -> None:
        """Refuse if a record was archived since; what hung on an archived one then, may again."""
        later = self._last_to_set(str(target.__tablename__), int(target.id or 0), "archived_on")
        if later is not None:
            raise self._refusal(f"{what} {called(target)}, which was archived since", later)

    def _owner(self, row: Row) -> Main | None:
        """Return the record that a link or a line belongs to; a record belongs to itself."""
        key = None if isinstance(row, Main) else own_record(row)
        found = self._work.get(JOURNALED[key[0]], key[1]) if key else row
        return found if isinstance(found, Main) else None

    def _in_the_way(self, change: Change, field: str | None, what: str) -> Conflict:
        """Return the refusal, naming the command that since changed the field, or the whole row."""
        return self._refusal(what, self._last_to_set(change.entity, change.row, field))

    def _last_to_set(self, entity: str, row: int, field: str | None) -> Command | None:
        """Return the last later command in force that set a field, or made or removed the row.

        What was undone is not in force. Neither is the undo of a later command: the two cancel
        each other, and to undo it would only do the undone again.
        """
        found: list[Command] = self._work.find(
            select(Command)
            .join(Change, col(Change.command_id) == col(Command.id))
            .where(
                col(Command.id) > self._number,
                col(Change.entity) == entity,
                col(Change.row) == row,
                or_(col(Change.field) == field, col(Change.field).is_(None)),
            )
            .order_by(col(Command.id).desc())
        )
        cancels = (each.undoes is not None and each.undoes > self._number for each in found)
        return next(
            (
                each
                for each, is_cancelling in zip(found, cancels, strict=True)
                if not is_cancelling and each.id not in self._undone
            ),
            None,
        )

    def _after(self, what_and_remedy: str) -> Conflict:
        """Return the refusal whose remedy is a new command, after which this one can be undone.

        It is named with its number: a count would begin with the new command.
        """
        return Conflict(
            f"Command {self._number} cannot be undone: {what_and_remedy}, then: "
            f"tracker undo --command {self._number}"
        )

    def _refusal(self, what: str, later: Command | None) -> Conflict:
        remedy = (
            f"It was command {later.id}: {later.line}. Undo that first: "
            f"tracker undo --command {later.id}"
            if later
            else "Look at it with: tracker history"
        )
        return Conflict(f"Command {self._number} cannot be undone: {what}. {remedy}")
