"""Recommendations: addressees and their answers, links, uptake, and quotes in documents."""

from datetime import date

import pytest
from desk import TODAY, Desk

from tracker.errors import Conflict, NeedsOption, NotAllowed, NotFound, Unreadable
from tracker.intake.documents import Source
from tracker.write.workflow import conversations, recommendations

TEXT = "Participants agreed:\n(b) that mandates need\nrealistic timelines.\n"


def test_a_recommendation_keeps_its_words_number_and_addressees(desk: Desk) -> None:
    desk.conversation()
    made = desk(
        recommendations.add,
        "Design mandates with\nrealistic timelines",
        conversation="c1",
        number="para. 2 (b)",
        to=["Security Council", "PBC"],
        themes=["Mandates"],
        create=True,
    )
    assert made.text == "Design mandates with\nrealistic timelines"
    assert desk.said[-1].endswith(
        "added: from C1, number para. 2 (b), to Security Council and PBC, theme Mandates"
    )
    with pytest.raises(NotFound):
        desk(recommendations.add, "Text", conversation="C9")


def test_a_number_that_another_recommendation_has_is_remarked(desk: Desk) -> None:
    desk.conversation()
    desk.conversation("Third")
    for text, meeting in (("One", "C1"), ("Other meeting", "C2")):
        desk(recommendations.add, text, conversation=meeting, number="1")
        assert "already" not in desk.said[-1]
    desk(recommendations.add, "Two", conversation="C1", number="1")
    assert desk.said == ["R3 'Two' added: from C1, number 1; number 1 is already R1's"]
    desk(recommendations.update, "R3", number="2")
    assert desk.said == ["R3 number '1' -> '2'"]
    desk(recommendations.update, "R3", number="1")
    assert desk.said == ["R3 number '2' -> '1', number 1 is already R1's"]


def test_a_quote_keeps_its_place_in_the_document(desk: Desk) -> None:
    desk(
        conversations.add,
        "Second",
        on=TODAY,
        documents=[Source("note.txt", "text/plain", "ab12", TEXT)],
    )
    made = desk(
        recommendations.add,
        "Design mandates",
        conversation="C1",
        quote="mandates need realistic timelines",
    )
    assert made.document_id == 1
    assert TEXT[made.quote_start : made.quote_end] == "mandates need\nrealistic timelines"
    made = desk(recommendations.update, "R1", quote="none")
    assert (made.quote, made.document_id, made.quote_start) == (None, None, None)
    made = desk(recommendations.update, "R1", quote="not in there")
    assert (made.quote, made.document_id) == ("not in there", None)


def test_an_update_adds_and_removes_addressees(desk: Desk) -> None:
    desk.recommendation("PBSO")
    desk(recommendations.update, "R1", to=["DPA"], remove_to=["PBSO"], number="4", create=True)
    assert desk.said[-1] == "R1 number none -> '4', to +DPA -PBSO"
    desk(recommendations.update, "R1", to=["DPA"])
    assert desk.said == ["R1 holds that already: nothing to change"]
    assert desk.command is None


def test_the_only_addressee_answers_without_being_named(desk: Desk) -> None:
    desk.recommendation("PBSO")
    desk(recommendations.respond, "R1", "accepted", why="In our plan", on=date(2017, 2, 1))
    assert desk.said == ["R1 PBSO none -> accepted (2017-02-01): 'In our plan'"]
    assert desk.rows("SELECT response, reason, responded_on FROM recommendation_addressee") == [
        ("accepted", "In our plan", "2017-02-01")
    ]


def test_several_addressees_answer_each_for_themselves(desk: Desk) -> None:
    desk.recommendation("PBSO", "DPA")
    with pytest.raises(NeedsOption, match="addressed to PBSO, DPA") as refusal:
        desk(recommendations.respond, "R1", "noted", why="Later")
    assert refusal.value.option == "--party"
    desk(recommendations.respond, "R1", "noted", party="dpa", why="Later")
    assert desk.rows("SELECT response FROM recommendation_addressee ORDER BY id") == [
        ("none",),
        ("noted",),
    ]


def test_only_addressees_answer_and_with_a_reason(desk: Desk) -> None:
    desk.recommendation()
    desk.party("DPA")
    with pytest.raises(NotAllowed, match="recommendation update R1 --to PARTY"):
        desk(recommendations.respond, "R1", "accepted", why="Yes")
    desk.recommendation("PBSO")
    with pytest.raises(NotAllowed, match="R2 is addressed to PBSO, and not to DPA"):
        desk(recommendations.respond, "R2", "accepted", party="DPA", why="Yes")
    with pytest.raises(NeedsOption, match="--why"):
        desk(recommendations.respond, "R2", "accepted")
    with pytest.raises(Unreadable, match=r"'acepted' is not a response\. Did you mean accepted"):
        desk(recommendations.respond, "R2", "acepted", why="Yes")


def test_an_answer_is_corrected_on_its_own_day(desk: Desk) -> None:
    desk.recommendation("PBSO")
    with pytest.raises(NotAllowed, match="nothing to correct"):
        desk(recommendations.respond, "R1", "noted", why="Typed wrong", correct=True)
    desk(recommendations.respond, "R1", "accepted", why="Yes", on=date(2017, 2, 1))
    desk(recommendations.respond, "R1", "noted", why="Typed wrong", correct=True)
    assert desk.said == ["R1 PBSO accepted -> noted (2017-02-01, corrected): 'Typed wrong'"]
    desk(recommendations.respond, "R1", "noted", why="Typed wrong")
    assert desk.command is None


def test_an_addressee_who_has_answered_is_not_removed(desk: Desk) -> None:
    desk.recommendation("PBSO")
    desk(recommendations.respond, "R1", "accepted", why="Yes")
    with pytest.raises(NotAllowed, match="PBSO has answered R1"):
        desk(recommendations.update, "R1", remove_to=["PBSO"])
    desk(recommendations.respond, "R1", "none", why="Taken back")
    desk(recommendations.update, "R1", remove_to=["PBSO"])
    assert desk.rows("SELECT * FROM recommendation_addressee") == []


def test_links_refuse_self_and_doubles_and_contradictions(desk: Desk) -> None:
    desk.recommendation()
    desk.recommendation(conversation="C1")
    desk(recommendations.link, "R2", "repeats", "R1")
    assert desk.said == ["R2 repeats R1"]
    with pytest.raises(NotAllowed, match="linked with itself"):
        desk(recommendations.link, "R1", "repeats", "r1")
    with pytest.raises(Conflict, match="R2 repeats R1 already"):
        desk(recommendations.link, "R2", "repeats", "R1")
    with pytest.raises(NotAllowed, match="both ways cannot hold"):
        desk(recommendations.link, "R1", "repeats", "R2")
    desk(recommendations.link, "R2", "refines", "R1")


def test_uptake_is_noted_once_for_a_place_and_may_be_completed(desk: Desk) -> None:
    desk.recommendation()
    desk(recommendations.uptake, "R1", "S/RES/2350 (2017)", paragraph="1")
    assert desk.said == ["R1 taken up in S/RES/2350 (2017), paragraph 1"]
    desk(
        recommendations.uptake,
        "R1",
        "S/RES/2350 (2017)",
        paragraph="1",
        degree="partly",
        on=date(2017, 4, 13),
    )
    assert desk.said == ["R1 taken up in S/RES/2350 (2017), paragraph 1 (partly, 2017-04-13)"]
    assert len(desk.rows("SELECT * FROM uptake")) == 1
    desk(recommendations.uptake, "R1", "S/RES/2350 (2017)", paragraph="1")
    assert desk.command is None
