"""A chart in block characters: a row of bars for each line, all of them to one scale.

The numbers of the first and the last place stand beside the bars, so that nothing is told by
height alone. Where there are more places than room, the last ones are drawn, and how many there are
is said; where there is hardly any room at all, the numbers stand alone.
"""

from collections.abc import Iterator, Sequence

from tracker.formats.cells import pad, width
from tracker.formats.page import Chart
from tracker.formats.visible import visible

_BARS = "▁▂▃▄▅▆▇"
"""Never a whole cell, so that a line does not touch the one above it."""
_NONE = "·"
_WIDEST = 8  # cells for one place
_LEAST = 8  # cells in which bars say anything
_BETWEEN = "  "


def lines(chart: Chart, room: int) -> Iterator[str]:
    """Yield the lines of a chart that fits `room` cells."""
    if not chart.labels or not chart.lines:
        return
    names = [visible(name) for name, _ in chart.lines]
    head = max(map(width, names))
    places = _fitting(chart, room - head - len(_BETWEEN))
    most = max(max(values[-places:]) for _, values in chart.lines)
    size = max(len(str(each)) for _, values in chart.lines for each in _ends(values, places))
    across = room - head - len(_BETWEEN) - 2 * (size + 1)
    cells = min(across // places, _WIDEST) if across >= _LEAST else 0
    for name, (_, values) in zip(names, chart.lines, strict=True):
        first, last = (str(each).rjust(size) for each in _ends(values, places))
        bars = _bars(values[-places:], most, cells) if cells else "→"
        yield f"{pad(name, head)}{_BETWEEN}{first} {bars} {last}"
    shown = chart.labels[-places:]
    if cells:
        axis = _axis(shown, cells, size)
        yield f"{' ' * (head + len(_BETWEEN))}{axis}".rstrip()
    if cells and places == len(chart.labels):
        return
    yield f"{_said(shown, len(chart.labels))}"
