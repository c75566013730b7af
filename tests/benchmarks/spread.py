"""The whole of a made-up file: how many series and conversations, and what each brought.

Rows come in batches of whole conversations, in the order of their days; writing is `generate`'s.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import drawn_actions
import drawn_ground
from drawing import FIRST, TODAY, Drawing, Rows

ACTIONS, RECOMMENDATIONS = 25, 8
"""Of one conversation, on average."""
CONVERSATIONS = 12
"""Of one series, on average."""
_BATCH = 200


def batches(size: int) -> Iterator[tuple[date, Rows]]:
    """Yield the day of each command and its rows by table, parents first, for `size` actions."""
    draw = Drawing(size)
    meetings = max(1, size // ACTIONS)
    series = max(1, meetings // CONVERSATIONS)
    drawn_ground.add(draw, series)
    yield FIRST, draw.taken()
    span, left = (TODAY - FIRST).days - 10, size
    for number in range(meetings):
        held_on = FIRST + timedelta(days=1 + span * number // meetings)
        is_last = number == meetings - 1
        count = left if is_last else min(left, draw.random.randint(ACTIONS - 8, ACTIONS + 8))
        left -= count
        _conversation(draw, number, number % series, held_on, count)
        if is_last or number % _BATCH == _BATCH - 1:
            yield held_on, draw.taken()
    for number in range(series):
        title = f"The next conversation on {drawn_ground.subject(number)}"
        drawn_ground.meeting(draw, title, number, TODAY + draw.days(3, 60))
    yield TODAY, draw.taken()


def _conversation(draw: Drawing, number: int, series: int, held_on: date, actions: int) -> None:
    title = f"Conversation {number + 1} on {drawn_ground.subject(series)}"
    meeting = drawn_ground.meeting(draw, title, series, held_on)
    count = max(1, round(actions * RECOMMENDATIONS / ACTIONS) + draw.random.randint(-1, 1))
    asked = [drawn_ground.recommendation(draw, meeting, place, held_on) for place in range(count)]
    for _ in range(actions):
        drawn_actions.add(draw, meeting, held_on, asked)
