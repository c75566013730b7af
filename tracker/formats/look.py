"""How something is to be drawn, as far as the one who asks for it decides. No drawing is here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import tzinfo


class Look(NamedTuple):
    """What a format may ask about; each takes what concerns it and passes the rest over.

    `width` (in cells) and `colour` are for a terminal, `excel` (a byte order mark) is for csv.
    `group` names fields by which rows are sorted: on a terminal they head their rows. `title` is
    what a document is called, `as_of` the day (ISO) that a report tells of, `about` are lines under
    the title; a Markdown list is one only if `document` is said. `names` gives the full name of
    each short one, for the list that ends a document. With `folds` people read in one cell what
    belongs together, such as a deadline and its rule. `events` is whether a calendar gets an event
    beside each task; `zone` is where a day begins, for formats that know instants only: UTC unless
    it is said. `template` is the path of the Word document that docx is written into.
    """

    width: int = 80
    colour: bool = False
    excel: bool = False
    group: Sequence[str] = ()
    title: str = "List"
    as_of: str = "2000-01-01"
    about: tuple[str, ...] = ()
    document: bool = False
    names: Mapping[str, str] = MappingProxyType({})
    folds: bool = False
    events: bool = True
    zone: "tzinfo | None" = None
    template: str | None = None


PLAIN = Look()
