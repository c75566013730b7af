"""What a person sees at a terminal: whole words, the file named once, questions in their words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Desk

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
