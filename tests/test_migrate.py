"""An older file is upgraded once, whole, after a copy of it was made."""

import contextlib
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker import shipped
from tracker.errors import DatabaseError
from tracker.read import store
from tracker.write import migrate, replay, session
from tracker.write.models import Party

STEP = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    {body}
"""
GOOD = 'op.execute("ALTER TABLE party ADD COLUMN telephone VARCHAR")'
HALF = GOOD + "\n    raise RuntimeError('half way')"
ORPHANING = 'op.execute("DELETE FROM party WHERE id = 1")'


@pytest.fixture
def older(tmp_path: Path) -> str:
    path = str(tmp_path / "tracker.db")
    with session.begin(
        path, today=date(2017, 2, 24), now="2017-02-24T10:00:00Z", by="amina", line="tracker test"
    ) as work:
        whole = work.add(Party(name="Peacebuilding Support Office", short="PBSO"))
        work.add(Party(name="A desk of it", part_of_id=whole.id))
    return path


@pytest.fixture
def scripts(tmp_path: Path) -> Callable[[str], str]:
    def make(body: str) -> str:
        folder = tmp_path / "migrations"
        shutil.copytree(Path(shipped.folder("db")) / "migrations", folder)
        (folder / "versions" / "0002_next.py").write_text(STEP.format(body=body))
        return str(folder)

    return make


def version(path: str) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_older_file_is_upgraded_after_a_copy(older: str, scripts: Callable[[str], str]) -> None:
    before = replay.verify(older)
    copy = migrate.upgrade(older, scripts=scripts(GOOD), to="0002")
    assert copy is not None
    assert version(older) == "0002"
    assert replay.verify(copy) == before
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600


def test_a_file_that_is_up_to_date_is_left_alone(older: str) -> None:
    before = Path(older).read_bytes()
    assert migrate.upgrade(older) is None
    assert Path(older).read_bytes() == before
    assert len(os.listdir(os.path.dirname(older))) == 1


def test_a_second_upgrade_does_not_overwrite_the_first_copy(
    older: str, scripts: Callable[[str], str]
) -> None:
    folder = scripts(GOOD)
    first = migrate.upgrade(older, scripts=folder, to="0002")
    assert first is not None
    shutil.copy(first, older)
    second = migrate.upgrade(older, scripts=folder, to="0002")
    assert second not in {None, first}


def test_an_upgrade_that_fails_half_way_changes_nothing(
    older: str, scripts: Callable[[str], str]
) -> None:
    before = Path(older).read_bytes()
    with pytest.raises(RuntimeError):
        migrate.upgrade(older, scripts=scripts(HALF), to="0002")
    assert Path(older).read_bytes() == before


def test_an_upgrade_that_would_leave_rows_pointing_at_nothing_is_refused(
    older: str, scripts: Callable[[str], str]
) -> None:
    before = Path(older).read_bytes()
    with pytest.raises(DatabaseError, match="point at nothing"):
        migrate.upgrade(older, scripts=scripts(ORPHANING), to="0002")
    assert Path(older).read_bytes() == before


def test_a_newer_file_is_not_upgraded(older: str) -> None:
    with contextlib.closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0009'")
        connection.commit()
    with pytest.raises(DatabaseError, match="newer"):
        migrate.upgrade(older)


def test_two_that_open_an_old_file_at_the_same_moment_upgrade_it_once(
    older: str, scripts: Callable[[str], str]
) -> None:
    folder = scripts(GOOD)
    migrate.upgrade(shutil.copy(older, f"{older}-warm"), scripts=folder, to="0002")
    copies: list[str | None] = []
    threads = [
        threading.Thread(
            target=lambda: copies.append(migrate.upgrade(older, scripts=folder, to="0002"))
        )
        for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(copy is not None for copy in copies) == 1
    assert version(older) == "0002"


def test_a_folder_with_a_percent_sign_is_upgraded_too(tmp_path: Path, older: str) -> None:
    path = str(tmp_path / "100% done.db")
    shutil.copy(older, path)
    assert migrate.upgrade(path) is None
    with store.open_reader(path, today=date(2017, 2, 24)) as reader:
        assert reader.value("SELECT count(*) FROM party") == 2
