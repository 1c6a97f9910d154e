-- What was done to the regulators' objects: who, when, what. Append-only.
CREATE TABLE acts (
  id              BLOB NOT NULL PRIMARY KEY,
  subject         INTEGER NOT NULL,
  subject_id      BLOB NOT NULL,
  at              INTEGER NOT NULL,
  act             TEXT NOT NULL,
  organisation_id BLOB,
  person_id       BLOB,
  person          TEXT,
  details         TEXT
);
CREATE INDEX acts_subject ON acts (subject, subject_id, id);

-- Cases of regulators: what every part of their work needs. The content is JSON.
CREATE TABLE cases (
  id              BLOB NOT NULL PRIMARY KEY,
  no              TEXT NOT NULL,
  title           TEXT NOT NULL,
  body_id         BLOB NOT NULL,
  region          TEXT NOT NULL,
  function        TEXT NOT NULL,
  ip_type         TEXT NOT NULL,
  item            TEXT,
  state           INTEGER NOT NULL,
  is_key          INTEGER NOT NULL DEFAULT 0,
  is_cross_border INTEGER NOT NULL DEFAULT 0,
  opened_at       INTEGER NOT NULL,
  filed_at        INTEGER,
  closed_at       INTEGER,
  version         INTEGER NOT NULL DEFAULT 1,
  content         TEXT NOT NULL
);
CREATE UNIQUE INDEX cases_no ON cases (no);
CREATE INDEX cases_body ON cases (body_id, id);
CREATE INDEX cases_region ON cases (function, region, id);
