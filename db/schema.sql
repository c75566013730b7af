-- The schema of SQLite, generated from db/migrations; never edited.
PRAGMA application_id = 1414677323;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE command (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	on_day DATE NOT NULL, 
	"by" VARCHAR NOT NULL, 
	line TEXT NOT NULL, 
	line_salt VARCHAR, 
	line_digest VARCHAR NOT NULL, 
	undoes INTEGER, 
	prev_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT fk_command_undoes FOREIGN KEY(undoes) REFERENCES command (id), 
	CONSTRAINT uq_command_prev_hash UNIQUE (prev_hash)
);
CREATE INDEX ix_command_on_day ON command (on_day);
CREATE INDEX ix_command_undoes ON command (undoes);
CREATE TABLE issue (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	issued_on DATE NOT NULL, 
	to_whom VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	filters VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL
);
CREATE TABLE milestone (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	slug VARCHAR NOT NULL, 
	title VARCHAR, 
	kind VARCHAR NOT NULL, 
	due_on DATE, 
	basis VARCHAR, 
	closed_on DATE, 
	closed_why VARCHAR, 
	CONSTRAINT ck_milestone_kind CHECK (kind IN ('mandate-expiry', 'report-due', 'session', 'election', 'budget', 'other')), 
	CONSTRAINT ck_milestone_slug_filled CHECK (length(slug) BETWEEN 1 AND 10000), 
	CONSTRAINT uq_milestone_uid UNIQUE (uid)
);
CREATE UNIQUE INDEX uq_milestone_slug ON milestone (lower(slug)) WHERE archived_on IS NULL;
CREATE INDEX ix_milestone_due_on ON milestone (due_on);
CREATE TABLE party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	name VARCHAR NOT NULL, 
	short VARCHAR, 
	kind VARCHAR NOT NULL, 
	email VARCHAR, 
	part_of_id INTEGER, 
	CONSTRAINT ck_party_kind CHECK (kind IN ('body', 'post', 'state', 'person')), 
	CONSTRAINT ck_party_name_filled CHECK (length(name) BETWEEN 1 AND 10000), 
	CONSTRAINT ck_party_short_filled CHECK (length(short) >= 1), 
	CONSTRAINT fk_party_part_of_id FOREIGN KEY(part_of_id) REFERENCES party (id), 
	CONSTRAINT uq_party_uid UNIQUE (uid)
);
CREATE UNIQUE INDEX uq_party_name ON party (lower(name)) WHERE archived_on IS NULL;
CREATE UNIQUE INDEX uq_party_short ON party (lower(short)) WHERE archived_on IS NULL;
CREATE INDEX ix_party_part_of_id ON party (part_of_id);
CREATE TABLE series (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	name VARCHAR NOT NULL, 
	CONSTRAINT ck_series_name_filled CHECK (length(name) BETWEEN 1 AND 10000), 
	CONSTRAINT uq_series_uid UNIQUE (uid)
);
CREATE UNIQUE INDEX uq_series_name ON series (lower(name)) WHERE archived_on IS NULL;
CREATE TABLE setting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT ck_setting_name_filled CHECK (length(name) BETWEEN 1 AND 10000), 
	CONSTRAINT uq_setting_name UNIQUE (name)
);
CREATE TABLE theme (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	name VARCHAR NOT NULL, 
	CONSTRAINT ck_theme_name_filled CHECK (length(name) BETWEEN 1 AND 10000), 
	CONSTRAINT uq_theme_uid UNIQUE (uid)
);
CREATE UNIQUE INDEX uq_theme_name ON theme (lower(name)) WHERE archived_on IS NULL;
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	command_id INTEGER NOT NULL, 
	entity VARCHAR NOT NULL, 
	"row" INTEGER NOT NULL, 
	field VARCHAR, 
	old TEXT, 
	new TEXT, 
	salt VARCHAR, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT fk_change_command_id FOREIGN KEY(command_id) REFERENCES command (id)
);
CREATE INDEX ix_change_command_id ON change (command_id);
CREATE INDEX ix_change_removed ON change ((new IS NULL), entity) WHERE field IS NULL AND new IS NULL;
CREATE INDEX ix_change_row ON change (entity, "row");
CREATE TABLE conversation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	series_id INTEGER, 
	title VARCHAR NOT NULL, 
	held_on DATE NOT NULL, 
	place VARCHAR, 
	attribution VARCHAR, 
	summary TEXT, 
	CONSTRAINT ck_conversation_attribution CHECK (attribution IN ('public', 'chatham-house', 'confidential')), 
	CONSTRAINT ck_conversation_title_filled CHECK (length(title) BETWEEN 1 AND 10000), 
	CONSTRAINT fk_conversation_series_id FOREIGN KEY(series_id) REFERENCES series (id), 
	CONSTRAINT uq_conversation_uid UNIQUE (uid)
);
CREATE INDEX ix_conversation_held_on ON conversation (held_on);
CREATE INDEX ix_conversation_series_id ON conversation (series_id);
CREATE TABLE tenure (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	post_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT ck_tenure_another CHECK (post_id <> person_id), 
	CONSTRAINT ck_tenure_order CHECK (until_on IS NULL OR until_on >= from_on), 
	CONSTRAINT fk_tenure_person_id FOREIGN KEY(person_id) REFERENCES party (id), 
	CONSTRAINT fk_tenure_post_id FOREIGN KEY(post_id) REFERENCES party (id)
);
CREATE INDEX ix_tenure_person_id ON tenure (person_id);
CREATE INDEX ix_tenure_post_id ON tenure (post_id);
CREATE TABLE action (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	conversation_id INTEGER, 
	title VARCHAR NOT NULL, 
	detail TEXT, 
	owner_id INTEGER, 
	status VARCHAR NOT NULL, 
	closure VARCHAR, 
	reason TEXT, 
	start_on DATE, 
	due_on DATE, 
	first_due_on DATE, 
	due_rule VARCHAR, 
	due_offset VARCHAR, 
	due_milestone_id INTEGER, 
	due_conversation_id INTEGER, 
	milestone_id INTEGER, 
	next_step TEXT, 
	priority VARCHAR NOT NULL, 
	created_on DATE NOT NULL, 
	status_on DATE NOT NULL, 
	done_on DATE, 
	claimed_by VARCHAR, 
	verified_on DATE, 
	verified_by VARCHAR, 
	every VARCHAR, 
	every_from DATE, 
	created_at VARCHAR NOT NULL, 
	updated_at VARCHAR NOT NULL, 
	CONSTRAINT ck_action_closure_if_dropped CHECK ((status = 'dropped') = (closure IS NOT NULL)), 
	CONSTRAINT ck_action_closure CHECK (closure IN ('superseded', 'merged', 'split', 'overtaken-by-events', 'declined', 'no-longer-relevant')), 
	CONSTRAINT ck_action_priority CHECK (priority IN ('critical', 'important', 'normal')), 
	CONSTRAINT ck_action_status CHECK (status IN ('not-started', 'in-progress', 'blocked', 'implemented', 'verified', 'dropped')), 
	CONSTRAINT ck_action_reason_if_stopped CHECK (status NOT IN ('blocked', 'dropped') OR reason IS NOT NULL), 
	CONSTRAINT ck_action_one_anchor CHECK (due_milestone_id IS NULL OR due_conversation_id IS NULL), 
	CONSTRAINT ck_action_first_due CHECK (due_on IS NULL OR first_due_on IS NOT NULL), 
	CONSTRAINT ck_action_title_filled CHECK (length(title) BETWEEN 1 AND 10000), 
	CONSTRAINT fk_action_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT fk_action_due_conversation_id FOREIGN KEY(due_conversation_id) REFERENCES conversation (id), 
	CONSTRAINT fk_action_due_milestone_id FOREIGN KEY(due_milestone_id) REFERENCES milestone (id), 
	CONSTRAINT fk_action_milestone_id FOREIGN KEY(milestone_id) REFERENCES milestone (id), 
	CONSTRAINT fk_action_owner_id FOREIGN KEY(owner_id) REFERENCES party (id), 
	CONSTRAINT uq_action_uid UNIQUE (uid)
);
CREATE INDEX ix_action_kept ON action ((archived_on IS NULL), (due_on IS NULL), due_on, id, status, start_on, archived_on);
CREATE INDEX ix_action_open ON action ((due_on IS NULL), due_on, id, start_on) WHERE archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked');
CREATE INDEX ix_action_owner_open ON action (owner_id, (due_on IS NULL), due_on, id, start_on) WHERE archived_on IS NULL AND status IN ('not-started', 'in-progress', 'blocked');
CREATE INDEX ix_action_tally ON action ((archived_on IS NULL), status, start_on, archived_on);
CREATE INDEX ix_action_conversation_id ON action (conversation_id);
CREATE INDEX ix_action_due_conversation_id ON action (due_conversation_id);
CREATE INDEX ix_action_due_milestone_id ON action (due_milestone_id);
CREATE INDEX ix_action_milestone_id ON action (milestone_id);
CREATE INDEX ix_action_owner ON action (owner_id, status, archived_on, start_on);
CREATE TABLE conversation_party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	conversation_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	CONSTRAINT ck_conversation_party_role CHECK (role IN ('host', 'cosponsor', 'moderator', 'opening', 'speaker', 'participant')), 
	CONSTRAINT fk_conversation_party_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT fk_conversation_party_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_conversation_party_conversation_id_party_id_role UNIQUE (conversation_id, party_id, role)
);
CREATE INDEX ix_conversation_party_party_id ON conversation_party (party_id);
CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	conversation_id INTEGER, 
	name VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	uri VARCHAR, 
	CONSTRAINT ck_document_name_filled CHECK (length(name) BETWEEN 1 AND 10000), 
	CONSTRAINT fk_document_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT uq_document_sha256 UNIQUE (sha256), 
	CONSTRAINT uq_document_uid UNIQUE (uid)
);
CREATE INDEX ix_document_conversation_id ON document (conversation_id);
CREATE TABLE action_dependency (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	after_id INTEGER NOT NULL, 
	CONSTRAINT ck_action_dependency_another CHECK (action_id <> after_id), 
	CONSTRAINT fk_action_dependency_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_dependency_after_id FOREIGN KEY(after_id) REFERENCES action (id), 
	CONSTRAINT uq_action_dependency_action_id_after_id UNIQUE (action_id, after_id)
);
CREATE INDEX ix_action_dependency_after_id ON action_dependency (after_id);
CREATE TABLE action_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	other_id INTEGER NOT NULL, 
	CONSTRAINT ck_action_link_kind CHECK (kind IN ('split-from', 'merged-into', 'superseded-by', 'recurs-from')), 
	CONSTRAINT ck_action_link_another CHECK (action_id <> other_id), 
	CONSTRAINT fk_action_link_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_link_other_id FOREIGN KEY(other_id) REFERENCES action (id), 
	CONSTRAINT uq_action_link_action_id_kind_other_id UNIQUE (action_id, kind, other_id)
);
CREATE INDEX ix_action_link_other_id ON action_link (other_id);
CREATE TABLE action_supporting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	CONSTRAINT fk_action_supporting_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_supporting_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_action_supporting_action_id_party_id UNIQUE (action_id, party_id)
);
CREATE INDEX ix_action_supporting_party_id ON action_supporting (party_id);
CREATE TABLE action_theme (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	CONSTRAINT fk_action_theme_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_theme_theme_id FOREIGN KEY(theme_id) REFERENCES theme (id), 
	CONSTRAINT uq_action_theme_action_id_theme_id UNIQUE (action_id, theme_id)
);
CREATE INDEX ix_action_theme_theme_id ON action_theme (theme_id);
CREATE TABLE candidate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	document_id INTEGER NOT NULL, 
	quote_start INTEGER NOT NULL, 
	quote_end INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	why VARCHAR, 
	CONSTRAINT ck_candidate_decision CHECK (decision IN ('proposed', 'accepted', 'edited', 'merged', 'skipped')), 
	CONSTRAINT ck_candidate_kind CHECK (kind IN ('recommendation', 'action')), 
	CONSTRAINT ck_candidate_quote_span CHECK (quote_start >= 0 AND quote_end >= quote_start), 
	CONSTRAINT fk_candidate_document_id FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE INDEX ix_candidate_document_id ON candidate (document_id);
CREATE TABLE deadline_move (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	moved_on DATE NOT NULL, 
	from_day DATE, 
	to_day DATE, 
	why TEXT, 
	"by" VARCHAR NOT NULL, 
	milestone_id INTEGER, 
	corrected BOOLEAN NOT NULL, 
	CONSTRAINT fk_deadline_move_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_deadline_move_milestone_id FOREIGN KEY(milestone_id) REFERENCES milestone (id)
);
CREATE INDEX ix_deadline_move_action_id ON deadline_move (action_id);
CREATE INDEX ix_deadline_move_milestone_id ON deadline_move (milestone_id);
CREATE TABLE recommendation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	conversation_id INTEGER NOT NULL, 
	number VARCHAR, 
	text TEXT NOT NULL, 
	quote TEXT, 
	document_id INTEGER, 
	quote_start INTEGER, 
	quote_end INTEGER, 
	CONSTRAINT ck_recommendation_text_filled CHECK (length(text) BETWEEN 1 AND 1000000), 
	CONSTRAINT ck_recommendation_quote_span CHECK (quote_start >= 0 AND quote_end >= quote_start), 
	CONSTRAINT fk_recommendation_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT fk_recommendation_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT uq_recommendation_uid UNIQUE (uid)
);
CREATE INDEX ix_recommendation_conversation_id ON recommendation (conversation_id);
CREATE INDEX ix_recommendation_document_id ON recommendation (document_id);
CREATE TABLE action_recommendation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	action_id INTEGER NOT NULL, 
	recommendation_id INTEGER NOT NULL, 
	CONSTRAINT fk_action_recommendation_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_action_recommendation_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id), 
	CONSTRAINT uq_action_recommendation_action_id_recommendation_id UNIQUE (action_id, recommendation_id)
);
CREATE INDEX ix_action_recommendation_recommendation_id ON action_recommendation (recommendation_id);
CREATE TABLE note (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	"key" VARCHAR, 
	archived_on DATE, 
	action_id INTEGER, 
	recommendation_id INTEGER, 
	text TEXT NOT NULL, 
	source VARCHAR NOT NULL, 
	evidence VARCHAR, 
	noted_on DATE NOT NULL, 
	shared BOOLEAN NOT NULL, 
	"by" VARCHAR NOT NULL, 
	CONSTRAINT ck_note_source CHECK (source IN ('owner', 'document', 'assumed')), 
	CONSTRAINT ck_note_one_subject CHECK ((action_id IS NULL) <> (recommendation_id IS NULL)), 
	CONSTRAINT ck_note_text_filled CHECK (length(text) BETWEEN 1 AND 1000000), 
	CONSTRAINT fk_note_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT fk_note_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id), 
	CONSTRAINT uq_note_uid UNIQUE (uid)
);
CREATE INDEX ix_note_action ON note (action_id, noted_on);
CREATE INDEX ix_note_recommendation_id ON note (recommendation_id);
CREATE TABLE recommendation_addressee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recommendation_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	response VARCHAR NOT NULL, 
	reason TEXT, 
	responded_on DATE, 
	CONSTRAINT ck_recommendation_addressee_response CHECK (response IN ('none', 'under-consideration', 'accepted', 'partly-accepted', 'noted', 'declined')), 
	CONSTRAINT fk_recommendation_addressee_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_recommendation_addressee_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id), 
	CONSTRAINT uq_recommendation_addressee_recommendation_id_party_id UNIQUE (recommendation_id, party_id)
);
CREATE INDEX ix_recommendation_addressee_party_id ON recommendation_addressee (party_id);
CREATE TABLE recommendation_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recommendation_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	other_id INTEGER NOT NULL, 
	CONSTRAINT ck_recommendation_link_kind CHECK (kind IN ('repeats', 'refines', 'supersedes', 'merged-into')), 
	CONSTRAINT ck_recommendation_link_another CHECK (recommendation_id <> other_id), 
	CONSTRAINT fk_recommendation_link_other_id FOREIGN KEY(other_id) REFERENCES recommendation (id), 
	CONSTRAINT fk_recommendation_link_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id), 
	CONSTRAINT uq_recommendation_link_recommendation_id_kind_other_id UNIQUE (recommendation_id, kind, other_id)
);
CREATE INDEX ix_recommendation_link_other_id ON recommendation_link (other_id);
CREATE TABLE recommendation_theme (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recommendation_id INTEGER NOT NULL, 
	theme_id INTEGER NOT NULL, 
	CONSTRAINT fk_recommendation_theme_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id), 
	CONSTRAINT fk_recommendation_theme_theme_id FOREIGN KEY(theme_id) REFERENCES theme (id), 
	CONSTRAINT uq_recommendation_theme_recommendation_id_theme_id UNIQUE (recommendation_id, theme_id)
);
CREATE INDEX ix_recommendation_theme_theme_id ON recommendation_theme (theme_id);
CREATE TABLE uptake (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recommendation_id INTEGER NOT NULL, 
	symbol VARCHAR NOT NULL, 
	paragraph VARCHAR, 
	degree VARCHAR, 
	adopted_on DATE, 
	CONSTRAINT ck_uptake_degree CHECK (degree IN ('echoed', 'partly', 'verbatim')), 
	CONSTRAINT ck_uptake_symbol_filled CHECK (length(symbol) BETWEEN 1 AND 10000), 
	CONSTRAINT fk_uptake_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id)
);
CREATE INDEX ix_uptake_recommendation_id ON uptake (recommendation_id);
CREATE VIRTUAL TABLE action_search USING fts5(title, detail, next_step, content='action', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER action_search_insert AFTER INSERT ON action BEGIN INSERT INTO action_search(rowid, title, detail, next_step) VALUES (new.id, new.title, new.detail, new.next_step); END;
CREATE TRIGGER action_search_delete AFTER DELETE ON action BEGIN INSERT INTO action_search(action_search, rowid, title, detail, next_step) VALUES ('delete', old.id, old.title, old.detail, old.next_step); END;
CREATE TRIGGER action_search_update AFTER UPDATE OF title, detail, next_step ON action BEGIN INSERT INTO action_search(action_search, rowid, title, detail, next_step) VALUES ('delete', old.id, old.title, old.detail, old.next_step); INSERT INTO action_search(rowid, title, detail, next_step) VALUES (new.id, new.title, new.detail, new.next_step); END;
CREATE VIRTUAL TABLE recommendation_search USING fts5(text, quote, content='recommendation', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER recommendation_search_insert AFTER INSERT ON recommendation BEGIN INSERT INTO recommendation_search(rowid, text, quote) VALUES (new.id, new.text, new.quote); END;
CREATE TRIGGER recommendation_search_delete AFTER DELETE ON recommendation BEGIN INSERT INTO recommendation_search(recommendation_search, rowid, text, quote) VALUES ('delete', old.id, old.text, old.quote); END;
CREATE TRIGGER recommendation_search_update AFTER UPDATE OF text, quote ON recommendation BEGIN INSERT INTO recommendation_search(recommendation_search, rowid, text, quote) VALUES ('delete', old.id, old.text, old.quote); INSERT INTO recommendation_search(rowid, text, quote) VALUES (new.id, new.text, new.quote); END;
CREATE VIRTUAL TABLE note_search USING fts5(text, content='note', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN INSERT INTO note_search(rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN INSERT INTO note_search(note_search, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER note_search_update AFTER UPDATE OF text ON note BEGIN INSERT INTO note_search(note_search, rowid, text) VALUES ('delete', old.id, old.text); INSERT INTO note_search(rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER command_kept BEFORE UPDATE ON command WHEN NOT (new.line_salt IS NULL AND new.id IS old.id AND new.at IS old.at AND new.on_day IS old.on_day AND new.by IS old.by AND new.line_digest IS old.line_digest AND new.undoes IS old.undoes AND new.prev_hash IS old.prev_hash AND new.hash IS old.hash) BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER command_never_deleted BEFORE DELETE ON command BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER change_kept BEFORE UPDATE ON change WHEN NOT (new.salt IS NULL AND new.id IS old.id AND new.command_id IS old.command_id AND new.entity IS old.entity AND new.row IS old.row AND new.field IS old.field AND new.digest IS old.digest) BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER change_never_deleted BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
INSERT INTO alembic_version VALUES ('0001');
