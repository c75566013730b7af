"""Lists, reports and records to be drawn by the tests of formats."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tracker.formats.page import Column

NAMES = {
    "DPO": "Department of Peace Operations",
    "PBC": "Peacebuilding Commission",
    "PBSO": "Peacebuilding Support Office",
    "UNDP": "United Nations Development Programme",
}

COLUMNS = {
    each.name: each
    for each in (
        Column("ref", "Ref", "ref"),
        Column("title", "Title", "text"),
        Column("owner", "Owner", "text"),
        Column("due", "Due", "date"),
        Column("first_due", "First due", "date"),
        Column("status", "Status", "word"),
        Column("rag", "rag", "word"),
        Column("slips", "Slips", "int"),
        Column("number", "Number", "text"),
        Column("recommendation", "Recommendation", "text"),
        Column("addressees", "Addressees", "list"),
        Column("response", "Response", "word"),
        Column("last_update", "Last update", "text"),
        Column("next_step", "next step", "text"),
        Column("reason", "Reason", "text"),
        Column("unconfirmed", "Unconfirmed", "bool"),
    )
}
DEFAULT = ("ref", "title", "owner", "due", "status", "rag", "slips")
PROGRESS_TABLE = [
    "number",
    "recommendation",
    "addressees",
    "response",
    "ref",
    "title",
    "owner",
    "first_due",
    "due",
    "slips",
    "status",
    "rag",
    "last_update",
    "next_step",
]

Row = Sequence[object]


class Sample:
    """A listing, as far as formats are concerned."""

    def __init__(
        self,
        fields: Sequence[Column],
        rows: Iterable[Row],
        *,
        total: int = 0,
        group: Column | None = None,
        meetings: Mapping[str, "Meeting"] = MappingProxyType({}),
    ) -> None:
        self.fields = fields
        self.rows = list(rows)
        self.count = len(self.rows)
        self.total = total or self.count
        self.as_of = "2017-04-10"
        self.group = group
        self.meetings = meetings
        self.only_heads = False


class Meeting(NamedTuple):
    day: str
    title: str
    series: str | None


MEETINGS = {
    "C1": Meeting("2016-10-26", "Goals as a means of prevention", "Prevention"),
    "C2": Meeting("2017-02-24", "How *peace* operations sustain peace", "Prevention"),
}


class Figure(NamedTuple):
    name: str
    now: int
    was: int | None


class Moment(NamedTuple):
    day: str
    ref: str | None
    title: str | None


class Part(NamedTuple):
    word: str
    count: int  # type: ignore[assignment]  # a count, not a tuple's method


class Section(NamedTuple):
    name: str
    count: int  # type: ignore[assignment]  # a count, not a tuple's method
    parts: tuple[Part, ...]
    several: tuple[str, ...]
    fields: tuple[Column, ...]
    rows: list[Row]
    withheld: int
    day: str | None


def section(
    name: str,
    rows: list[Row],
    *,
    columns: Sequence[str] = DEFAULT,
    parts: tuple[Part, ...] = (),
    several: tuple[str, ...] = (),
    withheld: int = 0,
    day: str | None = None,
) -> Section:
    fields = tuple(COLUMNS[each] for each in columns)
    return Section(name, len(rows) + withheld, parts, several, fields, rows, withheld, day)


class Brief(NamedTuple):
    as_of: str
    series: str | None
    meeting: Moment | None
    since: Moment | None
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    conversations: tuple[Moment, ...] = ()
    recorded_later: int = 0
    filters: tuple[str, ...] = ()


class Month(NamedTuple):
    month: str
    day: str
    created: int
    implemented: int
    verified: int
    dropped: int
    open: int
    overdue: int


class Progress(NamedTuple):
    as_of: str
    group: str
    fields: tuple[Column, ...]
    rows: list[Row]
    total: Row
    several: tuple[tuple[str, tuple[str, ...]], ...]
    conversations: tuple[Moment, ...] = ()
    filters: tuple[str, ...] = ()
    burn_up: tuple[Month, ...] = ()


class Note(NamedTuple):
    noted_on: str
    source: str
    text: str
    evidence: str | None


class Entry(NamedTuple):
    id: int
    at: str
    on_day: str
    by: str
    line: str
    undoes: int | None
    undone_by: int | None
    changes: tuple[str, ...]
    more: int


class Details(NamedTuple):
    ref: str
    title: str
    status: str
    rag: str
    owner: str | None
    due: str | None
    supporting: list[str]
    unconfirmed: bool
    detail: str | None
    notes: list[Note]


ACTIONS: list[dict[str, object]] = [
    {
        "ref": "A1",
        "title": "Draft guidance on realistic timelines in mandates, and the resources of each",
        "owner": "DPO",
        "due": "2017-06-30",
        "first_due": "2017-06-01",
        "status": "in-progress",
        "rag": "amber",
        "slips": 1,
        "last_update": "2017-03-02 First outline shared with the Permanent Mission of Canada",
        "next_step": "Ask the Office of Legal Affairs for its comments on the second draft",
    },
    {
        "ref": "A2",
        "title": "Lessons from the closing of UNOCI",
        "owner": "PBSO",
        "due": "2017-10-31",
        "status": "not-started",
        "rag": "grey",
        "slips": 0,
    },
    {
        "ref": "A12",
        "title": "Map national dialogues that outlived a mission: Haiti, Côte d'Ivoire, Liberia",
        "owner": "Permanent Mission of Canada",
        "due": "2017-03-31",
        "first_due": "2017-02-01",
        "status": "blocked",
        "rag": "red",
        "slips": 3,
    },
    {
        "ref": "A13",
        "title": "ورقة عن بسط سلطة الدولة وإصلاح القطاع الأمني في سياق الحفاظ على السلام",
        "owner": "الاتحاد الأفريقي",
        "due": "2017-05-01",
        "first_due": "2017-05-01",
        "status": "implemented",
        "rag": "blue",
        "slips": 0,
        "next_step": "Verify",
    },
    {
        "ref": "A14",
        "title": "Réviser le mandat de l'Opération, de l'été à l'automne",
        "owner": None,
        "due": None,
        "status": "verified",
        "rag": "blue",
        "slips": 0,
    },
    {
        "ref": "A15",
        "title": "[red]Not markup[/red], :smile: no face, \x1b[31mnot red\x1b[0m, \u202enot turned",
        "owner": "UNDP",
        "due": "2017-04-24",
        "status": "dropped",
        "rag": "none",
        "slips": 0,
    },
]
RECOMMENDATIONS: list[dict[str, object]] = [
    {
        "number": "para. 2 (a)",
        "recommendation": "Mandates should be designed with realistic timelines and commensurate "
        "resources, from the perspective of sustaining peace",
        "addressees": ["DPO", "PBSO"],
        "response": "accepted",
    },
    {
        "number": "para. 2 (b)",
        "recommendation": "Lessons should be drawn from operations that come to an end",
        "addressees": ["DPO"],
        "response": "mixed",
    },
    {
        "number": None,
        "recommendation": "The Peacebuilding Commission should play a proactive role",
        "addressees": ["PBC"],
        "response": "none",
    },
]


def rows(columns: Sequence[str], places: Iterable[int]) -> list[Row]:
    return [[ACTIONS[i].get(name) for name in columns] for i in places]


def actions(columns: Sequence[str] = DEFAULT) -> Sample:
    return Sample([COLUMNS[name] for name in columns], rows(columns, range(6)), total=233)


def progress_table() -> Sample:
    pairs = [(0, 0), (0, 1), (0, 2), (1, 3), (1, 4), (1, 5), (2, None)]
    merged = [RECOMMENDATIONS[r] | ({} if a is None else ACTIONS[a]) for r, a in pairs]
    held = ["C1" if r == 0 else "C2" for r, _ in pairs]
    listed = [
        [*(each.get(name) for name in PROGRESS_TABLE), meeting]
        for each, meeting in zip(merged, held, strict=True)
    ]
    alone = [None, None, [], None, *(ACTIONS[1].get(name) for name in PROGRESS_TABLE[4:]), None]
    return Sample(
        [COLUMNS[name] for name in PROGRESS_TABLE],
        [*listed, alone],
        group=Column("conversation", "conversation", "ref"),
        meetings=MEETINGS,
    )


def brief() -> Brief:
    names = [
        "recommendations",
        "answered",
        "no-action",
        "actions",
        "open",
        "overdue",
        "blocked",
        "verified",
    ]
    figures = tuple(Figure(name, 12 + i, 12 + i - i % 3) for i, name in enumerate(names))
    parts = (Part("blocked", 1), Part("no-owner", 1), Part("no-deadline", 1))
    waits: list[Row] = [[*row, "waits for the budget"] for row in rows(DEFAULT, [0])]
    bare: list[Row] = [[RECOMMENDATIONS[2]["recommendation"], ["PBC"]]]
    sections = (
        section("decisions", rows(DEFAULT, [2, 4]), parts=parts, several=("A14",)),
        section("overdue", rows(DEFAULT, [2])),
        section("due-before", [], day="2017-04-10"),
        section("changed", waits, columns=[*DEFAULT, "reason"]),
        section("no-news", rows(DEFAULT, [1]), withheld=2, day="2017-03-11"),
        section("no-action", bare, columns=["recommendation", "addressees"]),
    )
    return Brief(
        as_of="2017-04-10",
        series="Prevention for sustaining peace",
        meeting=Moment("2017-04-10", "C3", "The proactive role of the Peacebuilding Commission"),
        since=Moment("2017-02-24", "C2", "Restoration and extension of state authority"),
        figures=figures,
        sections=sections,
    )


def progress() -> Progress:
    fields = (
        Column("group", "Conversation", "text"),
        Column("recommendations", "Recommendations", "int"),
        Column("with_response", "With response", "int"),
        Column("mixed", "Mixed", "int"),
        Column("acceptance_rate", "Accepted", "rate"),
        Column("acceptance_rate_of", "Answered", "int"),
        Column("actions", "Actions", "int"),
        Column("open", "Open", "int"),
        Column("implemented", "Implemented", "int"),
        Column("verified", "Verified", "int"),
        Column("dropped", "Dropped", "int"),
        Column("overdue", "Overdue", "int"),
        Column("implementation_rate", "Implemented", "rate"),
        Column("implementation_rate_of", "Accepted", "int"),
        Column("median_days", "Median days to close", "number"),
    )
    return Progress(
        as_of="2017-04-10",
        group="conversation",
        fields=fields,
        rows=[
            ["C1", 5, 4, 1, 0.75, 4, 10, 5, 2, 1, 1, 1, 2 / 3, 6, 45.5],
            ["C2", 7, 0, 0, None, 0, 12, 10, 2, 0, 0, 3, 0.0, 7, None],
            [None, 0, 0, 0, None, 0, 2, 2, 0, 0, 0, 0, None, 0, None],
        ],
        total=[None, 12, 4, 1, 0.75, 4, 23, 17, 4, 1, 1, 4, 0.5, 13, 45.5],
        several=(("A12", ("C1", "C2")),),
        conversations=tuple(Moment(each.day, ref, each.title) for ref, each in MEETINGS.items()),
        burn_up=(
            Month("2016-12", "2016-12-31", 6, 0, 0, 0, 6, 0),
            Month("2017-01", "2017-01-31", 9, 1, 0, 0, 8, 6),
            Month("2017-02", "2017-02-28", 21, 2, 0, 1, 18, 2),
            Month("2017-03", "2017-03-31", 23, 4, 1, 1, 18, 3),
            Month("2017-04", "2017-04-10", 23, 5, 1, 1, 17, 4),
        ),
    )


def details() -> Details:
    return Details(
        ref="A12",
        title="Map national dialogues that outlived a mission: Haiti, Côte d'Ivoire, Liberia",
        status="blocked",
        rag="red",
        owner="PBSO",
        due="2017-03-31",
        supporting=["DPO", "UNDP"],
        unconfirmed=True,
        detail="What was agreed.\n\nWith <b>two</b> paragraphs, the second of which is longer than "
        "eighty characters and has to be wrapped.",
        notes=[
            Note("2017-03-02", "owner", "Waits for the decision on *MINUSTAH*", "S/2017/89"),
            Note("2017-03-20", "document", "Second draft sent", None),
        ],
    )


def journal() -> list[Entry]:
    at = "2017-04-10T09:30:00Z"
    return [
        Entry(57, at, "2017-04-10", "anna", "update A12 --due 2017-06-30 --why 'the budget'", None,
              58, ("A12 due 2017-03-31 -> 2017-06-30", "A12 slips 2 -> 3: the budget"), 0),
        Entry(58, at, "2017-04-10", "anna", "undo", 57, None,
              ("A12 due 2017-06-30 -> 2017-03-31",), 12),
    ]  # fmt: skip
