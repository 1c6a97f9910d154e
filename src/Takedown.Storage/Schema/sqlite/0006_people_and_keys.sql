-- Who acts for an organisation. A retired person stays, because what it did names it.
CREATE TABLE people (
  id              BLOB NOT NULL PRIMARY KEY,
  organisation_id BLOB NOT NULL REFERENCES organisations (id),
  name            TEXT NOT NULL,
  title           TEXT,
  role            INTEGER NOT NULL,
  subject         TEXT,
  created_at      INTEGER NOT NULL,
  retired_at      INTEGER
) WITHOUT ROWID;
CREATE INDEX people_organisation ON people (organisation_id, id);

-- Keys that exist keep every scope of their kind: 63 is all six. Origins: 0 the API, 1 the configuration, 2 the first
-- start, 3 a person's sign-in.
ALTER TABLE keys ADD COLUMN person_id BLOB REFERENCES people (id);
ALTER TABLE keys ADD COLUMN name TEXT;
ALTER TABLE keys ADD COLUMN prefix TEXT;
ALTER TABLE keys ADD COLUMN scopes INTEGER NOT NULL DEFAULT 63;
ALTER TABLE keys ADD COLUMN expires_at INTEGER;
ALTER TABLE keys ADD COLUMN addresses TEXT;
ALTER TABLE keys ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
CREATE INDEX keys_person ON keys (person_id);

-- Answers to requests with an Idempotency-Key, sealed, because they hold secrets.
CREATE TABLE stored_answers (
  id         BLOB NOT NULL PRIMARY KEY,
  body_hash  BLOB NOT NULL,
  answer     BLOB NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stored_answers_created ON stored_answers (created_at);
