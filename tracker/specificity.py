"""How specific a recommendation is: its verbs on the action categories of UPR Info.

UPR Info, which follows the Universal Periodic Review of the Human Rights Council, grades what a
recommendation asks for by its verb, on five categories made by Edward R. McMahon ("The Universal
Periodic Review: A Work in Progress", 2012; "Beyond promises", UPR Info, 2014):

    1 minimal      call on others, seek assistance, share information
    2 continuing   continue, maintain, pursue
    3 considering  consider, explore, review, study
    4 general      promote, strengthen, ensure, take measures towards
    5 specific     adopt, ratify, establish, publish, conduct

The lists of verbs here are this project's own, for the English of recommendations and minutes. A
text with several verbs has several parts; it is as specific as the most specific of them. A verb
that is not listed has no category, and is never called vague. Nothing rewrites the words.

Of 6,094 recommendations that UPR Info graded (sessions 1 to 5), 97 % have a known verb; the first
part has the category that they were given in 84 % of all, the most specific part in 77 %: UPR Info
goes by the first verb above all, while a check asks whether anything is specific.
"""

import re
from typing import NamedTuple

CATEGORIES = ("minimal", "continuing", "considering", "general", "specific")
"""The names of the categories, of which the first is 1."""
SPECIFIC = 5

_VERBS = {
    1: "appeal call exchange inform request seek share welcome",
    2: "continue keep maintain persevere persist preserve proceed pursue retain sustain uphold",
    3: "analyse analyze assess consider contemplate debate discuss envisage envision examine"
    " explore reconsider reflect review revisit study think",
    4: "accelerate accomplish accord acknowledge act address adjust advance allow attach attend"
    " avoid better broaden collaborate combat comply consolidate contribute cooperate counter"
    " deepen demonstrate devote ease enable encourage endeavor endeavour engage enhance ensure"
    " expand expedite extend facilitate fight focus follow foster fulfil fulfill further give"
    " guarantee heighten help honour improve include increase integrate intensify involve"
    " mainstream make minimise minimize mobilise mobilize monitor observe overcome place"
    " prevent prioritise prioritize progress promote protect provide raise reach realise"
    " realize recognise recognize redouble reduce refrain reinforce resolve respect respond"
    " safeguard secure sensitise sensitize speed step strengthen strive support tackle take"
    " upgrade use utilise utilize work",
    5: "abolish abstain accede accept adapt adhere adopt agree align allocate amend annotate"
    " apply appoint approve ask assign ban brief bring build cancel cease circulate close"
    " codify collect commission commute compile complete conclude conduct consult convene"
    " create criminalise criminalize decide declare decriminalise decriminalize define deliver"
    " deploy design designate determine develop disband disclose dismantle disseminate"
    " distribute draft draw elaborate eliminate enact end endorse enforce establish evaluate"
    " finalise finalize find finish formulate free fund grant halt harmonise harmonize hire"
    " hold identify implement impose incorporate initiate install institute interview"
    " introduce investigate invite issue launch lift list map meet modify name negotiate"
    " nominate organise organize outlaw pass pay plan post prepare present prohibit propose"
    " prosecute publish punish put ratify read recruit redraft reform register regulate"
    " release remove repeal replace report restore resume revise revoke schedule send set sign"
    " stop submit summarise summarize suspend table terminate test track train transform"
    " translate transmit undertake update visit withdraw write",
}
_CATEGORY = {verb: number for number, verbs in _VERBS.items() for verb in verbs.split()}
# What makes a general verb of a specific one, or the other way round.
_TOGETHER = {
    ("call", "for"): 4,
    ("draw", "attention"): 4,
    ("keep", "under"): 3,
    ("extend", "a"): SPECIFIC,
    ("extend", "an"): SPECIFIC,
    ("give", "consideration"): 3,
    ("put", "more"): 4,
    ("put", "emphasis"): 4,
    ("set", "up"): SPECIFIC,
    ("step", "up"): 4,
    ("work", "towards"): 4,
    ("work", "out"): SPECIFIC,
    ("make", "public"): SPECIFIC,
    ("give", "mandates"): 4,
}
# "Adopt all necessary measures" names none of them, whatever the verb.
_TAKING = frozenset(("adopt", "implement", "take", "undertake"))
_ANY_MEASURE = frozenset(("action", "actions", "efforts", "measures", "steps"))
_AHEAD = 5  # words between such a verb and its measures
_PREFACE = re.compile(r"\W*(it is )?recommend\w* (to \w+ )?that\b", re.IGNORECASE)
_NAMED = 6  # words of the name of who is asked
_BEFORE_A_VERB = frozenset(
    ("to", "and", "or", "should", "must", "shall", "will", "could", "also", "then", "further")
)
_RESULT = re.compile(
    r"\b(19|20)\d\d\b|\bwithin (\d+|a|one|two|three|six)\b|\bby (the )?(end|next|first|mid)"
    r"|\b(by|before|until|no later than) (the )?(\d+ )?(january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b|\bannual"
    r"|\bevery (\d+|day|week|month|quarter|year|two|three|six)\b"
    r"|\b(action plan|plan of action|concept note|road map|checklist|guidelines|handbook"
    r"|memorandum|reports?|roadmap|strategy|strategies|timetable)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[,;:.]")


class Part(NamedTuple):
    """One thing that is asked: the verb as written, its category, and its words.

    `names_result` tells whether they name a deliverable, a date or a number of days.
    """

    verb: str
    category: int
    text: str
    names_result: bool


class Wording(NamedTuple):
    """What a text asks, part by part, and the category of the most specific one.

    `category` is None where no verb is known.
    """

    category: int | None
    parts: tuple[Part, ...]

    @property
    def is_vague(self) -> bool:
        """Whether verbs are known, none is specific, and no part names what comes of it."""
        return (
            self.category is not None
            and self.category < SPECIFIC
            and not any(part.names_result for part in self.parts)
        )

    @property
    def told(self) -> str:
        """Say the grade in words: `general action (4 of 5): strengthen, promote`."""
        if self.category is None:
            return "no known verb"
        verbs = dict.fromkeys(part.verb.lower() for part in self.parts)
        name = CATEGORIES[self.category - 1]
        return f"{name} action ({self.category} of 5): {', '.join(verbs)}"


def grade(text: str) -> Wording:
    """Grade the verbs of a text, which is not changed."""
    tokens = [(found.group(), found.start()) for found in _WORD.finditer(text)]
    verbs: list[tuple[int, int]] = []
    first = _after_preface(text, tokens)
    for place in range(first or 0, len(tokens)):
        category = _category(tokens, place, begins=place == first)
        if category is not None and not _is_governed(tokens, place, verbs):
            verbs.append((place, category))
    parts = []
    for number, (place, category) in enumerate(verbs):
        start = tokens[place][1]
        ahead = verbs[number + 1][0] if number + 1 < len(verbs) else None
        words = text[start : tokens[ahead][1]] if ahead is not None else text[start:]
        parts.append(Part(tokens[place][0], category, words, bool(_RESULT.search(words))))
    return Wording(max((part.category for part in parts), default=None), tuple(parts))


def _after_preface(text: str, tokens: list[tuple[str, int]]) -> int | None:
    """Return the place of the verb in `recommends that the State ratify`; None without that."""
    preface = _PREFACE.match(text)
    if preface is None:
        return None
    start = next((i for i, (_, at) in enumerate(tokens) if at >= preface.end()), len(tokens))
    ahead = range(start, min(start + _NAMED, len(tokens)))
    return next((i for i in ahead if tokens[i][0].lower() in _CATEGORY), start)


def _category(tokens: list[tuple[str, int]], place: int, *, begins: bool = False) -> int | None:
    """Return the category of a word that stands where a verb is what is asked; None otherwise."""
    word, ahead = (
        tokens[each][0].lower() if each < len(tokens) else "" for each in (place, place + 1)
    )
    place_of_verb = place
    while place and tokens[place - 1][0].endswith("ly"):  # fully implement
        place -= 1
    before = tokens[place - 1][0].lower() if place else ""
    begins = begins or not before or before in ";:." or before in _BEFORE_A_VERB
    lists_on = before == "," and place > 1
    if not (begins or lists_on):
        return None
    base = _base(word)
    if base is None or (lists_on and base != word):
        return None
    if base in _TAKING and _takes_measures(tokens, place_of_verb):
        return SPECIFIC - 1
    return _TOGETHER.get((base, ahead), _CATEGORY[base])


def _takes_measures(tokens: list[tuple[str, int]], place: int) -> bool:
    for word, _ in tokens[place + 1 : place + 1 + _AHEAD]:
        if word in {",", ";", ":", "."} or word.lower() in _BEFORE_A_VERB - {"and", "further"}:
            return False
        if word.lower() in _ANY_MEASURE:
            return True
    return False


def _is_governed(tokens: list[tuple[str, int]], place: int, verbs: list[tuple[int, int]]) -> bool:
    """Tell whether a verb only says what another goes on with or considers: `continue to promote`.

    The verb that governs it decides, as in UPR Info's practice.
    """
    if not verbs or verbs[-1][1] == SPECIFIC:
        return False
    governing, category = verbs[-1]
    between = {word.lower() for word, _ in tokens[governing:place]}
    if between & {",", ";", ":", "."}:
        return False
    if category < SPECIFIC - 1 and (tokens[place][0].endswith("ing") or "to" in between):
        return True
    return tokens[place - 1][0].lower() == "to"


def _base(word: str) -> str | None:
    """Return the listed verb that a word is a form of: `strengthening` is of `strengthen`."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es")]
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            forms += [stem, f"{stem}e", stem[:-1]]
    return next((form for form in forms if form in _CATEGORY), None)
