"""What a report may show: everything, for the keeper; what `read.attribution` lets through else.

A view stands in the SQL of a question, so that the safe form costs no memory and no second pass.
Which fields are made safe, and how, is not said here.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Self

from tracker.read.queries.fields import ACTION_FIELDS, Field

if TYPE_CHECKING:
    from tracker.vocabularies import Vocabulary


class View(NamedTuple):
    """Fields that stand in place of others, by alias and name, and which rows may leave.

    `condition` holds for the actions `a`, `recommended` for the recommendations `r` and `held` for
    the conversations `c` that may leave as more than a count; empty means all of them. A `guarded`
    view has fields before those that are shown, for `read.attribution.guard` to know whose row it
    is.
    """

    safe: Mapping[tuple[str, str], Field]
    condition: str = ""
    recommended: str = ""
    held: str = ""
    guarded: bool = False

    def fields(self, fields: Iterable[Field]) -> list[Field]:
        """Return the same fields, each in the form in which it may be shown."""
        return [self.field(field) for field in fields]

    def marks(self, known: Mapping[str, Field]) -> list[Field]:
        """Return the fields, without heading, that say before those shown whose row it is."""
        names = ("ref", "recommendation_ref") if self.guarded else ()
        return [known[name]._replace(heading="") for name in names if name in known]

    def field(self, field: Field) -> Field:
        """Return a field in the form in which it may be shown."""
        return self.safe.get((field.of, field.name), field)

    def speaking(self, vocabulary: "Vocabulary | None") -> Self:
        """Return the same view in the words of a body, if one is given."""
        if vocabulary is None:
            return self
        from tracker.read.queries import spoken

        ours = [*spoken.OWN.values(), ACTION_FIELDS["last_update"]]
        said = {(f.of, f.name): spoken.said(self.field(f), vocabulary) for f in ours}
        return self._replace(safe={**self.safe, **said})


KEEPER = View({})
"""The view of who keeps the record: everything, names included."""
