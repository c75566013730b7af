"""The command `help`: topics that concern many commands, made from the definitions themselves."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from tracker import errors, settings, words
from tracker.cli import commands, files, showing
from tracker.cli.boundary import INTERRUPTED
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output, argument
from tracker.errors import NotFound

Words = Annotated[list[str] | None, argument("TOPIC", "A topic, or a command.")]


class Topic(NamedTuple):
    """What a topic says: sentences, and a list under headings."""

    intro: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def topic(run: Invocation, output: Output, named: Words = None) -> None:
    """Explain a topic that concerns many commands, or a command.

    Topics: dates, filters, fields, formats, workflow, vocabularies, attribution, environment,
    exit-codes.

    Examples:
      tracker help dates
      tracker help fields --json
      tracker help recommendation respond
    """
    name = " ".join(named or ["topics"]).casefold()
    if commands.find(name) is not None:
        from tracker.cli.app import run_again

        run_again([*name.split(), "--help"], run.environ)
        return
    if name not in TOPICS:
        near = words.nearest(name, [*TOPICS, *(entry.path for entry in commands.TABLE)], count=2)
        hint = f"Did you mean {words.one_of(near)}?" if near else f"Topics: {', '.join(TOPICS)}."
        raise NotFound(f"There is no topic or command '{name}'. {hint}")
    found = TOPICS[name](run)
    if not files.to_file(output) and run.format in {"table", "plain"}:
        import textwrap

        intro = textwrap.fill(
            found.intro, run.width, break_long_words=False, break_on_hyphens=False
        )
        print(intro, end="\n\n")
    showing.show_list(run, showing.rows_of(run, found.headings, found.rows), output)


def _topics(run: Invocation) -> Topic:
    rows = [
        (name, make(run).intro.partition(". ")[0].rstrip("."))
        for name, make in TOPICS.items()
        if make != _topics
    ]
    return Topic("Topics. Read one with: tracker help TOPIC", ("topic", "what it says"), rows)


_DATES = (
    "30 June 2017",
    "2017-06-30",
    "15 Oct",
    "June 2017",
    "Q2 2017",
    "2017-W26",
    "end of Q3",
    "end of the month",
    "next week",
    "mid-April 2017",
    "tomorrow",
    "in 2 weeks",
    "+10d",
    "3 months",
    "fortnight",
    "today+5d",
    "eom-2d",
    "friday",
    "15th",
    "som",
    "eoq",
    "eonw",
)
_HANGING = (
    ("30d before MINUSTAH:expiry", "hangs on that milestone, and follows it when it moves"),
    ("MINUSTAH:expiry - 1m", "the same, as a sum"),
    ("at UNOCI:expiry", "the day of the milestone itself"),
    ("2 weeks after C3", "hangs on that conversation"),
)
_EVERY = ("6 months", "quarter", "first monday", "last friday", "15th", "last day of the month")
_REFUSED = ("30/06/2017", "next friday", "30 February 2017", "soon", "TBD")


def _dates(run: Invocation) -> Topic:
    from tracker import dates

    today = run.today
    read = [(text, dates.echo(dates.before(text, today=today), today=today)) for text in _DATES]
    read += _HANGING
    read += [(f"--every '{each}'", _following(each, today)) for each in _EVERY]
    intro = (
        "How dates are written, and what each means today as a deadline. A period is its last day"
        " for a deadline, its first for --since and --start; where something has happened, a day"
        " without year is the latest one. `none` clears a date. What cannot be read with certainty"
        f" is refused: {', '.join(_REFUSED)}. A deadline may hang on a milestone or conversation,"
        " and an action may repeat (--every), reckoned from its first deadline: monthly from the"
        " 31st stays at the ends of months."
    )
    return Topic(intro, ("written", "read as"), read)


def _following(every: str, today: date) -> str:
    """Return the first two days of what repeats from today on."""
    from tracker.dates import recurrence

    rule = recurrence.parse(every)
    first = recurrence.following(rule, today, today)
    return f"{first}, {recurrence.following(rule, today, first)}, …"


def _filters(_: Invocation) -> Topic:
    from tracker.read.queries.filters import FILTERS

    rows = [(f"--{name}", each.kind, each.meaning) for name, each in FILTERS.items()]
    intro = (
        "The filters of list, recommendation list, table, export, brief and progress. Different"
        " ones narrow, a repeated one widens; naming a status lifts the hiding of closed ones. For"
        " changes of many: --where owner=PBSO --where overdue."
    )
    return Topic(intro, ("filter", "takes", "an action that"), rows)


def _fields(_: Invocation) -> Topic:
    from tracker.read.queries.fields import ACTION_FIELDS

    rows = [(each.name, each.kind, each.heading) for each in ACTION_FIELDS.values()]
    intro = "The fields of an action, for --columns and --sort, and in JSON."
    return Topic(intro, ("field", "kind", "heading"), rows)


def _formats(_: Invocation) -> Topic:
    from tracker import formats

    intro = (
        "The formats of --format and of the suffix of -o. A table becomes plain text where nobody"
        f" looks. Reports are written as {words.one_of(formats.of(formats.REPORT))}; calendars and"
        " task lists (ics, taskwarrior, todotxt) take actions only, in fields and words of their"
        " own. Taskwarrior keeps owner, ref and recommendations as they come; to show them and"
        " filter by them there: task config uda.owner.type string"
    )
    return Topic(
        intro,
        ("format", "what it is"),
        [(name, each.meaning) for name, each in formats.FORMATS.items()],
    )


def _workflow(_: Invocation) -> Topic:
    from tracker.read import derived

    steps = [
        ("status", status, ", ".join(f"{verb} ({to})" for verb, to in verbs.items()))
        for status, verbs in words.STEPS.items()
    ]
    facts = (
        ("timeliness", derived.TIMELINESS),
        ("colour", derived.COLOUR),
        ("response", derived.RESPONSE),
        ("progress", derived.PROGRESS),
    )
    rest = [(name, line.word, line.meaning) for name, fact in facts for line in fact.lines]
    intro = (
        "The statuses with the verbs that lead on, and the words that are derived: the timeliness"
        " and colour of an action, the response to a recommendation and its progress. Of the"
        " derived ones the first that applies counts."
    )
    return Topic(intro, ("what", "word", "leads on, or means"), [*steps, *rest])


def _vocabularies(_: Invocation) -> Topic:
    from tracker import vocabularies

    intro = (
        "The words of other bodies for statuses and answers, for --vocabulary of table and export."
        " What a body has no word for stands in tracker's own, and is said on stderr and under the"
        " title of a document; JSON names the vocabulary. Filters take tracker's own words."
    )
    return Topic(intro, ("vocabulary", "field", "word", "stands for"), vocabularies.rows())


_RULES = {
    "public": "everything may be shown",
    "chatham-house": "what was said may be used, who said it may not; speakers, participants, the"
    " text of notes and persons who own actions stay inside",
    "confidential": "recommendations and actions leave as counts only",
}


def _attribution(_: Invocation) -> Topic:
    intro = (
        "What may leave, and what stays inside. The rule of a conversation applies to table,"
        " export, brief, progress and handover notes, in every format but table and plain, and"
        " through every -o. list, show, history and check are your own view. The strictest rule"
        f" counts; unset means {words.DEFAULT_ATTRIBUTION}. Texts that came out of anything but"
        " public conversations are searched for persons: by full name, by e-mail, and by a family"
        " name written with a capital inside a sentence. Whoever hosted, sponsored, moderated or"
        " opened may be named there, and nobody else: else nothing is written (exit 4), and each"
        " name is told with the command that mends it. --redact blanks names, --allow NAME clears"
        " a person, --attributed lets all through for your own copy; each is in the journal. Only"
        " persons whom the file knows are found: tracker party list. --issue-to WHOM journals which"
        " file was handed out, and tracker history --issued lists what was. With --as-of, the rules"
        " and persons are still those of today. A text that speaks of a confidential record by its"
        " reference is kept back whole"
    )
    return Topic(intro, ("rule", "means"), [(rule, _RULES[rule]) for rule in words.ATTRIBUTIONS])


def _environment(_: Invocation) -> Topic:
    rows = [(each.variable, f"{each.meaning} (--{each.name})") for each in settings.KNOWN.values()]
    rows += [
        ("TRACKER_TODAY", "the day to take for today, in ISO form"),
        ("NO_COLOR, FORCE_COLOR", "no colour, or colour where nobody looks"),
        ("COLUMNS", "the width to write for"),
        ("TZ", "the zone in which a day begins, for Taskwarrior"),
    ]
    intro = (
        "Environment variables. An option counts before them, they count before tracker.toml (in"
        " this folder or above) and your own settings file: tracker config show"
    )
    return Topic(intro, ("variable", "meaning"), rows)


_CODES = {
    errors.TrackerError: "something unforeseen, or a question was declined; nothing was changed",
    errors.Unreadable: "input or usage that cannot be read with certainty",
    errors.NotFound: "no such record, name or column",
    errors.NotAllowed: "a rule of the workflow forbids it, or something newer is in the way",
    errors.DatabaseError: "the file is locked, missing, damaged, read-only, newer or none of ours",
}


def _exit_codes(_: Invocation) -> Topic:
    rows: list[Sequence[object]] = [(0, "done; nothing found is no failure, nor a closed pipe")]
    rows += [(kind.exit_code, meaning) for kind, meaning in _CODES.items()]
    rows.append((INTERRUPTED, "interrupted"))
    intro = "Exit codes. A sentence on stderr says what was wrong, and the remedy."
    return Topic(intro, ("code", "means"), rows)


TOPICS: dict[str, Callable[[Invocation], Topic]] = {
    "dates": _dates,
    "filters": _filters,
    "fields": _fields,
    "formats": _formats,
    "workflow": _workflow,
    "vocabularies": _vocabularies,
    "attribution": _attribution,
    "environment": _environment,
    "exit-codes": _exit_codes,
    "topics": _topics,
}
