"""All that is known of one record, of every kind."""

import pytest
from shelf import Shelf

from tracker.errors import NotFound
from tracker.read.queries import records
from tracker.read.queries.conversations import CONVERSATIONS
from tracker.read.queries.lines import (
    ActionLine,
    Answer,
    ConversationLine,
    DocumentLine,
    HangingLine,
    Holding,
    Move,
    NoteLine,
    RecommendationLine,
    Tie,
    UptakeLine,
)
from tracker.read.queries.listing import of_source
from tracker.read.queries.parties import PARTIES
from tracker.read.queries.recommendations import list_recommendations


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    shelf = Shelf()
    series = shelf.lay("series", name="Prevention")
    first = shelf.lay("conversation", series_id=series, title="First", held_on="2016-10-26")
    second = shelf.lay("conversation", series_id=series, attribution="public", place="New York")
    ipi = shelf.lay("party", name="International Peace Institute", short="IPI")
    post = shelf.lay("party", name="Head of office", kind="post", part_of_id=ipi)
    ana = shelf.lay("party", name="Ana Diop", kind="person")
    shelf.lay("tenure", post_id=post, person_id=ana, from_on="2017-01-01")
    for role in ("host", "speaker"):
        shelf.lay("conversation_party", conversation_id=second, party_id=ipi, role=role)
    source = shelf.lay("document", conversation_id=second, sha256="ab", text="Draw lessons.")
    theme = shelf.lay("theme", name="Transitions")
    unoci = shelf.lay("milestone", slug="UNOCI:expiry", due_on="2017-06-30")
    old = shelf.lay("recommendation", conversation_id=first, text="Define it")
    asked = shelf.lay(
        "recommendation",
        conversation_id=second,
        number="2 (b)",
        text="Draw lessons",
        quote="Draw lessons.",
        document_id=source,
    )
    shelf.lay(
        "recommendation_addressee",
        recommendation_id=asked,
        party_id=ipi,
        response="accepted",
        responded_on="2017-03-01",
        reason="In the plan",
    )
    shelf.lay("recommendation_link", recommendation_id=asked, kind="repeats", other_id=old)
    shelf.lay("recommendation_theme", recommendation_id=asked, theme_id=theme)
    shelf.lay("uptake", recommendation_id=asked, symbol="S/RES/2350 (2017)", paragraph="1")
    part = shelf.lay("action", title="Part", status="verified", claimed_by="a", verified_by="a")
    number = shelf.lay(
        "action", title="Write", owner_id=post, due_on="2017-05-31", milestone_id=unoci
    )
    after = shelf.lay("action", title="Publish", conversation_id=second)
    shelf.serve(number, asked)
    shelf.lay("action_supporting", action_id=number, party_id=ipi)
    shelf.lay("action_theme", action_id=number, theme_id=theme)
    shelf.lay("action_link", action_id=part, kind="split-from", other_id=number)
    shelf.lay("action_dependency", action_id=number, after_id=part)
    shelf.lay("action_dependency", action_id=after, after_id=number)
    shelf.lay(
        "deadline_move",
        action_id=number,
        moved_on="2017-03-02",
        from_day="2017-05-01",
        to_day="2017-05-31",
        why="late",
        milestone_id=unoci,
    )
    shelf.lay("note", action_id=number, text="Interviews held", shared=1)
    shelf.lay("note", recommendation_id=asked, text="Discussed")
    hashes = {"line_digest": "", "prev_hash": "0", "hash": "1"}
    command = shelf.lay(
        "command", at="2017-03-01T09:00:00Z", on_day="2017-03-01", by="ben", line="x", **hashes
    )
    shelf.lay("change", command_id=command, entity="action", row=number, digest="")
    return shelf


PART = ActionLine("A1", "Part", None, "verified", None, "blue")
WRITE = ActionLine("A2", "Write", "Head of office", "not-started", "2017-05-31", "grey")
PUBLISH = ActionLine("A3", "Publish", None, "not-started", None, "amber")
LESSONS = RecommendationLine("R2", "2 (b)", "Draw lessons", "accepted", "planned", "C2")
FIRST = ConversationLine("C1", "2016-10-26", "First", "Prevention")
SECOND = ConversationLine("C2", "2017-02-24", "Second", "Prevention")


def test_an_action_is_shown_with_all_that_it_is_tied_to(shelf: Shelf) -> None:
    item = records.show(shelf.reader(), "action", 2)
    assert item["ref"] == "A2"
    assert item["ledger"] == [
        Move("2017-03-02", "2017-05-01", "2017-05-31", 30, "late", "amina", "UNOCI:expiry", False)
    ]
    assert item["notes"] == [
        NoteLine("N1", "2017-04-01", "Interviews held", "owner", None, True, "amina")
    ]
    assert item["recommendation_details"] == [LESSONS]
    assert item["conversation_details"] == [SECOND]
    assert item["waits_for"] == [PART]
    assert item["waited_for_by"] == [PUBLISH]
    assert item["links"] == [Tie("split-into", "A1", "Part")]
    assert item["attribution"] == "public"
    assert (item["recorded_on"], item["recorded_by"]) == ("2017-03-01", "ben")
    assert (item["changed_on"], item["changed_by"]) == ("2017-03-01", "ben")
    assert item["archived_on"] is None


def test_a_recommendation_is_shown_with_its_passage_answers_and_actions(shelf: Shelf) -> None:
    item = records.show(shelf.reader(), "recommendation", 2)
    assert (item["quote"], item["document"]) == ("Draw lessons.", "D1")
    assert item["answers"] == [Answer("IPI", "accepted", "2017-03-01", "In the plan")]
    assert item["links"] == ["repeats R1"]
    assert item["link_details"] == [Tie("repeats", "R1", "Define it")]
    assert item["uptake_details"] == [UptakeLine("S/RES/2350 (2017)", "1", None, None)]
    assert item["uptake"] == ["S/RES/2350 (2017), OP 1"]
    assert item["action_details"] == [WRITE]
    assert item["conversation_details"] == [SECOND]
    assert [note.text for note in item["notes"]] == ["Discussed"]
    assert item["themes"] == ["Transitions"]
    before = records.show(shelf.reader(), "recommendation", 1)
    assert before["link_details"] == [Tie("repeated-by", "R2", "Draw lessons")]


def test_a_conversation_is_shown_with_its_parties_by_role_and_what_came_out(shelf: Shelf) -> None:
    item = records.show(shelf.reader(), "conversation", 2)
    assert (item["hosts"], item["speakers"], item["participants"]) == (["IPI"], ["IPI"], [])
    assert (item["recommendations"], item["actions"], item["open_actions"]) == (1, 2, 2)
    assert item["recommendation_details"] == [LESSONS]
    assert item["other_actions"] == [PUBLISH]
    assert item["document_details"] == [DocumentLine("D1", "minutes.txt", "text/plain", 13)]
    assert item["attribution"] == "public"


def test_a_party_is_shown_with_what_it_owns_supports_and_is_asked(shelf: Shelf) -> None:
    item = records.show(shelf.reader(), "party", 1)
    assert (item["owns"], item["supports"], item["addressed"]) == (0, 1, 1)
    assert item["supported"] == [WRITE]
    assert item["recommendation_details"] == [LESSONS]
    assert item["parts"] == ["Head of office"]
    post = records.show(shelf.reader(), "party", 2)
    assert post["owned"] == [WRITE]
    assert post["holder"] == "Ana Diop"
    assert post["holdings"] == [Holding("Ana Diop", "2017-01-01", None)]
    person = records.show(shelf.reader(), "party", 3)
    assert person["holds"] == ["Head of office"]
    assert person["holdings"] == [Holding("Head of office", "2017-01-01", None)]


def test_other_records_are_shown_with_what_hangs_on_them(shelf: Shelf) -> None:
    reader = shelf.reader()
    hanging = HangingLine(*WRITE[:-1], None, "2017-05-31", 1, WRITE.rag)
    assert records.show(reader, "milestone", 1)["action_details"] == [hanging]
    assert records.show(reader, "milestone", 1)["state"] == "decided"
    assert records.show(reader, "document", 1)["recommendation_details"] == [LESSONS]
    assert records.show(reader, "document", 1)["characters"] == 13
    assert records.show(reader, "series", 1)["conversation_details"] == [FIRST, SECOND]
    assert records.show(reader, "theme", 1)["action_details"] == [WRITE]
    assert records.show(reader, "theme", 1)["recommendation_details"] == [LESSONS]
    assert records.show(reader, "note", 1)["about"] == "A2"
    assert records.show(reader, "note", 2)["about"] == "R2"
    assert records.show(reader, "note", 1)["shared"] is True


def test_what_does_not_exist_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="There is no action A99"):
        records.show(shelf.reader(), "action", 99)


def test_some_records_are_given_whole_whatever_their_state(shelf: Shelf) -> None:
    found = records.items(shelf.reader(), "action", [3, 1])
    assert [row[0] for row in found.rows] == ["A1", "A3"]
    assert found.count == found.total == 2
    assert list(records.items(shelf.reader(), "party", []).rows) == []


def test_the_lists_of_other_records_have_their_own_order(shelf: Shelf) -> None:
    reader = shelf.reader()
    names = [row[0] for row in of_source(reader, PARTIES, columns="name").rows]
    assert names == ["Ana Diop", "Head of office", "International Peace Institute"]
    assert [row[0] for row in of_source(reader, CONVERSATIONS, columns="ref").rows] == ["C1", "C2"]
    assert [row[0] for row in list_recommendations(reader, columns="ref").rows] == ["R1", "R2"]
    latest = of_source(reader, CONVERSATIONS, columns="ref", sort="-held-on", limit=1)
    assert (list(latest.rows), latest.count, latest.total) == ([("C2",)], 1, 2)
