"""Recommendations: what was asked, of whom, what each answered, and where it was taken up."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from tracker import words
from tracker.dates.wording import quoted
from tracker.errors import Conflict, NeedsOption, NotAllowed
from tracker.text import is_said, long_text, title
from tracker.write.models import (
    Conversation,
    Document,
    Main,
    Party,
    Recommendation,
    RecommendationAddressee,
    RecommendationLink,
    Uptake,
)
from tracker.write.session import Work
from tracker.write.workflow import links, names
from tracker.write.workflow.edits import Edits, given_line, given_long, listed, reason


class _Passage(NamedTuple):
    """Where a quote stands in a document, in characters of its text."""

    document: Document
    start: int
    end: int


def add(
    work: Work,
    text: str,
    *,
    conversation: str,
    number: str | None = None,
    to: Sequence[str] = (),
    themes: Sequence[str] = (),
    quote: str | None = None,
    create: names.Create = False,
) -> Recommendation:
    """Add what a conversation asked for, in its own words.

    A quote that stands in a document of the conversation keeps its place there.
    """
    meeting = names.conversation(work, conversation)
    addressees: list[Main] = [names.party(work, each, create=create) for each in to]
    subjects: list[Main] = [names.theme(work, each, create=create) for each in themes]
    passage = given_long(quote, "quote")
    recommendation = Recommendation(
        conversation_id=meeting.id or 0,
        number=given_line(number, "number"),
        text=long_text(text, "recommendation"),
        quote=passage,
    )
    told = [f"from {meeting.ref}"]
    told += [f"number {recommendation.number}"] if recommendation.number else []
    told += _place(recommendation, _find_passage(work, meeting, passage))
    work.add(recommendation)
    told += _filled(
        links.change(work, links.ADDRESSED, recommendation, addressees, is_new=True),
        links.change(work, links.ABOUT, recommendation, subjects, is_new=True),
    )
    sentence = f"{recommendation.ref} {quoted(recommendation.text)} added: {', '.join(told)}"
    twice = _same_number(work, recommendation)
    work.say(f"{sentence}; {twice}" if twice else sentence)
    return recommendation


def update(
    work: Work,
    ref: str,
    *,
    text: str | None = None,
    conversation: str | None = None,
    number: str | None = None,
    to: Sequence[str] = (),
    themes: Sequence[str] = (),
    quote: str | None = None,
    remove_to: Sequence[str] = (),
    remove_themes: Sequence[str] = (),
    create: names.Create = False,
) -> Recommendation:
    """Change a recommendation; lists add, `remove_` lists take away, "none" clears."""
    recommendation = names.recommendation(work, ref)
    added: list[Main] = [names.party(work, each, create=create) for each in to]
    removed: list[Main] = [names.party(work, each) for each in remove_to]
    edits = Edits(work, recommendation)
    edits.long("text", text, "text", clears=False)
    edits.line("number", number, "number")
    if conversation is not None:
        edits.point("conversation_id", names.conversation(work, conversation), "from")
    if edits.phrases and (number is not None or conversation is not None):
        edits.tell(_same_number(work, recommendation))
    if quote is not None:
        edits.long("quote", quote, "quote")
        meeting = work.get(Conversation, recommendation.conversation_id)
        found = _find_passage(work, meeting, recommendation.quote)
        for phrase in _place(recommendation, found):
            edits.tell(phrase)
    _keep_answers(work, recommendation, removed)
    edits.tell(links.change(work, links.ADDRESSED, recommendation, added, removed))
    subjects: list[Main] = [names.theme(work, each, create=create) for each in themes]
    dropped: list[Main] = [names.theme(work, each) for each in remove_themes]
    edits.tell(links.change(work, links.ABOUT, recommendation, subjects, dropped))
    edits.finish()
    return recommendation


def respond(
    work: Work,
    ref: str,
    response: str,
    *,
    party: str | None = None,
    why: str | None = None,
    on: date | None = None,
    correct: bool = False,
) -> Recommendation:
    """Note what an addressee answered, with its reason; `on` is today if unsaid.

    With `correct` an answer that was typed wrong is mended, and keeps its day unless `on` is said.
    """
    recommendation = names.recommendation(work, ref)
    answer = listed(response, words.RESPONSES, "response")
    row, addressee = _answering(work, recommendation, party)
    because = reason(
        why,
        f"What {names.label(addressee)} answered to {recommendation.ref} is kept with its reason.",
    )
    if correct and row.response == "none":
        raise NotAllowed(
            f"{names.label(addressee)} has not answered {recommendation.ref}: there is nothing to "
            "correct. Leave --correct out."
        )
    day = on or (row.responded_on if correct else None) or work.today
    new = (answer, because, None if answer == "none" else day)
    if (row.response, row.reason) == new[:2] and on in (None, row.responded_on):
        work.say(
            f"{recommendation.ref} {names.label(addressee)} answered that already: "
            "nothing to change"
        )
        return recommendation
    old = row.response
    row.response, row.reason, row.responded_on = new
    work.note_change(recommendation)
    work.say(
        f"{recommendation.ref} {names.label(addressee)} {old} -> {answer} ({day}"
        f"{', corrected' if correct else ''}): {quoted(because)}"
    )
    return recommendation


def link(work: Work, ref: str, kind: str, other: str) -> Recommendation:
    """Say that one recommendation repeats, refines, supersedes or was merged into another."""
    recommendation = names.recommendation(work, ref)
    target = names.recommendation(work, other)
    kind = listed(kind, words.RECOMMENDATION_LINKS, "kind of link")
    if recommendation.id == target.id:
        raise NotAllowed(
            f"{recommendation.ref} cannot be linked with itself. Name another recommendation."
        )
    if _is_linked(work, recommendation, kind, target):
        raise Conflict(f"{recommendation.ref} {kind} {target.ref} already. Nothing was changed.")
    if _is_linked(work, target, kind, recommendation):
        raise NotAllowed(
            f"{target.ref} {kind} {recommendation.ref} already, and both ways cannot hold. "
            "Undo the other link first, or choose another kind."
        )
    work.add(
        RecommendationLink(
            recommendation_id=recommendation.id or 0, kind=kind, other_id=target.id or 0
        )
    )
    work.note_change(recommendation)
    work.say(f"{recommendation.ref} {kind} {target.ref}")
    return recommendation


def uptake(
    work: Work,
    ref: str,
    symbol: str,
    *,
    paragraph: str | None = None,
    degree: str | None = None,
    on: date | None = None,
) -> Recommendation:
    """Note where an adopted text took a recommendation up; again for the same place, mend it."""
    recommendation = names.recommendation(work, ref)
    symbol = title(symbol, "symbol")
    where = given_line(paragraph, "paragraph")
    how = listed(degree, words.UPTAKE_DEGREES, "degree") if is_said(degree) else None
    place = f"{symbol}, paragraph {where}" if where else symbol
    own = col(Uptake.recommendation_id) == recommendation.id
    rows: list[Uptake] = work.find(select(Uptake).where(own))
    known = [each for each in rows if (each.symbol, each.paragraph) == (symbol, where)]
    row = known[0] if known else None
    if row is None:
        row = Uptake(recommendation_id=recommendation.id or 0, symbol=symbol, paragraph=where)
    elif how in (None, row.degree) and on in (None, row.adopted_on):
        work.say(f"{recommendation.ref} is noted as taken up in {place} already: nothing to change")
        return recommendation
    row.degree = how or row.degree
    row.adopted_on = on or row.adopted_on
    work.add(row)
    work.note_change(recommendation)
    told = [each for each in (row.degree, str(row.adopted_on or "")) if each]
    remarks = f" ({', '.join(told)})" if told else ""
    work.say(f"{recommendation.ref} taken up in {place}{remarks}")
    return recommendation


def _filled(*phrases: str | None) -> list[str]:
    return [each for each in phrases if each]


def _find_passage(work: Work, meeting: Conversation | None, quote: str | None) -> _Passage | None:
    """Return the first place of a quote in the documents of its conversation, if it stands there.

    White space in it may be any, as line breaks of a file are lost in typing.
    """
    if quote is None or meeting is None:
        return None
    pattern = re.compile(r"\s+".join(re.escape(each) for each in quote.split()))
    alive = col(Document.archived_on).is_(None)
    documents: list[Document] = work.find(
        select(Document)
        .where(col(Document.conversation_id) == meeting.id, alive)
        .order_by(col(Document.id))
    )
    for document in documents:
        found = pattern.search(document.text)
        if found:
            return _Passage(document, found.start(), found.end())
    return None


def _place(recommendation: Recommendation, passage: _Passage | None) -> list[str]:
    """Keep where the quote stands; return the phrase for it."""
    recommendation.document_id = passage.document.id if passage else None
    recommendation.quote_start = passage.start if passage else None
    recommendation.quote_end = passage.end if passage else None
    if passage:
        return [f"quoted from {passage.document.ref} at character {passage.start}"]
    return []


def _same_number(work: Work, recommendation: Recommendation) -> str | None:
    """Return the remark that another recommendation of the conversation has the number."""
    if recommendation.number is None:
        return None
    found: list[Recommendation] = work.find(
        select(Recommendation)
        .where(
            col(Recommendation.conversation_id) == recommendation.conversation_id,
            col(Recommendation.number) == recommendation.number,
            col(Recommendation.archived_on).is_(None),
        )
        .order_by(col(Recommendation.id))
    )
    others = [each for each in found if each is not recommendation]
    return f"number {recommendation.number} is already {others[0].ref}'s" if others else None


def _addressees(work: Work, recommendation: Recommendation) -> list[RecommendationAddressee]:
    rows = links.rows(work, links.ADDRESSED, recommendation)
    return [each for each in rows if isinstance(each, RecommendationAddressee)]


def _answering(
    work: Work, recommendation: Recommendation, typed: str | None
) -> tuple[RecommendationAddressee, Party]:
    """Return the addressee who answers: the one named, or the only one."""
    rows = _addressees(work, recommendation)
    parties = [work.get(Party, each.party_id) for each in rows]
    known = [(row, party) for row, party in zip(rows, parties, strict=True) if party is not None]
    ref = recommendation.ref
    if not known:
        raise NotAllowed(
            f"{ref} is addressed to nobody, so nobody can answer it. "
            f"Name who it is addressed to with: tracker recommendation update {ref} --to PARTY"
        )
    listing = ", ".join(names.label(party) for _, party in known)
    if typed is None:
        if len(known) == 1:
            return known[0]
        raise NeedsOption(
            f"{ref} is addressed to {listing}, who may answer differently. "
            "Say who answered with: --party P",
            option="--party",
        )
    wanted = names.party(work, typed)
    for row, party in known:
        if party.id == wanted.id:
            return row, party
    raise NotAllowed(
        f"{ref} is addressed to {listing}, and not to {names.label(wanted)}. Add it with: "
        f"tracker recommendation update {ref} --to '{names.label(wanted)}'"
    )


def _keep_answers(work: Work, recommendation: Recommendation, removed: Sequence[Main]) -> None:
    """Raise NotAllowed if an addressee who has answered would be removed."""
    leaving = {each.id: each for each in removed}
    for row in _addressees(work, recommendation):
        if row.party_id in leaving and row.response != "none":
            name = names.label(leaving[row.party_id])
            raise NotAllowed(
                f"{name} has answered {recommendation.ref} ({row.response}), and its answer would "
                "be lost. Take the answer back first with: tracker recommendation respond "
                f"{recommendation.ref} none --party '{name}' --why TEXT"
            )


def _is_linked(work: Work, one: Recommendation, kind: str, other: Recommendation) -> bool:
    found = work.find(
        select(RecommendationLink).where(
            col(RecommendationLink.recommendation_id) == one.id,
            col(RecommendationLink.kind) == kind,
            col(RecommendationLink.other_id) == other.id,
        )
    )
    return bool(found)
