"""The program as a process of its own: streams closed, full or gone, signals, odd bytes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import Desk

from tracker import formats

pytestmark = pytest.mark.skipif(os.name != "posix", reason="of a POSIX system")

BINARY = [name for name in formats.of(formats.LIST) if formats.FORMATS[name].is_binary]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.seed()
    return found


def shell(desk: Desk, line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of bash in which `tracker` is the program, as one pipe."""
    start = f'tracker() {{ "{sys.executable}" -m tracker "$@"; }}; set -o pipefail; '
    return subprocess.run(
        ["bash", "-c", start + line],
        env=desk.process_environ(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_script_and_the_module_answer_alike(desk: Desk) -> None:
    assert desk.process("list").stdout == desk.do("list")
    assert desk.process("show", "A9").returncode == 3


def test_a_closed_pipe_ends_quietly(desk: Desk) -> None:
    for _ in range(40):
        desk.do("add", "Filler of the list" * 500)
    lines = ["tracker list --json | head -1", "tracker --help | true", "tracker list | true"]
    for line in (*lines, *(f"tracker table -f {name} | true" for name in BINARY)):
        found = shell(desk, line)
        assert (found.returncode, found.stderr) == (0, ""), line


def test_a_full_disk_is_told(desk: Desk) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    tables = [f"table -f {name}" for name in BINARY]
    for command in ("list", "--help", "db path", "config show", *tables):
        found = shell(desk, f"tracker {command} > /dev/full")
        assert found.returncode == 1
        assert found.stderr == (
            "Error: The output could not be written whole: No space left on device.\n"
        )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_hurt_nothing(desk: Desk, closed: str) -> None:
    assert shell(desk, f"tracker add 'Closed' {closed}").returncode == 0
    assert shell(desk, f"tracker list {closed}").returncode == 0
    assert "Closed" in desk.do("list")
    assert "Verified" in desk.do("db", "verify")


def test_a_closed_stdin_gives_no_references(desk: Desk) -> None:
    found = shell(desk, "tracker start - <&-")
    assert (found.returncode, "No reference was given" in found.stderr) == (2, True)


def test_references_come_by_pipe(desk: Desk) -> None:
    found = shell(desk, "tracker list --columns ref -f tsv | tail -n +2 | tracker start - --yes")
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[0].startswith("A1 not-started -> in-progress")


def test_output_is_utf8_whatever_the_locale(desk: Desk) -> None:
    desk.do("add", "Côte d'Ivoire 和平")
    desk.environ |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert "Côte d'Ivoire 和平" in desk.process("list").stdout


def test_bytes_that_are_no_text_are_refused_in_a_sentence(desk: Desk) -> None:
    found = desk.process("add", b"caf\xe9")
    assert found.returncode == 2
    assert found.stderr.startswith("Error: ")
    found = desk.process("show", b"caf\xe9")
    assert found.returncode in {2, 3}
    assert found.stderr.startswith("Error: ")


def test_ctrl_c_at_a_question_changes_nothing(desk: Desk) -> None:
    import pty

    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "update", "--where", "owner=PBSO", "--owner", "none"],
        env=desk.process_environ(),
        stdin=child,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(child)
    assert process.stderr is not None
    asked = ""
    while "[y/N]" not in asked:
        asked += process.stderr.read(1)
    for _ in range(30):  # one that comes just before the read begins is lost, as for a person
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            break
    _, rest = process.communicate(timeout=30)
    os.close(parent)
    assert (process.returncode, rest.strip(" ")) == (130, "\nInterrupted.\n")
    assert "1 record would change." in asked
    assert "PBSO" in desk.do("list")


def test_an_answer_at_a_terminal_is_taken(desk: Desk) -> None:
    import pty

    for answer, code in (("n\n", 1), ("y\n", 0)):
        parent, child = pty.openpty()
        os.write(parent, answer.encode())
        found = desk.process("add", "By somebody new", "--owner", "IPI", stdin=child)
        os.close(child)
        os.close(parent)
        assert found.returncode == code, found
        assert "Create it? [y/N]" in found.stderr
        assert ("P2" in desk.do("party", "list")) is (code == 0)


def test_a_read_only_file_is_told(desk: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    desk.file.chmod(0o400)
    desk.file.parent.chmod(0o500)
    try:
        found = desk.process("add", "X")
        assert (found.returncode, "read-only" in found.stderr) == (5, True)
        assert desk.process("list").returncode == 0
    finally:
        desk.file.parent.chmod(0o700)


def test_two_that_make_the_same_file_both_succeed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    together = [
        subprocess.Popen(
            [sys.executable, "-m", "tracker", "add", f"Number {number}"],
            env=desk.process_environ(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    time.sleep(0)
    assert [each.communicate()[1] for each in together] == [b""] * 4
    assert desk.do("list", "--columns", "ref", "-f", "tsv").split() == [
        "ref",
        "A1",
        "A2",
        "A3",
        "A4",
    ]
