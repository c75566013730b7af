"""What a date means: ISO, written, named, counted and summed; and what an option makes of it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest

from tracker import dates
from tracker.errors import Unreadable

FRIDAY = date(2017, 2, 24)


def read(text: str, today: date = FRIDAY, *, past: bool = False) -> str:
    """Give the range that a text means, as `first` or `first..last`."""
    span = dates.read(text, today=today, past=past)
    return f"{span.first}..{span.last}" if span.first != span.last else str(span.first)


def table(text: str) -> list[tuple[str, ...]]:
    """Give the rows of a table, `text = meaning`, with semicolons between rows."""
    return [tuple(cell.strip() for cell in row.split(" = ")) for row in text.split(";")]


@pytest.mark.parametrize(
    ("text", "meaning"),
    table(
        """
        2017-06-30 = 2017-06-30; 20170630 = 2017-06-30; 2017-181 = 2017-06-30; 2017181 = 2017-06-30;
        2016-366 = 2016-12-31; 2017-W26-5 = 2017-06-30; 2017w265 = 2017-06-30;
        2020-W53-7 = 2021-01-03; 2009-W01-1 = 2008-12-29; 2017-W26 = 2017-06-26..2017-07-02;
        2017W26 = 2017-06-26..2017-07-02; 2016-02 = 2016-02-01..2016-02-29;
        2017-12 = 2017-12-01..2017-12-31; 2017-Q2 = 2017-04-01..2017-06-30;
        2017q4 = 2017-10-01..2017-12-31; 2017 Q1 = 2017-01-01..2017-03-31;
        2017 = 2017-01-01..2017-12-31; 2030 = 2030-01-01..2030-12-31
        """
    ),
)
def test_an_iso_form_is_the_day_or_the_period_that_it_names(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    table(
        """
        30 June 2017 = 2017-06-30; 30 jun 2017 = 2017-06-30; 30th June 2017 = 2017-06-30;
        the 30th of June 2017 = 2017-06-30; 30 June, 2017 = 2017-06-30; June 30, 2017 = 2017-06-30;
        June 30 2017 = 2017-06-30; June 30th,2017 = 2017-06-30; 1 Sept 2017 = 2017-09-01;
        01 May 2017 = 2017-05-01; Friday 30 June 2017 = 2017-06-30; Fri, June 30, 2017 = 2017-06-30;
        Fri 2017-06-30 = 2017-06-30; mid-April 2017 = 2017-04-15; mid Apr 2018 = 2018-04-15;
        June 2017 = 2017-06-01..2017-06-30; Feb 2016 = 2016-02-01..2016-02-29;
        Q2 2017 = 2017-04-01..2017-06-30; end of June 2018 = 2018-06-30;
        the end of June 2018 = 2018-06-30; end-February 2016 = 2016-02-29;
        end of Q3 2018 = 2018-09-30; end of 2018 = 2018-12-31; end of 2018-Q1 = 2018-03-31;
        end of 2018-02 = 2018-02-28
        """
    ),
)
def test_a_written_date_means_the_same_on_any_day(text: str, meaning: str) -> None:
    assert read(text) == read(text, date(2031, 12, 31)) == meaning


@pytest.mark.parametrize(
    ("text", "ahead", "back"),
    table(
        """
        24 February = 2017-02-24 = 2017-02-24; 25 Feb = 2017-02-25 = 2016-02-25;
        23 Feb = 2018-02-23 = 2017-02-23; October 15 = 2017-10-15 = 2016-10-15;
        29 February = 2020-02-29 = 2016-02-29;
        mid-January = 2018-01-15 = 2017-01-15; mid-June = 2017-06-15 = 2016-06-15;
        January = 2018-01-01..2018-01-31 = 2017-01-01..2017-01-31;
        February = 2017-02-01..2017-02-28 = 2017-02-01..2017-02-28;
        March = 2017-03-01..2017-03-31 = 2016-03-01..2016-03-31;
        Q1 = 2017-01-01..2017-03-31 = 2017-01-01..2017-03-31;
        Q4 = 2017-10-01..2017-12-31 = 2016-10-01..2016-12-31;
        end of January = 2018-01-31 = 2017-01-31; end of February = 2017-02-28 = 2016-02-29;
        end of Q3 = 2017-09-30 = 2016-09-30; monday = 2017-02-27 = 2017-02-20;
        friday = 2017-03-03 = 2017-02-24; 24th = 2017-03-24 = 2017-02-24;
        the 31st = 2017-03-31 = 2017-01-31; 30th = 2017-03-30 = 2017-01-30;
        easter = 2017-04-16 = 2016-03-27;
        friday - 1w = 2017-02-24 = 2017-02-17
        """
    ),
)
def test_without_a_year_it_is_the_next_one_or_looking_back_the_latest(
    text: str, ahead: str, back: str
) -> None:
    assert read(text) == ahead
    assert read(text, past=True) == back


def test_29_february_is_found_across_a_century_without_a_leap_year() -> None:
    assert read("29 February", date(2096, 3, 1)) == "2104-02-29"
    assert read("29 February", date(2104, 2, 28), past=True) == "2096-02-29"


@pytest.mark.parametrize(
    ("text", "meaning"),
    table(
        """
        next week = 2017-02-27..2017-03-05; this week = 2017-02-20..2017-02-26;
        last week = 2017-02-13..2017-02-19; next month = 2017-03-01..2017-03-31;
        last month = 2017-01-01..2017-01-31; next quarter = 2017-04-01..2017-06-30;
        last quarter = 2016-10-01..2016-12-31; next year = 2018-01-01..2018-12-31;
        end of the week = 2017-02-26; end of month = 2017-02-28; end of this quarter = 2017-03-31;
        end of the year = 2017-12-31; end of next month = 2017-03-31; end of last year = 2016-12-31
        """
    ),
)
def test_a_period_can_be_named_from_today(text: str, meaning: str) -> None:
    assert read(text) == meaning


NAMED = """
sow 2017-02-20  eow 2017-02-26  sopw 2017-02-13  eopw 2017-02-19  sonw 2017-02-27  eonw 2017-03-05
som 2017-02-01  eom 2017-02-28  sopm 2017-01-01  eopm 2017-01-31  sonm 2017-03-01  eonm 2017-03-31
soq 2017-01-01  eoq 2017-03-31  sopq 2016-10-01  eopq 2016-12-31  sonq 2017-04-01  eonq 2017-06-30
soy 2017-01-01  eoy 2017-12-31  sopy 2016-01-01  eopy 2016-12-31  sony 2018-01-01  eony 2018-12-31
today 2017-02-24  tomorrow 2017-02-25  yesterday 2017-02-23
mon 2017-02-27  tue 2017-02-28  wed 2017-03-01  thu 2017-03-02  fri 2017-03-03
saturday 2017-02-25  sunday 2017-02-26
1st 2017-03-01  2nd 2017-03-02  3rd 2017-03-03  11th 2017-03-11  22nd 2017-03-22  25th 2017-02-25
goodfriday 2017-04-14  eastermonday 2017-04-17  ascension 2017-05-25  pentecost 2017-06-04
"""


@pytest.mark.parametrize(("text", "meaning"), re.findall(r"(\S+) (\S+)", NAMED))
def test_a_name_is_taskwarriors(text: str, meaning: str) -> None:
    assert read(text) == read(text.upper()) == meaning


def test_a_feast_is_the_next_one_strictly_after_today() -> None:
    assert read("easter", date(2017, 4, 15)) == "2017-04-16"
    assert read("easter", date(2017, 4, 16)) == "2018-04-01"
    assert read("easter", date(2017, 4, 16), past=True) == "2017-04-16"
    assert read("good friday", date(2017, 4, 14)) == "2018-03-30"


@pytest.mark.parametrize(
    ("text", "meaning"),
    table(
        """
        0d = 2017-02-24; 10d = 2017-03-06; +10d = 2017-03-06; -10d = 2017-02-14;
        10 days = 2017-03-06; 1 day = 2017-02-25; in 2 weeks = 2017-03-10;
        in two weeks = 2017-03-10;
        in a month = 2017-03-24; 2w = 2017-03-10; fortnight = 2017-03-10; 3 fortnights = 2017-04-07;
        3 months = 2017-05-24; 1m = 2017-03-24; 1q = 2017-05-24; 2 quarters = 2017-08-24;
        1 year = 2018-02-24; 2 weeks ago = 2017-02-10; a year ago = 2016-02-24; P3D = 2017-02-27;
        P2W = 2017-03-10; P1Y2M3D = 2018-04-27; p1y = 2018-02-24; P3D ago = 2017-02-21
        """
    ),
)
def test_a_length_is_counted_from_today(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    table(
        """
        today+5d = 2017-03-01; today + 5 days = 2017-03-01; tomorrow + 1w = 2017-03-04;
        eom-2d = 2017-02-26; eow-P2D = 2017-02-24; 2017-07-10+3d = 2017-07-13;
        2017-07-10-3d = 2017-07-07; 2017-07-10 - 1m = 2017-06-10;
        30 June 2017 + 1 week = 2017-07-07;
        today + 1w - 2d + 1m = 2017-04-01; 1w + 2d = 2017-03-05; +1w-2d = 2017-03-01;
        in 2 weeks - 1d = 2017-03-09; 2 weeks ago + 1d = 2017-02-11; end of Q3 + 1q = 2017-12-30;
        June 2017 + 1w = 2017-06-08..2017-07-07; 2017-06 - 1w = 2017-05-25..2017-06-23;
        easter + 1d = 2017-04-17; by 31st + 1d = 2017-04-01
        """
    ),
)
def test_terms_are_added_one_after_the_other(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "today", "meaning"),
    [
        ("1m", date(2017, 1, 31), "2017-02-28"),
        ("1m", date(2016, 1, 31), "2016-02-29"),
        ("1 year", date(2016, 2, 29), "2017-02-28"),
        ("1 month ago", date(2017, 3, 31), "2017-02-28"),
        ("P1M1D", date(2017, 1, 31), "2017-03-01"),
        ("today + 1m + 1m", date(2017, 1, 31), "2017-03-28"),
        ("2m", date(2017, 1, 31), "2017-03-31"),
    ],
)
def test_months_are_clamped_to_the_end_of_the_month(text: str, today: date, meaning: str) -> None:
    assert read(text, today) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("by 30 June 2017", "2017-06-30"),
        ("by the end of June", "2017-06-30"),
        ("before end of June", "2017-06-30"),
        ("before the end of the year", "2017-12-31"),
        ("by Friday", "2017-03-03"),
        ("on Friday", "2017-03-03"),
        ("by next month", "2017-03-01..2017-03-31"),
        ("  30 \t June\n 2017 ", "2017-06-30"),
        ("30\N{NO-BREAK SPACE}June 2017", "2017-06-30"),
        ("BY THE 15TH", "2017-03-15"),
    ],
)
def test_a_prefix_white_space_and_case_change_nothing(text: str, meaning: str) -> None:
    assert read(text) == meaning


def test_a_deadline_is_the_last_day_of_a_period_and_a_start_the_first() -> None:
    assert dates.deadline("June", today=FRIDAY) == date(2017, 6, 30)
    assert dates.start("June", today=FRIDAY) == date(2017, 6, 1)
    assert dates.before("June", today=FRIDAY) == date(2017, 6, 30)
    assert dates.after("June", today=FRIDAY) == date(2017, 6, 1)


def test_none_clears_a_deadline_or_a_start_and_nothing_else() -> None:
    assert dates.deadline(" None ", today=FRIDAY) is None
    assert dates.start("none", today=FRIDAY) is None
    for function in (dates.before, dates.after, dates.happened, dates.since):
        with pytest.raises(Unreadable, match="clears a date, and here a date is needed"):
            function("none", today=FRIDAY)


@pytest.mark.parametrize(
    ("text", "happened", "since"),
    table(
        """
        January = 2017-01-31 = 2017-01-01; February = 2017-02-24 = 2017-02-01;
        2017 = 2017-02-24 = 2017-01-01; last quarter = 2016-12-31 = 2016-10-01;
        friday = 2017-02-24 = 2017-02-24; 2 weeks ago = 2017-02-10 = 2017-02-10;
        today = 2017-02-24 = 2017-02-24
        """
    ),
)
def test_what_has_happened_is_never_after_today(text: str, happened: str, since: str) -> None:
    assert str(dates.happened(text, today=FRIDAY)) == happened
    assert str(dates.since(text, today=FRIDAY)) == since


@pytest.mark.parametrize("text", ["tomorrow", "2017-02-25", "eom", "next week", "2018", "30d"])
def test_what_has_happened_cannot_be_ahead(text: str) -> None:
    for function in (dates.happened, dates.since):
        with pytest.raises(Unreadable, match="this tells of the past; write a day up to today"):
            function(text, today=FRIDAY)


@pytest.mark.parametrize(
    "text", ["20170630", " 2017-06-30", "2017-06-30\n", "today", "2017-02-30", "0001-01-01", ""]
)
def test_today_is_set_by_an_iso_day_and_nothing_else(text: str) -> None:
    assert dates.iso_day("2017-06-30") == date(2017, 6, 30)
    with pytest.raises(Unreadable, match="is no day in ISO form"):
        dates.iso_day(text)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2017, 6, 30), "2017-06-30 (Fri, in 126 days)"),
        (date(2017, 2, 25), "2017-02-25 (Sat, tomorrow)"),
        (date(2017, 2, 24), "2017-02-24 (Fri, today)"),
        (date(2017, 2, 23), "2017-02-23 (Thu, yesterday)"),
        (date(2017, 2, 21), "2017-02-21 (Tue, 3 days ago)"),
    ],
)
def test_a_day_is_echoed_with_its_weekday_and_its_distance(day: date, words: str) -> None:
    assert dates.echo(day, today=FRIDAY) == words


def test_a_day_is_written_out_for_documents() -> None:
    assert dates.long(date(2017, 6, 30)) == "30 June 2017"
    assert dates.long(date(2017, 12, 1)) == "1 December 2017"


def test_reading_an_iso_day_loads_neither_the_grammar_nor_dateutil() -> None:
    program = (
        "import sys; from datetime import date; from tracker import dates; "
        "dates.deadline('2017-06-30', today=date(2017, 2, 24)); "
        "print(*(m for m in sys.modules if m.startswith(('tracker.dates.', 'dateutil'))))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    rooms = {"reading", "iso", "spans", "wording"}
    assert set(loaded) == {f"tracker.dates.{room}" for room in rooms}


def test_the_parser_of_dateutil_is_never_loaded() -> None:
    program = (
        "import sys; from datetime import date; from tracker import dates; "
        "[dates.deadline(t, today=date(2017, 2, 24)) for t in ('1m', 'easter', '30 June')]; "
        "sys.exit('dateutil.parser' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
