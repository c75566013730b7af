"""Filters: what each finds, how they combine, what they hide, and how `--where` writes them."""

from itertools import combinations

import pytest
from shelf import Shelf

from tracker.errors import NotFound, Unreadable
from tracker.read.queries.actions import action_ids, list_actions
from tracker.read.queries.filters import FILTERS, Filters, parse_where
from tracker.read.queries.recommendations import list_recommendations
from tracker.read.reports import table


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Lay an action for every filter to find, named in its title by what it is about."""
    shelf = Shelf()
    series = shelf.lay("series", name="Prevention")
    c1 = shelf.lay("conversation", series_id=series, held_on="2016-10-26")
    c2 = shelf.lay("conversation")
    dppa = shelf.lay("party", name="Department of Peace", short="DPPA")
    pbso = shelf.lay("party", name="Peacebuilding Support Office", short="PBSO", part_of_id=dppa)
    post = shelf.lay("party", name="Head", kind="post", part_of_id=pbso)
    ana = shelf.lay("party", name="Ana Diop", kind="person")
    empty = shelf.lay("party", name="Empty chair", kind="post")
    shelf.lay("tenure", post_id=post, person_id=ana, from_on="2017-01-01")
    women = shelf.lay("theme", name="Women")
    unoci = shelf.lay("milestone", slug="UNOCI:expiry", due_on="2017-06-30")
    asked = shelf.lay("recommendation", conversation_id=c1, text="Côte d'Ivoire lessons")
    shelf.lay(
        "recommendation_addressee", recommendation_id=asked, party_id=pbso, response="accepted"
    )
    other = shelf.lay("recommendation", conversation_id=c2, text="Realistic timelines")
    shelf.lay("recommendation_theme", recommendation_id=other, theme_id=women)
    usual = {"owner_id": dppa, "due_on": "2017-08-01", "status": "in-progress"}

    def lay(title: str, **values: object) -> int:
        return shelf.lay("action", **{"title": title, **usual, **values})

    lay("overdue", due_on="2017-04-09")
    lay("today", due_on="2017-04-10")
    lay("later", due_on="2017-04-30")
    lay("undated", due_on=None, priority="critical")
    lay("unowned", owner_id=None)
    lay("orphaned", owner_id=empty)
    lay("held", owner_id=post)
    lay("stale", created_on="2017-01-01", status_on="2017-01-01", updated_at="2017-01-01T08:00:00Z")
    lay("blocked", status="blocked", due_on="2017-04-09")
    lay("implemented", status="implemented", done_on="2017-04-01", due_on="2017-04-02")
    lay("verified", status="verified", done_on="2017-04-03", due_on="2017-04-02")
    lay("dropped", status="dropped")
    lay("waiting", start_on="2017-04-11", status="not-started")
    lay("archived", archived_on="2017-04-02")
    lay("own", conversation_id=c1)
    lay("fresh", owner_id=pbso, updated_at="2017-04-09T08:00:00Z")
    shelf.serve(lay("served"), asked)
    shelf.serve(lay("themed"), other)
    shelf.lay("action_theme", action_id=lay("under", milestone_id=unoci), theme_id=women)
    lay("hanging", due_milestone_id=unoci)
    shelf.lay("action_supporting", action_id=lay("supported", owner_id=empty), party_id=pbso)
    moved = {"moved_on": "2017-03-01", "from_day": "2017-07-01", "to_day": "2017-08-01"}
    shelf.lay("deadline_move", action_id=lay("slipped"), **moved)
    shelf.lay("note", action_id=lay("noted Abidjan"), text="Interviews in café 2/b")
    return shelf


FOUND = {
    Filters(conversation=("C1",)): "own served",
    Filters(series=("prevention",)): "own served",
    Filters(recommendation=("R1", "r2")): "served themed",
    Filters(owner=("PBSO",)): "fresh",
    Filters(owner=("pbso", "head")): "fresh held",
    Filters(holder=("Ana Diop",)): "held",
    Filters(party=("PBSO",)): "fresh held served supported",
    Filters(party=("Ana Diop",)): "held",
    Filters(party=("Head",)): "held",
    Filters(addressee=("PBSO",)): "served",
    Filters(theme=("Women",)): "themed under",
    Filters(status=("blocked",)): "blocked",
    Filters(status=("dropped", "verified")): "dropped verified",
    Filters(status=("not-started",)): "waiting",
    Filters(response=("accepted",)): "served",
    Filters(response=("none",)): "themed",
    Filters(rag=("red",)): "blocked overdue",
    Filters(rag=("blue",)): "implemented verified",
    Filters(rag=("none",)): "dropped",
    Filters(priority=("critical",)): "undated",
    Filters(milestone=("unoci:expiry",)): "hanging under",
    Filters(closed=True): "dropped implemented verified",
    Filters(overdue=True): "blocked overdue",
    Filters(due_soon=True): "today",
    Filters(overdue=True, due_soon=True): "blocked overdue today",
    Filters(overdue=True, no_deadline=True): "blocked overdue undated",
    Filters(due_before="2017-04-10"): "blocked overdue today",
    Filters(due_after="2017-04-10", due_before="2017-04-30"): "later today",
    Filters(due_before="2017-04-10", all=True): "blocked implemented overdue today verified",
    Filters(no_owner=True): "unowned",
    Filters(no_owner=True, owner=("PBSO",)): "fresh unowned",
    Filters(no_owner=True, orphaned=True): "orphaned supported unowned",
    Filters(orphaned=True): "orphaned supported",
    Filters(no_deadline=True): "undated",
    Filters(unconfirmed=True): "stale",
    Filters(unverified=True): "implemented",
    Filters(unconfirmed=True, unverified=True): "implemented stale",
    Filters(slipped=True): "slipped",
    Filters(archived=True): "archived",
    Filters(changed_since="2017-04-09"): "fresh",
    Filters(changed_since="2017-04-09T09:00:00Z"): "",
    Filters(text=("abidjan cafe",)): "noted",
    Filters(text=("CAFÉ", "noted")): "noted",
    Filters(text=("2/b",)): "noted",
    Filters(text=("cote ivoire served",)): "served",
    Filters(text=("inter",)): "noted",
    Filters(text=("nowhere",)): "",
    Filters(text=('overdue OR "undated',)): "",
    Filters(text=("title:overdue",)): "",
    Filters(owner=("DPPA",), overdue=True): "blocked overdue",
    Filters(owner=("PBSO",), overdue=True): "",
}


def titles(shelf: Shelf, filters: Filters) -> list[str]:
    rows = list_actions(shelf.reader(), filters, columns="title").rows
    return sorted(row[0].split()[0] for row in rows)


@pytest.mark.parametrize("filters", FOUND, ids=lambda filters: str(_said(filters)))
def test_a_filter_finds_what_it_says(shelf: Shelf, filters: Filters) -> None:
    assert " ".join(titles(shelf, filters)) == FOUND[filters]


def _said(filters: Filters) -> dict[str, object]:
    return {name: value for name, value in filters._asdict().items() if value}


def test_every_filter_is_tested_here() -> None:
    tested = {name for filters in FOUND for name in _said(filters)}
    assert tested | {"all", "open"} == {name.replace("-", "_") for name in FILTERS}
    assert set(Filters._fields) == {name.replace("-", "_") for name in FILTERS}


def test_the_default_list_hides_and_counts_closed_archived_and_waiting(shelf: Shelf) -> None:
    listing = list_actions(shelf.reader())
    assert (listing.hidden.closed, listing.hidden.archived, listing.hidden.not_started) == (3, 1, 1)
    hidden = {"dropped", "implemented", "verified", "archived", "waiting"}
    assert not hidden & set(titles(shelf, Filters()))


def test_all_lifts_the_hiding_of_closed_and_waiting_but_not_of_archived(shelf: Shelf) -> None:
    assert {"dropped", "waiting"} <= set(titles(shelf, Filters(all=True)))
    assert "archived" not in titles(shelf, Filters(all=True))


def test_open_names_statuses_and_so_shows_what_waits(shelf: Shelf) -> None:
    found = titles(shelf, Filters(open=True))
    assert "waiting" in found
    assert "dropped" not in found


ONE_EACH = [filters for filters in FOUND if len(_said(filters)) == 1]


@pytest.mark.parametrize("filters", [Filters(), *ONE_EACH], ids=lambda each: str(_said(each)))
def test_totals_are_honest_and_the_hidden_ones_are_all_that_is_missing(
    shelf: Shelf, filters: Filters
) -> None:
    listing = list_actions(shelf.reader(), filters)
    assert listing.total == len(list(listing.rows))
    if filters.archived:
        return
    everything = list_actions(shelf.reader(), filters._replace(all=True))
    closed, archived, waiting, *_ = listing.hidden
    assert listing.total + closed + waiting == everything.total
    gone = list_actions(shelf.reader(), filters._replace(archived=True))
    assert archived == gone.total


# Filters of one axis widen; all others narrow.
AXES = [
    {"overdue", "due_soon", "no_deadline"},
    {"unconfirmed", "unverified"},
    {"no_owner", "owner", "orphaned"},
    {"status", "open", "closed"},
]


def test_different_filters_both_have_to_hold(shelf: Shelf) -> None:
    alone = {one: set(titles(shelf, one._replace(all=True))) for one in ONE_EACH}
    for one, other in combinations(ONE_EACH, 2):
        names = {*_said(one), *_said(other)}
        if len(names) == 1 or any(len(names & axis) > 1 for axis in AXES) or "archived" in names:
            continue
        both = one._replace(**_said(other), all=True)  # type: ignore[arg-type]  # fields by name
        assert set(titles(shelf, both)) == alone[one] & alone[other], both


def test_what_a_filter_names_for_a_bulk_change_is_what_its_list_shows(shelf: Shelf) -> None:
    filters = Filters(owner=("DPPA",))
    rows = list_actions(shelf.reader(), filters, columns="ref").rows
    assert [f"A{each}" for each in action_ids(shelf.reader(), filters)] == [row[0] for row in rows]


def test_no_filter_says_so_even_with_all() -> None:
    assert Filters(all=True).none
    assert not Filters(overdue=True).none
    assert not Filters(archived=True).none


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(owner=("PBS0",)), "no party called 'PBS0'. Nearest: PBSO"),
        (Filters(theme=("Womn",)), "no theme called 'Womn'. Nearest: Women"),
        (Filters(series=("Prevntion",)), "no series called 'Prevntion'. Nearest: Prevention"),
        (Filters(milestone=("UNOCI",)), "no milestone called 'UNOCI'. Nearest: UNOCI:expiry"),
        (Filters(conversation=("C9",)), "no conversation C9. The last one is C2."),
    ],
)
def test_an_unknown_name_is_not_found_naming_the_nearest(
    shelf: Shelf, filters: Filters, message: str
) -> None:
    with pytest.raises(NotFound, match=message):
        list_actions(shelf.reader(), filters)


@pytest.mark.parametrize("name", ["status", "response", "rag", "priority"])
def test_a_word_outside_the_vocabulary_is_unreadable(shelf: Shelf, name: str) -> None:
    filters = Filters()._replace(**{name: ("bogus",)})  # type: ignore[arg-type]  # fields by name
    with pytest.raises(Unreadable, match=f"--{name} cannot be 'bogus'. It is one of: "):
        list_actions(shelf.reader(), filters)


@pytest.mark.parametrize("text", ["", "   ", "-", "*", '""', "( )"])
def test_a_text_without_any_word_is_unreadable(shelf: Shelf, text: str) -> None:
    with pytest.raises(Unreadable, match="no word to search for"):
        list_actions(shelf.reader(), Filters(text=(text,)))


@pytest.mark.parametrize("text", ['a"b', "NEAR(a b)", "a*", "col : a", "^a", "a AND NOT b", "'"])
def test_what_is_typed_is_never_the_syntax_of_the_search(shelf: Shelf, text: str) -> None:
    if any(map(str.isalnum, text)):
        assert isinstance(titles(shelf, Filters(text=(text,))), list)


# -- --where --------------------------------------------------------------------------------------


def test_where_reads_flags_names_words_and_days(shelf: Shelf) -> None:
    texts = ["overdue", "owner=PBSO", "owner = DPPA", "due_before=2017-06", "--text=a=b"]
    assert parse_where(shelf.reader(), texts) == Filters(
        overdue=True, owner=("PBSO", "DPPA"), due_before="2017-06-30", text=("a=b",)
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("overdue=yes", "Write: overdue"),
        ("owner", "Write: owner=VALUE"),
        ("owner=", "Write: owner=VALUE"),
        ("status=done", "--status cannot be 'done'"),
        ("due-before=soon", "soon"),
    ],
)
def test_where_refuses_what_is_not_written_so(shelf: Shelf, text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        parse_where(shelf.reader(), [text])


def test_where_refuses_a_day_twice(shelf: Shelf) -> None:
    with pytest.raises(Unreadable, match="due-before is given twice"):
        parse_where(shelf.reader(), ["due-before=2017-06-01", "due-before=2017-06-02"])


def test_where_names_the_nearest_filter(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match=r"no filter 'overdeu'\. Nearest: overdue"):
        parse_where(shelf.reader(), ["overdeu"])


# -- recommendations ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "refs"),
    [
        (Filters(), ["R1", "R2"]),
        (Filters(conversation=("C2",)), ["R2"]),
        (Filters(series=("Prevention",)), ["R1"]),
        (Filters(addressee=("PBSO",)), ["R1"]),
        (Filters(party=("DPPA",)), ["R1", "R2"]),
        (Filters(response=("accepted",)), ["R1"]),
        (Filters(theme=("Women",)), ["R2"]),
        (Filters(text=("cote lessons",)), ["R1"]),
        (Filters(overdue=True), []),
        (Filters(owner=("DPPA",), due_after="2017-08-01"), ["R1", "R2"]),
        (Filters(archived=True), []),
    ],
)
def test_filters_find_recommendations_and_rows_of_the_table(
    shelf: Shelf, filters: Filters, refs: list[str]
) -> None:
    found = list_recommendations(shelf.reader(), filters, columns="ref")
    assert [row[0] for row in found.rows] == refs
    assert found.total == len(refs)
    if not filters.archived:
        rows = table.make(shelf.reader(), filters, columns="recommendation_ref").rows
        assert [row[0] for row in rows if row[0]] == refs


def test_a_filter_on_actions_takes_no_recommendation_without_any() -> None:
    alone = Shelf()
    alone.lay("recommendation", conversation_id=alone.lay("conversation"))
    assert table.make(alone.reader(), Filters()).total == 1
    assert table.make(alone.reader(), Filters(no_owner=True)).total == 0
