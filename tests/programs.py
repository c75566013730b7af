"""The real programs that open what tracker writes: LibreOffice, Chromium, calendars, Taskwarrior.

`.ci/run` installs them, and sets TRACKER_NEED_PROGRAMS so that none can be missing unnoticed.
"""

import os
import shutil

import pytest


def needed(name: str) -> str:
    """Return the path of a program; without it the test is skipped, in CI it fails."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("TRACKER_NEED_PROGRAMS"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return found
