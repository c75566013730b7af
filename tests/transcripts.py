"""The transcripts of examples/, and a terminal that plays them.

In a ```console block, a line that begins with `$` is typed, and what follows is printed.
"""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from tracker import shipped
from tracker.cli.app import app

EXAMPLES = Path(shipped.folder("examples"))
TRANSCRIPTS = sorted(EXAMPLES.glob("*.md"))
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)


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


def played(path: Path, folder: Path) -> str:
    """Return a transcript with what is printed now, played in the present folder."""
    terminal = Terminal(folder)
    written = path.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: terminal.replay(found.group(1)), written)
