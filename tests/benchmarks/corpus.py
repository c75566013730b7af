"""The words that made-up files are spelled with: parties, themes, titles and sentences.

Which of them meet, and how often, is said in `spread`.
"""

from random import Random
from typing import NamedTuple


class Named(NamedTuple):
    """A party as it will be added; `part_of` is the short name of the body that it belongs to."""

    name: str
    short: str | None
    kind: str
    part_of: str | None = None


_BODIES = {
    "DPA": "Department of Political Affairs",
    "DPKO": "Department of Peacekeeping Operations",
    "PBSO": "Peacebuilding Support Office",
    "PBC": "Peacebuilding Commission",
    "IPI": "International Peace Institute",
    "UNDP": "United Nations Development Programme",
    "OCHA": "Office for the Coordination of Humanitarian Affairs",
    "OHCHR": "Office of the High Commissioner for Human Rights",
    "DFS": "Department of Field Support",
    "UNICEF": "United Nations Children's Fund",
    "UNHCR": "Office of the High Commissioner for Refugees",
    "DESA": "Department of Economic and Social Affairs",
    "EOSG": "Executive Office of the Secretary-General",
    "OIOS": "Office of Internal Oversight Services",
    "AU": "African Union Commission",
    "ECOWAS": "Economic Community of West African States",
    "WB": "World Bank Group",
    "UNODC": "United Nations Office on Drugs and Crime",
    "UNEP": "United Nations Environment Programme",
    "JIU": "Joint Inspection Unit",
}
PLACES = (
    *("Benin", "Burundi", "Cabo Verde", "Chad", "Colombia", "Côte d'Ivoire", "Cyprus", "Fiji"),
    *("Gambia", "Ghana", "Guatemala", "Guinea", "Guinea-Bissau", "Haiti", "Iraq", "Jordan"),
    *("Kenya", "Kosovo", "Kyrgyzstan", "Lebanon", "Lesotho", "Liberia", "Libya", "Madagascar"),
    *("Malawi", "Mali", "Mauritania", "Mozambique", "Myanmar", "Nepal", "Niger", "Nigeria"),
    *("Philippines", "Rwanda", "Senegal", "Sierra Leone", "Solomon Islands", "Somalia"),
    *("South Sudan", "Sri Lanka", "Sudan", "Tajikistan", "Timor-Leste", "Togo", "Tunisia"),
    *("Uganda", "Ukraine", "Uzbekistan", "Vanuatu", "Yemen"),
)
_POSTS = ("Resident Coordinator", "Head of Mission", "Peace and Development Adviser")
_GIVEN = (
    *("Amina", "Bjørn", "Chidi", "Dolores", "Émile", "Farah", "Goran", "Hana", "Ignacio", "Joy"),
    *("Kofi", "Leïla", "Mirza", "Nadia", "Oumar", "Paula", "Qadir", "Rosa", "Selim", "Thandi"),
)
_FAMILY = (
    *("Adeyemi", "Bakker", "Castro", "Diallo", "Eriksen", "Fofana", "Grünwald", "Haddad"),
    *("Ibáñez", "Jansen", "Kowalski", "Lindqvist", "Mbeki", "Novák", "Okafor", "Petrov"),
)
THEMES = (
    *("Mandate design", "State authority", "Rule of law", "Women and peace", "Youth", "Financing"),
    *("Transitions", "National ownership", "Early warning", "Local governance", "Policing"),
    *("Elections", "Land", "Security sector", "Reconciliation", "Human rights", "Partnerships"),
    *("Data", "Communication", "Climate", "Displacement", "Natural resources", "Education"),
)
_VERBS = (
    *("Draft", "Publish", "Circulate", "Present", "Convene", "Map", "Commission", "Submit"),
    *("Agree", "Finalize", "Brief the Council on", "Consult partners on", "Cost", "Pilot"),
    *("Evaluate", "Translate"),
)
_THINGS = (
    *("the options for a phased mandate", "the lessons from the closing operation"),
    *("a compact with local authorities", "the plan of the transition", "a joint analysis"),
    *("guidance on restoring state authority", "the training of mediators", "a baseline survey"),
    *("the report on commensurate resources", "a roster of advisers", "the calendar of reviews"),
    *("an agreement on shared premises", "the register of commitments", "terms of reference"),
    *("indicators for sustaining peace", "the budget of the second phase", "a data protocol"),
    *("the dialogue with women's networks", "the proposal to the Peacebuilding Commission"),
    *("a note on realistic timelines",),
)
_NEWS = (
    "The draft went round on Monday; two delegations asked for more time.",
    "Funds were confirmed for the first half only.",
    "The working group met and settled the outline; the annex is still open.",
    "Waiting for the ministry, which expects a decision by the end of the month.",
    "The field visit confirmed most of it; the figures of the north are missing.",
    "Agreed in principle. The text needs clearance before it can be shared.",
    "Sent to translation, and to the mission for facts.",
)
_REASONS = (
    "The review took longer than planned.",
    "Clearance is still awaited.",
    "The mandate was extended, and the work follows it.",
    "The funds came late.",
    "The parties asked for more time.",
)
_ASKS = ("should ensure", "is encouraged to", "is called on to", "is invited to", "should")


def parties(count: int = 320) -> list[Named]:
    """Return the parties of a file, the busiest first."""
    bodies = [Named(name, short, "body") for short, name in _BODIES.items()]
    teams = [Named(f"United Nations Country Team in {each}", None, "body") for each in PLACES]
    states = [Named(each, None, "state") for each in PLACES]
    shorts = list(_BODIES)
    posts = [
        Named(f"{title} in {place}", None, "post", shorts[number % len(shorts)])
        for number, (title, place) in enumerate((a, b) for b in PLACES for a in _POSTS)
    ]
    persons = [Named(f"{one} {two}", None, "person") for two in _FAMILY for one in _GIVEN]
    mixed = [each for rank in zip(teams, states, posts, posts[50:], strict=False) for each in rank]
    known = list(dict.fromkeys([*bodies, *mixed, *persons]))
    return known[:count]


def holders() -> list[str]:
    """Return names of persons who hold posts and own nothing themselves."""
    return [f"{one}-{two[:3]} {two}" for one in _GIVEN for two in _FAMILY]


def title(random: Random) -> str:
    """Return the title of an action."""
    return f"{random.choice(_VERBS)} {random.choice(_THINGS)} in {random.choice(PLACES)}"


def detail(random: Random) -> str:
    """Return a few sentences on an action."""
    return f"{random.choice(_NEWS)} Concerns {random.choice(_THINGS)}. {random.choice(_NEWS)}"


def ask(random: Random) -> str:
    """Return the text of a recommendation, without its addressee."""
    first, second = random.sample(_THINGS, 2)
    where = random.choice(PLACES)
    return f"The United Nations system {random.choice(_ASKS)} {first} and {second}, in {where}."


def news(random: Random) -> str:
    """Return the text of a note."""
    return f"{random.choice(_NEWS)} ({random.choice(PLACES)})"


def reason(random: Random) -> str:
    """Return why something stopped or moved."""
    return random.choice(_REASONS)
