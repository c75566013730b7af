"""A chart in block characters: for each line a row of bars, all rows to one scale.

The first number stands before the bars and the last one behind them, so that nothing is told by
height or colour alone; and the highest, where it is neither and there is room. Where there are more
places than cells the last ones are drawn, and it is said from when. Where there is hardly any room
the numbers stand without bars.
"""

from collections.abc import Iterator, Sequence

from tracker.formats.cells import pad, width
from tracker.formats.page import Chart
from tracker.formats.visible import visible

_BARS = "▁▂▃▄▅▆▇"  # never a whole cell: so a row does not touch the one above it
_NOTHING = "·"
_WIDEST = 8  # cells for one place: a month and a gap
_APART = 3  # cells from which one of them is a gap
_LEAST = 8  # cells in which bars tell anything
_WIDE = 160  # cells that all bars together take, however much room there is
_STEPS = (1, 2, 3, 4, 6, 12, 24, 60, 120)  # from label to label, as people count months
_GAP = "  "


def lines(chart: Chart, room: int) -> Iterator[str]:
    """Yield the lines of a chart, which fit `room` cells."""
    if not chart.labels or not chart.lines:
        return
    names = [visible(name) for name, _ in chart.lines]
    head = max(map(width, names))
    size = max(len(str(each)) for _, values in chart.lines for each in values)
    before = head + len(_GAP) + size + 1
    across = room - before - 1 - size
    beside = len(_peak("")) + size if any(_has_peak(values) for _, values in chart.lines) else 0
    tells_peaks = across - beside >= max(len(chart.labels), _LEAST)
    across -= beside if tells_peaks else 0
    places = min(max(across, 0), len(chart.labels)) if across >= _LEAST else 0
    most = max(max(values[-places:]) for _, values in chart.lines)
    cells = min(across, _WIDE) // places if places else 0
    cells = min(max(cells, 1), _WIDEST)
    for name, (_, values) in zip(names, chart.lines, strict=True):
        shown = values[-places:]
        bars = _bars(shown, most, cells) if places else "→"
        peak = _peak(str(max(shown)).rjust(size)) if tells_peaks and _has_peak(shown) else ""
        yield f"{pad(name, head)}{_GAP}{shown[0]:>{size}} {bars} {shown[-1]:>{size}}{peak}"
    labels = [visible(each) for each in chart.labels[-places:]]
    under = " " * before + _axis(labels, cells) if places else ""
    yield under if under and width(under) <= room else f"{labels[0]} to {labels[-1]}"
    if 0 < places < len(chart.labels):
        yield f"The last {places} of {len(chart.labels)} are drawn."


def _has_peak(values: Sequence[int]) -> bool:
    return max(values) > max(values[0], values[-1])


def _peak(number: str) -> str:
    return f"{_GAP}highest {number}"


def _bars(values: Sequence[int], most: int, cells: int) -> str:
    size, gap = (cells - 1, " ") if cells >= _APART else (cells, "")
    return gap.join(_bar(each, most) * size for each in values)


def _bar(value: int, most: int) -> str:
    return _BARS[(value * len(_BARS) - 1) // most] if value else _NOTHING


def _axis(labels: Sequence[str], cells: int) -> str:
    """Return labels under their places, as many as there is room for; always the first and last."""
    size = max(map(width, labels)) + 1
    step = next((each for each in _STEPS if each * cells >= size), len(labels))
    end = (len(labels) - 1) * cells
    last = max(min(end, len(labels) * cells - width(labels[-1])), 0)
    axis = ""
    for place in range(0, len(labels) - 1, step):
        if place == 0 or place * cells + size <= last:
            axis += " " * (place * cells - width(axis)) + labels[place]
    if not axis:
        return labels[-1]
    return axis + " " * max(last - width(axis), 1) + labels[-1]
