"""Where a setting comes from: flag, environment, `tracker.toml`, the user's file, default.

The first place that names a setting decides. Files are TOML with one line a setting, such as

    db = "prevention.db"
    by = "Ana"

`tracker.toml` is looked for in the present folder and those above it; a path in a file is
relative to the folder of that file, and `~` in it is the home folder. The variables and the
present folder are handed in. What is inside a tracker file, such as its thresholds, is not known
here.
"""

import os
import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

from tracker import words
from tracker.errors import DatabaseError, Unreadable

PROJECT_FILE = "tracker.toml"
COLOURING = ("auto", "always", "never")

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off", "")


class Known(NamedTuple):
    """A setting that exists: its name, its variable, whether it is yes or no, what it is."""

    name: str
    variable: str
    is_switch: bool
    meaning: str


KNOWN = {
    each.name: each
    for each in (
        Known("db", "TRACKER_DB", False, "the tracker file"),
        Known("by", "TRACKER_BY", False, "who records; by default your login name"),
        Known("format", "TRACKER_FORMAT", False, "how lists and reports are printed"),
        Known("color", "TRACKER_COLOR", False, f"colour: {words.one_of(COLOURING)}"),
        Known("no-input", "TRACKER_NO_INPUT", True, "never ask a question"),
    )
}


class Setting(NamedTuple):
    """The value of a setting, as text, and where it comes from, as a person would say it."""

    name: str
    value: str
    origin: str
    is_default: bool = False

    @property
    def is_on(self) -> bool:
        """Whether a switch is on. Raises Unreadable for a value that is neither yes nor no."""
        folded = self.value.strip().casefold()
        if folded in _TRUE:
            return True
        if folded in _FALSE:
            return False
        raise Unreadable(f"{self.name} is '{self.value}' ({self.origin}); write true or false.")


class Settings:
    """The settings of one call. `flags` are those typed on the command line."""

    def __init__(
        self, flags: Mapping[str, str], environ: Mapping[str, str], folder: str | None
    ) -> None:
        self._flags = flags
        self._environ = environ
        self._folder = folder
        self._files: list[tuple[str, Mapping[str, str]]] | None = None

    def get(self, name: str) -> Setting:
        """Return a known setting with its origin. Raises Unreadable for a file that is wrong."""
        known = KNOWN[name]
        if name in self._flags:
            return Setting(name, self._flags[name], f"--{name}")
        if self._environ.get(known.variable):
            found = Setting(name, self._environ[known.variable], known.variable)
            _ = known.is_switch and found.is_on  # neither yes nor no is refused
            return found
        for path, values in self._read_files():
            if name in values:
                return Setting(name, values[name], path)
        return Setting(name, self._default(name), "default", is_default=True)

    @property
    def user_file(self) -> str:
        """The path of the user's own settings, which need not exist."""
        return os.path.join(user_folder("config", self._environ), "config.toml")

    def folder(self, kind: str) -> str:
        """Return the user's folder for `config`, `data` or `state`; it need not exist."""
        return user_folder(kind, self._environ)

    def _default(self, name: str) -> str:
        if name == "db":
            return os.path.join(user_folder("data", self._environ), "tracker.db")
        return {"color": "auto", "format": "table"}.get(name, "")

    def _read_files(self) -> list[tuple[str, Mapping[str, str]]]:
        if self._files is None:
            found = [_project_file(self._folder), self.user_file]
            self._files = [(path, _read(path)) for path in found if path and os.path.isfile(path)]
        return self._files


def user_folder(kind: str, environ: Mapping[str, str]) -> str:
    """Return the folder where this system keeps a user's `config`, `data` or `state` for us.

    The XDG rules are spelt out, since asking platformdirs costs a fifth of a query's start-up;
    a test holds them to its answer. Other systems ask it.
    """
    if os.name == "posix" and sys.platform != "darwin" and "ANDROID_DATA" not in environ:
        fallback = {"config": ".config", "data": ".local/share", "state": ".local/state"}[kind]
        base = environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        if not os.path.isabs(base):
            home = environ.get("HOME") or os.path.expanduser("~")
            base = os.path.join(home, fallback)
        return os.path.join(base, "tracker")
    import platformdirs

    named = {
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
        "state": platformdirs.user_state_dir,
    }
    return named[kind]("tracker", appauthor=False)


def check_name(name: str) -> Known:
    """Return the setting of that name. Raises Unreadable, naming the nearest."""
    folded = name.strip().casefold().replace("_", "-")
    if folded in KNOWN:
        return KNOWN[folded]
    near = words.nearest(folded, KNOWN, count=1)
    hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(KNOWN)}."
    raise Unreadable(f"'{name}' is no setting.{hint}")


def check_value(known: Known, value: str) -> None:
    """Raise Unreadable for a value that a setting cannot have (formats are checked in use)."""
    if known.is_switch:
        Setting(known.name, value, "as typed").is_on  # noqa: B018 - raises what is to be said
    if known.name == "color" and value not in COLOURING:
        raise Unreadable(f"color is {words.one_of(COLOURING)}, not '{value}'.")


def store_value(path: str, known: Known, value: str) -> None:
    """Write one setting into a settings file, leaving its other lines as they are."""
    check_value(known, value)
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    if lines:
        _read(path)  # what cannot be read is not written over
    is_on = known.is_switch and Setting(known.name, value, "as typed").is_on
    line = f"{known.name} = {str(is_on).lower() if known.is_switch else _quoted(value)}"
    own = re.compile(rf"\s*[\"']?{known.name.replace('-', '[-_]')}[\"']?\s*=")
    _write_whole(path, [*(each for each in lines if not own.match(each)), line])


def _write_whole(path: str, lines: list[str]) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    beside = f"{path}.new-{os.getpid()}"
    with open(beside, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(beside, path)


def _quoted(value: str) -> str:
    """Write a text as TOML's basic string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else _escape(each) for each in escaped) + '"'


def _escape(char: str) -> str:
    return f"\\U{ord(char):08x}"


def _project_file(folder: str | None) -> str | None:
    """Return the nearest `tracker.toml` in a folder or above it."""
    while folder:
        path = os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        folder = above if above != folder else None
    return None


def _read(path: str) -> dict[str, str]:
    """Read a settings file whole: a wrong line is refused, not passed over."""
    import tomllib

    try:
        with open(path, "rb") as file:
            raw = tomllib.load(file)
    except OSError as error:
        raise DatabaseError(
            f"{path} cannot be read: {error.strerror}. Mend that, or set it aside."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{path} is not readable as TOML: {error}. Mend that line, or set the file aside."
        ) from error
    return dict(_value(path, name, value) for name, value in raw.items())


def _value(path: str, name: str, value: object) -> tuple[str, str]:
    try:
        known = check_name(name)
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from None
    if not isinstance(value, bool if known.is_switch else str):
        wanted = "true or false" if known.is_switch else "a text in quotes"
        raise Unreadable(f"{path}: {name} is {value!r}; write {wanted}.")
    text = str(value).lower() if known.is_switch else str(value)
    if known.name == "db" and "://" not in text:
        folder = os.path.dirname(os.path.abspath(path))
        text = os.path.normpath(os.path.join(folder, os.path.expanduser(text)))
    return known.name, text
