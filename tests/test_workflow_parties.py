"""Parties: adding, changing, and what they are part of."""

import pytest
from desk import Desk

from tracker.errors import Conflict, NotAllowed, Unreadable
from tracker.write.workflow import parties


def test_a_party_says_what_it_is(desk: Desk) -> None:
    desk(
        parties.add,
        "Peacebuilding Support Office",
        short="PBSO",
        kind="body",
        email="pbso@example.org",
        part_of="Secretariat",
        create=True,
    )
    assert desk.said == [
        "P1 party 'Secretariat' added (body)",
        "P2 PBSO, Peacebuilding Support Office, added (body, part of Secretariat)",
    ]


def test_an_update_changes_and_clears(desk: Desk) -> None:
    desk.party("Peacebuilding Support Office", "PBSO")
    desk(parties.update, "pbso", name="Peacebuilding Office", kind="post", email="a@example.org")
    assert desk.said == [
        (
            "P1 PBSO name Peacebuilding Support Office -> Peacebuilding Office, kind body -> post, "
            "email none -> 'a@example.org'"
        )
    ]
    desk(parties.update, "P1", short="none", email="none")
    assert desk.said == [
        "P1 Peacebuilding Office short name PBSO -> none, email 'a@example.org' -> none"
    ]


def test_a_name_may_change_its_case_but_not_take_another_name(desk: Desk) -> None:
    desk.party("Pbso")
    desk.party("DPA")
    desk(parties.update, "P1", name="PBSO")
    assert desk.said == ["P1 PBSO name Pbso -> PBSO"]
    with pytest.raises(Conflict, match=r"The name 'dpa' belongs to P2 \(party 'DPA'\)"):
        desk(parties.update, "P1", name="dpa")


def test_a_party_is_not_part_of_itself_by_any_way(desk: Desk) -> None:
    desk.party("A body")
    desk(parties.add, "B body", part_of="A body")
    with pytest.raises(NotAllowed, match="A body → B body → A body"):
        desk(parties.update, "P1", part_of="P2")
    with pytest.raises(NotAllowed, match="A body → A body"):
        desk(parties.update, "P1", part_of="P1")
    desk(parties.update, "P2", part_of="none")
    assert desk.said == ["P2 B body part of A body -> none"]


@pytest.mark.parametrize("typed", ["amina", "a@", "@b", "a b@c"])
def test_an_email_address_has_its_form(desk: Desk, typed: str) -> None:
    with pytest.raises(Unreadable, match="not an email address"):
        desk(parties.add, "PBSO", email=typed)
