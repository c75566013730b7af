"""The table at the end: each command at each size, Taskwarrior's beneath it.

Ratios are to the floor, one start of the same interpreter with sqlite3, in the same run.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

_WIDE = 1000
_HEADING = "ratio to the floor, milliseconds, peak MB"


class Measured(NamedTuple):
    """What the runs of one command on one file came to; `failed` says why there are none."""

    seconds: tuple[float, ...]
    megabytes: float
    failed: str = ""

    @property
    def median(self) -> float:
        """The median of the seconds of its runs."""
        return median(self.seconds)


class Column(NamedTuple):
    """All that was measured at one size, by (program, command).

    `least_megabytes` is the memory below which nothing can be told apart.
    """

    size: int
    floor: Measured
    least_megabytes: float
    cells: dict[tuple[str, str], Measured]


def table(columns: Sequence[Column], names: Sequence[str], *, markdown: bool) -> str:
    """Return the table as aligned text or as Markdown."""
    rows = [["", *(f"{column.size:,}" for column in columns)]]
    rows.append(["floor (sqlite3)", *(_floor(column) for column in columns)])
    for name in names:
        for program in ("tracker", "task"):
            cells = [column.cells.get((program, name)) for column in columns]
            if any(cells):
                label = name if program == "tracker" else f"{name} · task"
                pairs = zip(cells, columns, strict=True)
                rows.append([label, *(_cell(cell, column) for cell, column in pairs)])
    lines = _markdown(rows) if markdown else _aligned(rows)
    return "\n".join([_HEADING, "", *lines, *_failures(columns)]) + "\n"


def _floor(column: Column) -> str:
    return f"1.0 {_milliseconds(column.floor.median)} {column.floor.megabytes:4.0f}"


def _cell(cell: Measured | None, column: Column) -> str:
    if cell is None:
        return "-"
    if cell.failed:
        return "missing"
    below = "<" if cell.megabytes <= column.least_megabytes else " "
    memory = f"{below}{max(cell.megabytes, column.least_megabytes):.0f}"
    return f"{_ratio(cell.median / column.floor.median)} {_milliseconds(cell.median)} {memory:>4}"


def _ratio(value: float) -> str:
    return f"{value:.1f}" if value < _WIDE else f"{value:,.0f}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:7,.0f}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _markdown(rows: Sequence[Sequence[str]]) -> list[str]:
    ruled = ["---", *("--:" for _ in rows[0][1:])]
    return [
        f"| {' | '.join(' '.join(each.split()) for each in row)} |"
        for row in (rows[0], ruled, *rows[1:])
    ]


def _failures(columns: Sequence[Column]) -> list[str]:
    said = {
        f"{program} {name}: {cell.failed}"
        for column in columns
        for (program, name), cell in column.cells.items()
        if cell.failed
    }
    return ["", "missing or failing:", *sorted(said)] if said else []
