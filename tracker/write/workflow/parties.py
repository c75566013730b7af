"""Parties: the bodies, posts, states and persons that own actions and are addressed."""

from tracker import text, words
from tracker.errors import NotAllowed, Unreadable
from tracker.write.models import Party
from tracker.write.session import Work
from tracker.write.workflow import names, tenures
from tracker.write.workflow.edits import Edits, listed


def add(
    work: Work,
    name: str,
    *,
    short: str | None = None,
    kind: str = "body",
    email: str | None = None,
    part_of: str | None = None,
    create: names.Create = False,
) -> Party:
    """Add a party. Raises Conflict if another one would be found under its name or short name."""
    whole = names.party(work, part_of, create=create) if text.is_said(part_of) else None
    party = Party(
        name=text.name(name),
        short=text.name(short, "short name") if text.is_said(short) else None,
        kind=listed(kind, words.PARTY_KINDS, "kind of party"),
        email=_email(email) if text.is_said(email) else None,
        part_of_id=whole.id if whole else None,
    )
    names.check_free(work, party, party.name, "name")
    if party.short is not None:
        names.check_free(work, party, party.short, "short name")
    work.add(party)
    called = f"{party.short}, {party.name}," if party.short else party.name
    belongs = f", part of {names.label(whole)}" if whole else ""
    work.say(f"{party.ref} {called} added ({party.kind}{belongs})")
    return party


def update(
    work: Work,
    ref: str,
    *,
    name: str | None = None,
    short: str | None = None,
    kind: str | None = None,
    email: str | None = None,
    part_of: str | None = None,
    create: names.Create = False,
) -> Party:
    """Change a party, named by reference, short name or name; "none" clears."""
    party = names.party(work, ref)
    edits = Edits(work, party)
    if name is not None:
        _rename(edits, "name", text.name(name))
    if short is not None:
        _rename(edits, "short", None if text.is_none(short) else text.name(short, "short name"))
    if kind is not None:
        tenures.refuse_other_kind(work, party, listed(kind, words.PARTY_KINDS, "kind of party"))
    edits.word("kind", kind, "kind", words.PARTY_KINDS)
    if email is not None:
        edits.line("email", email if text.is_none(email) else _email(email), "email")
    if part_of is not None:
        whole = None if text.is_none(part_of) else names.party(work, part_of, create=create)
        if whole is not None:
            _refuse_circle(work, party, whole)
        edits.point("part_of_id", whole, "part of")
    edits.finish()
    return party


def _rename(edits: Edits[Party], field: str, value: str | None) -> None:
    word = "short name" if field == "short" else field
    if value is not None:
        names.check_free(edits.work, edits.record, value, word)
    old = getattr(edits.record, field) or "none"
    edits.put(field, value, word, shown=(old, value or "none"))


def _email(typed: str) -> str:
    address = text.title(typed, "email address")
    before, at, domain = address.rpartition("@")
    if not (before and at and domain) or " " in address:
        raise Unreadable(f"'{address}' is not an email address. Write it as in name@example.org.")
    return address


def _refuse_circle(work: Work, party: Party, whole: Party) -> None:
    """Raise NotAllowed, printing the circle, if `whole` is the party or a part of it."""
    chain = [whole]
    while chain[-1].id != party.id and chain[-1].part_of_id is not None:
        above = work.get(Party, chain[-1].part_of_id)
        if above is None or above in chain:
            return
        chain.append(above)
    if chain[-1].id == party.id:
        circle = " → ".join(names.label(each) for each in [party, *chain])
        raise NotAllowed(
            f"{names.label(party)} cannot be part of {names.label(whole)}, as that would go in a "
            f"circle: {circle}. Name another party with: --part-of"
        )
