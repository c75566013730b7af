"""The thresholds that colour the table: they belong to the file, and are journaled."""

from sqlmodel import col, select

from tracker import words
from tracker.errors import NotFound, Unreadable
from tracker.write.models import Setting
from tracker.write.session import Work

LONGEST = 3650
"""Days; a threshold beyond ten years would colour nothing."""


def set_threshold(work: Work, name: str, value: str) -> None:
    """Set `due_soon_days` or `unconfirmed_days` to a whole number of days, from 0 to 3650."""
    wanted = name.strip().casefold().replace("-", "_")
    if wanted not in words.THRESHOLDS:
        raise NotFound(
            f"There is no setting '{name.strip()}' in the file. "
            f"It is {words.one_of(each.replace('_', '-') for each in words.THRESHOLDS)}."
        )
    shown = wanted.replace("_", "-")
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and int(digits[:9]) <= LONGEST):
        raise Unreadable(
            f"'{digits}' is not a number of days. Write a whole number from 0 to {LONGEST}."
        )
    found: list[Setting] = work.find(select(Setting).where(col(Setting.name) == wanted))
    old = found[0].value if found else str(words.THRESHOLDS[wanted])
    new = str(int(digits))
    if old == new:
        work.say(f"{shown} is {new} already: nothing to change")
        return
    if found:
        found[0].value = new
    else:
        work.add(Setting(name=wanted, value=new))
    work.say(f"{shown} {old} -> {new}")
