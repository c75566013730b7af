"""The one table of commands, from which help, completion and suggestions are made.

A row costs nothing: the module of a command is loaded only when that command runs or its own
help is asked for. Rows of one noun stand together; their order is the order of the help.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Entry(NamedTuple):
    """A command: its words, where its function is, one line of help, the section it stands in.

    `where` is `module:function` below `tracker.cli`; a noun, whose commands follow, has none.
    """

    path: str
    where: str
    help: str
    section: str = ""

    @property
    def name(self) -> str:
        """The last word, by which the command is known in its group."""
        return self.path.rpartition(" ")[2]


_START, _DAILY, _MOVE = "First steps", "Actions", "Moving actions on"
_RECORDS, _LEAVES, _FILE = "The records behind", "Reports and exports", "History, file, settings"

TABLE = (
    Entry("demo", "demo:demo", "Load an example series into a fresh file and look around.", _START),
    Entry("help", "topics:topic", "Explain dates, filters, fields, exit codes and more.", _START),
    Entry("date", "dates:read", "Say which day an expression means as a deadline.", _START),
    Entry("add", "action:add", "Add an action.", _DAILY),
    Entry("list", "listing:list_", "List actions.", _DAILY),
    Entry("show", "show:show", "Show everything about one record.", _DAILY),
    Entry("update", "action:update", "Change actions.", _DAILY),
    Entry("note", "note:note", "Note progress or evidence about an action.", _DAILY),
    Entry("start", "step:start", "Say that work has begun.", _MOVE),
    Entry("block", "step:block", "Say that work cannot go on, and why.", _MOVE),
    Entry("done", "step:done", "Say that an action is implemented.", _MOVE),
    Entry("verify", "step:verify", "Confirm that somebody checked the evidence.", _MOVE),
    Entry("drop", "step:drop", "Give an action up, with the reason.", _MOVE),
    Entry("reopen", "step:reopen", "Take up a closed action again.", _MOVE),
    Entry("split", "action:split", "Part an action into several.", _MOVE),
    Entry("merge", "action:merge", "Join actions into one.", _MOVE),
    Entry("conversation", "", "Meetings, their hosts and documents.", _RECORDS),
    Entry("conversation add", "conversation:add", "Add a conversation, held or planned."),
    Entry("conversation list", "conversation:list_", "List conversations."),
    Entry("conversation show", "conversation:show", "Show one conversation."),
    Entry("conversation update", "conversation:update", "Change a conversation."),
    Entry("recommendation", "", "What the conversations asked for.", _RECORDS),
    Entry("recommendation add", "recommendation:add", "Add a recommendation."),
    Entry("recommendation list", "recommendation:list_", "List recommendations."),
    Entry("recommendation show", "recommendation:show", "Show one recommendation."),
    Entry("recommendation update", "recommendation:update", "Change a recommendation."),
    Entry("recommendation respond", "recommendation:respond", "Record an addressee's answer."),
    Entry("recommendation link", "recommendation:link", "Tie it to an earlier recommendation."),
    Entry("recommendation uptake", "recommendation:uptake", "Record where a text took it up."),
    Entry("party", "", "Bodies, posts, states and persons.", _RECORDS),
    Entry("party add", "party:add", "Add a party."),
    Entry("party list", "party:list_", "List parties."),
    Entry("party show", "party:show", "Show one party."),
    Entry("party update", "party:update", "Change a party."),
    Entry("party hold", "tenure:hold", "Say who holds a post, and when."),
    Entry("party handover", "tenure:handover", "Hand a post over, with the note for it."),
    Entry("party merge", "party:merge", "Join a duplicate with the party that it is."),
    Entry("milestone", "", "Dates outside your control that deadlines hang on.", _RECORDS),
    Entry("milestone add", "milestone:add", "Add a milestone."),
    Entry("milestone list", "milestone:list_", "List milestones."),
    Entry("milestone show", "milestone:show", "Show one, with what hangs on it."),
    Entry("milestone update", "milestone:update", "Change a milestone."),
    Entry("milestone move", "milestone:move", "Move it, and what hangs on it."),
    Entry("milestone close", "milestone:close", "Close it, and list what is open on it."),
    Entry("archive", "archive:archive", "Put away records entered by mistake.", _RECORDS),
    Entry("unarchive", "archive:unarchive", "Bring archived records back.", _RECORDS),
    Entry("brief", "report:brief", "The status summary before a meeting.", _LEAVES),
    Entry("table", "report:table", "The progress table that is handed out.", _LEAVES),
    Entry("progress", "report:progress", "Counts and rates by conversation, owner, …", _LEAVES),
    Entry("check", "check:check", "What is not realistic or complete, and its mend.", _LEAVES),
    Entry("export", "export:export", "Actions as data: CSV, JSON and more.", _LEAVES),
    Entry("history", "history:history", "Who changed what, when and why.", _FILE),
    Entry("undo", "undo:undo", "Take back the last command.", _FILE),
    Entry("config", "", "Your settings.", _FILE),
    Entry("config show", "config:show", "Show each setting and where it comes from."),
    Entry("config path", "config:path", "Print the path of your settings file."),
    Entry("config set", "config:set_", "Set one setting."),
    Entry("db", "", "The tracker file.", _FILE),
    Entry("db path", "db:path", "Print the path of the tracker file."),
    Entry("db info", "db:info", "Say what is in the file."),
    Entry("db verify", "db:verify", "Check that the journal holds and fits the present."),
    Entry("db upgrade", "db:upgrade", "Upgrade an older file, after a backup."),
)

SYNONYMS = {
    "close": "done",
    "complete": "done",
    "create": "add",
    "delete": "archive",
    "edit": "update",
    "finish": "done",
    "handoff": "handover",
    "join": "merge",
    "ls": "list",
    "modify": "update",
    "new": "add",
    "remove": "archive",
    "rm": "archive",
    "settings": "config",
    "status": "brief",
    "view": "show",
}
"""Words of other programs, for suggesting ours; never accepted in their place."""


def entries(noun: str = "") -> Iterator[Entry]:
    """Yield the commands of a noun, or those of the root with the nouns among them."""
    start = f"{noun} " if noun else ""
    for entry in TABLE:
        rest = entry.path.removeprefix(start)
        if entry.path.startswith(start) and " " not in rest:
            yield entry


def find(path: str) -> Entry | None:
    """Return the command of exactly these words, or None."""
    return next((entry for entry in TABLE if entry.path == path), None)
