"""Fixtures that every test may use: a file to work on, and a desk to work at."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from hypothesis import settings

settings.register_profile("tracker", deadline=None)  # a busy machine is no failure
settings.load_profile("tracker")


@pytest.fixture
def tracker_file(tmp_path: Path) -> Iterator[str]:
    """The path of a file that is not there yet; whatever a test does to it has to verify."""
    path = str(tmp_path / "tracker.db")
    yield path
    if os.path.exists(path):
        from tracker.write import replay

        replay.verify(path)


@pytest.fixture
def desk(tracker_file: str) -> Desk:
    """A desk at that file, on 24 February 2017."""
    return Desk(tracker_file)
