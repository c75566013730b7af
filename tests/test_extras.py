"""A format whose library is not there says which extra brings it."""

from pathlib import Path

import pytest

from tracker import extras
from tracker.errors import MissingExtra


def test_a_missing_library_names_its_extra() -> None:
    with pytest.raises(MissingExtra, match=r"needs the library nowhere.*'tracker\[office\]'"):
        extras.load("nowhere.at_all", "office")


def test_a_library_that_is_there_is_loaded() -> None:
    assert extras.load("json", "office").dumps([]) == "[]"


def test_a_fault_inside_a_library_is_not_taken_for_its_absence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_library.py").write_text("import nowhere_at_all\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nowhere_at_all"):
        extras.load("broken_library", "office")
