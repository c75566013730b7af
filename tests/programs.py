"""The real programs that open what tracker writes: LibreOffice, Chromium, calendars, Taskwarrior.

`.ci/run` installs them, and sets TRACKER_NEED_PROGRAMS so that none can be missing unnoticed.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needed(name: str) -> str:
    """Return the path of a program; without it the test is skipped, in CI it fails."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("TRACKER_NEED_PROGRAMS"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return found


def run(name: str, *args: str, **environ: str) -> str:
    """Run a program that has to succeed, in UTC unless said otherwise; return what it printed."""
    done = subprocess.run(
        [needed(name), *args],
        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **environ},
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout


def converted(path: Path, kind: str) -> Path:
    """Have LibreOffice convert a file, beside it, to another kind, such as `pdf`."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    folder = str(path.parent)
    run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, str(path))
    return path.with_suffix(f".{kind.partition(':')[0]}")
