"""What is derived of recommendations: common answer, progress, and the rule of attribution."""

import pytest
from shelf import TODAY, Shelf

from tracker import words
from tracker.read import derived

DAYS = derived.days(TODAY, {"due_soon_days": 14, "unconfirmed_days": 30})


def addressed(shelf: Shelf, *answers: str) -> int:
    conversation = shelf.lay("conversation")
    found = shelf.lay("recommendation", conversation_id=conversation)
    for place, answer in enumerate(answers):
        party = shelf.lay("party", name=f"Addressee {found}-{place}")
        shelf.lay(
            "recommendation_addressee", recommendation_id=found, party_id=party, response=answer
        )
    return found


def of_recommendation(shelf: Shelf, sql: str, number: int) -> object:
    row = shelf.connection.execute(
        f"SELECT {sql} FROM recommendation r WHERE r.id = {number}", DAYS
    ).fetchone()
    return row[0]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ((), "none"),
        (("none", "none"), "none"),
        (("accepted",), "accepted"),
        (("noted", "noted"), "noted"),
        (("accepted", "declined"), "mixed"),
        (("accepted", "none"), "mixed"),
        *(((word,), word) for word in words.RESPONSES),
    ],
)
def test_a_recommendation_shows_the_common_answer_or_mixed(
    answers: tuple[str, ...], shown: str
) -> None:
    shelf = Shelf()
    number = addressed(shelf, *answers)
    assert of_recommendation(shelf, derived.case(derived.RESPONSE), number) == shown
    for word in (*words.RESPONSES, words.MIXED):
        found = of_recommendation(shelf, f"{derived.where(derived.RESPONSE, word)}", number)
        assert bool(found) == (word == shown), word


@pytest.mark.parametrize(
    ("statuses", "answers", "progress"),
    [
        ((), (), "no-action"),
        ((), ("accepted",), "no-action"),
        ((), ("declined", "declined"), "closed"),
        (("in-progress",), ("declined",), "under-implementation"),
        (("not-started", "not-started"), (), "planned"),
        (("not-started", "dropped"), (), "planned"),
        (("not-started", "in-progress"), (), "under-implementation"),
        (("not-started", "verified"), (), "under-implementation"),
        (("blocked",), (), "under-implementation"),
        (("implemented", "verified"), (), "implemented"),
        (("implemented", "dropped"), (), "implemented"),
        (("verified", "dropped"), (), "closed"),
        (("dropped",), (), "closed"),
    ],
)
def test_progress_follows_from_the_actions(
    statuses: tuple[str, ...], answers: tuple[str, ...], progress: str
) -> None:
    shelf = Shelf()
    number = addressed(shelf, *answers)
    for status in statuses:
        shelf.serve(shelf.lay("action", status=status), number)
    assert of_recommendation(shelf, derived.case(derived.PROGRESS), number) == progress


def test_an_archived_action_is_no_action() -> None:
    shelf = Shelf()
    number = addressed(shelf)
    shelf.serve(shelf.lay("action", archived_on="2017-04-01"), number)
    assert of_recommendation(shelf, derived.case(derived.PROGRESS), number) == "no-action"


@pytest.mark.parametrize(
    ("own", "theirs", "rule"),
    [
        (None, (), "chatham-house"),
        ("public", (), "public"),
        ("public", ("public",), "public"),
        ("public", (None,), "chatham-house"),
        ("public", ("chatham-house", "confidential"), "confidential"),
        ("confidential", ("public",), "confidential"),
    ],
)
def test_an_action_is_under_the_strictest_rule_of_its_conversations(
    own: str | None, theirs: tuple[str | None, ...], rule: str
) -> None:
    shelf = Shelf()
    number = shelf.lay("action", conversation_id=shelf.lay("conversation", attribution=own))
    for each in theirs:
        conversation = shelf.lay("conversation", attribution=each)
        shelf.serve(number, shelf.lay("recommendation", conversation_id=conversation))
    sql = f"SELECT {derived.case(derived.RULE_OF_ACTION)} FROM action a"
    assert shelf.connection.execute(sql).fetchone()[0] == rule


def test_an_action_of_no_conversation_is_under_the_default_rule() -> None:
    shelf = Shelf()
    shelf.lay("action")
    sql = f"SELECT {derived.case(derived.RULE_OF_ACTION)} FROM action a"
    assert shelf.connection.execute(sql).fetchone()[0] == "chatham-house"
