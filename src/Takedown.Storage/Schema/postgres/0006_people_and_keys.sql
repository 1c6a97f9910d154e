-- Who acts for an organisation. A retired person stays, because what it did names it.
CREATE TABLE people (
  id              uuid NOT NULL PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  name            text NOT NULL,
  title           text,
  role            bigint NOT NULL,
  subject         text,
  created_at      bigint NOT NULL,
  retired_at      bigint
);
CREATE INDEX people_organisation ON people (organisation_id, id);

-- Keys that exist keep every scope of their kind: 63 is all six. Origins: 0 the API, 1 the configuration, 2 the first
-- start, 3 a person's sign-in.
ALTER TABLE keys ADD COLUMN person_id uuid REFERENCES people (id);
ALTER TABLE keys ADD COLUMN name text;
ALTER TABLE keys ADD COLUMN prefix text;
ALTER TABLE keys ADD COLUMN scopes bigint NOT NULL DEFAULT 63;
ALTER TABLE keys ADD COLUMN expires_at bigint;
ALTER TABLE keys ADD COLUMN addresses text;
ALTER TABLE keys ADD COLUMN origin bigint NOT NULL DEFAULT 0;
CREATE INDEX keys_person ON keys (person_id);

-- Answers to requests with an Idempotency-Key, sealed, because they hold secrets.
CREATE TABLE stored_answers (
  id         bytea NOT NULL PRIMARY KEY,
  body_hash  bytea NOT NULL,
  answer     bytea NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX stored_answers_created ON stored_answers (created_at);
