"""The transcripts in examples/ say what the program says.

After a change of what is printed, TRACKER_REWRITE_EXAMPLES=1 writes them anew: read the diff.
"""

import os
from pathlib import Path

import pytest
from transcripts import EXAMPLES, TRANSCRIPTS, played

from tracker.cli import commands


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_the_transcript_says_what_the_program_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = played(path, tmp_path)
    written = path.read_text(encoding="utf-8")
    if os.environ.get("TRACKER_REWRITE_EXAMPLES"):
        path.write_text(told, encoding="utf-8")
    assert told == written


def test_every_command_stands_in_an_example() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES.iterdir())
    told += (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    missing = [
        entry.path
        for entry in commands.TABLE
        if entry.where and f"tracker {entry.path}" not in told
    ]
    assert missing == []
