"""The words of other bodies for the status of an action and for the answer to a recommendation.

One place says which of our words each of theirs stands for; the columns of a list, the sentences
about it and the help are made from it. A term can be read both ways: it is said of all the words
after it, and the first of those is what it means when it comes back. What has no term stays in our
own word, with the reason, and is said to: a word that nearly fits would claim something.

A dropped action is known by its closure, any other by its status, so that every state of an action
is one word. For GAO and the Board of Auditors nothing is implemented because its owner says so:
they say that of what they have checked themselves, which is *verified* here. The Joint Inspection
Unit takes the word of the organizations.

Sources. JIU: the status of acceptance and of implementation in its web-based tracking system, which
the participating organizations fill in themselves (resolution 65/270; JIU/ML/2016/22 and the other
management letters on acceptance and implementation). GAO: its Recommendations Database, in which
"recommendations remain open until they are designated as Closed-implemented or Closed-not
implemented". Board of Auditors: the annexes on the status of implementation of earlier
recommendations in its reports to the General Assembly, as in A/72/5 (Vol. I).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker import words

OWN = "tracker"
"""The vocabulary that nothing has to be put into."""
STATES = tuple(each for each in words.STATUSES if each != "dropped") + words.CLOSURES
"""What an action can be: the closure of a dropped one, else the status."""
ANSWERS = (*words.RESPONSES, words.MIXED)


class Term(NamedTuple):
    """A word of another body, and those of ours that it stands for; the first is how it is read."""

    word: str
    ours: tuple[str, ...]


class Gap(NamedTuple):
    """Words of ours for which another body has none, and why."""

    ours: tuple[str, ...]
    why: str


class Axis(NamedTuple):
    """The terms of one field, in the order in which the body gives them, and the gaps."""

    terms: tuple[Term, ...]
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the body."""
        return tuple(term.word for term in self.terms)

    @property
    def missing(self) -> tuple[str, ...]:
        """The words of ours for which there is none."""
        return tuple(each for gap in self.gaps for each in gap.ours)

    def said(self) -> dict[str, str]:
        """Return the word of the body for each of ours that it has one for."""
        return {each: term.word for term in self.terms for each in term.ours}


class Vocabulary(NamedTuple):
    """How one body speaks: whose words these are, where that is to be read, and its words."""

    name: str
    whose: str
    body: str
    source: str
    status: Axis
    response: Axis

    def axis(self, field: str) -> Axis:
        """Return the words for a field, `status` or `response`."""
        return {"status": self.status, "response": self.response}[field]


_ELSEWHERE = Gap(words.CLOSURES_OUTSIDE_RATES, "the work goes on under other references")


def _no_answers(where: str) -> Axis:
    return Axis((), (Gap(ANSWERS, f"{where} tells what was done, not what was answered"),))


JIU = Vocabulary(
    "jiu",
    "JIU's",
    "Joint Inspection Unit of the United Nations system (JIU)",
    "its web-based tracking system, which organizations fill in (A/RES/65/270; JIU/ML/2016/22)",
    Axis(
        (
            Term("not started", ("not-started",)),
            Term("in progress", ("in-progress", "blocked")),
            Term("implemented", ("implemented", "verified")),
        ),
        (
            _ELSEWHERE,
            Gap(
                ("superseded", "overtaken-by-events", "declined", "no-longer-relevant"),
                "it has no word for what was given up",
            ),
        ),
    ),
    Axis(
        (
            Term("accepted", ("accepted",)),
            Term("not accepted", ("declined",)),
            Term("under consideration", ("under-consideration",)),
        ),
        (
            Gap(("none",), "nobody has answered"),
            Gap(
                ("partly-accepted", "noted", words.MIXED), "it is neither accepted nor not accepted"
            ),
        ),
    ),
)
GAO = Vocabulary(
    "gao",
    "GAO's",
    "United States Government Accountability Office (GAO)",
    "its Recommendations Database (gao.gov)",
    Axis(
        (
            Term("open", ("in-progress", "not-started", "blocked", "implemented")),
            Term("closed \u2013 implemented", ("verified",)),
            Term(
                "closed \u2013 not implemented",
                ("no-longer-relevant", "declined", "overtaken-by-events", "superseded"),
            ),
        ),
        (_ELSEWHERE,),
    ),
    _no_answers("its database"),
)
BOA = Vocabulary(
    "boa",
    "the Board of Auditors'",
    "United Nations Board of Auditors",
    "the annexes on the status of earlier recommendations in its reports, as in A/72/5 (Vol. I)",
    Axis(
        (
            Term("implemented", ("verified",)),
            Term("under implementation", ("in-progress", "blocked", "implemented")),
            Term("not implemented", ("not-started", "declined")),
            Term(
                "overtaken by events", ("overtaken-by-events", "no-longer-relevant", "superseded")
            ),
        ),
        (_ELSEWHERE,),
    ),
    _no_answers("its annex"),
)
KNOWN: Mapping[str, Vocabulary] = {each.name: each for each in (JIU, GAO, BOA)}
"""Every vocabulary but our own, by the name that `--vocabulary` takes."""


# -- what is said of them -------------------------------------------------------------------------


def about(vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """Return what stands under the title of a document in this vocabulary; nothing for our own."""
    if vocabulary is None:
        return ()
    parts = [
        f"{name}: {'; '.join(f'{term.word} ({_plain(field, term.ours)})' for term in axis.terms)}."
        for name, field, axis in _axes(vocabulary)
        if axis.terms
    ]
    gaps = [
        f"{_plain(field, gap.ours)}: {gap.why}"
        for _, field, axis in _axes(vocabulary)
        for gap in axis.gaps
    ]
    return (
        f"In the words of the {vocabulary.body}. {' '.join(parts)}",
        f"It has no word for these, which stand in tracker's own: {'; '.join(gaps)}.",
    )


def unsaid(vocabulary: Vocabulary, field: str, counts: Mapping[str, int]) -> str:
    """Return the sentence about what has no word, by how often each of our words stands there."""
    total = sum(counts.values())
    one = total == 1
    what = f"{total} {field}" if one else f"{total} {_SEVERAL[field]}"
    if not vocabulary.axis(field).terms:
        stand = "stands" if one else "stand"
        return f"{what} {stand} in tracker's own words: {vocabulary.whose} vocabulary has none"
    listed = ", ".join(
        f"{_called(field, word)}{'' if len(counts) == 1 else f' {count}×'}"
        for word, count in counts.items()
    )
    has, stand = ("has", "stands") if one else ("have", "stand")
    return (
        f"{what} {has} no word in {vocabulary.whose} vocabulary and {stand} in tracker's own:"
        f" {listed}"
    )


_SEVERAL = {"status": "statuses", "response": "responses"}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield the lines of the help: vocabulary, field, word, and what it stands for."""
    for each in KNOWN.values():
        yield each.name, "source", each.body, each.source
        for _, field, axis in _axes(each):
            for term in axis.terms:
                yield each.name, field, term.word, _called_all(field, term.ours)
            for gap in axis.gaps:
                yield each.name, field, "(none)", f"{_called_all(field, gap.ours)}: {gap.why}"


def _axes(vocabulary: Vocabulary) -> Iterator[tuple[str, str, Axis]]:
    yield "Status", "status", vocabulary.status
    yield "Response", "response", vocabulary.response


def _called(field: str, ours: str) -> str:
    """Return a word of ours as commands take it: a closure as what was dropped."""
    return f"dropped ({ours})" if field == "status" and ours in words.CLOSURES else ours


def _called_all(field: str, ours: tuple[str, ...]) -> str:
    return ", ".join(_called(field, each) for each in _in_order(field, ours))


def _in_order(field: str, ours: tuple[str, ...]) -> list[str]:
    """Return words of ours in the order in which people know them."""
    return sorted(ours, key=(STATES if field == "status" else ANSWERS).index)


def _plain(field: str, ours: tuple[str, ...]) -> str:
    """Return words of ours as people say them."""
    if set(ours) == set(ANSWERS):
        return "every answer"
    said = {"implemented": "implemented but not verified", "none": "no answer yet"}
    if "verified" in ours:
        del said["implemented"]
    ordered = _in_order(field, ours)
    closures = [_spaced(each) for each in ordered if field == "status" and each in words.CLOSURES]
    states = [said.get(each) or _spaced(each) for each in ordered if _spaced(each) not in closures]
    dropped = [f"dropped as {words.one_of(closures)}"] if closures else []
    return words.one_of([*states, *dropped])


def _spaced(word: str) -> str:
    return word.replace("-", " ")
