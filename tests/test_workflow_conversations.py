"""Conversations: who took part, the rule that applies, and the documents that are kept once."""

from datetime import date

import pytest
from desk import TODAY, Desk

from tracker.errors import Conflict, NotAllowed, UnknownName, Unreadable
from tracker.intake.documents import Source
from tracker.write.workflow import archive, conversations

NOTE = Source("note.txt", "text/plain", "ab12", "Line one\r\nline two\n")


def test_a_conversation_says_who_took_part_and_which_rule_holds(desk: Desk) -> None:
    conversation = desk(
        conversations.add,
        "Restoration of state authority",
        on=TODAY,
        series="Prevention for sustaining peace",
        place="New York",
        parties={"host": ["IPI"], "cosponsor": ["Canada"], "speaker": ["IPI", "ipi"]},
        create=True,
    )
    assert conversation.attribution is None
    assert desk.said[-1] == (
        "C1 'Restoration of state authority' added: 2017-02-24, "
        "series Prevention for sustaining peace, place 'New York', "
        "chatham-house rule, as none was given, host IPI, cosponsor Canada, speaker IPI"
    )
    assert len(desk.rows("SELECT * FROM conversation_party")) == 3


def test_an_update_adds_and_removes_roles_and_clears(desk: Desk) -> None:
    desk(conversations.add, "Second", on=TODAY, series="S", parties={"host": ["IPI"]}, create=True)
    desk(
        conversations.update,
        "C1",
        title="Second conversation",
        on=date(2017, 2, 25),
        series="none",
        attribution="confidential",
        parties={"moderator": ["IPI"]},
        remove_parties={"host": ["IPI"]},
    )
    assert desk.said == [
        (
            "C1 title 'Second' -> 'Second conversation', on 2017-02-24 -> 2017-02-25, "
            "series S -> none, rule chatham-house -> confidential, host -IPI, moderator +IPI"
        )
    ]
    desk(conversations.update, "C1", attribution="none", parties={"moderator": ["IPI"]})
    assert desk.said[0].startswith("C1 rule confidential -> chatham-house: recommendations and")
    desk(conversations.update, "C1", place="none")
    assert desk.command is None


def test_the_same_conversation_is_not_added_twice(desk: Desk) -> None:
    desk(conversations.add, "Prévention", on=TODAY, series="S", create=True)
    with pytest.raises(Conflict, match=r"C1 is that conversation already: 'Prévention', 2017-02"):
        desk(conversations.add, " prevention", on=TODAY, series="s")
    desk(conversations.add, "Prévention", on=TODAY)
    desk(conversations.add, "Prévention", on=date(2017, 2, 25), series="S")
    desk(archive.archive, ["C1"])
    assert desk(conversations.add, "Prévention", on=TODAY, series="S").ref == "C4"


LOOSENED = {
    (None, "public"): "chatham-house -> public: speakers, note texts and owners may now leave",
    ("confidential", "public"): "confidential -> public: recommendations, actions, speakers,",
    ("confidential", "chatham-house"): "-> chatham-house: recommendations and actions may now",
}


@pytest.mark.parametrize(("before", "after"), LOOSENED)
def test_a_looser_rule_says_what_may_now_leave(desk: Desk, before: str | None, after: str) -> None:
    desk.conversation(attribution=before)
    desk(conversations.update, "C1", attribution=after)
    assert LOOSENED[before, after] in desk.said[0]
    desk(conversations.update, "C1", attribution=before or "none")
    assert "leave" not in desk.said[0]


def test_the_rule_that_holds_anyway_is_told_as_it_was_typed(desk: Desk) -> None:
    desk.conversation()
    desk(conversations.update, "C1", attribution="chatham-house")
    assert desk.said == ["C1 rule none -> chatham-house"]


def test_a_document_is_kept_exactly_and_once(desk: Desk) -> None:
    desk(conversations.add, "Second", on=TODAY, documents=[NOTE, NOTE])
    assert desk.rows("SELECT conversation_id, name, text FROM document") == [
        (1, "note.txt", "Line one\r\nline two\n")
    ]
    desk(conversations.update, "C1", documents=[NOTE._replace(name="copy.txt")])
    assert desk.said == ["C1 holds that already: nothing to change"]
    with pytest.raises(NotAllowed, match="as D1 of C1"):
        desk(conversations.add, "Third", on=TODAY, documents=[NOTE])
    desk(archive.archive, ["D1"])
    with pytest.raises(NotAllowed, match="tracker unarchive D1"):
        desk(conversations.update, "C1", documents=[NOTE])


def test_an_unknown_series_or_rule_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownName) as refusal:
        desk(conversations.add, "Second", on=TODAY, series="Prevention")
    assert refusal.value.kind == "series"
    with pytest.raises(Unreadable, match="Did you mean chatham-house"):
        desk(conversations.add, "Second", on=TODAY, attribution="chatam house")
