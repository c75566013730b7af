"""When two names or texts are likely the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.read.reports.findings import likeness


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Peacebuilding Support Office", "Peacebuilding Suport Office"),
        ("Peacebuilding Support Office", "Office for Peacebuilding Support"),
        ("Peace-building Support Office", "Peacebuilding Support Office"),
        ("Department of Peacekeeping Operations", "Department of Peacekeeping Operation"),
        ("Département des opérations", "Departement des OPERATIONS"),
        ("Executive Offcie", "Executive Office"),
    ],
)
def test_names_are_the_same_but_for_spelling(one: str, two: str) -> None:
    assert likeness.same_name(one, two)
    assert likeness.same_name(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Permanent Mission of Iran", "Permanent Mission of Iraq"),
        ("Permanent Mission of Niger", "Permanent Mission of Nigeria"),
        ("Permanent Mission of Austria", "Permanent Mission of Australia"),
        ("Permanent Mission of the Gambia", "Permanent Mission of Zambia"),
        ("United Nations Country Team in Guinea", "United Nations Country Team in Guinea-Bissau"),
        ("Director, Africa I", "Director, Africa II"),
        ("Section2017", "Section2018"),
        ("Section 10", "Section 1"),
        ("...", "???"),
    ],
)
def test_neighbours_and_numbers_are_not_the_same(one: str, two: str) -> None:
    assert not likeness.same_name(one, two)


def test_initials_leave_out_small_words_and_need_three() -> None:
    assert likeness.acronym("Department of Peacekeeping Operations") == "dpo"
    assert likeness.acronym("Field Support") == ""


FIRST = "Draw lessons from operations that come to an end, with those who worked in Haiti"


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (FIRST.replace("Draw", "Draw up"), True),
        (FIRST.replace("Haiti", "Liberia"), False),
        (FIRST.replace("an end", "an end in 2017"), False),
        (FIRST.replace("operations", "phase ii"), False),
        ("Draw lessons from Haiti", False),
    ],
)
def test_texts_are_near_that_share_nearly_all_words_and_every_name(other: str, near: bool) -> None:
    assert list(likeness.near([FIRST, other])) == ([(1, 0)] if near else [])


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=5, max_size=8), max_size=12))
def test_all_that_are_near_are_found_without_comparing_all_with_all(texts: list[list[str]]) -> None:
    written = [" ".join(f"{word}ord" for word in words) for words in texts]
    keys = [set(likeness.key(each)) for each in written]
    all_of_them = {
        (one, two)
        for one in range(len(keys))
        for two in range(one)
        if min(len(keys[one]), len(keys[two])) >= 5
        and len(keys[one] & keys[two]) >= likeness.NEARLY * len(keys[one] | keys[two])
    }
    assert set(likeness.near(written)) == all_of_them


def test_a_family_holds_what_is_tied_by_others_too() -> None:
    families = likeness.Families([(5, 2), (9, 5)])
    assert not families.join(9, 2)
    assert families.join(9, 1)
    assert families.head(5) == 1
