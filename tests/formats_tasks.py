"""Actions as calendars and task lists are given them: records by the names of their fields."""

from typing import Any

from formats_samples import Sample
from hypothesis import strategies as st

from tracker import formats
from tracker.formats.page import Column

UID = "9b87887a-1526-42d7-84dc-e35e64c1f7e4"
OTHER = "f7cd3189-e0fa-4b25-892c-064b900a3cdf"
_USUAL: dict[str, Any] = {
    "ref": "A12",
    "uid": UID,
    "title": "Draft the note",
    "detail": None,
    "status": "not-started",
    "reason": None,
    "owner": "PBSO",
    "recommendations": ["R3"],
    "conversations": ["C2"],
    "series": ["Prevention for sustaining peace"],
    "themes": [],
    "priority": "normal",
    "start": None,
    "due": "2017-06-30",
    "first_due": "2017-06-30",
    "due_rule": None,
    "blocked_by": [],
    "next_step": None,
    "last_update": "2017-03-01 not-started",
    "done_on": None,
    "towards": ["R3 (para. 2 (b))"],
    "depends": [],
    "annotations": [],
    "created_on": "2017-02-27",
    "created_at": "2017-02-27T09:00:00Z",
    "status_on": "2017-03-01",
    "changed_at": "2017-03-17T09:30:00Z",
    "sequence": 4,
}
STATUSES = ("not-started", "in-progress", "blocked", "implemented", "verified", "dropped")
# Any text that a file can hold, and above all what means something somewhere.
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=90),
    st.text("\\Nn,;:\"'()[]{}+@x&%^\u00a0\u3000\u202e aé漢\ud7a3ع\U0001f692\u200d", min_size=1),
    st.from_regex(r"[(\[+@]*(https?://|x |\(A\) |due:|rec:)[a-z:+@]{1,9}", fullmatch=True),
)


def tasks(name: str, *changed: dict[str, Any]) -> Sample:
    """Return actions in the fields that a format is written from, each like the usual one but for
    what is changed in it.
    """
    needs = formats.needs(name)
    rows = [[{**_USUAL, **each}[field] for field in needs] for each in changed or ({},)]
    return Sample([Column(field, field, "text") for field in needs], rows)


SAMPLES: tuple[dict[str, Any], ...] = (
    {
        "ref": "A1",
        "title": "Cartographier les dialogues nationaux qui ont survécu à une mission, "
        "d'Haïti à la Côte d'Ivoire, et en tirer les leçons",
        "detail": "What was agreed:\n- one\n- two",
        "status": "blocked",
        "reason": "Waits for the Council",
        "priority": "critical",
        "themes": ["Sustaining peace", "Women, peace and security"],
        "start": "2017-03-01",
        "first_due": "2017-03-31",
        "blocked_by": ["A2"],
        "depends": [OTHER],
        "next_step": "Ask again",
        "last_update": "2017-03-17 Asked; no answer",
        "annotations": ["2017-03-16 Asked", "2017-03-16 Asked\nagain", "2017-03-17"],
        "sequence": 12,
    },
    {
        "ref": "A2",
        "uid": OTHER,
        "title": "+Ask @all (C:\\Notes) about MINUSTAH:expiry, see https://example.org/a:b",
        "status": "in-progress",
        "owner": None,
        "priority": "important",
        "due": None,
        "first_due": None,
        "due_rule": "30d before MINUSTAH:expiry",
        "series": [],
        "towards": [],
        "recommendations": [],
    },
    {"ref": "A3", "uid": "uid-3", "title": "إعداد مذكرة حول صون السلام", "start": "2017-05-02"},
    {"ref": "A4", "uid": "uid-4", "title": "No deadline", "due": None, "first_due": None},
    {"ref": "A5", "uid": "uid-5", "status": "implemented", "done_on": "2017-03-24"},
    {"ref": "A6", "uid": "uid-6", "status": "verified", "done_on": "2017-03-24"},
    {"ref": "A7", "uid": "uid-7", "status": "dropped", "reason": "Overtaken", "due": None},
)
"""One of each kind, for the golden files."""
