"""What a typed name or reference stands for."""

from datetime import date, timedelta

import pytest
from desk import TODAY, Desk

from tracker.errors import Conflict, NotAllowed, NotFound, UnknownName
from tracker.read import store
from tracker.read.queries import references
from tracker.write.models import Theme
from tracker.write.workflow import actions, archive, conversations, names, parties


@pytest.mark.parametrize("typed", ["CI", "ci", "Côte d'Ivoire", "cote  D'IVOIRE", "P1", " p1 "])
def test_a_party_is_found_by_reference_short_name_or_name(desk: Desk, typed: str) -> None:
    desk.party("Côte d'Ivoire", "CI")
    assert desk(names.party, typed).id == 1


def test_an_unknown_party_is_refused_with_the_nearest_names(desk: Desk) -> None:
    desk.party("Peacebuilding Support Office", "PBSO")
    with pytest.raises(UnknownName) as refusal:
        desk(names.party, "PBS0", create=False)
    assert str(refusal.value) == (
        "There is no party 'PBS0' (nearest: PBSO). Write the name of one that is there, or make "
        "a new one with --create."
    )
    assert (refusal.value.kind, refusal.value.name) == ("party", "PBS0")


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Anna Berg", True),
        ("Élodie N'Guessan", True),
        ("Peacebuilding Commission", False),
        ("DPPA", False),
        ("Ministry of Planning", False),
    ],
)
def test_a_body_whose_name_looks_like_a_persons_is_said_how_to_make_one(
    desk: Desk, name: str, is_asked: bool
) -> None:
    desk(actions.add, "Draft", owner=name, create=True)
    hint = "if this is a person: tracker party update P1 --kind person"
    assert (hint in desk.said[0]) == is_asked


def test_only_the_names_that_were_agreed_to_are_created(desk: Desk) -> None:
    with pytest.raises(UnknownName) as refusal:
        desk(actions.add, "Draft", owner="PBSO", supporting=["DPPO"], create={"PBSO"})
    assert refusal.value.name == "DPPO"
    desk(actions.add, "Draft", owner="PBSO", supporting=["DPPO"], create={"PBSO", "DPPO"})
    assert desk.rows("SELECT name FROM party") == [("PBSO",), ("DPPO",)]
    assert desk.said[:2] == ["P1 party 'PBSO' added (body)", "P2 party 'DPPO' added (body)"]


def test_a_name_that_could_mean_two_conversations_is_refused_naming_both(desk: Desk) -> None:
    desk.conversation("Prévention")
    for day, title in enumerate(("prevention", "PREVENTION"), start=1):
        desk(conversations.add, title, on=date(2017, 2, day))
    assert desk(names.conversation, "Prévention").id == 1
    with pytest.raises(Conflict, match="'Prevention' can mean C2 or C3"):
        desk(names.conversation, "Prevention")


def test_a_short_name_is_not_the_name_of_another_party(desk: Desk) -> None:
    desk.party("International Peace Institute", "IPI")
    with pytest.raises(Conflict, match=r"The name 'ipi' belongs to P1 \(party 'IPI'\) already"):
        desk.party("ipi")
    with pytest.raises(Conflict, match="short name"):
        desk.party("Another", "International Peace Institute")
    desk.party("Canada", "Canada")


@pytest.mark.parametrize("typed", ["A1", "a1", "1", " 1 "])
def test_an_action_is_found_by_its_number_alone(desk: Desk, typed: str) -> None:
    desk.action()
    assert desk(names.action, typed).ref == "A1"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("A7", "There is no action A7. The last one is A1."),
        ("R1", "R1 is the reference of a recommendation. Name an action here, such as A3."),
        ("99999999999999999999", "There is no action A99999999999999999999. The last one is A1."),
        ("A2147483648", "There is no action A2147483648. The last one is A1."),
        ("soon", "There is no action 'soon'. Write its reference, such as A12."),
    ],
)
def test_a_reference_that_leads_nowhere_is_said_so(desk: Desk, typed: str, said: str) -> None:
    desk.action()
    with pytest.raises(NotFound) as refusal:
        desk(names.action, typed)
    assert str(refusal.value) == said


def test_an_archived_record_is_not_used(desk: Desk) -> None:
    desk.party("PBSO")
    desk(archive.archive, ["PBSO"])
    with pytest.raises(NotAllowed, match=r"P1 is archived .* tracker unarchive P1"):
        desk(names.party, "P1")
    with pytest.raises(UnknownName):
        desk(names.party, "PBSO", create=False)


def test_a_name_may_say_that_it_is_of_a_theme_or_a_series(desk: Desk) -> None:
    desk(actions.add, "Draft", themes=["theme:Women", "Theme:Women"], create=True)
    desk(conversations.add, "Third", on=TODAY, series="series:Prevention", create=True)
    assert desk.rows("SELECT name FROM theme UNION ALL SELECT name FROM series") == [
        ("Women",),
        ("Prevention",),
    ]


def test_a_title_typed_exactly_is_meant_exactly_and_alike_ones_are_refused(desk: Desk) -> None:
    for days, title in enumerate(("Été", "Ete")):
        desk(conversations.add, title, on=TODAY + timedelta(days=days))
    assert desk(names.conversation, "Été").id == 1
    with store.open_reader(desk.path, today=TODAY) as reader:
        assert references.find(reader, "Été", "conversation") == 1
        with pytest.raises(Conflict, match=r"C1 .* or C2"):
            references.find(reader, "étè", "conversation")
    with pytest.raises(Conflict, match=r"C1 .* or C2|C1 or C2"):
        desk(names.conversation, "étè")
    desk(archive.archive, ["Ete"])


def test_where_nothing_can_be_made_nothing_is_offered(desk: Desk) -> None:
    desk.action()
    with pytest.raises(NotFound, match=r"Write the name of one that is there\.$") as refusal:
        desk(actions.update, ["A1"], remove_supporting=["DPA"])
    assert not isinstance(refusal.value, UnknownName)


def test_a_milestone_is_never_created_on_the_way(desk: Desk) -> None:
    with pytest.raises(NotFound, match="There is no milestone 'MINUSTAH:expiry'"):
        desk(actions.add, "Draft", milestone="MINUSTAH:expiry", create=True)


def test_any_record_is_found_by_its_name_unless_two_kinds_share_it(desk: Desk) -> None:
    desk(parties.add, "Haiti", kind="state")
    assert desk(names.record, "haiti").ref == "P1"
    desk(names.theme, "Haiti", create=True)
    with pytest.raises(Conflict, match=r"P1 \(party 'Haiti'\) or the theme 'Haiti'"):
        desk(names.record, "Haiti")
    assert isinstance(desk(names.record, "theme:haiti"), Theme)
