"""One call of the program: who records, on which day, on which file, and for whom it prints.

Made by `app` from the command line, the environment and the clock, which nothing else reads.
Every command gets it as its first parameter.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any, TextIO, TypeVar

from tracker.errors import Unreadable
from tracker.settings import COLOURING, PROJECT_FILE, Setting, Settings

if TYPE_CHECKING:
    from tracker.read.store import Reader

Answer = TypeVar("Answer")

COMPLETING = "_TRACKER_COMPLETE"
"""The variable that the script of a shell sets, as typer names it, to ask for what may follow."""
_COLUMNS = 80  # the width of a terminal that does not say


class Invocation:
    """What one call was told and what follows from it; nothing is looked up before it is asked."""

    def __init__(
        self,
        args: Sequence[str],
        environ: Mapping[str, str],
        folder: str | None = None,
        *,
        names_file: bool = True,
    ) -> None:
        self.args = tuple(args)
        self.environ = environ
        self.flags: dict[str, str] = {}
        """The global options that were typed, by name; switches hold `true`."""
        self.settings = Settings(self.flags, environ, folder)
        self.usual_format = "table"
        """The format of the command where none is asked for."""
        self._has_named_file = not names_file or COMPLETING in environ
        self.has_written = False

    # -- what was typed ------------------------------------------------------------------------

    def typed(self, name: str, value: str) -> None:
        """Take a global option; the last one of its name counts, but formats must agree."""
        if name == "json":
            name, value = "format", "json"
        if name == "format" and self.flags.get(name, value) != value:
            raise Unreadable(
                f"Two formats were asked for, {self.flags[name]} and {value}. Name one of them."
            )
        self.flags[name] = value

    @property
    def line(self) -> str:
        """The command line as it was typed, for the journal."""
        import shlex

        return shlex.join(["tracker", *self.args])

    @property
    def is_quiet(self) -> bool:
        """Whether only data and errors are printed."""
        return "quiet" in self.flags

    @property
    def is_debugging(self) -> bool:
        """Whether an unforeseen failure shows its traceback."""
        return "debug" in self.flags

    # -- who, when, where ----------------------------------------------------------------------

    @property
    def by(self) -> str:
        """Who records: the setting, else the login name. Raises Unreadable for what is no name."""
        from tracker.text import name

        return name(self.settings.get("by").value.strip() or self._login_name(), "name of --by")

    def _login_name(self) -> str:
        names = (self.environ.get(each) for each in ("LOGNAME", "USER", "LNAME", "USERNAME"))
        found = next(filter(None, names), None)
        if found:
            return found
        import getpass

        try:
            return getpass.getuser()
        except (ImportError, KeyError, OSError):  # a system without that user
            return "unknown"

    @property
    def today(self) -> date:
        """The local day under which everything is asked and recorded."""
        typed = self.flags.get("today") or self.environ.get("TRACKER_TODAY")
        if not typed:
            return self._instant().astimezone().date()
        from tracker.dates import iso_day

        try:
            return iso_day(typed.strip())
        except Unreadable as error:
            origin = "--today" if "today" in self.flags else "TRACKER_TODAY"
            raise Unreadable(f"{origin}: {error}") from None

    @property
    def now(self) -> str:
        """The UTC clock as `2017-04-07T09:00:00Z`."""
        return self._instant().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _instant(self) -> datetime:
        given = self.environ.get("TRACKER_NOW")  # for tests and replays
        if not given:
            return datetime.now(UTC)
        try:
            instant = datetime.fromisoformat(given)
        except ValueError as error:
            raise Unreadable(
                f"TRACKER_NOW is '{given}'; write a UTC instant such as 2017-04-07T09:00:00Z."
            ) from error
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)

    @property
    def db(self) -> str:
        """The tracker file; one that is not the default is named on stderr, once."""
        setting = self.settings.get("db")
        if not setting.value.strip():
            raise Unreadable(f"{setting.origin} is empty; it takes the path of a file.")
        if not self._has_named_file and not setting.is_default:
            self._has_named_file = True
            self._name_file(setting)
        return setting.value

    def _name_file(self, setting: Setting) -> None:
        """Name a file that nobody typed just now always, another one only for a person."""
        found = setting.origin.endswith(PROJECT_FILE)
        if not self.is_quiet and (found or is_terminal(sys.stderr)):
            line = f"file: {setting.value} ({setting.origin})"
            print(printable(line), file=sys.stderr)  # on one line, for the path to be copied

    @property
    def db_to_write(self) -> str:
        """The tracker file; the folder of the default one is made if it is not there."""
        path = self.db
        if self.settings.get("db").is_default:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        return path

    def reader(self, *, as_of: date | None = None) -> "Reader":
        """Open the file for reading, upgrading it first if it is older."""
        from tracker.read import store

        target, today = self.db, self.today
        return self.upgraded(lambda: store.open_reader(target, today=today, as_of=as_of))

    def upgraded(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer to a question; a file found to be older is upgraded, and asked anew."""
        from tracker.read import store

        try:
            return question()
        except store.Outdated:
            from tracker.write import migrate

            migrate.upgrade(self.db)
            return question()

    # -- for whom it prints --------------------------------------------------------------------

    @property
    def format(self) -> str:
        """The format asked for; unless named, a table becomes plain text where nobody looks."""
        setting = self.settings.get("format")
        if not setting.is_default:
            from tracker import formats

            return formats.check(setting.value)
        if self.usual_format == "table" and not is_terminal(sys.stdout):
            return "plain"
        return self.usual_format

    @property
    def is_json(self) -> bool:
        """Whether JSON was asked for."""
        return self.settings.get("format").value.strip().casefold() == "json"

    @property
    def can_ask(self) -> bool:
        """Whether a person is there to answer a question."""
        return is_terminal(sys.stdin) and not self.settings.get("no-input").is_on

    @property
    def width(self) -> int:
        """The columns of the terminal, or those that a variable names."""
        import shutil

        return max(shutil.get_terminal_size((_COLUMNS, 24)).columns, 20)

    def colours(self, stream: IO[Any]) -> bool:
        """Whether a stream takes colour: as asked, else by the environment, else a terminal."""
        setting = self.settings.get("color")
        if setting.value not in COLOURING:
            raise Unreadable(
                f"--color takes {', '.join(COLOURING)}, not '{setting.value}' ({setting.origin})."
            )
        if setting.origin in {"--color", "TRACKER_COLOR"} and setting.value != "auto":
            return setting.value == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        if setting.value != "auto":
            return setting.value == "always"
        return is_terminal(stream) and self.environ.get("TERM") != "dumb"

    def say(self, sentence: str) -> None:
        """Print a sentence for the person on stderr, with odd characters made visible."""
        print(fitted(sentence, sys.stderr), file=sys.stderr)

    def remark(self, sentence: str) -> None:
        """Say something that `--quiet` leaves out."""
        if not self.is_quiet:
            self.say(sentence)


def printable(text: str) -> str:
    """Return a text whose control and direction characters do nothing to a terminal."""
    if text.isprintable():
        return text
    from tracker.formats.visible import visible

    return visible(text)


def fitted(sentence: str, stream: TextIO | None) -> str:
    """Return a sentence as a stream takes it: wrapped at a terminal, elsewhere on one line."""
    text = printable(sentence)
    if stream is None or not is_terminal(stream):
        return text
    from tracker.cli import wrapping

    return wrapping.wrapped(text, wrapping.width_of(stream))


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a person is at the other end of a stream, which may be closed or missing."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def present_folder() -> str | None:
    """Return the folder that the program runs in, or None where it was removed meanwhile."""
    try:
        return os.getcwd()
    except OSError:
        return None
