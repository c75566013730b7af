"""From what a person types to the record that is meant, and the refusals that help."""

import re

import pytest
from shelf import Shelf

from tracker.errors import Conflict, NotFound, Unreadable
from tracker.read.queries.references import ANY, find, ref, reference, resolve


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.lay("action", id=12)
    shelf.lay("recommendation", id=5, conversation_id=shelf.lay("conversation", id=2))
    shelf.lay("party", id=3, name="Peacebuilding Support Office", short="PBSO")
    shelf.lay("party", id=4, name="Mission de la Côte d'Ivoire", short="Côte")
    shelf.lay("party", id=5, name="Old office", archived_on="2017-01-01")
    shelf.lay("party", id=6, name="Old office")
    shelf.lay("party", id=7, name="Gone", archived_on="2017-01-01")
    shelf.lay("milestone", id=1, slug="MINUSTAH:expiry")
    shelf.lay("theme", id=1, name="Women")
    shelf.lay("series", id=1, name="Prevention for sustaining peace")
    return shelf


@pytest.mark.parametrize("text", ["A12", "a12", "12", " a12 ", "A0012"])
def test_a_reference_may_be_typed_in_several_ways(shelf: Shelf, text: str) -> None:
    assert resolve(shelf.reader(), text) == ("action", 12)


@pytest.mark.parametrize("text", ["", "A", "A-12", "Z12", "A12b", "1.5", "A12 R5", "A1²", "١٢"])
def test_other_texts_are_no_reference(shelf: Shelf, text: str) -> None:
    with pytest.raises(Unreadable, match="is not a reference"):
        resolve(shelf.reader(), text)


def test_a_conversation_answers_to_its_title_and_what_could_be_two_is_refused() -> None:
    shelf = Shelf()
    shelf.lay("conversation", title="Third")
    assert resolve(shelf.reader(), "third", ("conversation",)) == ("conversation", 1)
    shelf.lay("conversation", title="Third")
    shelf.lay("theme", name="Women")
    shelf.lay("party", name="Women")
    with pytest.raises(Conflict, match=r"C1 \(conversation\) or C2 \(conversation\)"):
        resolve(shelf.reader(), "Third", ("conversation",))
    with pytest.raises(Conflict, match=r"P1 \(party\) or the theme 'women'"):
        resolve(shelf.reader(), "women", ANY)
    assert resolve(shelf.reader(), "theme:Women", ANY) == ("theme", 1)


def test_a_bare_number_stands_only_where_an_action_can(shelf: Shelf) -> None:
    with pytest.raises(Unreadable, match=r"'5' is not a reference\. Write a rec"):
        resolve(shelf.reader(), "5", ("recommendation",))
    assert resolve(shelf.reader(), "R5", ("recommendation",)) == ("recommendation", 5)


def test_a_reference_of_another_kind_is_refused_saying_which_is_wanted(shelf: Shelf) -> None:
    with pytest.raises(Unreadable, match="R5 is a reference of a recommendation; an action is"):
        resolve(shelf.reader(), "R5")


@pytest.mark.parametrize("text", ["A13", "A2147483648", "A99999999999999999999", "A0"])
def test_a_number_that_no_row_has_is_not_found_naming_the_last(shelf: Shelf, text: str) -> None:
    with pytest.raises(NotFound, match=f"There is no action {text}. The last one is A12."):
        resolve(shelf.reader(), text)


def test_an_empty_file_says_that_there_is_none() -> None:
    shelf = Shelf()
    with pytest.raises(NotFound, match=r"There is no note N1\. There is none yet"):
        resolve(shelf.reader(), "N1", ("note",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PBSO", ("party", 3)),
        ("pbso", ("party", 3)),
        ("peacebuilding support office", ("party", 3)),
        ("cote", ("party", 4)),
        ("MISSION DE LA CÔTE D'IVOIRE", ("party", 4)),
        ("P3", ("party", 3)),
        ("old office", ("party", 6)),
        ("Gone", ("party", 7)),
        ("minustah:expiry", ("milestone", 1)),
        ("M1", ("milestone", 1)),
        ("women", ("theme", 1)),
        ("Prevention for sustaining  peace", ("series", 1)),
        ("C2", ("conversation", 2)),
        ("12", ("action", 12)),
    ],
)
def test_any_record_answers_to_its_reference_slug_or_name(
    shelf: Shelf, text: str, found: tuple[str, int]
) -> None:
    assert resolve(shelf.reader(), text, ANY) == found


def test_an_unknown_name_is_not_found_naming_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match=re.escape("no party called 'PBS'. Nearest: PBSO.")):
        find(shelf.reader(), "PBS", "party")
    with pytest.raises(NotFound, match=re.escape("no party called 'xyz'. See what there is with")):
        find(shelf.reader(), "xyz", "party")


def test_a_row_is_named_as_people_type_it(shelf: Shelf) -> None:
    assert ref("action", 12) == "A12"
    assert reference(shelf.reader(), "conversation", 2) == "C2"
    assert reference(shelf.reader(), "theme", 1) == "Women"
    assert reference(shelf.reader(), "theme", 99) == "theme 99"
