"""The summary sheet of a workbook: how many rows stand under which word, and a chart of it.

Rows are counted as they pass. In a progress table an action stands once for each of its
recommendations: there each reference is counted once.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.formats import palette
from tracker.formats.page import long_day
from tracker.formats.page_table import COLOURS
from tracker.formats.sheets import Book, Sheet

if TYPE_CHECKING:
    from tracker.formats.columns import FieldLike
    from tracker.formats.listing import ListingLike
    from tracker.formats.look import Look

_COUNTED = ("status", "rag", "timeliness", "response", "kind", "conversation")
_OF_RECOMMENDATIONS = ("response",)
_CHARTED = ("status", "rag")


class Counts:
    """How many rows stand under each word of the fields that are counted."""

    def __init__(self, fields: Sequence["FieldLike"]) -> None:
        self.rows = 0
        places = {field.name: place for place, field in enumerate(fields)}
        self.ref = places.get("ref")
        self.places = {name: places[name] for name in _COUNTED if name in places}
        self.is_joined = "recommendation" in places
        if self.is_joined:
            self.places = {
                name: place
                for name, place in self.places.items()
                if name not in _OF_RECOMMENDATIONS
            }
        self.words: dict[str, Counter[str]] = {name: Counter() for name in self.places}
        self.alone = 0
        self._seen: set[object] = set()

    def take(self, row: Sequence[object]) -> None:
        """Count a row."""
        self.rows += 1
        if self.is_joined and self.ref is not None:
            ref = row[self.ref]
            if ref is None:
                self.alone += 1
                return
            if ref in self._seen:
                return
            self._seen.add(ref)
        for name, place in self.places.items():
            self.words[name][str(row[place] or "none")] += 1


def write_summary(
    book: Book, sheet: Sheet, counts: Counts, listing: "ListingLike", look: "Look"
) -> None:
    """Write the summary: what it is, of which day, how many there are, and of which kind."""
    sheet.made.fit_to_pages(1, 1)
    sheet.made.set_column(0, 0, 44)
    sheet.made.set_column(1, 1, 12)
    sheet.line(look.title, form=book.title)
    for line in (f"As of {long_day(listing.as_of)}", *look.about):
        sheet.line(line)
    sheet.line()
    for label, number in _totals(counts, listing):
        sheet.line(label, number)
    charts = []
    for name, found in counts.words.items():
        if found:
            sheet.line()
            sheet.line(f"By {name}" if name != "rag" else "By colour", form=book.heading)
            first = sheet.next_row
            for word, number in found.most_common():
                sheet.line(word, number, form=book.loose)
            if name in _CHARTED:
                charts.append((name, first, list(found)))
    if "rag" in counts.places:
        sheet.line()
        sheet.line(COLOURS, form=book.loose)
    for number, (name, first, _) in enumerate(charts):
        words = [word for word, _ in counts.words[name].most_common()]
        _chart(book, sheet, name, first, words, place=number)


def _totals(counts: Counts, listing: "ListingLike") -> list[tuple[str, int]]:
    told = [("Rows", counts.rows)]
    if listing.total != counts.rows:
        told.append(("Of", listing.total))
    if counts.alone:
        told.append(("Recommendations without any action", counts.alone))
    hidden = getattr(getattr(listing, "hidden", None), "confidential", 0)
    if hidden:
        told.append(("Confidential, not shown", hidden))
    return told


def _chart(
    book: Book, sheet: Sheet, name: str, first: int, words: Sequence[str], *, place: int
) -> None:
    """Draw a native bar chart of the numbers that stand in the sheet from the row `first` on."""
    chart = book.made.add_chart({"type": "bar"})
    last = first + len(words) - 1
    tints = [palette.tint(name, word) for word in words]
    series = {
        "name": "By status" if name == "status" else "By colour",
        "categories": [sheet.name, first, 0, last, 0],
        "values": [sheet.name, first, 1, last, 1],
        "data_labels": {"value": True},
        "gap": 60,
        "points": [{"fill": {"color": f"#{each.bar if each else '5B9BD5'}"}} for each in tints],
    }
    chart.add_series(series)
    chart.set_title({"name": series["name"], "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 520, "height": 120 + 28 * len(words)})
    described = f"{series['name']}: the numbers stand in the first two columns"
    sheet.made.insert_chart(1 + place * 16, 3, chart, {"description": described})
