"""Progress as a page: what its tables leave out, and what groups are called."""

import pytest
from formats_samples import Month, Progress, progress

from tracker.formats import page_progress
from tracker.formats.page import (
    Chart,
    Column,
    Grid,
    Heading,
    Page,
    Words,
    document_style,
    iso_style,
)


def grouped(group: str, *names: str | None, title: str | None = None) -> Progress:
    fields = (Column("group", group, "text"), Column("title", "title", "text"))
    rows = [[name, title, 1] for name in names]
    return Progress(
        as_of="2017-04-10",
        group=group,
        fields=(*fields, Column("actions", "actions", "int")),
        rows=list(rows),
        total=[None, None, len(rows)],
        several=(),
    )


def grid(report: Progress) -> Grid:
    return next(each for each in page_of(report) if isinstance(each, Grid))


def page_of(report: Progress) -> Page:
    # For mypy: a sample is a progress as far as formats are concerned.
    return page_progress.page(report, iso_style())  # type: ignore[arg-type]


def test_titles_have_a_column_where_there_are_any() -> None:
    with_titles = grid(grouped("owner", "PBSO", title="Peacebuilding Support Office"))
    assert [each.name for each in with_titles.fields] == ["group", "title"]
    assert [each.name for each in grid(grouped("theme", "Haiti")).fields] == ["group", "actions"]


@pytest.mark.parametrize(
    ("group", "none"),
    [("owner", "no owner"), ("status", "no action"), ("month", "no deadline")],
)
def test_what_is_in_no_group_is_called_by_what_it_lacks(group: str, none: str) -> None:
    assert [row[0] for row in grid(grouped(group, None)).rows] == [none, "Total"]


def test_a_status_is_called_what_people_call_it() -> None:
    rows = grid(grouped("status", "implemented", "verified")).rows
    assert [row[0] for row in rows] == ["implemented, not verified", "verified", "Total"]


def test_the_months_are_written_for_who_reads_them() -> None:
    # For mypy: as above.
    for style, label in ((iso_style(), "2016-12"), (document_style(), "Dec 2016")):
        blocks = page_progress.page(progress(), style)  # type: ignore[arg-type]
        found = next(each for each in blocks if isinstance(each, Chart))
        assert found.labels[0] == label


def test_a_line_of_what_was_dropped_is_drawn_where_something_was() -> None:
    def lines(report: Progress) -> list[str]:
        found = next(each for each in page_of(report) if isinstance(each, Chart))
        return [name for name, _ in found.lines]

    names = ["Created", "Implemented", "Verified", "Dropped", "Open", "Overdue"]
    assert lines(progress()) == names
    months = (Month("2017-04", "2017-04-10", 1, 0, 0, 0, 1, 0),)
    assert lines(progress()._replace(burn_up=months)) == [x for x in names if x != "Dropped"]


def test_without_actions_there_is_no_chart_nor_a_word_of_it() -> None:
    blocks = page_of(progress()._replace(burn_up=()))
    texts = [each.text for each in blocks if isinstance(each, Heading | Words)]
    assert not any(isinstance(each, Chart) for each in blocks)
    assert not any("urn-up" in text or "reopened" in text for text in texts)
