"""The words of other bodies: each of ours has one there or is said to have none, and no guess."""

import sqlite3
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import drawn_file
import pytest
from drawn_file import Opened

from tracker import vocabularies, words
from tracker.formats import wording
from tracker.read import attribution
from tracker.read.queries import spoken
from tracker.read.queries.actions import list_actions
from tracker.read.queries.fields import ACTION_FIELDS, Field
from tracker.read.reports import table
from tracker.vocabularies import BOA, GAO, JIU, Vocabulary

EVERY = list(vocabularies.KNOWN.values())
FIELDS = (("status", vocabularies.STATES), ("response", vocabularies.ANSWERS))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    readers = Opened(tmp_path)
    yield readers
    readers.close()


def named(vocabulary: Vocabulary) -> str:
    return vocabulary.name


# -- the mapping ----------------------------------------------------------------------------------


def test_the_option_knows_every_vocabulary() -> None:
    assert (vocabularies.OWN, *vocabularies.KNOWN) == words.VOCABULARIES


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
@pytest.mark.parametrize(("field", "ours"), FIELDS)
def test_every_word_of_ours_has_one_word_there_or_is_said_to_have_none(
    vocabulary: Vocabulary, field: str, ours: tuple[str, ...]
) -> None:
    axis = vocabulary.axis(field)
    told = [each for term in axis.terms for each in term.ours]
    assert sorted([*told, *axis.missing]) == sorted(ours)
    assert len(set(axis.words)) == len(axis.words)
    assert all(gap.why for gap in axis.gaps)


def test_each_body_has_its_own_words_only() -> None:
    assert GAO.status.words == (
        "open",
        "closed \u2013 implemented",
        "closed \u2013 not implemented",
    )
    assert set(BOA.status.words) == {
        "implemented",
        "under implementation",
        "not implemented",
        "overtaken by events",
    }
    assert JIU.status.words == ("not started", "in progress", "implemented")
    assert JIU.response.words == ("accepted", "not accepted", "under consideration")
    assert GAO.response.words == BOA.response.words == ()


def test_what_an_owner_claims_is_implemented_for_none_that_checks_itself() -> None:
    assert GAO.status.said()["implemented"] == "open"
    assert BOA.status.said()["implemented"] == "under implementation"
    assert JIU.status.said()["implemented"] == "implemented"


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_work_that_goes_on_elsewhere_is_not_called_closed(vocabulary: Vocabulary) -> None:
    assert set(words.CLOSURES_OUTSIDE_RATES) <= set(vocabulary.status.missing)


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_a_word_is_read_as_the_first_of_ours_that_it_is_said_of(vocabulary: Vocabulary) -> None:
    for axis in (vocabulary.status, vocabulary.response):
        for term in axis.terms:
            assert axis.said()[term.ours[0]] == term.word


# -- what is said of it ---------------------------------------------------------------------------


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_a_document_names_the_body_its_words_and_what_has_none(vocabulary: Vocabulary) -> None:
    said, missing = vocabularies.about(vocabulary)
    assert vocabulary.body in said
    assert all(f"{word} (" in said for word in vocabulary.status.words)
    assert "dropped as merged or split" in missing
    assert vocabularies.about(None) == ()


def test_what_has_no_word_is_said_with_how_often() -> None:
    assert vocabularies.unsaid(GAO, "status", {"merged": 2}) == (
        "2 statuses have no word in GAO's vocabulary and stand in tracker's own: dropped (merged)"
    )
    assert vocabularies.unsaid(JIU, "status", {"declined": 1}) == (
        "1 status has no word in JIU's vocabulary and stands in tracker's own: dropped (declined)"
    )
    assert vocabularies.unsaid(JIU, "response", {"noted": 2, "mixed": 1}) == (
        "3 responses have no word in JIU's vocabulary and stand in tracker's own:"
        " noted 2×, mixed 1×"
    )
    assert vocabularies.unsaid(BOA, "response", {"noted": 1}) == (
        "1 response stands in tracker's own words: the Board of Auditors' vocabulary has none"
    )


def test_the_help_has_a_line_for_every_word_and_gap_and_the_source_of_each() -> None:
    lines = list(vocabularies.rows())
    for each in EVERY:
        mine = [line for line in lines if line[0] == each.name]
        assert (each.name, "source", each.body, each.source) in mine
        for field, ours in FIELDS:
            told = " ".join(line[3] for line in mine if line[1] == field)
            assert all(word in told for word in ours)


# -- in SQL ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_the_column_says_what_the_mapping_says(vocabulary: Vocabulary) -> None:
    field = spoken.said(ACTION_FIELDS["status"], vocabulary)
    connection = sqlite3.connect(":memory:")
    axis = vocabulary.status
    for status, closure in product(words.STATUSES, (None, *words.CLOSURES)):
        if (status == "dropped") != (closure is not None):
            continue
        shown, rank = connection.execute(
            f"SELECT {field.sql}, {field.sort} FROM (SELECT ? AS status, ? AS closure) a",
            (status, closure),
        ).fetchone()
        assert shown == axis.said().get(closure or status, status)
        assert rank == [*axis.words, "dropped"].index(shown)
    connection.close()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_a_list_in_other_words_has_the_same_rows(
    opened: Opened, vocabulary: Vocabulary, seed: int
) -> None:
    reader = opened(drawn_file.draw(seed).rows)
    view = attribution.view(include_confidential=True)
    fields = [ACTION_FIELDS[name] for name in ("ref", "status", "closure", "response", "title")]
    ours = list_actions(reader, fields=view.fields(fields), include_closed=True)
    theirs = list_actions(
        reader,
        fields=view.speaking(vocabulary).fields(fields),
        include_closed=True,
        vocabulary=vocabulary,
    )
    statuses, answers = vocabulary.status.said(), vocabulary.response.said()
    expected = [
        (ref, statuses.get(closure or status, status), closure, answers.get(answer, answer), title)
        for ref, status, closure, answer, title in ours.rows
    ]
    assert list(theirs.rows) == expected
    assert theirs.total == ours.total
    assert theirs.vocabulary == vocabulary.name


@pytest.mark.parametrize("key", ["status", "-status", "response"])
@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_rows_are_sorted_by_the_words_that_are_shown(
    opened: Opened, vocabulary: Vocabulary, key: str
) -> None:
    reader = opened(drawn_file.draw(5).rows)
    name = key.removeprefix("-")
    axis = vocabulary.axis(name)
    order = [*axis.words, *(("dropped",) if name == "status" else axis.missing)]
    listed = list_actions(
        reader,
        fields=[spoken.said(ACTION_FIELDS[name], vocabulary)],
        sort=key,
        include_closed=True,
        vocabulary=vocabulary,
    )
    found = table.make(
        reader, columns=f"{name},recommendation_ref", sort=key, vocabulary=vocabulary
    )
    # Actions without a recommendation come after all others.
    asked = [row[0] for row in found.rows if row[1]]
    for column in ([row[0] for row in listed.rows], asked):
        places = [order.index(word) for word in column if word]
        assert len(set(places)) > 1
        assert places == sorted(places, reverse=key.startswith("-"))


def test_filters_ask_in_our_words(opened: Opened) -> None:
    from tracker.read.queries.filters import Filters

    reader = opened(drawn_file.draw(1).rows)
    view = attribution.KEEPER.speaking(GAO)
    found = list_actions(
        reader,
        Filters(status=("verified",)),
        fields=view.fields([ACTION_FIELDS["status"]]),
        vocabulary=GAO,
    )
    rows = list(found.rows)
    assert rows
    assert {row[0] for row in rows} == {"closed \u2013 implemented"}


@pytest.mark.parametrize("vocabulary", EVERY, ids=named)
def test_what_has_no_word_is_counted_once_however_many_rows_it_stands_in(
    opened: Opened, vocabulary: Vocabulary
) -> None:
    rows = drawn_file.draw(2, actions=80).rows
    reader = opened(rows)
    found = table.make(reader, columns="ref,status", vocabulary=vocabulary)
    counts = dict.fromkeys(vocabulary.status.missing, 0)
    for action in rows["action"]:
        state = str(action["closure"] or action["status"])
        if not action["archived_on"] and state in counts:
            counts[state] += 1
    some = {word: count for word, count in counts.items() if count}
    assert len(some) > 1
    assert found.unsaid == (vocabularies.unsaid(vocabulary, "status", some),)


def test_of_a_column_that_is_not_shown_nothing_is_said(opened: Opened) -> None:
    reader = opened(drawn_file.draw(2, actions=80).rows)
    assert table.make(reader, columns="ref", vocabulary=GAO).unsaid == ()
    assert table.make(reader).unsaid == ()


def test_the_last_update_tells_a_status_in_the_same_words(opened: Opened) -> None:
    rows = drawn_file.draw(3).rows
    rows["note"] = []
    reader = opened(rows)
    for view in (attribution.KEEPER, attribution.view()):
        fields = view.speaking(GAO).fields([ACTION_FIELDS["status"], ACTION_FIELDS["last_update"]])
        found = list_actions(reader, fields=fields, include_closed=True, vocabulary=GAO)
        for status, told in found.rows:
            assert told[11:] == status


# -- where people read it -------------------------------------------------------------------------


def people_read(field: Field, word: str) -> object:
    return next(iter(wording.rows([field], [(word,)])))[0]


def test_what_a_body_calls_implemented_is_not_called_unverified() -> None:
    own = ACTION_FIELDS["status"]
    assert people_read(own, "implemented") == "implemented, not verified"
    assert people_read(spoken.said(own, BOA), "implemented") == "implemented"
    assert people_read(spoken.said(own, GAO), "dropped") == "dropped"
    assert people_read(spoken.said(ACTION_FIELDS["response"], JIU), "none") == "no answer yet"
