"""The list of actions: order, limits, groups, and how it is answered by the database."""

from collections.abc import Callable

import pytest
from shelf import Shelf

from tracker.errors import NotFound
from tracker.read.queries import actions, conversations, parties, recommendations, records
from tracker.read.queries.actions import list_actions
from tracker.read.queries.filters import Filters
from tracker.read.queries.listing import Listing, of_source
from tracker.read.reports import table

LADEN = 600


@pytest.fixture
def shelf() -> Shelf:
    """Six actions in the order in which they were recorded, which is no other order."""
    shelf = Shelf()
    shelf.lay("action", title="b undated")
    shelf.lay("action", title="A later", due_on="2017-06-01", priority="critical")
    shelf.lay("action", title="d overdue", due_on="2017-04-01", status="blocked")
    shelf.lay("action", title="c verified", due_on="2017-01-01", status="verified")
    shelf.lay("action", title="é long overdue", due_on="2017-03-01", priority="important")
    shelf.lay("action", title="f later too", due_on="2017-06-01", status="in-progress")
    return shelf


def refs(listing: Listing) -> str:
    place = [field.name for field in listing.fields].index("ref")
    return " ".join(row[place] for row in listing.rows)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (None, "A5 A3 A2 A6 A1"),
        ("due", "A5 A3 A2 A6 A1"),
        ("-due", "A2 A6 A3 A5 A1"),
        ("-due,-ref", "A6 A2 A3 A5 A1"),
        ("ref", "A1 A2 A3 A5 A6"),
        ("-ref", "A6 A5 A3 A2 A1"),
        ("title", "A2 A1 A3 A6 A5"),
        ("priority,due", "A2 A5 A3 A6 A1"),
        ("status,-priority,ref", "A1 A5 A2 A6 A3"),
        ("-slips, due", "A5 A3 A2 A6 A1"),
        ("rag,ref", "A3 A5 A1 A2 A6"),
    ],
)
def test_rows_come_in_the_order_asked_for(shelf: Shelf, sort: str | None, order: str) -> None:
    listing = list_actions(shelf.reader(), columns="ref,due", sort=sort)
    assert refs(listing) == order


def test_with_closed_ones_overdue_still_comes_first_then_due_then_reference(shelf: Shelf) -> None:
    everything = "A5 A3 A4 A2 A6 A1"
    assert refs(list_actions(shelf.reader(), Filters(all=True))) == everything
    assert refs(list_actions(shelf.reader(), include_closed=True)) == everything
    assert refs(list_actions(shelf.reader(), Filters(all=True, due_before="2017-06-01"))) == (
        "A5 A3 A4 A2 A6"
    )


@pytest.mark.parametrize("filters", [Filters(), Filters(all=True), Filters(overdue=True)])
@pytest.mark.parametrize("sort", [None, "-due", "title", "-rag"])
def test_a_limit_takes_the_first_rows_and_keeps_the_total(
    shelf: Shelf, filters: Filters, sort: str | None
) -> None:
    whole = list_actions(shelf.reader(), filters, columns="all", sort=sort)
    rows = list(whole.rows)
    assert whole.count == whole.total == len(rows)
    for limit in range(8):
        some = list_actions(shelf.reader(), filters, columns="all", sort=sort, limit=limit)
        assert list(some.rows) == rows[:limit]
        assert (some.count, some.total) == (min(limit, len(rows)), len(rows))


def test_a_group_sorts_the_rows_and_ends_each_with_its_value(shelf: Shelf) -> None:
    listing = list_actions(shelf.reader(), columns="ref", group="status")
    assert listing.group is not None
    assert listing.group.name == "status"
    assert list(listing.rows) == [
        ("A5", "not-started"),
        ("A2", "not-started"),
        ("A1", "not-started"),
        ("A6", "in-progress"),
        ("A3", "blocked"),
    ]


def test_conversations_are_grouped_by_their_numbers_and_told_by_their_titles() -> None:
    shelf = Shelf()
    for number in range(1, 11):
        shelf.lay("conversation", title=f"Meeting {number}")
    for title, number in (("tenth", 10), ("second", 2)):
        shelf.lay("action", title=title, conversation_id=number)
    listing = list_actions(shelf.reader(), columns="title", group="conversation")
    assert list(listing.rows) == [("second", "C2"), ("tenth", "C10")]
    assert listing.meetings["C2"].title == "Meeting 2"


def test_an_action_with_several_themes_stands_under_the_first_and_without_any_last() -> None:
    shelf = Shelf()
    for title in ("none", "two"):
        shelf.lay("action", title=title)
    for theme in ("Women", "Mandates"):
        shelf.lay("action_theme", action_id=2, theme_id=shelf.lay("theme", name=theme))
    rows = list_actions(shelf.reader(), columns="title", group="theme").rows
    assert list(rows) == [("two", "Mandates"), ("none", None)]


def test_an_unknown_key_is_refused_naming_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="no column 'dew'"):
        list_actions(shelf.reader(), sort="due,-dew")
    with pytest.raises(NotFound, match="No sort key was named"):
        list_actions(shelf.reader(), sort=",")
    with pytest.raises(NotFound, match="no column 'ownr'"):
        list_actions(shelf.reader(), group="ownr")


def test_a_list_can_be_kept_after_the_transaction_has_ended(shelf: Shelf) -> None:
    with shelf.reader() as reader:
        listing = list_actions(reader, columns="ref").taken()
    assert list(listing.rows) == [("A5",), ("A3",), ("A2",), ("A6",), ("A1",)]
    assert listing.as_of == "2017-04-10"


# -- how it is answered ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def laden() -> Shelf:
    """More than one batch of everything, so that a query for each row would show."""
    shelf = Shelf()
    shelf.connection.execute("BEGIN")
    post = shelf.lay("party", name="Head", kind="post")
    series = shelf.lay("series", name="Prevention")
    conversation = shelf.lay("conversation", series_id=series)
    theme = shelf.lay("theme", name="Women")
    for number in range(1, LADEN + 1):
        recommendation = shelf.lay("recommendation", conversation_id=conversation)
        shelf.lay("recommendation_addressee", recommendation_id=recommendation, party_id=post)
        statuses = ("not-started", "in-progress", "verified")
        shelf.lay(
            "action",
            id=number,
            owner_id=post,
            due_on=f"2017-0{1 + number % 9}-01",
            status=statuses[number % 3],
        )
        shelf.serve(number, recommendation)
        shelf.lay("action_theme", action_id=number, theme_id=theme)
        shelf.lay("note", action_id=number, text="x")
        if number > 1:
            shelf.lay("action_dependency", action_id=number, after_id=number - 1)
    shelf.connection.execute("COMMIT")
    return shelf


QUESTIONS: dict[str, Callable[[Shelf, int | None], Listing]] = {
    "actions": lambda shelf, limit: list_actions(shelf.reader(), columns="all", limit=limit),
    "every action": lambda shelf, limit: list_actions(
        shelf.reader(), Filters(all=True), columns="all", limit=limit
    ),
    "recommendations": lambda shelf, limit: recommendations.list_recommendations(
        shelf.reader(), columns="all", limit=limit
    ),
    "the table": lambda shelf, limit: table.make(shelf.reader(), columns="all", limit=limit),
    "conversations": lambda shelf, limit: of_source(
        shelf.reader(), conversations.CONVERSATIONS, columns="all", limit=limit
    ),
    "parties": lambda shelf, limit: of_source(
        shelf.reader(), parties.PARTIES, columns="all", limit=limit
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_number_of_queries_does_not_grow_with_the_rows(laden: Shelf, question: str) -> None:
    asked = []
    for limit in (2, 400):
        seen = laden.watch()
        list(QUESTIONS[question](laden, limit).rows)
        asked.append(len(seen))
    laden.connection.set_trace_callback(None)
    assert asked[0] <= asked[1] <= asked[0] + 1  # overdue ones, which are asked first, may do
    assert asked[1] < 25


@pytest.mark.parametrize("entity", records.SOURCES)
def test_showing_a_record_asks_few_queries_however_much_hangs_on_it(
    laden: Shelf, entity: str
) -> None:
    if laden.reader().value(f"SELECT COUNT(*) FROM {entity}") == 0:
        return
    seen = laden.watch()
    records.show(laden.reader(), entity, 1)
    laden.connection.set_trace_callback(None)
    assert len(seen) < 35


def plans(shelf: Shelf, question: Callable[[], Listing]) -> str:
    seen = shelf.watch()
    list(question().rows)
    shelf.connection.set_trace_callback(None)
    asked = [sql for sql in seen if "FROM action a" in sql]
    return "\n".join(shelf.plan(sql, {}) for sql in asked)


def first_page(shelf: Shelf, filters: Filters, **options: str) -> Callable[[], Listing]:
    # For mypy: options by name.
    return lambda: list_actions(shelf.reader(), filters, columns="ref,title", limit=500, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (Filters(), "SCAN a USING INDEX ix_action_open"),
        (Filters(overdue=True), "INDEX ix_action_open (<expr>=? AND due_on<?)"),
        (Filters(due_soon=True), "INDEX ix_action_open (<expr>=? AND due_on>? AND due_on<?)"),
        (Filters(owner=("Head",)), "INDEX ix_action_owner_open (owner_id=?)"),
        (Filters(no_owner=True), "INDEX ix_action_owner_open (owner_id=?)"),
        (Filters(all=True), "COVERING INDEX ix_action_kept (<expr>=?)"),
        (Filters(closed=True), "COVERING INDEX ix_action_kept (<expr>=?)"),
    ],
)
def test_a_first_page_is_read_from_an_index_and_nothing_is_sorted(
    laden: Shelf, filters: Filters, index: str
) -> None:
    plan = plans(laden, first_page(laden, filters))
    assert index in plan
    page, _, fields = plan.partition("SCAN page")
    assert fields, plan
    assert "ORDER BY" not in page, plan


def test_sorting_by_the_latest_deadline_sorts_only_days_that_are_the_same(laden: Shelf) -> None:
    plan = plans(laden, first_page(laden, Filters(), sort="-due")).partition("SCAN page")[0]
    assert "ix_action_open" in plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


@pytest.mark.parametrize("filters", [Filters(), Filters(all=True), Filters(status=("blocked",))])
def test_totals_and_what_is_hidden_are_counted_from_indexes_alone(
    laden: Shelf, filters: Filters
) -> None:
    seen = laden.watch()
    list_actions(laden.reader(), filters, limit=0)
    laden.connection.set_trace_callback(None)
    counts = [sql for sql in seen if "COUNT(*)" in sql and "FROM action a" in sql]
    assert len(counts) == 1
    for line in laden.plan(counts[0], {}).splitlines():
        assert line.startswith("SCALAR") or "COVERING INDEX" in line or line == "SCAN CONSTANT ROW"


def test_an_owners_counts_never_look_at_the_rows(laden: Shelf) -> None:
    seen = laden.watch()
    list_actions(laden.reader(), Filters(owner=("Head",)), limit=0)
    laden.connection.set_trace_callback(None)
    counts = [sql for sql in seen if "COUNT(*)" in sql and "FROM action a" in sql]
    assert "USING COVERING INDEX ix_action_owner (owner_id=?)" in laden.plan(counts[0], {})


def test_an_action_is_shown_by_its_key(laden: Shelf) -> None:
    seen = laden.watch()
    records.show(laden.reader(), "action", 7)
    laden.connection.set_trace_callback(None)
    assert seen
    for sql in seen:
        plan = laden.plan(sql, {})
        assert "SCAN a\n" not in f"{plan}\n", plan
        assert "SCAN a USING" not in plan, plan


def test_the_ids_of_a_bulk_change_are_those_of_the_list(laden: Shelf) -> None:
    found = actions.action_ids(laden.reader(), Filters(overdue=True))
    listing = list_actions(laden.reader(), Filters(overdue=True), columns="ref")
    assert [f"A{number}" for number in found] == [row[0] for row in listing.rows]
