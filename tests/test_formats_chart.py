"""A chart in block characters: it fits its room, and tells nothing by height alone."""

import io

import pytest

from tracker import formats
from tracker.formats import chart, page_md, page_terminal
from tracker.formats.look import Look
from tracker.formats.page import Block, Chart


def of(**lines: list[int]) -> Chart:
    count = len(next(iter(lines.values())))
    labels = tuple(f"{2014 + place // 12}-{place % 12 + 1:02}" for place in range(count))
    return Chart(labels, tuple((name, tuple(values)) for name, values in lines.items()))


def drawn(found: Chart, room: int = 78) -> list[str]:
    return list(chart.lines(found, room))


def test_rows_of_bars_stand_between_their_first_and_last_numbers() -> None:
    assert drawn(of(created=[0, 7, 14], open=[0, 1, 2])) == [
        "created   0 ······· ▄▄▄▄▄▄▄ ▇▇▇▇▇▇▇ 14",
        "open      0 ······· ▁▁▁▁▁▁▁ ▁▁▁▁▁▁▁  2",
        "            2014-01 2014-02 2014-03",
    ]


def test_the_highest_number_is_said_where_it_is_neither_first_nor_last() -> None:
    rows = drawn(of(open=[1, 30, 2], created=[1, 30, 30]))
    assert rows[0].endswith(" 2  highest 30")
    assert "highest" not in rows[1]


def test_one_is_more_than_nothing_whatever_the_scale() -> None:
    assert drawn(of(created=[100_000, 100_000], overdue=[0, 1]))[1].split()[2:4] == [
        "·······",
        "▁▁▁▁▁▁▁",
    ]


def test_a_chart_of_nothing_has_no_bars() -> None:
    assert drawn(of(created=[0]))[0].split() == ["created", "0", "·······", "0"]
    assert drawn(Chart((), (("created", ()),))) == []


def test_where_there_is_no_room_for_all_the_last_ones_are_drawn() -> None:
    rows = drawn(of(created=list(range(1, 61))), room=40)
    assert rows[0].startswith("created  36 ▅▅")
    assert rows[1].split() == ["2016-12", "2018-12"]
    assert rows[2] == "The last 25 of 60 are drawn."


def test_where_there_is_hardly_any_room_the_numbers_stand_alone() -> None:
    assert drawn(of(created=[1, 20]), room=18) == ["created   1 → 20", "2014-01 to 2014-02"]


@pytest.mark.parametrize("room", [30, 40, 78, 118, 250])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 13, 14, 24, 25, 60, 97, 240])
@pytest.mark.parametrize("most", [1, 9, 1_000, 100_000])
def test_a_chart_fits_its_room_and_says_its_first_and_last_labels(
    room: int, count: int, most: int
) -> None:
    values = [most * (place + 1) // count for place in range(count)]
    found = of(Implemented=values, Open=values[::-1], Overdue=[*values[::-2], *values[1::2]])
    *rows, axis = (each for each in drawn(found, room) if not each.startswith("The last"))
    assert all(len(row) <= room for row in (*rows, axis))
    assert axis.split()[-1] == found.labels[-1]
    assert len(rows) == 3
    for row, (_, numbers) in zip(rows, found.lines, strict=True):
        assert str(numbers[-1]) in row.split()
    if len(drawn(found, room)) == 4:
        assert axis.split()[0] == found.labels[0]
        assert [int(row.split()[1]) for row in rows] == [each[0] for _, each in found.lines]


def test_names_may_be_of_any_script_and_signs_in_them_are_shown() -> None:
    rows = drawn(of(**{"未完成": [1, 2], "a\x1b[31m": [1, 2]}))
    assert rows[0].startswith("未完成  ")
    assert "\x1b" not in "".join(rows)


def written(block: Block, name: str) -> str:
    out = io.StringIO()
    if name == "md":
        page_md.write([block], out)
    elif name == "plain":
        page_terminal.write_plain([block], out)
    else:
        page_terminal.write([block], out, Look(width=40))
    return out.getvalue()


def test_as_plain_text_every_place_is_drawn() -> None:
    out = written(of(created=list(range(400))), "plain")
    assert max(map(len, out.splitlines())) > 400
    assert "are drawn" not in out
    assert "are drawn" in written(of(created=list(range(400))), "table")


def test_as_markdown_it_is_a_table_of_its_numbers() -> None:
    assert written(of(Created=[1, 3], Open=[1, 2]), "md").splitlines() == [
        "|  | Created | Open |",
        "| --- | ---: | ---: |",
        "| 2014-01 | 1 | 1 |",
        "| 2014-02 | 3 | 2 |",
    ]


_TEXT = [each for each in formats.of(formats.REPORT) if not formats.FORMATS[each].is_binary]


@pytest.mark.parametrize("name", _TEXT)
def test_every_text_format_of_reports_tells_the_burn_up(name: str) -> None:
    from formats_drawn import reported
    from formats_samples import progress

    out = reported(progress(), name).casefold().replace("_", "-")
    assert "burn-up" in out
    assert "overdue" in out[out.index("burn-up") :]
