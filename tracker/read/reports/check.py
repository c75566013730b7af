"""The check: what is not realistic or not complete, each with the command that mends it.

A conversation of the series found that mandates need realistic timelines and commensurate
resources; the check asks the same of the follow-up. Each kind of finding is one question or two,
whatever there is.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tracker import text as typed
from tracker import words
from tracker.errors import Unreadable
from tracker.read.queries import conditions
from tracker.read.queries.fields import Field, choose, find, registry
from tracker.read.reports.findings import (
    actions,
    duplicates,
    milestones,
    parties,
    recommendations,
)
from tracker.read.reports.findings.finding import Finding, Kind
from tracker.read.store import Reader

KINDS = (
    Kind(
        "recommendation-without-action",
        "Recommendations without any action",
        "What nobody plans is not followed up.",
        recommendations.without_action,
    ),
    Kind(
        "recommendation-without-answer",
        "Recommendations without an answer",
        "Whether it is accepted decides what can be expected.",
        recommendations.without_answer,
    ),
    Kind(
        "action-without-owner",
        "Actions without an owner",
        "One party has to be answerable.",
        actions.without_owner,
    ),
    Kind(
        "action-without-deadline",
        "Actions without a deadline",
        "What has no day is never late, and never done.",
        actions.without_deadline,
    ),
    Kind(
        "undecided-milestone",
        "Undecided milestones with deadlines on them",
        "These deadlines have no date before somebody decides.",
        milestones.undecided,
    ),
    Kind(
        "past-milestone",
        "Actions due after the milestone that they serve",
        "They come too late to serve it.",
        actions.past_milestone,
    ),
    Kind(
        "milestone-passed",
        "Milestones that have passed and are not closed",
        "What is open on them is overtaken, or was done and not recorded.",
        milestones.passed,
    ),
    Kind(
        "closed-milestone",
        "Closed milestones with open actions",
        "What is open on them is probably overtaken by events.",
        milestones.closed,
    ),
    Kind(
        "late-dependency",
        "Actions due before what they wait for",
        "They cannot be done in time.",
        actions.before_predecessor,
    ),
    Kind(
        "dependency-cycle",
        "Actions that wait for each other",
        "None of them can begin.",
        actions.in_a_circle,
    ),
    Kind(
        "overloaded-owner",
        "Owners with more due in a month than they ever closed in one",
        "Timelines have to match resources.",
        parties.overloaded,
    ),
    Kind(
        "vacant-post",
        "Posts without a holder",
        "Nobody answers for what they own.",
        parties.vacant,
    ),
    Kind(
        "departed-owner",
        "Owners who have left",
        "Nobody answers for what they own.",
        parties.departed,
    ),
    Kind(
        "vague-recommendation",
        "Recommendations in general words, which no action makes concrete",
        "On the action categories of UPR Info only the fifth is specific.",
        recommendations.vague,
    ),
    Kind(
        "vague-action",
        "Actions in general words",
        "Without a deliverable nobody can say that it is done.",
        actions.vague,
    ),
    Kind(
        "duplicate-party",
        "Parties that are probably the same",
        "What one of them owns is missing under the other.",
        duplicates.parties,
    ),
    Kind(
        "duplicate-recommendation",
        "Recommendations in the same words",
        "What is raised again should be known as such.",
        duplicates.recommendations,
    ),
    Kind(
        "duplicate-action",
        "Actions in the same words",
        "The same work counts twice.",
        duplicates.actions,
    ),
)
_KNOWN = registry(
    Field("finding", "finding", "word"),
    Field("ref", "ref", "ref"),
    Field("title", "title", "text"),
    Field("detail", "detail", "text"),
    Field("mend", "mend", "text"),
)


class Group(NamedTuple):
    """The findings of one kind that are shown, and how many of it there are in `total`."""

    slug: str
    heading: str
    why: str
    findings: tuple[Finding, ...]
    total: int


class Check(NamedTuple):
    """All findings as of a day, kind by kind; kinds without any are left out."""

    as_of: str
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(group.total for group in self.groups)

    @property
    def tally(self) -> str:
        """Say how many there are, and of which kinds: `3 findings: 2 vague-action, …`."""
        kinds = ", ".join(f"{group.total} {group.slug}" for group in self.groups)
        many = "1 finding" if self.total == 1 else f"{self.total or 'no'} findings"
        return f"{many}: {kinds}" if kinds else many


class Findings(NamedTuple):
    """The findings as a list, for programs: see `formats.listing.ListingLike`."""

    fields: Sequence[Field]
    rows: Sequence[Sequence[object]]
    count: int  # type: ignore[assignment]  # a count, not a tuple's method
    total: int
    as_of: str


def parse_only(text: str | None) -> frozenset[str] | None:
    """Return the kinds of `vague-action,vacant-post`; None means all of them.

    Raises Unreadable for a kind that there is not, naming the nearest, and for none at all.
    """
    if text is None:
        return None
    known = [kind.slug for kind in KINDS]
    named = [words.spelt(each) for each in text.split(",") if each.strip()]
    for name in named:
        if name not in known:
            near = words.nearest(name, known)
            hint = f"Nearest: {', '.join(near)}." if near else f"There are: {', '.join(known)}."
            raise Unreadable(f"A check has no finding '{name}'. {hint}")
    if not named:
        raise Unreadable(f"No finding was named. There are: {', '.join(known)}.")
    return frozenset(named)


def make(reader: Reader, only: frozenset[str] | None = None) -> Check:
    """Return all that is found, or all of some kinds."""
    params = conditions.parameters(reader)
    groups = []
    for kind in KINDS:
        if only is not None and kind.slug not in only:
            continue
        found = tuple(Finding(kind.slug, *each) for each in kind.find(reader, params))
        if found:
            groups.append(Group(kind.slug, kind.heading, kind.why, found, len(found)))
    return Check(reader.day, tuple(groups))


def shortened(check: Check, *, each: int | None = None, limit: int | None = None) -> Check:
    """Return a check of which at most so many findings of `each` kind, or of all, are shown."""
    groups, left = [], limit
    for group in check.groups:
        most = min((n for n in (each, left) if n is not None), default=group.total)
        kept = group.findings[:most]
        groups.append(group._replace(findings=kept))
        left = None if left is None else left - len(kept)
    return check._replace(groups=tuple(groups))


def listing(
    check: Check,
    *,
    columns: str | None = None,
    sort: str | None = None,
    limit: int | None = None,
) -> Findings:
    """Return a check as a list of its findings. Raises NotFound for an unknown column or key."""
    fields = choose(columns, _KNOWN, _KNOWN)
    rows = [finding for group in check.groups for finding in group.findings]
    for key in reversed([key.strip() for key in (sort or "").split(",") if key.strip()]):
        name = find(key.removeprefix("+").removeprefix("-"), _KNOWN).name
        at = Finding._fields.index(name)
        rows.sort(key=_by(at), reverse=key.startswith("-"))
    given = rows[:limit]
    shown = [tuple(getattr(row, field.name) for field in fields) for row in given]
    return Findings(fields, shown, len(shown), len(rows), check.as_of)


def _by(place: int) -> Callable[[Finding], tuple[str, int, str]]:
    """Return what sorts findings by one of their values: A3 before A12, texts in any case."""

    def order(finding: Finding) -> tuple[str, int, str]:
        value = finding[place]
        found = typed.reference(value)
        return (*found, "") if found else (value.casefold(), 0, value)

    return order
