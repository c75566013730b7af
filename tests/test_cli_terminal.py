"""What a person sees at a terminal: whole words, the file named once, questions in their words."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Desk

from tracker.cli import wrapping

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal is opened as Unix does")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    return found


def screen(desk: Desk, *args: str, typed: str = "", columns: int = 80, lines: int = 24) -> str:
    """Run a command at a terminal of that size, and return all that stood on it."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    environ = {name: value for name, value in desk.process_environ().items() if name != "COLUMNS"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", *args],
        env={**environ, "TERM": "xterm", "NO_COLOR": "1"},
        stdin=child,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    os.write(parent, typed.encode())
    shown = b""
    while True:
        try:
            chunk = os.read(parent, 65_536)
        except OSError:  # as Linux tells the end of a terminal
            break
        if not chunk:
            break
        shown += chunk
    process.wait(timeout=30)
    os.close(parent)
    return shown.decode().replace("\r\n", "\n")


def test_the_demo_begins_with_its_brief(desk: Desk) -> None:
    shown = screen(desk, "demo", "--db", str(desk.folder / "demo.db"))
    assert "file:" not in shown
    assert "To go on in it:" in shown


def test_the_file_is_named_once(desk: Desk) -> None:
    assert screen(desk, "list").count("file:") == 1


def test_completion_says_nothing_on_the_line_being_typed(desk: Desk) -> None:
    desk.environ |= {
        "_TRACKER_COMPLETE": "complete_bash",
        "COMP_WORDS": "tracker list --owner P",
        "COMP_CWORD": "3",
    }
    assert screen(desk) == "PBSO\n"


def test_sentences_are_broken_between_words(desk: Desk) -> None:
    shown = screen(desk, "update", "A1", "--due", "2017-06-30", "--no-input", columns=60)
    error = shown[shown.index("Error:") :].splitlines()
    assert max(map(len, error)) <= 60
    assert all(line.startswith("  ") for line in error[1:])
    assert error[-1].endswith("--why TEXT")


def test_the_way_back_stands_on_its_own_line(desk: Desk) -> None:
    shown = screen(desk, "start", "A1")
    assert shown.endswith("\n  undo with: tracker undo\n")
    assert screen(desk, "undo").splitlines()[-1].startswith("  redo with: tracker undo --command ")


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_word_is_parted_and_none_is_lost(width: int) -> None:
    sentence = "A12 is due 2017-03-31, a slip of /a/very/long/path-of-mine. Say: --why TEXT "
    lines = wrapping.wrapped(sentence, width).split("\n")
    assert " ".join(line.strip() for line in lines) == sentence.strip()
    assert all(len(line) <= width or " " not in line.strip() for line in lines)
    assert wrapping.wrapped(sentence, width).endswith("--why TEXT ")


def test_a_command_stays_whole_where_it_fits() -> None:
    sentence = "A12 is verified already. Reopen it with: tracker reopen A12 --why TEXT"
    assert wrapping.wrapped(sentence, 40).endswith("\n  tracker reopen A12 --why TEXT")


def test_a_long_command_is_broken_where_it_can_be_copied() -> None:
    line = '  tracker add "Draft the lessons" --for R6 --owner DPKO --due "end of June"'
    broken = wrapping.broken_command(line, 50)
    assert max(map(len, broken.splitlines())) <= 50
    assert shlex.split(broken.replace("\\\n", "")) == shlex.split(line)  # as a shell reads it
