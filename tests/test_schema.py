"""The models, the migrations and db/schema.sql say the same, word for word."""

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from tracker import shipped, words
from tracker.read import store
from tracker.write import migrate, schema
from tracker.write.models import JOURNALED, MAIN

SQL = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("schema") / "migrated.db")
    migrate.create(path)
    return path


def statements(path: str) -> dict[str, str]:
    with sqlite3.connect(path) as connection:
        found = {name: normal(sql) for name, sql in connection.execute(SQL)}
    connection.close()
    return found


def normal(sql: str) -> str:
    """Return a statement without what means nothing: spaces, quotes, the order of constraints."""
    plain = re.sub(r"[\s\"]+", " ", sql)
    if plain.startswith("CREATE TABLE"):
        return ", ".join(sorted(part.strip(" )") for part in plain.split(", ")))
    return plain


def test_the_schema_file_is_what_the_migrations_make(migrated: str) -> None:
    kept = (Path(shipped.folder("db")) / "schema.sql").read_text(encoding="utf-8")
    assert migrate.schema(migrated) == kept


def test_the_models_are_what_the_migrations_make(migrated: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    by_models = statements(str(tmp_path / "models.db"))
    by_migrations = statements(migrated)
    assert by_models == {name: by_migrations[name] for name in by_models}
    beyond = {name.split("_search")[0] for name in by_migrations if name not in by_models}
    assert beyond == {
        "action",
        "alembic_version",
        "note",
        "recommendation",
        "change_kept",
        "change_never_deleted",
        "command_kept",
        "command_never_deleted",
    }


def test_a_file_made_from_the_schema_is_one_made_by_the_migrations(migrated: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.lay(connection)
    laid = {name: normal(sql) for name, sql in connection.execute(SQL)}
    assert store.version(connection, "x") == store.SCHEMA_VERSION
    connection.close()
    assert laid == statements(migrated)


def test_every_table_has_ids_that_are_never_used_again(migrated: str) -> None:
    made = statements(migrated)
    for name in [*JOURNALED, "command", "change"]:
        assert "AUTOINCREMENT" in made[name], name


def test_every_main_record_has_a_uid_a_key_and_a_day_of_archiving() -> None:
    for model in MAIN:
        assert {"uid", "key", "archived_on"} <= set(model.model_fields), model


def test_no_column_has_a_name_that_is_reserved() -> None:
    for table in SQLModel.metadata.tables.values():
        assert not {"from", "to", "on", "table", "end"} & set(table.columns.keys()), table


BROKEN = {
    "a status that is no word": "UPDATE action SET status = 'finished'",
    "a closure without dropping": "UPDATE action SET closure = 'split'",
    "dropping without a closure": "UPDATE action SET status = 'dropped', reason = 'x'",
    "a block without a reason": "UPDATE action SET status = 'blocked'",
    "a deadline without a first one": "UPDATE action SET due_on = '2017-06-30'",
    "an empty title": "UPDATE action SET title = ''",
    "a title of 10,001 characters": "UPDATE action SET title = printf('%.10001c', 'x')",
    "a priority that is no word": "UPDATE action SET priority = 'urgent'",
    "an owner who does not exist": "UPDATE action SET owner_id = 99",
    "an action that waits for itself": "INSERT INTO action_dependency VALUES (1, 1, 1)",
    "two parties of one name": "INSERT INTO party (uid, name, kind) VALUES ('b', 'pbso', 'body')",
    "a note about nothing": "INSERT INTO note (uid, text, source, noted_on, shared, by)"
    " VALUES ('n', 'x', 'owner', '2017-03-01', 0, 'amina')",
}


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN.keys())
def test_the_schema_itself_refuses(statement: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.lay(connection)
    connection.execute("PRAGMA foreign_keys = on")
    connection.execute("INSERT INTO party (uid, name, kind) VALUES ('a', 'PBSO', 'body')")
    connection.execute(
        "INSERT INTO action (uid, title, status, priority, created_on, status_on, created_at,"
        " updated_at) VALUES ('u', 'Draft', 'not-started', 'normal', '2017-02-24', '2017-02-24',"
        " '2017-02-24T10:00:00Z', '2017-02-24T10:00:00Z')"
    )
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_the_constraints_know_every_word(migrated: str) -> None:
    made = " ".join(statements(migrated).values())
    for known in (words.STATUSES, words.CLOSURES, words.RESPONSES, words.ROLES, words.PRIORITIES):
        for word in known:
            assert f"'{word}'" in made
