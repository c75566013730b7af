"""Full text: from the words that a person types to a condition on actions or recommendations.

Words may come in any order and be spread over an action's title, detail, next step, its notes,
and the texts of its recommendations; a word is found by its beginning, accents and case aside.
What is typed is never the search engine's syntax: each word is quoted.
"""

from collections.abc import Iterable

from tracker.errors import Unreadable
from tracker.read.store import Reader

_IN_NOTES = (
    "SELECT n.{key} FROM note n WHERE n.id IN ({note})"
    " AND n.archived_on IS NULL AND n.{key} IS NOT NULL"
)
_IN_ACTIONS = "{action}"
_IN_RECOMMENDATIONS = "{recommendation}"
_BY_RECOMMENDATION = (
    "SELECT ar.action_id FROM recommendation x JOIN action_recommendation ar"
    " ON ar.recommendation_id = x.id WHERE x.id IN ({recommendation}) AND x.archived_on IS NULL"
)
_MATCHING = "SELECT s.rowid FROM {0}_search s WHERE {0}_search MATCH {1}"
# On an earlier day: not the words that rows have now, but those that they had.
_MATCHED = (
    " AND s.rowid NOT IN (SELECT t.id FROM {0}_then t)"
    " UNION ALL SELECT s.rowid FROM {0}_search_then s WHERE {0}_search_then MATCH {1}"
)


def terms(texts: Iterable[str]) -> list[str]:
    """Return the words as the search engine takes them: quoted, found by their beginning.

    Raises Unreadable for a text in which nothing can be searched.
    """
    found: list[str] = []
    for text in texts:
        parts = [part for part in text.split() if any(map(str.isalnum, part))]
        if not parts:
            raise Unreadable(f"There is no word to search for in '{text}'. Write one, or more.")
        found += ['"' + part.replace('"', '""') + '"*' for part in parts]
    return found


def of_actions(reader: Reader, parameter: str) -> str:
    """Return the condition that an action `a` has the word that a parameter holds."""
    places = (_IN_ACTIONS, _IN_NOTES, _BY_RECOMMENDATION)
    return f"a.id IN ({_union(reader, places, 'action_id', parameter)})"


def of_recommendations(reader: Reader, parameter: str) -> str:
    """Return the condition that a recommendation `r` has the word that a parameter holds."""
    places = (_IN_RECOMMENDATIONS, _IN_NOTES)
    return f"r.id IN ({_union(reader, places, 'recommendation_id', parameter)})"


def _union(reader: Reader, places: Iterable[str], key: str, word: str) -> str:
    matching = {
        entity: (_MATCHING + (_MATCHED if entity in reader.reworded else "")).format(entity, word)
        for entity in ("action", "recommendation", "note")
    }
    return " UNION ".join(place.format(key=key, **matching) for place in places)
