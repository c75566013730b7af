"""What lists and reports look like, at 80 and 120 columns and in documents, is held in files."""

import pytest
from formats_drawn import DRAWINGS, GOLDEN


@pytest.mark.parametrize("file", DRAWINGS)
def test_the_drawing_is_the_golden_one(file: str) -> None:
    assert DRAWINGS[file]() == (GOLDEN / file).read_bytes().decode()


def test_every_golden_file_is_drawn() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(DRAWINGS)


@pytest.mark.parametrize("file", DRAWINGS)
def test_the_same_data_are_drawn_the_same_twice(file: str) -> None:
    assert DRAWINGS[file]() == DRAWINGS[file]()
