"""How specific the wording of a recommendation is, by its verbs."""

import pytest

from tracker import specificity
from tracker.specificity import grade


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Call on donors to help", 1),
        ("Seek technical assistance for the elections", 1),
        ("Continue to promote women's participation", 2),
        ("Maintain its efforts to establish a commission", 2),
        ("Consider ratifying the convention", 3),
        ("Explore the proactive role that the Commission can play", 3),
        ("Strengthen the capacity of the mission", 4),
        ("Give mandates realistic timelines and matching resources", 4),
        ("Take measures to abolish the practice", 4),
        ("Member States should ensure access", 4),
        ("Fully implement the resolution", 5),
        ("Adopt a law on elections", 5),
        ("Draft guidelines, and circulate them", 5),
    ],
)
def test_a_text_is_as_specific_as_its_most_specific_verb(text: str, category: int) -> None:
    assert grade(text).category == category


def test_every_part_of_a_text_has_its_verb_and_category() -> None:
    found = grade("Strengthen oversight, and publish the figures by 2018")
    assert [(part.verb, part.category) for part in found.parts] == [
        ("Strengthen", 4),
        ("publish", 5),
    ]
    assert [part.names_result for part in found.parts] == [False, True]
    assert found.told == "specific action (5 of 5): strengthen, publish"


@pytest.mark.parametrize("text", ["Frobnicate the thing", "", "خطة العمل", "[/b] =SUM(A1)", "2017"])
def test_a_text_without_a_known_verb_has_no_category_and_is_not_called_vague(text: str) -> None:
    assert grade(text).category is None
    assert not grade(text).is_vague


def test_a_general_verb_with_a_date_or_a_deliverable_is_not_vague() -> None:
    assert grade("Strengthen oversight").is_vague
    assert not grade("Strengthen oversight by the end of 2018").is_vague
    assert not grade("Support a roadmap for the transition").is_vague
    assert not grade("Publish the figures").is_vague


@pytest.mark.parametrize(
    ("text", "category", "vague"),
    [
        ("UNDP should consider strengthening its office", 3, True),
        ("Member States are encouraged to publish, as appropriate, their figures", 5, False),
        ("Make every effort to adopt a law", 4, True),
        ("Adopt all necessary measures to end the violence", 4, True),
        ("Adopt a law, and take measures to apply it", 5, False),
        ("Recommends that the Republic of Chad ratify the protocol", 5, False),
        ("Recommended to Chad that it continue its reforms", 2, True),
        ("It is recommended that", None, False),
        ("Ensure, where possible, access by June", 4, False),
        ("Ensure access within six months", 4, False),
        ("Strengthened and speeding up", 4, True),
    ],
)
def test_hedges_prefaces_and_measures_that_name_none_do_not_make_a_verb_specific(
    text: str, category: int | None, vague: bool
) -> None:
    found = grade(text)
    assert (found.category, found.is_vague) == (category, vague)


def test_no_verb_has_two_categories() -> None:
    listed = [verb for verbs in specificity._VERBS.values() for verb in verbs.split()]
    assert len(listed) == len(set(listed))
