"""Lists in the words of another body: the fields that say them, and what has no word there.

The words are those of `vocabularies`. A field that says them stands in place of our own, in SQL, so
that lists are streamed and sorted by the words that are shown; filters keep asking in ours.
"""

from collections.abc import Mapping, Sequence

from tracker import vocabularies, words
from tracker.read import derived
from tracker.read.queries.fields import ACTION_FIELDS, STATUS_TOLD, Field
from tracker.read.queries.listing import Listing, Query
from tracker.read.queries.recommendations import RECOMMENDATION_FIELDS
from tracker.read.store import Reader
from tracker.vocabularies import Axis, Vocabulary

_STATE = "COALESCE(a.closure, a.status)"
"""What an action is, in the words of `vocabularies.STATES`."""
OWN: Mapping[tuple[str, str], Field] = {
    (field.of, field.name): field
    for field in (
        ACTION_FIELDS["status"]._replace(sql=_STATE),
        ACTION_FIELDS["response"],
        RECOMMENDATION_FIELDS["response"],
    )
}
"""The fields that another body has words for, as they tell our own."""


def known(fields: Mapping[str, Field], vocabulary: Vocabulary | None) -> Mapping[str, Field]:
    """Return a registry whose fields speak as a body does."""
    if vocabulary is None:
        return fields
    return {name: said(field, vocabulary) for name, field in fields.items()}


def said(field: Field, vocabulary: Vocabulary) -> Field:
    """Return a field as a body says it; as it is, if it holds no words of ours."""
    if (field.of, field.name) == ("a", "last_update"):
        told = _case(_STATE, "status", vocabulary.status)
        return field._replace(sql=field.sql.replace(STATUS_TOLD, _since(told)))
    own = OWN.get((field.of, field.name))
    if own is None:
        return field
    axis = vocabulary.axis(field.name)
    sql = _case(own.sql, field.name, axis)
    order = (*axis.words, *dict.fromkeys(_kept(field.name, each) for each in axis.missing))
    return field._replace(sql=sql, sort=derived.ranked(sql, order), vocabulary=vocabulary.name)


def told(
    reader: Reader, listing: Listing, vocabulary: Vocabulary | None, queries: Sequence[Query]
) -> Listing:
    """Return a list with the name of its vocabulary, and what has no word there.

    Of what the queries find each action, or recommendation, is counted once; none is in two.
    """
    if vocabulary is None:
        return listing
    ours = (OWN.get((field.of, field.name)) for field in listing.fields)
    counted = [
        (own.name, _counts(reader, own, vocabulary.axis(own.name).missing, queries))
        for own in ours
        if own is not None
    ]
    sentences = [vocabularies.unsaid(vocabulary, name, some) for name, some in counted if some]
    return listing._replace(vocabulary=vocabulary.name, unsaid=tuple(sentences))


def _counts(
    reader: Reader, own: Field, missing: Sequence[str], queries: Sequence[Query]
) -> dict[str, int]:
    """Return how often each of the missing words is found, in their order."""
    counts = dict.fromkeys(missing, 0)
    listed = ", ".join(f"'{each}'" for each in missing)
    for query in queries:
        for part in query.parts:
            for word, count in reader.rows(
                f"SELECT own, COUNT(*) FROM (SELECT DISTINCT {own.of}.id, {own.sql} AS own"
                f" FROM {query.origin} WHERE {part.where}) x WHERE own IN ({listed}) GROUP BY own",
                **query.params,
            ):
                counts[word] += count
    return {word: count for word, count in counts.items() if count}


def _case(own: str, field: str, axis: Axis) -> str:
    """Return the expression of the word that stands in a field, for one of ours."""
    shown = axis.said() | {each: _kept(field, each) for each in axis.missing}
    whens = " ".join(f"WHEN '{each}' THEN '{word}'" for each, word in shown.items())
    return f"(CASE {own} {whens} END)"


def _kept(field: str, ours: str) -> str:
    """Return what stands in a field where the body has no word: our own."""
    return "dropped" if field == "status" and ours in words.CLOSURES else ours


def _since(status: str) -> str:
    return STATUS_TOLD.replace("a.status", status).replace(f"{status}_on", "a.status_on")
