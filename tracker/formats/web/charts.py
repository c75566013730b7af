"""Lines over months as SVG: told apart by dashes and by names, not by colour alone."""

from collections.abc import Iterator, Sequence
from html import escape

from tracker.formats.page import Chart
from tracker.formats.web import escaped

_WIDTH, _HEIGHT = 960, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 170, 16, 40
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "4 2", "16 6")
_LINES = 4  # of the grid, about
_LABELS = 12  # along the axis, at most
_APART = 17  # names of lines, one above the other


def drawn(chart: Chart, title: str) -> Iterator[str]:
    """Yield a chart as one element; its numbers are to stand beside it as a table."""
    step = _step(max((max(values, default=0) for _, values in chart.lines), default=0))
    top = max((max(values, default=0) for _, values in chart.lines), default=0)
    top = max(-(-top // step), 1) * step
    described = f"{title}: {', '.join(name for name, _ in chart.lines)}, by month"
    yield f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escaped(described)}">\n'
    for number in range(0, top + 1, step):
        y = _y(number, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text class="axis" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{number}</text>\n'
    every = -(-len(chart.labels) // _LABELS)
    for place in range((len(chart.labels) - 1) % max(every, 1), len(chart.labels), max(every, 1)):
        x = _x(place, len(chart.labels))
        label = escape(chart.labels[place])
        yield f'<text class="axis" x="{x}" y="{_HEIGHT - 14}" text-anchor="middle">{label}</text>\n'
    yield from _lines(chart, top)
    yield "</svg>\n"


def _lines(chart: Chart, top: int) -> Iterator[str]:
    ends = [_y(values[-1], top) if values else 0 for _, values in chart.lines]
    for place, ((name, values), end, at) in enumerate(
        zip(chart.lines, ends, _spread(ends), strict=True)
    ):
        if not values:
            continue
        points = [(_x(i, len(values)), _y(value, top)) for i, value in enumerate(values)]
        dash = _DASHES[place % len(_DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        told = " ".join(f"{x},{y}" for x, y in points)
        x = points[-1][0]
        yield f'<g class="line-{place % len(_DASHES)}"><polyline points="{told}"{dashed}/>'
        yield f'<circle cx="{x}" cy="{end}" r="4"/>'
        yield f'<line class="lead" x1="{x + 5}" y1="{end}" x2="{x + 20}" y2="{at}"/>'
        said = f"{escaped(name)} {values[-1]}"
        yield f'<text class="name" x="{x + 24}" y="{at + 4}">{said}</text></g>\n'


def _spread(ends: Sequence[float]) -> list[float]:
    """Return heights for names, near the ends of their lines but not over each other."""
    order = sorted(range(len(ends)), key=lambda place: (ends[place], place))
    places = list(ends)
    lowest = float(_TOP)
    for place in order:
        places[place] = lowest = max(ends[place], lowest)
        lowest += _APART
    most = float(_HEIGHT - _BOTTOM)
    for place in reversed(order):
        places[place] = min(places[place], most)
        most = places[place] - _APART
    return places


def _step(most: int) -> int:
    """Return a round distance between the lines of the grid."""
    steps = (number * 10**power for power in range(20) for number in (1, 2, 5))
    found: int = next(step for step in steps if most <= step * _LINES)
    return found


def _x(place: int, count: int) -> float:
    room = _WIDTH - _LEFT - _RIGHT
    return round(_LEFT + (room * place / (count - 1) if count > 1 else room), 1)


def _y(value: int, top: int) -> float:
    return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / top, 1)
