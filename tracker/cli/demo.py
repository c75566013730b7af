"""The command `demo`: the example series, recorded anew in a fresh file by real commands."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tracker import shipped
from tracker.cli.invocation import Invocation, fitted
from tracker.errors import Conflict

_SERIES = "series.txt"
_DAY_MARK = "@ "
_RECORDED_BY = "Desk officer"
TODAY = "2017-04-07"
"""The Friday before the third conversation, on which the brief is read."""


class Line(NamedTuple):
    """A command of the example: the day on which it was given, its place in that day, its words."""

    day: str
    place: int
    words: list[str]


def demo(run: Invocation) -> None:
    """Load an example series into a fresh file, and print the brief before its third conversation.

    The file is made in a temporary folder, unless --db says where.

    Examples:
      tracker demo
      tracker demo --db demo.db
    """
    path = _fresh_file(run)
    with contextlib.redirect_stdout(io.StringIO()):
        for line in example():
            _run(run, path, line.day, line.words, clock=f"{line.day}T09:{line.place:02}:00Z")
    asked = ["--json"] if run.is_json else []
    _run(run, path, TODAY, ["brief", *asked])
    for sentence in _next_steps(run, path):
        stream = sys.stderr if run.is_json else sys.stdout
        print(sentence if sentence.startswith(" ") else fitted(sentence, stream), file=stream)


def _fresh_file(run: Invocation) -> str:
    """Return a path where no file is yet. Raises Conflict if the one that was typed is taken."""
    if "db" not in run.flags:
        import tempfile

        return os.path.join(tempfile.mkdtemp(prefix="tracker-demo-"), "demo.db")
    path = run.flags["db"]
    if os.path.lexists(path):
        raise Conflict(f"{path} is there already. The example needs a fresh file: name another.")
    return path


def example() -> Iterator[Line]:
    """Yield the commands of the example series in their order."""
    import shlex

    day, place = "", 0
    with open(os.path.join(shipped.folder("examples"), _SERIES), encoding="utf-8") as file:
        for text in file:
            line = text.strip()
            if line.startswith(_DAY_MARK):
                day, place = line.removeprefix(_DAY_MARK), 0
            elif line and not line.startswith("#"):
                yield Line(day, place, shlex.split(line)[1:])
                place += 1


def _run(run: Invocation, path: str, day: str, words: list[str], clock: str = "") -> None:
    """Run one command of the example as if it were that day."""
    from tracker.cli.app import run_again

    environ = {
        **run.environ,
        "TRACKER_DB": path,
        "TRACKER_TODAY": day,
        "TRACKER_NOW": clock or f"{day}T12:00:00Z",
        "TRACKER_BY": _RECORDED_BY,
        "TRACKER_NO_INPUT": "true",
        "TRACKER_FORMAT": "" if clock else run.flags.get("format", ""),
    }
    flags = ["--debug"] if run.is_debugging else []
    run_again([*flags, *words], environ)


def _next_steps(run: Invocation, path: str) -> Iterator[str]:
    import shlex

    tracker = _program(run)
    yield ""
    yield f"The example is in {path}, and stands on {TODAY}. To go on in it:"
    if os.name == "nt":
        yield f"  $env:TRACKER_DB = '{path}'; $env:TRACKER_TODAY = '{TODAY}'"
    else:
        yield f"  export TRACKER_DB={shlex.quote(path)} TRACKER_TODAY={TODAY}"
    yield "Three things to try:"
    yield f"  {tracker} list --overdue"
    yield f"  {tracker} show A3"
    yield f"  {tracker} table"


def _program(run: Invocation) -> str:
    """Return what to type for the program: its name if the shell finds it, else as it was typed."""
    import shutil

    typed = sys.argv[0]
    name = os.path.splitext(os.path.basename(typed))[0]
    if name != "tracker" or shutil.which("tracker", path=run.environ.get("PATH")):
        return "tracker"
    return typed
