"""The first schema: conversations, recommendations, actions, parties, and the journal.

Generated from the models; the full-text tables and the triggers are written by hand, because
neither the models nor Alembic know them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Any sqlite3 can open and change a file, so the words are folded by SQLite's own tokenizer, and
# the index is kept by triggers.
SEARCHED = {
    "action": ("title", "detail", "next_step"),
    "recommendation": ("text", "quote"),
    "note": ("text",),
}
# A journal row may lose its salt and have names blanked in what the salt covered; nothing else.
KEPT = {
    "command": ("id", "at", "on_day", "by", "line_digest", "undoes", "prev_hash", "hash"),
    "change": ("id", "command_id", "entity", "row", "field", "digest"),
}
SALT = {"command": "line_salt", "change": "salt"}


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 0x5452434B")
        for table, columns in SEARCHED.items():
            index_text(table, columns)
        for table, columns in KEPT.items():
            protect(table, columns)


def index_text(table, columns):
    listed = ", ".join(columns)
    new = ", ".join(f"new.{each}" for each in columns)
    old = ", ".join(f"old.{each}" for each in columns)
    search = f"{table}_search"
    add = f"INSERT INTO {search}(rowid, {listed}) VALUES (new.id, {new});"
    remove = f"INSERT INTO {search}({search}, rowid, {listed}) VALUES ('delete', old.id, {old});"
    op.execute(
        f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN {remove} END")
    op.execute(
        f"CREATE TRIGGER {search}_update AFTER UPDATE OF {listed} ON {table} "
        f"BEGIN {remove} {add} END"
    )


def protect(table, columns):
    same = " AND ".join(f"new.{each} IS old.{each}" for each in columns)
    refuse = "SELECT RAISE(ABORT, 'the journal is only ever added to');"
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} "
        f"WHEN NOT (new.{SALT[table]} IS NULL AND {same}) BEGIN {refuse} END"
    )
    op.execute(f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} BEGIN {refuse} END")


def create_tables():
    op.create_table(
        "command",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("line_salt", sa.String(), nullable=True),
        sa.Column("line_digest", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("prev_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["command.id"], name=op.f("fk_command_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_command_prev_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_command_on_day"), "command", ["on_day"], unique=False)
    op.create_index(op.f("ix_command_undoes"), "command", ["undoes"], unique=False)
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_why", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('mandate-expiry', 'report-due', 'session', 'election', 'budget', 'other')",
            name=op.f("ck_milestone_kind"),
        ),
        sa.CheckConstraint(
            "length(slug) BETWEEN 1 AND 10000", name=op.f("ck_milestone_slug_filled")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("uid", name=op.f("uq_milestone_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_milestone_slug",
        "milestone",
        [sa.literal_column("lower(slug)")],
        unique=True,
        sqlite_where=sa.text("archived_on IS NULL"),
        postgresql_where=sa.text("archived_on IS NULL"),
    )
    op.create_index(op.f("ix_milestone_due_on"), "milestone", ["due_on"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('body', 'post', 'state', 'person')", name=op.f("ck_party_kind")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 10000", name=op.f("ck_party_name_filled")),
        sa.CheckConstraint("length(short) >= 1", name=op.f("ck_party_short_filled")),
        sa.ForeignKeyConstraint(["part_of_id"], ["party.id"], name=op.f("fk_party_part_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("uid", name=op.f("uq_party_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_party_name",
        "party",
        [sa.literal_column("lower(name)")],
        unique=True,
        sqlite_where=sa.text("archived_on IS NULL"),
        postgresql_where=sa.text("archived_on IS NULL"),
    )
    op.create_index(
        "uq_party_short",
        "party",
        [sa.literal_column("lower(short)")],
        unique=True,
        sqlite_where=sa.text("archived_on IS NULL"),
        postgresql_where=sa.text("archived_on IS NULL"),
    )
    op.create_index(op.f("ix_party_part_of_id"), "party", ["part_of_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 10000", name=op.f("ck_series_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_series_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_series_name",
        "series",
        [sa.literal_column("lower(name)")],
        unique=True,
        sqlite_where=sa.text("archived_on IS NULL"),
        postgresql_where=sa.text("archived_on IS NULL"),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 10000", name=op.f("ck_setting_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 10000", name=op.f("ck_theme_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("uid", name=op.f("uq_theme_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_theme_name",
        "theme",
        [sa.literal_column("lower(name)")],
        unique=True,
        sqlite_where=sa.text("archived_on IS NULL"),
        postgresql_where=sa.text("archived_on IS NULL"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_change_command_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_command_id"), "change", ["command_id"], unique=False)
    op.create_index(
        "ix_change_removed",
        "change",
        [sa.literal_column("(new IS NULL)"), "entity"],
        unique=False,
        sqlite_where=sa.text("field IS NULL AND new IS NULL"),
        postgresql_where=sa.text("field IS NULL AND new IS NULL"),
    )
    op.create_index("ix_change_row", "change", ["entity", "row"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("attribution", sa.String(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "attribution IN ('public', 'chatham-house', 'confidential')",
            name=op.f("ck_conversation_attribution"),
        ),
        sa.CheckConstraint(
            "length(title) BETWEEN 1 AND 10000", name=op.f("ck_conversation_title_filled")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_conversation_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("uid", name=op.f("uq_conversation_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_conversation_held_on"), "conversation", ["held_on"], unique=False)
    op.create_index(op.f("ix_conversation_series_id"), "conversation", ["series_id"], unique=False)
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("post_id <> person_id", name=op.f("ck_tenure_another")),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_tenure_order")),
        sa.ForeignKeyConstraint(["person_id"], ["party.id"], name=op.f("fk_tenure_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["party.id"], name=op.f("fk_tenure_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tenure_person_id"), "tenure", ["person_id"], unique=False)
    op.create_index(op.f("ix_tenure_post_id"), "tenure", ["post_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closure", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("due_rule", sa.String(), nullable=True),
        sa.Column("due_offset", sa.String(), nullable=True),
        sa.Column("due_milestone_id", sa.Integer(), nullable=True),
        sa.Column("due_conversation_id", sa.Integer(), nullable=True),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.String(), nullable=True),
        sa.Column("every", sa.String(), nullable=True),
        sa.Column("every_from", sa.Date(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(status = 'dropped') = (closure IS NOT NULL)",
            name=op.f("ck_action_closure_if_dropped"),
        ),
        sa.CheckConstraint(
            "closure IN ('superseded', 'merged', 'split', 'overtaken-by-events', 'declined', 'no-longer-relevant')",
            name=op.f("ck_action_closure"),
        ),
        sa.CheckConstraint(
            "priority IN ('critical', 'important', 'normal')", name=op.f("ck_action_priority")
        ),
        sa.CheckConstraint(
            "status IN ('not-started', 'in-progress', 'blocked', 'implemented', 'verified', 'dropped')",
            name=op.f("ck_action_status"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('blocked', 'dropped') OR reason IS NOT NULL",
            name=op.f("ck_action_reason_if_stopped"),
        ),
        sa.CheckConstraint(
            "due_milestone_id IS NULL OR due_conversation_id IS NULL",
            name=op.f("ck_action_one_anchor"),
        ),
        sa.CheckConstraint(
            "due_on IS NULL OR first_due_on IS NOT NULL", name=op.f("ck_action_first_due")
        ),
        sa.CheckConstraint(
            "length(title) BETWEEN 1 AND 10000", name=op.f("ck_action_title_filled")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_action_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["due_conversation_id"], ["conversation.id"], name=op.f("fk_action_due_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["due_milestone_id"], ["milestone.id"], name=op.f("fk_action_due_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_action_milestone_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_action_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("uid", name=op.f("uq_action_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_action_kept",
        "action",
        [
            sa.literal_column("(archived_on IS NULL)"),
            sa.literal_column("(due_on IS NULL)"),
            "due_on",
            "id",
            "status",
            "start_on",
            "archived_on",
        ],
        unique=False,
    )
    op.create_index(
        "ix_action_open",
        "action",
        [sa.literal_column("(due_on IS NULL)"), "due_on", "id", "start_on"],
        unique=False,
        sqlite_where=sa.text(
            "archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked')"
        ),
        postgresql_where=sa.text(
            "archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked')"
        ),
    )
    op.create_index(
        "ix_action_owner_open",
        "action",
        ["owner_id", sa.literal_column("(due_on IS NULL)"), "due_on", "id", "start_on"],
        unique=False,
        sqlite_where=sa.text(
            "archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked')"
        ),
        postgresql_where=sa.text(
            "archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked')"
        ),
    )
    op.create_index(
        "ix_action_tally",
        "action",
        [sa.literal_column("(archived_on IS NULL)"), "status", "start_on", "archived_on"],
        unique=False,
    )
    op.create_index(op.f("ix_action_conversation_id"), "action", ["conversation_id"], unique=False)
    op.create_index(
        op.f("ix_action_due_conversation_id"), "action", ["due_conversation_id"], unique=False
    )
    op.create_index(
        op.f("ix_action_due_milestone_id"), "action", ["due_milestone_id"], unique=False
    )
    op.create_index(op.f("ix_action_milestone_id"), "action", ["milestone_id"], unique=False)
    op.create_index(
        "ix_action_owner",
        "action",
        ["owner_id", "status", "archived_on", "start_on"],
        unique=False,
    )
    op.create_table(
        "conversation_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('host', 'cosponsor', 'moderator', 'opening', 'speaker', 'participant')",
            name=op.f("ck_conversation_party_role"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_conversation_party_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_conversation_party_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_party")),
        sa.UniqueConstraint(
            "conversation_id",
            "party_id",
            "role",
            name=op.f("uq_conversation_party_conversation_id_party_id_role"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_conversation_party_party_id"), "conversation_party", ["party_id"], unique=False
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("uri", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 10000", name=op.f("ck_document_name_filled")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_document_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_document_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_document_conversation_id"), "document", ["conversation_id"], unique=False
    )
    op.create_table(
        "action_dependency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("action_id <> after_id", name=op.f("ck_action_dependency_another")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_dependency_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["after_id"], ["action.id"], name=op.f("fk_action_dependency_after_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_dependency")),
        sa.UniqueConstraint(
            "action_id", "after_id", name=op.f("uq_action_dependency_action_id_after_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_action_dependency_after_id"), "action_dependency", ["after_id"], unique=False
    )
    op.create_table(
        "action_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('split-from', 'merged-into', 'superseded-by', 'recurs-from')",
            name=op.f("ck_action_link_kind"),
        ),
        sa.CheckConstraint("action_id <> other_id", name=op.f("ck_action_link_another")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_link_action_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["action.id"], name=op.f("fk_action_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_link")),
        sa.UniqueConstraint(
            "action_id", "kind", "other_id", name=op.f("uq_action_link_action_id_kind_other_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_link_other_id"), "action_link", ["other_id"], unique=False)
    op.create_table(
        "action_supporting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_supporting_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_action_supporting_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_supporting")),
        sa.UniqueConstraint(
            "action_id", "party_id", name=op.f("uq_action_supporting_action_id_party_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_action_supporting_party_id"), "action_supporting", ["party_id"], unique=False
    )
    op.create_table(
        "action_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_theme_action_id")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_action_theme_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_theme")),
        sa.UniqueConstraint(
            "action_id", "theme_id", name=op.f("uq_action_theme_action_id_theme_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_theme_theme_id"), "action_theme", ["theme_id"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('proposed', 'accepted', 'edited', 'merged', 'skipped')",
            name=op.f("ck_candidate_decision"),
        ),
        sa.CheckConstraint("kind IN ('recommendation', 'action')", name=op.f("ck_candidate_kind")),
        sa.CheckConstraint(
            "quote_start >= 0 AND quote_end >= quote_start", name=op.f("ck_candidate_quote_span")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_candidate_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_candidate_document_id"), "candidate", ["document_id"], unique=False)
    op.create_table(
        "deadline_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_deadline_move_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_deadline_move_milestone_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_move")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_deadline_move_action_id"), "deadline_move", ["action_id"], unique=False
    )
    op.create_index(
        op.f("ix_deadline_move_milestone_id"), "deadline_move", ["milestone_id"], unique=False
    )
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "length(text) BETWEEN 1 AND 1000000", name=op.f("ck_recommendation_text_filled")
        ),
        sa.CheckConstraint(
            "quote_start >= 0 AND quote_end >= quote_start",
            name=op.f("ck_recommendation_quote_span"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_recommendation_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_recommendation_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("uid", name=op.f("uq_recommendation_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_recommendation_conversation_id"),
        "recommendation",
        ["conversation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_recommendation_document_id"), "recommendation", ["document_id"], unique=False
    )
    op.create_table(
        "action_recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_recommendation_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_action_recommendation_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_recommendation")),
        sa.UniqueConstraint(
            "action_id",
            "recommendation_id",
            name=op.f("uq_action_recommendation_action_id_recommendation_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_action_recommendation_recommendation_id"),
        "action_recommendation",
        ["recommendation_id"],
        unique=False,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "source IN ('owner', 'document', 'assumed')", name=op.f("ck_note_source")
        ),
        sa.CheckConstraint(
            "(action_id IS NULL) <> (recommendation_id IS NULL)", name=op.f("ck_note_one_subject")
        ),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 1000000", name=op.f("ck_note_text_filled")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_note_action_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_note_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("uid", name=op.f("uq_note_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_note_action", "note", ["action_id", "noted_on"], unique=False)
    op.create_index(op.f("ix_note_recommendation_id"), "note", ["recommendation_id"], unique=False)
    op.create_table(
        "recommendation_addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "response IN ('none', 'under-consideration', 'accepted', 'partly-accepted', 'noted', 'declined')",
            name=op.f("ck_recommendation_addressee_response"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_recommendation_addressee_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_addressee_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_addressee")),
        sa.UniqueConstraint(
            "recommendation_id",
            "party_id",
            name=op.f("uq_recommendation_addressee_recommendation_id_party_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_recommendation_addressee_party_id"),
        "recommendation_addressee",
        ["party_id"],
        unique=False,
    )
    op.create_table(
        "recommendation_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('repeats', 'refines', 'supersedes', 'merged-into')",
            name=op.f("ck_recommendation_link_kind"),
        ),
        sa.CheckConstraint(
            "recommendation_id <> other_id", name=op.f("ck_recommendation_link_another")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["recommendation.id"], name=op.f("fk_recommendation_link_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_link_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_link")),
        sa.UniqueConstraint(
            "recommendation_id",
            "kind",
            "other_id",
            name=op.f("uq_recommendation_link_recommendation_id_kind_other_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_recommendation_link_other_id"), "recommendation_link", ["other_id"], unique=False
    )
    op.create_table(
        "recommendation_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_theme_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_recommendation_theme_theme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_theme")),
        sa.UniqueConstraint(
            "recommendation_id",
            "theme_id",
            name=op.f("uq_recommendation_theme_recommendation_id_theme_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_recommendation_theme_theme_id"), "recommendation_theme", ["theme_id"], unique=False
    )
    op.create_table(
        "uptake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=True),
        sa.Column("degree", sa.String(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "degree IN ('echoed', 'partly', 'verbatim')", name=op.f("ck_uptake_degree")
        ),
        sa.CheckConstraint(
            "length(symbol) BETWEEN 1 AND 10000", name=op.f("ck_uptake_symbol_filled")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_uptake_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uptake")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_uptake_recommendation_id"), "uptake", ["recommendation_id"], unique=False
    )
    # ### end Alembic commands ###
