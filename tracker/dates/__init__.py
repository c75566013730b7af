"""Days and periods: from what a person types to calendar days, and back to words.

All days are local calendar days. Every range here is a `Span`: closed, its first and its last
day both included. `today` is always handed in; nothing here reads the clock, the environment or
the locale. What cannot be read with certainty is refused with `tracker.errors.Unreadable`, whose
sentence names what the text could mean. Case and the amount of white space do not matter.

    wording    days as text; the English names of months and weekdays
    spans      `Span`, the years that are read, months and weeks as ranges
    reading    what each option of a command makes of an expression
    grammar    prefixes and sums around one base, which is one of:
      iso        2017-06-30  2017-W26  2017-Q2
      written    30 June 2017  June 2017  end of Q3  next month
      names      today  friday  31st  eom  easter
      offsets    30d  in 2 weeks  P3D
    anchors    days that hang on a milestone or a conversation
    recurrence what repeats: from `6 months` or `first monday` to the days that follow
    refusals   why a text was not read, and what to write instead

Reading an ISO day loads the first three of these and `iso`; the rest is loaded when needed.
"""

from tracker.dates.reading import (
    after,
    anchored,
    before,
    deadline,
    happened,
    iso_day,
    read,
    shifted,
    since,
    start,
)
from tracker.dates.spans import FIRST_YEAR, LAST_YEAR, Span, add_months
from tracker.dates.wording import echo, long

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Span",
    "add_months",
    "after",
    "anchored",
    "before",
    "deadline",
    "echo",
    "happened",
    "iso_day",
    "long",
    "read",
    "shifted",
    "since",
    "start",
]
