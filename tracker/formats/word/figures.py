"""The tables of a Word document that are no lists: figures with their movement, labelled facts."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.formats.cells import shown
from tracker.formats.page import long_day
from tracker.formats.word.markup import paragraph
from tracker.formats.word.styles import SHADE, Styles
from tracker.formats.word.tables import END, begin, cell, is_low, row
from tracker.formats.word.widths import MARGINS, length, longest_word, spread

_IN_A_BAND = 7
_IN_A_WIDE_BAND = 10  # on a page that is turned

Rows = Sequence[tuple[str, int, int | None]]


def bands(rows: Rows, page: int, styles: Styles, *, is_wide: bool) -> Iterator[str]:
    """Yield figures side by side: each label, under it the number, and how it moved."""
    for most in range(_IN_A_WIDE_BAND if is_wide else _IN_A_BAND, 0, -1):
        count = -(-len(rows) // most) or 1
        size = -(-len(rows) // count) or 1
        cut = [rows[start : start + size] for start in range(0, len(rows), size)]
        leasts = [_least(band[i][0] for band in cut if i < len(band)) for i in range(size)]
        if sum(leasts) <= page:
            break
    widths = spread(leasts, page)
    for band in cut:
        yield _band(band, widths[: len(band)], styles)


def _least(labels: Iterable[str]) -> int:
    return max((longest_word(label, bold=True) for label in labels), default=0) + MARGINS


def _band(rows: Rows, widths: Sequence[int], styles: Styles) -> str:
    labels = (
        cell(paragraph(label, styles.head, jc="center"), width, fill=SHADE, middle=True)
        for (label, _, _), width in zip(rows, widths, strict=True)
    )
    numbers = (
        cell(
            paragraph(str(now), styles.figure, jc="center", keep=was is not None)
            + (paragraph(moved(now, was), styles.cell, jc="center") if was is not None else ""),
            width,
        )
        for (_, now, was), width in zip(rows, widths, strict=True)
    )
    told = "Figures and how they moved" if any(was is not None for _, _, was in rows) else "Figures"
    return begin(widths, styles, caption=told) + row(labels, heads=True) + row(numbers) + END


def moved(now: int, was: int) -> str:
    """Return how a figure moved: `+2, was 1`."""
    return "unchanged" if now == was else f"{now - was:+d}, was {was}".replace("-", "\u2212")


def facts(
    rows: Sequence[tuple[str, object]], page: int, styles: Styles, caption: str
) -> Iterator[str]:
    """Yield labels with their values, one below the other."""
    if not rows:
        return
    label = min(max(length(name, bold=True) for name, _ in rows) + MARGINS, page // 3)
    widths = [label, page - label]
    yield begin(widths, styles, caption=caption, heads="column")
    for name, value in rows:
        text = long_day(value) if isinstance(value, str) else shown(value)
        yield row(
            (
                cell(paragraph(name, styles.head), widths[0], fill=SHADE),
                cell(paragraph(text, styles.cell), widths[1]),
            ),
            whole=is_low(text, widths[1]),
        )
    yield END
