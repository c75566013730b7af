"""The check: what is not realistic or not complete, each with the command that mends it.

A conversation of the series found that mandates need realistic timelines and commensurate
resources; the check asks the same of the follow-up. Each kind of finding is one question or two,
whatever there is.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.read.queries import conditions
from tracker.read.queries.fields import Field
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
FIELDS = (
    Field("finding", "finding", "word"),
    Field("ref", "ref", "ref"),
    Field("title", "title", "text"),
    Field("detail", "detail", "text"),
    Field("mend", "mend", "text"),
)


class Group(NamedTuple):
    """The findings of one kind."""

    slug: str
    heading: str
    why: str
    findings: tuple[Finding, ...]


class Check(NamedTuple):
    """All findings as of a day, kind by kind; kinds without any are left out."""

    as_of: str
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(len(group.findings) for group in self.groups)


class Findings(NamedTuple):
    """The findings as a list, for programs: see `formats.listing.ListingLike`."""

    fields: Sequence[Field]
    rows: Sequence[Finding]
    count: int  # type: ignore[assignment]  # a count, not a tuple's method
    total: int
    as_of: str


def make(reader: Reader) -> Check:
    """Return all that is found."""
    params = conditions.parameters(reader)
    groups = []
    for kind in KINDS:
        found = tuple(Finding(kind.slug, *each) for each in kind.find(reader, params))
        if found:
            groups.append(Group(kind.slug, kind.heading, kind.why, found))
    return Check(reader.day, tuple(groups))


def listing(check: Check) -> Findings:
    """Return a check as a list of its findings."""
    rows = [finding for group in check.groups for finding in group.findings]
    return Findings(FIELDS, rows, len(rows), len(rows), check.as_of)
