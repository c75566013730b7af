"""Full text: from the words that a person types to a condition on actions or recommendations.

Words may come in any order and be spread over an action's title, detail, next step, its notes,
and the texts of its recommendations; a word is found by its beginning, accents and case aside.
What is typed is never the search engine's syntax: each word is quoted.
"""

from collections.abc import Iterable

from tracker.errors import Unreadable

_IN_NOTES = (
    "SELECT n.{key} FROM note_search s JOIN note n ON n.id = s.rowid"
    " WHERE note_search MATCH {word} AND n.archived_on IS NULL AND n.{key} IS NOT NULL"
)
_IN_ACTIONS = "SELECT s.rowid FROM action_search s WHERE action_search MATCH {word}"
_IN_RECOMMENDATIONS = (
    "SELECT s.rowid FROM recommendation_search s WHERE recommendation_search MATCH {word}"
)
_BY_RECOMMENDATION = (
    "SELECT ar.action_id FROM recommendation_search s JOIN action_recommendation ar"
    " ON ar.recommendation_id = s.rowid JOIN recommendation x ON x.id = s.rowid"
    " AND x.archived_on IS NULL WHERE recommendation_search MATCH {word}"
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


def of_actions(parameter: str) -> str:
    """Return the condition that an action `a` has the word that a parameter holds."""
    places = (_IN_ACTIONS, _IN_NOTES, _BY_RECOMMENDATION)
    return f"a.id IN ({_union(places, key='action_id', word=parameter)})"


def of_recommendations(parameter: str) -> str:
    """Return the condition that a recommendation `r` has the word that a parameter holds."""
    places = (_IN_RECOMMENDATIONS, _IN_NOTES)
    return f"r.id IN ({_union(places, key='recommendation_id', word=parameter)})"


def _union(places: Iterable[str], *, key: str, word: str) -> str:
    return " UNION ".join(place.format(key=key, word=word) for place in places)
