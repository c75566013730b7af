"""Drawing rows at random from one seed: numbered, with every column, by table.

What is drawn is said in `spread` and `drawn_actions`.
"""

from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

import corpus

TODAY = date(2017, 6, 30)
"""The day on which every measured command runs."""
FIRST = date(2014, 9, 1)
"""The day before the first conversation."""

Rows = dict[str, list[dict[str, Any]]]


class Drawing:
    """Rows under way, by table, and the chances that decide what is in them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.rows: Rows = {}
        self.parties = corpus.parties()
        self._next_id: dict[str, int] = {}
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.parties) + 1)))
        self._numbers = range(1, len(self.parties) + 1)

    def add(self, entity: str, **values: Any) -> int:
        """Add a row of a table; return its id."""
        number = self._next_id.get(entity, 1)
        self._next_id[entity] = number + 1
        self.rows.setdefault(entity, []).append({"id": number, **values})
        return number

    def main(self, entity: str, **values: Any) -> int:
        """Add a main record, with a uid that the seed decides."""
        bits = f"{self.random.getrandbits(128):032x}"
        uid = f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-a{bits[17:20]}-{bits[20:]}"
        values.setdefault("archived_on", None)
        return self.add(entity, uid=uid, key=None, **values)

    def taken(self) -> Rows:
        """Return the rows since the last time, parents before children."""
        taken, self.rows = self.rows, {}
        return taken

    def party(self) -> int:
        """Return the id of a party: a few are met often, most of them rarely."""
        return self.random.choices(self._numbers, cum_weights=self._weights)[0]

    def some_parties(self, most: int) -> list[int]:
        """Return the ids of up to `most` parties, each once."""
        return list({self.party() for _ in range(self.random.randint(1, most))})

    def days(self, least: int, most: int) -> timedelta:
        """Return a number of days, both ends included."""
        return timedelta(days=self.random.randint(least, most))

    def chance(self, percent: float) -> bool:
        """Return whether something happens that does so in `percent` of all cases."""
        return self.random.random() * 100 < percent

    def one_of(self, **weights: float) -> str:
        """Return one of some words by their weights; an underscore stands for a hyphen."""
        return self.random.choices(list(weights), list(weights.values()))[0].replace("_", "-")


def stamp(day: date) -> str:
    """Return a UTC clock reading of a day."""
    return f"{day.isoformat()}T09:00:00Z"
