"""The vocabulary: every word that a record may hold, and which step may follow which.

One definition serves the CHECK constraints, the options, the filters, the refusals and the
help. Order is the order in which people read them. Words derived from the data (timeliness,
colour, progress) are named here; what they mean is said once, in SQL, in `read.derived`.

Sources. *Implemented* (claimed by the owner) and *verified* (somebody checked the evidence) are
kept apart as in GAO's follow-up practice (Government Auditing Standards, GAO-21-368G, 8.30) and
the United Nations Board of Auditors. The answers of an addressee are those of the Universal
Periodic Review (supported, noted) with those of the Joint Inspection Unit (accepted, not
accepted, under consideration).
"""

from collections.abc import Iterable

# -- the two axes: how far the work is, what an addressee answered ------------------------------

OPEN_STATUSES = ("not-started", "in-progress", "blocked")
CLOSED_STATUSES = ("implemented", "verified", "dropped")
DONE_STATUSES = ("implemented", "verified")
STATUSES = OPEN_STATUSES + CLOSED_STATUSES

RESPONSES = (
    "none",
    "under-consideration",
    "accepted",
    "partly-accepted",
    "noted",
    "declined",
)
MIXED = "mixed"
ACCEPTING_RESPONSES = ("accepted", "partly-accepted")

CLOSURES = (
    "superseded",
    "merged",
    "split",
    "overtaken-by-events",
    "declined",
    "no-longer-relevant",
)
# Their work goes on under other references, so that counting them too would count it twice.
CLOSURES_OUTSIDE_RATES = ("merged", "split")

STEPS: dict[str, dict[str, str]] = {
    "not-started": {
        "start": "in-progress",
        "block": "blocked",
        "done": "implemented",
        "drop": "dropped",
    },
    "in-progress": {"block": "blocked", "done": "implemented", "drop": "dropped"},
    "blocked": {"start": "in-progress", "done": "implemented", "drop": "dropped"},
    "implemented": {"verify": "verified", "reopen": "in-progress"},
    "verified": {"reopen": "in-progress"},
    "dropped": {"reopen": "in-progress"},
}
"""For each status, the verbs that lead on and the status that each leads to."""

# -- what records may hold ----------------------------------------------------------------------

ATTRIBUTIONS = ("public", "chatham-house", "confidential")
"""From the most open rule to the strictest."""
DEFAULT_ATTRIBUTION = "chatham-house"

ROLES = ("host", "cosponsor", "moderator", "opening", "speaker", "participant")
"""What a party does in a conversation; the last two leave no trace outside."""

PARTY_KINDS = ("body", "post", "state", "person")
PRIORITIES = ("critical", "important", "normal")
NOTE_SOURCES = ("owner", "document", "assumed")
NEWS_SOURCES = ("owner", "document")
RECOMMENDATION_LINKS = ("repeats", "refines", "supersedes", "merged-into")
ACTION_LINKS = ("split-from", "merged-into", "superseded-by", "recurs-from")
MILESTONE_KINDS = ("mandate-expiry", "report-due", "session", "election", "budget", "other")
UPTAKE_DEGREES = ("echoed", "partly", "verbatim")
CANDIDATE_KINDS = ("recommendation", "action")
CANDIDATE_DECISIONS = ("proposed", "accepted", "edited", "merged", "skipped")

VOCABULARIES = ("tracker", "jiu", "gao", "boa")
"""In whose words statuses and answers may leave; the words of the others are `vocabularies`."""

# -- what is derived, in the order in which the first that applies counts -----------------------

TIMELINESS = (
    "no-deadline",
    "undecided",
    "on-time",
    "due-soon",
    "overdue",
    "done-on-time",
    "done-late",
    "not-applicable",
)
COLOURS = ("none", "blue", "red", "amber", "grey", "green")
PROGRESS = ("no-action", "planned", "under-implementation", "implemented", "closed")

# -- the thresholds that a file carries, with the days they stand at until someone sets them ----

THRESHOLDS = {"due_soon_days": 14, "unconfirmed_days": 30}


def spelt(typed: str) -> str:
    """Return a word as the vocabularies spell it: lower case, with hyphens between its parts."""
    return "-".join(typed.casefold().replace("_", " ").split())


def nearest(word: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Return the known words most like `word`, the likeliest first; case is ignored."""
    import difflib

    by_folded = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    starts = [each for each in by_folded if each.startswith(word.casefold()) and word]
    return [by_folded[each] for each in dict.fromkeys(found + starts)][:count]


def one_of(known: Iterable[str]) -> str:
    """Return the words as a sentence lists them: `a, b or c`."""
    words = list(known)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def allowed_from(status: str) -> str:
    """Return the verbs that lead on from a status, as a sentence lists them."""
    return one_of(STEPS[status])
