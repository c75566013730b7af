"""Where a setting comes from, and what a settings file may hold."""

import sys
from pathlib import Path

import platformdirs
import pytest

from tracker import settings
from tracker.errors import Unreadable
from tracker.settings import Settings


def make(
    folder: Path,
    *,
    flags: dict[str, str] | None = None,
    environ: dict[str, str] | None = None,
    project: str | None = None,
    user: str | None = None,
) -> Settings:
    below = folder / "project" / "below"
    below.mkdir(parents=True)
    if project is not None:
        (folder / "project" / "tracker.toml").write_text(project, encoding="utf-8")
    home = folder / "config" / "tracker"
    home.mkdir(parents=True)
    if user is not None:
        (home / "config.toml").write_text(user, encoding="utf-8")
    places = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    return Settings(flags or {}, places | (environ or {}), str(below))


@pytest.mark.parametrize(
    ("given", "value", "origin"),
    [
        ({}, "", "default"),
        ({"user": 'by = "user"'}, "user", "config.toml"),
        ({"user": 'by = "user"', "project": 'by = "project"'}, "project", "tracker.toml"),
        ({"project": 'by = "project"', "environ": {"TRACKER_BY": "env"}}, "env", "TRACKER_BY"),
        ({"environ": {"TRACKER_BY": "env"}, "flags": {"by": "flag"}}, "flag", "--by"),
    ],
)
def test_the_first_place_that_names_a_setting_decides(
    tmp_path: Path, given: dict[str, str], value: str, origin: str
) -> None:
    found = make(tmp_path, **given).get("by")  # type: ignore[arg-type]  # options by name
    assert (found.value, Path(found.origin).name) == (value, origin)


def test_a_path_in_a_file_is_relative_to_its_folder(tmp_path: Path) -> None:
    found = make(tmp_path, project='db = "data/prevention.db"').get("db")
    assert found.value == str(tmp_path / "project" / "data" / "prevention.db")
    assert not found.is_default


def test_a_server_in_a_file_is_left_as_it_is(tmp_path: Path) -> None:
    found = make(tmp_path, project='db = "postgresql://host/db"').get("db")
    assert found.value == "postgresql://host/db"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('onwer = "x"', "'onwer' is no setting"),
        ('fromat = "json"', "Did you mean format?"),
        ("by = 3", "write a text in quotes"),
        ('no-input = "yes"', "write true or false"),
        ("by = ", "not readable as TOML"),
    ],
)
def test_a_wrong_line_in_a_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=r"tracker\.toml") as refused:
        make(tmp_path, project=text).get("by")
    assert sentence in str(refused.value)


def test_a_switch_is_yes_or_no(tmp_path: Path) -> None:
    found = make(tmp_path, project="no_input = true")
    assert found.get("no-input").is_on
    with pytest.raises(Unreadable, match="write true or false"):
        assert settings.Setting("no-input", "perhaps", "TRACKER_NO_INPUT").is_on


def test_storing_a_setting_leaves_the_other_lines_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    settings.store_value(str(path), settings.KNOWN["by"], 'A "q" \\ \u202e')
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    settings.store_value(str(path), settings.KNOWN["no-input"], "yes")
    settings.store_value(str(path), settings.KNOWN["no-input"], "no")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# mine"
    assert lines[2:] == ["no-input = false"]
    read = Settings({}, {"XDG_CONFIG_HOME": str(tmp_path)}, None)
    (tmp_path / "tracker").mkdir()
    path.rename(read.user_file)
    assert read.get("by").value == 'A "q" \\ \u202e'


def test_a_value_that_a_setting_cannot_have_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="auto, always or never"):
        settings.store_value(str(tmp_path / "c.toml"), settings.KNOWN["color"], "blue")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG rules")
@pytest.mark.parametrize("kind", ["config", "data", "state"])
@pytest.mark.parametrize("base", ["", "/somewhere/else"])
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, kind: str, base: str
) -> None:
    name = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv(name, base)
    asked = getattr(platformdirs, f"user_{kind}_dir")("tracker", appauthor=False)
    import os

    assert settings.user_folder(kind, os.environ) == asked
