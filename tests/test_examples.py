"""The transcripts in examples/ say what the program says.

In a ```console block, a line that begins with `$` is typed, and what follows is printed. After a
change of what is printed, TRACKER_REWRITE_EXAMPLES=1 writes the transcripts anew: read the diff.
What a transcript hands out as text may lie in a folder of its name.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker import shipped
from tracker.cli import commands
from tracker.cli.app import app

EXAMPLES = Path(shipped.folder("examples"))
TRANSCRIPTS = sorted(EXAMPLES.glob("*.md"))
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)


class Terminal:
    """A shell that knows `tracker`, `export`, `cat` and `echo $?`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0
        self.environment = {
            "TRACKER_DB": "followup.db",
            "TRACKER_BY": "desk",
            "TRACKER_NOW": "2017-02-24T09:00:00Z",
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def type(self, line: str) -> str:
        words = shlex.split(line)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self.environment[name] = value
            return ""
        if words[0] == "cat":
            return (self.folder / words[1]).read_text(encoding="utf-8")
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words[0] != "tracker":
            raise ValueError(f"transcripts know no {words[0]}")
        result = CliRunner().invoke(app, words[1:], env=self.environment)
        self.code = result.exit_code
        return result.output.replace(str(self.folder) + "/", "")

    def replay(self, block: str) -> str:
        """Return a block with what is printed now after each line that is typed."""
        printed = []
        for line in block.splitlines():
            if line.startswith("$ "):
                output = self.type(line[2:])
                printed.append(f"{line}\n{output}")
                if output and not output.endswith("\n"):
                    printed.append("\n")
        return "".join(printed)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_the_transcript_says_what_the_program_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    terminal = Terminal(tmp_path)
    written = path.read_text(encoding="utf-8")
    played = BLOCK.sub(lambda found: terminal.replay(found.group(1)), written)
    handed_out = sorted(path.with_suffix("").glob("*"))
    if os.environ.get("TRACKER_REWRITE_EXAMPLES"):
        path.write_text(played, encoding="utf-8")
        for each in handed_out:
            each.write_bytes((tmp_path / each.name).read_bytes())
    assert played == written
    for each in handed_out:
        assert (tmp_path / each.name).read_bytes() == each.read_bytes(), each.name


def test_every_command_stands_in_an_example() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    told += (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    missing = [
        entry.path
        for entry in commands.TABLE
        if entry.where and f"tracker {entry.path}" not in told
    ]
    assert missing == []
