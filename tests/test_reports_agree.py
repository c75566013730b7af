"""Over files drawn at random: every number equals its rows, wherever else it is asked."""

import statistics
from collections.abc import Iterator
from pathlib import Path

import drawn_file
import pytest
from drawn_file import EARLIER, Opened

from tracker import words
from tracker.read.queries.actions import list_actions
from tracker.read.queries.filters import Filters
from tracker.read.queries.recommendations import list_recommendations
from tracker.read.reports import brief, progress, table
from tracker.read.reports.shapes import Brief, Progress, Section
from tracker.read.store import Reader

SERIES = "Series 0"
SEEDS = range(12)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    readers = Opened(tmp_path)
    yield readers
    readers.close()


def told(opened: Opened, seed: int) -> tuple[Reader, Brief]:
    """Return a file as it is now, and the brief of its first series."""
    was = drawn_file.draw(seed)
    earlier = opened(was.rows, "was", EARLIER)
    reader = opened(drawn_file.later(was, seed).rows)
    frame = brief.frame(reader, series=SERIES, since=EARLIER)
    return reader, brief.make(reader, earlier, frame)


def section(report: Brief, name: str) -> Section:
    return next(each for each in report.sections if each.name == name)


def part(report: Brief, name: str, word: str) -> int:
    return next(each.count for each in section(report, name).parts if each.word == word)


def listed(reader: Reader, **filters: object) -> int:
    # For mypy: fields by name.
    asked = Filters(series=(SERIES,), all=True, **filters)  # type: ignore[arg-type]
    found = list_actions(reader, asked)
    assert len(list(found.rows)) == found.total
    return found.total


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_brief_equals_the_rows_under_it(opened: Opened, seed: int) -> None:
    _, report = told(opened, seed)
    figure = {each.name: each.now for each in report.figures}
    assert all(each.count == len(each.rows) for each in report.sections)
    assert section(report, "overdue").count == figure["overdue"]
    assert section(report, "no-news").count == figure["unconfirmed"]
    assert section(report, "no-action").count == figure["no-action"]
    for word in ("blocked", "orphaned", "no-owner", "no-deadline"):
        assert part(report, "decisions", word) == figure[word]
    for each in report.sections:
        under = sum(part.count for part in each.parts)
        assert not each.parts or under >= each.count
        assert len(each.several) <= under - each.count or not each.parts


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_brief_is_what_the_list_shows(opened: Opened, seed: int) -> None:
    reader, report = told(opened, seed)
    figure = {each.name: each.now for each in report.figures}
    assert listed(reader) == figure["actions"]
    assert listed(reader, open=True) == figure["open"]
    assert listed(reader, overdue=True) == figure["overdue"]
    assert listed(reader, status=("blocked",)) == figure["blocked"]
    assert listed(reader, unconfirmed=True) == figure["unconfirmed"]
    assert listed(reader, open=True, no_owner=True) == figure["no-owner"]
    assert listed(reader, open=True, no_deadline=True) == figure["no-deadline"]
    assert listed(reader, open=True, orphaned=True) == figure["orphaned"]
    assert listed(reader, unverified=True) == figure["implemented"]
    assert listed(reader, status=("verified",)) == figure["verified"]
    assert listed(reader, status=("dropped",)) == figure["dropped"]
    asked = list_recommendations(reader, Filters(series=(SERIES,)))
    assert asked.total == figure["recommendations"]


@pytest.mark.parametrize("seed", SEEDS)
def test_progress_gives_the_figures_of_the_brief(opened: Opened, seed: int) -> None:
    reader, report = told(opened, seed)
    figure = {each.name: each.now for each in report.figures}
    counted = progress.make(reader, Filters(series=(SERIES,)))
    total = named(counted, counted.total)
    assert total["with_response"] == figure["answered"]
    for name in ("recommendations", "actions", "open", "overdue"):
        assert total[name] == figure[name]
    for name in ("implemented", "verified", "dropped"):
        assert total[name] == figure[name]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_changed_explains_how_the_numbers_moved(opened: Opened, seed: int) -> None:
    _, report = told(opened, seed)
    figure = {each.name: each for each in report.figures}
    change = {each.word: each.count for each in section(report, "changed").parts}
    moved = figure["actions"].now - (figure["actions"].was or 0)
    assert moved == change["new"] - change["archived"] - change["moved-out"]
    places = {each.name: place for place, each in enumerate(section(report, "changed").fields)}
    for row in section(report, "changed").rows:
        kinds = row[places["changes"]]
        assert ("dropped" in kinds) <= (row[places["status"]] == "dropped")
        assert ("done" in kinds) <= (row[places["status"]] in ("implemented", "verified"))


def named(report: Progress, row: object) -> dict[str, object]:
    # For mypy: cells are objects.
    return dict(zip([each.name for each in report.fields], row, strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize("group", progress.GROUPS)
@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_progress_add_up_to_its_total(opened: Opened, seed: int, group: str) -> None:
    reader = opened(drawn_file.draw(seed).rows)
    report = progress.make(reader, group=group)
    total = named(report, report.total)
    rows = [named(report, row) for row in report.rows]
    assert all(row["group"] is not None for row in rows[:-1])
    for name, letter in (("actions", "A"), ("recommendations", "R")):
        twice = sum(len(groups) - 1 for ref, groups in report.several if ref[0] == letter)
        assert sum(int(str(row[name])) for row in rows) - twice == total[name]
    for row in (*rows, total):
        parts = (row[name] for name in ("open", "implemented", "verified", "dropped"))
        assert sum(int(str(each)) for each in parts) == row["actions"]
        for name in row:
            if f"{name}_of" in row and name != "median_days":
                rate, base = row[name], row[f"{name}_of"]
                assert (rate is None) == (base == 0)
                assert rate is None or 0 <= float(str(rate)) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_median_is_that_of_the_days_until_each_closed(opened: Opened, seed: int) -> None:
    rows = drawn_file.draw(seed).rows
    reader = opened(rows)
    report = progress.make(reader, group="status")
    days = [
        max((reader.today.fromisoformat(str(until)) - made).days, 0)
        for each in rows["action"]
        if not each["archived_on"] and each["status"] in words.CLOSED_STATUSES
        for until in [each["status_on" if each["status"] == "dropped" else "done_on"]]
        for made in [reader.today.fromisoformat(str(each["created_on"]))]
        if until and each["closure"] not in words.CLOSURES_OUTSIDE_RATES
    ]
    total = named(report, report.total)
    assert total["median_days_of"] == len(days)
    assert total["median_days"] == (statistics.median(days) if days else None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_table_loses_neither_recommendation_nor_action(opened: Opened, seed: int) -> None:
    rows = drawn_file.draw(seed).rows
    reader = opened(rows)
    found = table.make(reader, columns="recommendation_ref,ref")
    pairs = list(found.rows)
    assert len(pairs) == len(set(pairs)) == found.count == found.total
    for table_name, letter, place in (("recommendation", "R", 0), ("action", "A", 1)):
        kept = {f"{letter}{each['id']}" for each in rows[table_name] if not each["archived_on"]}
        assert {pair[place] for pair in pairs} - {None} == kept
