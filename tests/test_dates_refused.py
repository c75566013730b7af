"""What is refused as a date, and with which sentence; deadlines that hang on something."""

from __future__ import annotations

from datetime import date

import pytest

from tracker import dates
from tracker.errors import Unreadable

FRIDAY = date(2017, 2, 24)


def refusal(text: str, today: date = FRIDAY, *, past: bool = False) -> str:
    """Give the sentence with which a text is refused."""
    with pytest.raises(Unreadable) as caught:
        dates.read(text, today=today, past=past)
    return str(caught.value)


REFUSED = """
none; soon; asap; TBD; ongoing; as soon as possible; someday; 30/06/2017; 06/07/2017; 06/06/2017;
30.06.2017; 30-06-2017; 2017w; 2017-q; 01st; june 2017-06 week;
end 2017-06 d; 2017/06/30; 30/06; 13/13/2017; 30/06/17; 30 06 2017; 06/2017; 2017/06;
201706; 17-06-30; 2017-6-30; 2017-06-3; 2017-06-; 2017-; -2017; 2017-6; 02017-06-30; 217-06-30;
2017-00; 2017-13; 2017-00-10; 2017-02-29; 2017-04-31; 20170431; 2017-06-00; 2017-000; 2017-366;
2016-367; 2017-W00; 2017-W53; 2020-W54; 2017-W26-0; 2017-W26-8; 2017-W265; 2017W26-5; 2017-W2;
2017-Q0; 2017-Q5; Q0; Q5; Q; Q5 2017; Q 2; Q2 17; 0000-01-01; 0001-01-01; 1899-12-31; 3000-01-01;
0; 12; 1200; 99999; 1496275200; 999999999d; 9999999999d; 99999y; P99999Y; 2017-06-30T12:00;
2017-06-30 12:00; 20170630T1200Z; 12:00; 5pm; noon; now; today at noon; 5h; 30 minutes; PT5M;
P3DT4H; P1DT; today + 5h; eod; 2017-06-30x; 2017-06-30.; 2017-06-30,; 2017-06-30 2017-06-30;
2017-06-30+02:00; today today; tomorrow today; 30 30 June; 30 June June; 30 June 2017 2017;
now+1d; 2017-06-30--; 1rd; 2st; 3th; 11st; 12nd; 13rd; 21th; 0th; 32nd; 1 st; 1rd June; st;
next friday; last friday; this friday; next June; last june; by next fri; friday friday;
friday next week; next; next day; next fortnight; next next week; 30 February; 30 February 2017;
29 Feb 2017; 31 June; 0 June; 32 Jan; 100 June; 30 juin 2017; 30 Juny 2017; 30 June 17;
30 June '17; 30 Ju; June, 2017; 30June2017; 30 of; of June; 15 Oct.; mid-2017; mid-Q2; mid-month;
mid-April 17; early June; late June; beginning of June; start of June; around May; end of;
end of day; end of friday; end of 30 June; end of end of June; end June 17; Monday 30 June 2017;
mon 2017-06-30; friday friday 30 June; fri June 2017; by; on; by by friday; by none; by 2 weeks;
on in 2 weeks; on June; on 2017; before 30 June; before end of; after friday; since June;
until eom; at friday; week; month; weeks; in week; in; in today; d; 1; +5; 5 d w; 1x; 1.5m;
half a year; 10 working days; 10 weekdays; 2 sprints; 1ds; 2ms; a d; weeks ago; in +5d;
in 2 weeks ago; 2 weeks ago ago; --5d; +-5d; today +; + d; today+5; today+5x; today+P;
today + + 5d; today 5d; 5d today; eom2d; 2017-2w; 2017-06-2w; 2017-W26-2d; P; PT; P1; P1T; P-1D;
P1.5D; P1D2M; PD; P1X; donkey; nowadays; tomorrov; yesteryear; sowx; sopd; eo; so; soww; socw;
wensday; tues; thur; mond; juneteenth; easters; easter 2018; xmas; monday's;
30 June 2017 or later; 30 June 2017?; c. 2017; ~2017; 2017-2018; 2017-06-30/31; 1 year 6 months;
1y6m; one; first of June; June the 30th; 2017 June 30
"""
ODD = [  # empty, too long, or of other characters than the table can hold
    *(
        "",
        " ",
        "\t\n",
        "x" * 9999,
        "today + ",
        "friday, ",
        "2017-06-30;",
        "2017-06-30\x00",
        "\x1b[31m",
    ),
    *("2017\N{EN DASH}06-30", "\uff12\uff10\uff11\uff17-06-30", "\u0663\u0660 June 2017", "\ud800"),
    *("3 wee\N{KELVIN SIGN}s", "30 décembre 2017"),
]


@pytest.mark.parametrize("text", [*(text.strip() for text in REFUSED.split(";")), *ODD])
def test_what_is_not_certain_is_refused_in_one_sentence(text: str) -> None:
    for past in (False, True):
        sentence = refusal(text, past=past)
        assert sentence.startswith("'")
        assert sentence.isprintable()
        assert len(sentence) < 250


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30/06/2017", "can only be 30 June 2017"),
        ("15/05/2017", "write 2017-05-15 or 15 May 2017"),
        ("05/05/2017", "can only be 5 May 2017"),
        ("1mar", "needs spaces; write 1 March"),
        ("10mar", "needs spaces; write 10 March"),
        ("10march2017", "needs spaces; write 10 March 2017"),
        ("31feb", "is no day"),
        ("06/07/2017", "write 2017-07-06 (6 July 2017) or 2017-06-07 (7 June 2017)"),
        ("2017-6-30", "is not in ISO form; write 2017-06-30"),
        ("201706", "is no ISO form; write the month as 2017-06, or a day in eight digits"),
        ("next friday", "could be Friday 2017-03-03 or Friday 2017-03-10; write one of these days"),
        ("last friday", "could be Friday 2017-02-17 or Friday 2017-02-10; write one of these days"),
        ("this sunday", "could be Sunday 2017-02-26 or Sunday 2017-03-05; write one of these days"),
        ("next June", "could be June 2017 or June 2018; write one of these months"),
        ("next January", "could be January 2018 or January 2019; write one of these months"),
        ("last May", "could be May 2016 or May 2015; write one of these months"),
        ("30 February 2017", "February 2017 has 28 days, 2017-02-01 to 2017-02-28"),
        ("31 June", "is no day: June has the days 1 to 30"),
        ("2014-366", "is no day: 2014 has the days 2014-001 to 2014-365"),
        ("2017-W53", "is no week: 2017 has the weeks 2017-W01 to 2017-W52"),
        ("Q5 2017", "is no quarter: a year has Q1 to Q4, as in Q4 2017"),
        ("1rd", "has a wrong ending in 1rd; write 1st, or a day such as 2017-06-30"),
        ("mon 30 June 2017", "is no day: 30 June 2017 is a Friday; correct one of the two"),
        ("2 weeks before easter", "is written as a sum here; write 2017-04-16 - 2 weeks"),
        (
            "before 30 June",
            "leaves open whether that day counts; write the day meant, such as 2017-",
        ),
        (
            "tomorrov",
            "is not a date; did you mean tomorrow? Otherwise write a day such as 2017-06-",
        ),
        ("by 2 weeks", "puts by or on before a length of time; write in 2 weeks"),
        ("2017-06-2w", "may be a day with a slip of the finger; write 2017-06 -2w for a sum"),
        (
            "2017-06-30T12:00",
            "has a time of day, and dates here are whole days; write a day such as",
        ),
        ("asap", "names no day; write a day such as 2017-06-30 or 30 June 2017"),
        ("", "is empty; write a day such as 2017-06-30 or 30 June 2017"),
        ("30 juin 2017", "has no month named in English; write a day such as 2017-06-30"),
        ("999999999d", "leads beyond the calendar; write a day such as 2017-06-30"),
        ("500000d", "leads outside the years 1900 to 2999; write a day such as 2017-06-30"),
        ("0001-01-01", "is outside the years 1900 to 2999; write the year in four digits"),
    ],
)
def test_a_refusal_names_what_the_text_could_mean(text: str, sentence: str) -> None:
    assert refusal(text).startswith(f"'{text}' ")
    assert sentence in refusal(text)


def test_a_refusal_cuts_long_text_and_shows_control_characters() -> None:
    assert refusal("x" * 5000).startswith("'" + "x" * 60 + "…' ")
    assert refusal("\x1b[31mred\u202e").startswith(r"'\x1b[31mred\u202e' ")


def test_a_length_that_should_look_back_is_offered_with_ago() -> None:
    assert refusal("30d", past=True).endswith("up to today, 2017-02-24, or 30d ago")


@pytest.mark.parametrize(
    ("text", "target", "offset"),
    [
        ("30d before MINUSTAH:expiry", "MINUSTAH:expiry", "-30d"),
        ("2 weeks after C3", "C3", "+14d"),
        ("MINUSTAH:expiry - 30d", "MINUSTAH:expiry", "-30d"),
        ("MINUSTAH:final-report + 1m", "MINUSTAH:final-report", "+1m"),
        ("a month before the-closing", "the-closing", "-1m"),
        ("P1M3D before UNOCI:expiry", "UNOCI:expiry", "-1m-3d"),
        ("UNOCI:expiry + 1y - 3d", "UNOCI:expiry", "+12m-3d"),
        ("by 3d before Côte:expiry", "Côte:expiry", "-3d"),
    ],
)
def test_a_deadline_that_hangs_on_something_is_no_day_and_keeps_its_rule(
    text: str, target: str, offset: str
) -> None:
    assert "hangs on a milestone or conversation, as only deadlines can" in refusal(text)
    anchor = dates.anchored(text)
    assert anchor is not None
    assert (anchor.target, anchor.offset) == (target, offset)
    assert anchor.named(target) == text.removeprefix("by ")


@pytest.mark.parametrize("text", ["at UNOCI:expiry", "UNOCI:expiry", "C3", "by UNOCI:expiry"])
def test_an_anchor_without_an_offset_is_the_day_itself(text: str) -> None:
    assert "hangs on a milestone or conversation" in refusal(text)
    anchor = dates.anchored(text)
    assert anchor is not None
    assert dates.shifted(date(2017, 6, 30), anchor.offset) == date(2017, 6, 30)
    assert anchor.named("X:y") == "at X:y"


def test_an_anchor_gives_its_day_once_the_target_has_one() -> None:
    anchor = dates.anchored("MINUSTAH:expiry - 1m + 1d")
    assert anchor is not None
    assert dates.shifted(date(2017, 10, 31), anchor.offset) == date(2017, 10, 1)


@pytest.mark.parametrize(
    "text", ["2017-06-30", "eom - 2d", "12:00", "ab:12", "5x before C3", "x" * 999]
)
def test_what_hangs_on_nothing_is_no_anchor(text: str) -> None:
    assert dates.anchored(text) is None
