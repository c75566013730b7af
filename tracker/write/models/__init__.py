"""The tables: what a file holds at present, and the journal of how it came to be so.

Singular names; `*_on` is a local calendar day, `*_at` a UTC timestamp as ISO text, `*_id` a key.
Main records carry a `uid` for exports and calendars, the `key` under which an import knows them,
and `archived_on`: a mistaken record is archived, never deleted. The other tables are links and
ledgers, whose rows may be removed, and are then journaled whole.

SQLModel does not validate table models, so whatever data alone could break is a CHECK here, and
text is cleaned in `tracker.text` before it enters. Nothing has a server default: the session
must know every value in order to journal it.
"""

from tracker.write.models.actions import (
    Action,
    ActionDependency,
    ActionLink,
    ActionRecommendation,
    ActionSupporting,
    ActionTheme,
    DeadlineMove,
    Note,
    Theme,
)
from tracker.write.models.base import Main, Row
from tracker.write.models.conversations import (
    Candidate,
    Conversation,
    ConversationParty,
    Document,
    Issue,
    Series,
)
from tracker.write.models.parties import Milestone, Party, Tenure
from tracker.write.models.recommendations import (
    Recommendation,
    RecommendationAddressee,
    RecommendationLink,
    RecommendationTheme,
    Uptake,
)
from tracker.write.models.record import Change, Command, Setting

MAIN: tuple[type[Main], ...] = (
    Series,
    Conversation,
    Document,
    Recommendation,
    Action,
    Theme,
    Party,
    Milestone,
    Note,
)
_LINKS: tuple[type[Row], ...] = (
    ConversationParty,
    RecommendationAddressee,
    RecommendationLink,
    Uptake,
    DeadlineMove,
    ActionRecommendation,
    ActionSupporting,
    ActionDependency,
    ActionLink,
    ActionTheme,
    RecommendationTheme,
    Tenure,
    Candidate,
    Issue,
    Setting,
)
JOURNALED: dict[str, type[Row]] = {str(each.__tablename__): each for each in (*MAIN, *_LINKS)}
"""Every table whose rows the journal records, by its name."""

__all__ = [
    "JOURNALED",
    "MAIN",
    "Action",
    "ActionDependency",
    "ActionLink",
    "ActionRecommendation",
    "ActionSupporting",
    "ActionTheme",
    "Candidate",
    "Change",
    "Command",
    "Conversation",
    "ConversationParty",
    "DeadlineMove",
    "Document",
    "Issue",
    "Main",
    "Milestone",
    "Note",
    "Party",
    "Recommendation",
    "RecommendationAddressee",
    "RecommendationLink",
    "RecommendationTheme",
    "Row",
    "Series",
    "Setting",
    "Tenure",
    "Theme",
    "Uptake",
]
