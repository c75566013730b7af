"""The journal as a list: what people read of it, and what programs get besides."""

import io

import pytest
from formats_drawn import journaled
from formats_samples import journal

from tracker.formats import page_history, plain


def test_plain_history_has_neither_the_clock_nor_columns_that_are_empty_throughout() -> None:
    head, *lines = journaled("plain").splitlines()
    assert "Recorded at" not in head
    assert "T09:30:00Z" not in "\n".join(lines)
    assert all(column in head for column in ("More changes", "Undoes", "Undone by"))
    assert "A12 due 2017-03-31 -> 2017-06-30; A12 slips 2 -> 3: the budget" in lines[0]


def test_plain_history_without_undoing_has_no_columns_for_it() -> None:
    out = io.StringIO()
    entries = [each._replace(undone_by=None) for each in journal()[:1]]
    plain.write(page_history.listing(entries, "2017-04-10", to_read=True), out)
    head, line = out.getvalue().splitlines()
    assert head.split() == ["Command", "Day", "By", "Command", "line", "Changes"]
    assert line.endswith("the budget")


@pytest.mark.parametrize("name", ["csv", "json", "ndjson", "tsv"])
def test_programs_get_every_column(name: str) -> None:
    told = journaled(name)
    assert "2017-04-10T09:30:00Z" in told
    assert all(column in told for column in ("undoes", "undone_by", "more"))
