"""The registry of fields: a contract for programs, so its names and kinds are pinned."""

import pytest
from shelf import Shelf

from tracker.errors import NotFound
from tracker.read.queries.actions import list_actions
from tracker.read.queries.fields import ACTION_COLUMNS, ACTION_FIELDS, choose
from tracker.read.queries.filters import Filters
from tracker.read.queries.recommendations import TABLE_COLUMNS, TABLE_FIELDS
from tracker.read.queries.records import items
from tracker.read.reports import table

NAMES = (
    "ref uid number title detail status closure reason owner owner_name holder supporting "
    "addressees response recommendations conversations series themes priority milestone start "
    "due first_due due_rule every timeliness days_overdue timeliness_first days_overdue_first "
    "slips slip_days rag unconfirmed orphaned self_verified blocked_by next_step last_update "
    "evidence done_on verified_on created_at updated_at"
)
TABLE = (
    "number recommendation addressees response ref title owner first_due due slips status rag "
    "last_update next_step due_rule"
)
KINDS = {"text", "ref", "date", "int", "bool", "list", "word"}


def test_the_fields_of_an_action_are_those_of_the_contract_in_its_order() -> None:
    assert " ".join(ACTION_FIELDS) == NAMES


def test_the_columns_of_the_progress_table_are_those_of_the_contract() -> None:
    assert " ".join(TABLE_COLUMNS) == TABLE
    assert all(name in TABLE_FIELDS for name in TABLE_COLUMNS)


def test_every_field_has_a_known_kind_and_either_a_value_or_a_second_query() -> None:
    for field in (*ACTION_FIELDS.values(), *TABLE_FIELDS.values()):
        assert field.kind in KINDS
        assert bool(field.sql) != bool(field.many)
        assert field.kind != "list" or field.many


def test_columns_are_chosen_by_name_in_the_order_asked_for_and_once() -> None:
    chosen = choose("title, ref,title", ACTION_FIELDS, ACTION_COLUMNS)
    assert [field.name for field in chosen] == ["title", "ref"]


def test_no_columns_are_the_default_ones_and_all_is_every_field() -> None:
    default = choose(None, ACTION_FIELDS, ACTION_COLUMNS)
    assert [field.name for field in default] == list(ACTION_COLUMNS)
    assert choose("all", ACTION_FIELDS, ACTION_COLUMNS) == list(ACTION_FIELDS.values())


def test_dashes_and_the_singular_of_a_list_name_a_column_too() -> None:
    chosen = choose("first-due,Theme", ACTION_FIELDS, ACTION_COLUMNS)
    assert [field.name for field in chosen] == ["first_due", "themes"]


def test_an_unknown_column_is_refused_naming_the_nearest() -> None:
    with pytest.raises(NotFound, match=r"no column 'titel'\. Nearest: title"):
        choose("titel", ACTION_FIELDS, ACTION_COLUMNS)
    with pytest.raises(NotFound, match=r"no column 'xyzzy'\. The columns are: ref, "):
        choose("xyzzy", ACTION_FIELDS, ACTION_COLUMNS)
    with pytest.raises(NotFound, match="No column was named"):
        choose(" , ", ACTION_FIELDS, ACTION_COLUMNS)


def rich(shelf: Shelf) -> int:
    """Lay an action that has a value in every field but the closure, and return its id."""
    series = shelf.lay("series", name="Prevention")
    first = shelf.lay("conversation", series_id=series, held_on="2016-10-26")
    second = shelf.lay("conversation", series_id=series)
    post = shelf.lay("party", name="Director of Peacebuilding", short="DPB", kind="post")
    person = shelf.lay("party", name="Ana Diop", kind="person")
    shelf.lay("tenure", post_id=post, person_id=person, from_on="2017-01-01")
    pbc = shelf.lay("party", name="Peacebuilding Commission", short="PBC")
    council = shelf.lay("party", name="Security Council")
    milestone = shelf.lay("milestone", slug="UNOCI:expiry", due_on="2017-06-30")
    number = shelf.lay(
        "action",
        conversation_id=first,
        title="Draft",
        detail="Two pages",
        status="blocked",
        reason="no staff",
        owner_id=post,
        start_on="2017-03-01",
        due_on="2017-04-01",
        first_due_on="2017-03-15",
        due_rule="90d before UNOCI:expiry",
        due_milestone_id=milestone,
        milestone_id=milestone,
        next_step="Ask again",
        priority="critical",
        every="6 months",
        done_on="2017-03-31",
        verified_on="2017-04-02",
    )
    for party, label in ((council, "2 (b)"), (pbc, "3")):
        asked = shelf.lay("recommendation", conversation_id=second, number=label)
        answer = "accepted" if party == pbc else "noted"
        shelf.lay(
            "recommendation_addressee", recommendation_id=asked, party_id=party, response=answer
        )
        shelf.serve(number, asked)
    shelf.lay("action_supporting", action_id=number, party_id=council)
    shelf.lay("action_supporting", action_id=number, party_id=pbc)
    for theme in ("Women", "Mandates"):
        shelf.lay("action_theme", action_id=number, theme_id=shelf.lay("theme", name=theme))
    for status in ("in-progress", "verified"):
        before = shelf.lay("action", status=status)
        shelf.lay("action_dependency", action_id=number, after_id=before)
    shelf.lay(
        "deadline_move",
        action_id=number,
        moved_on="2017-03-01",
        from_day="2017-03-15",
        to_day="2017-04-01",
    )
    shelf.lay("note", action_id=number, text="old", evidence="b.pdf", noted_on="2017-03-01")
    shelf.lay("note", action_id=number, text="new", evidence="a.pdf", noted_on="2017-04-02")
    shelf.lay("note", action_id=number, text="mistake", archived_on="2017-04-03")
    return number


EXPECTED = {
    "ref": "A1",
    "number": "2 (b); 3",
    "title": "Draft",
    "detail": "Two pages",
    "status": "blocked",
    "closure": None,
    "reason": "no staff",
    "owner": "DPB",
    "owner_name": "Director of Peacebuilding",
    "holder": "Ana Diop",
    "supporting": ["PBC", "Security Council"],
    "addressees": ["PBC", "Security Council"],
    "response": "mixed",
    "recommendations": ["R1", "R2"],
    "conversations": ["C1", "C2"],
    "series": ["Prevention"],
    "themes": ["Mandates", "Women"],
    "priority": "critical",
    "milestone": "UNOCI:expiry",
    "start": "2017-03-01",
    "due": "2017-04-01",
    "first_due": "2017-03-15",
    "due_rule": "90d before UNOCI:expiry",
    "every": "6 months",
    "timeliness": "overdue",
    "days_overdue": 9,
    "timeliness_first": "overdue",
    "days_overdue_first": 26,
    "slips": 1,
    "slip_days": 17,
    "rag": "red",
    "unconfirmed": False,
    "orphaned": False,
    "self_verified": False,
    "blocked_by": ["A2"],
    "next_step": "Ask again",
    "last_update": "2017-04-02 new",
    "evidence": ["a.pdf", "b.pdf"],
    "done_on": "2017-03-31",
    "verified_on": "2017-04-02",
    "created_at": "2017-04-01T09:00:00Z",
    "updated_at": "2017-04-01T09:00:00Z",
}


def test_every_field_holds_what_its_name_says() -> None:
    shelf = Shelf()
    number = rich(shelf)
    found = items(shelf.reader(), "action", [number])
    item = dict(zip((field.name for field in found.fields), next(iter(found.rows)), strict=True))
    assert str(item.pop("uid")).startswith("uid-")
    assert item == EXPECTED


def test_what_is_absent_is_none_or_an_empty_list() -> None:
    shelf = Shelf()
    number = shelf.lay("action")
    found = items(shelf.reader(), "action", [number])
    item = dict(zip((field.name for field in found.fields), next(iter(found.rows)), strict=True))
    assert all(item[name] == [] for name, field in ACTION_FIELDS.items() if field.kind == "list")
    absent = " ".join(name for name, value in item.items() if value is None)
    assert absent == (
        "number detail closure reason owner owner_name holder response milestone start due "
        "first_due due_rule every days_overdue days_overdue_first slip_days next_step done_on "
        "verified_on"
    )
    assert item["last_update"] == "2017-04-01 not-started"


def test_only_whoever_claimed_it_self_verifies() -> None:
    shelf = Shelf()
    for verified_by in ("amina", "ben", None):
        shelf.lay("action", status="verified", claimed_by="amina", verified_by=verified_by)
    rows = list_actions(shelf.reader(), Filters(all=True), columns="ref,self-verified").rows
    assert list(rows) == [("A1", True), ("A2", False), ("A3", False)]


@pytest.mark.parametrize("name", ACTION_FIELDS)
def test_every_field_sorts_and_groups(name: str) -> None:
    shelf = Shelf()
    rich(shelf)
    everything = Filters(all=True)
    for sort in (name, f"-{name}"):
        rows = list(list_actions(shelf.reader(), everything, columns=name, sort=sort).rows)
        assert len(rows) == 3
    grouped = list_actions(shelf.reader(), everything, columns="ref", group=name)
    assert all(len(row) == 2 for row in grouped.rows)


def test_a_recommendation_without_action_leaves_the_fields_of_actions_empty() -> None:
    shelf = Shelf()
    shelf.lay("recommendation", conversation_id=shelf.lay("conversation"), number="1")
    found = table.make(shelf.reader(), columns="all", sort="number")
    row = dict(zip((field.name for field in found.fields), next(iter(found.rows)), strict=True))
    mine = "number recommendation addressees response recommendation_ref conversation progress"
    assert row["response"] == "none"
    assert all(row[name] in (None, []) for name in TABLE_FIELDS if name not in mine.split())
