"""Drawing what stands behind the actions: series, parties, milestones, meetings, what was asked."""

from datetime import date

import corpus
from drawing import FIRST, TODAY, Drawing

MILESTONES = 40
_ROLES = ("host", "moderator", "cosponsor", "opening", "speaker", "participant")


def add(draw: Drawing, series: int) -> None:
    """Add the series, themes, parties, tenures and milestones of a file."""
    for number in range(series):
        draw.main("series", name=f"Conversations on {subject(number)}")
    for name in corpus.THEMES:
        draw.main("theme", name=name)
    by_short = {each.short: number for number, each in enumerate(draw.parties, 1) if each.short}
    for each in draw.parties:
        part_of = by_short[each.part_of] if each.part_of else None
        _party(draw, each._replace(part_of=None), part_of)
    posts = [number for number, each in enumerate(draw.parties, 1) if each.kind == "post"]
    for post, name in zip(posts, corpus.holders(), strict=False):
        _holder(draw, post, name)
    for number in range(1, MILESTONES + 1):
        _milestone(draw, number)


def subject(series: int) -> str:
    """Return what the conversations of a series are about."""
    theme = corpus.THEMES[series % len(corpus.THEMES)].lower()
    place = corpus.PLACES[series // len(corpus.THEMES) % len(corpus.PLACES)]
    return f"{theme} in {place}, line {series + 1}"


def _party(draw: Drawing, party: corpus.Named, part_of: int | None) -> int:
    return draw.main(
        "party",
        name=party.name,
        short=party.short,
        kind=party.kind,
        email=None,
        part_of_id=part_of,
    )


def _holder(draw: Drawing, post: int, name: str) -> None:
    draw.add(
        "tenure",
        post_id=post,
        person_id=_party(draw, corpus.Named(name, None, "person"), None),
        from_on=FIRST + draw.days(0, 200),
        until_on=TODAY - draw.days(1, 200) if draw.chance(10) else None,
    )


def _milestone(draw: Drawing, number: int) -> None:
    place = corpus.PLACES[number % len(corpus.PLACES)]
    draw.main(
        "milestone",
        slug=f"M{number}:expiry",
        title=f"Mandate in {place} expires",
        kind="mandate-expiry",
        due_on=None if draw.chance(10) else TODAY + draw.days(-500, 600),
        basis=f"S/RES/{2200 + number} (2016)",
        closed_on=None,
        closed_why=None,
    )


def meeting(draw: Drawing, title: str, series: int, held_on: date) -> int:
    """Add a conversation and who took part; return its id. `series` counts from nought."""
    rules = (None, "public", "chatham-house", "confidential")
    number = draw.main(
        "conversation",
        series_id=series + 1,
        title=title,
        held_on=held_on,
        place="New York",
        attribution=draw.random.choices(rules, (20, 30, 48, 2))[0],
        summary=None,
    )
    for role, party in zip(_ROLES, draw.some_parties(6), strict=False):
        draw.add("conversation_party", conversation_id=number, party_id=party, role=role)
    return number


def recommendation(draw: Drawing, meeting: int, place: int, held_on: date) -> int:
    """Add what a meeting asked for in its paragraph `place`; return its id."""
    text = corpus.ask(draw.random)
    number = draw.main(
        "recommendation",
        conversation_id=meeting,
        number=f"para. {place // 3 + 1} ({'abc'[place % 3]})",
        text=text,
        quote=text if draw.chance(50) else None,
        document_id=None,
        quote_start=None,
        quote_end=None,
    )
    for party in draw.some_parties(3):
        _addressee(draw, number, party, held_on)
    for theme in {draw.random.randint(1, len(corpus.THEMES)) for _ in range(2)}:
        draw.add("recommendation_theme", recommendation_id=number, theme_id=theme)
    return number


def _addressee(draw: Drawing, recommendation: int, party: int, held_on: date) -> None:
    response = draw.one_of(
        none=25, under_consideration=10, accepted=40, partly_accepted=10, noted=10, declined=5
    )
    draw.add(
        "recommendation_addressee",
        recommendation_id=recommendation,
        party_id=party,
        response=response,
        reason=corpus.reason(draw.random) if response == "declined" else None,
        responded_on=None if response == "none" else min(TODAY, held_on + draw.days(5, 90)),
    )
