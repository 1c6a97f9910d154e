-- What people decided about notices of the public record.
CREATE TABLE record_decisions (
  id              BLOB    NOT NULL PRIMARY KEY,
  notice_id       BLOB    NOT NULL,
  kind            INTEGER NOT NULL,
  status          INTEGER NOT NULL,
  by_kind         INTEGER NOT NULL,
  ground          INTEGER,
  note            TEXT,
  field           TEXT,
  -- The value before a correction or a redaction.
  original        TEXT,
  value           TEXT,
  author          INTEGER,
  organisation_id BLOB    NOT NULL,
  correction_id   BLOB,
  at              INTEGER NOT NULL,
  proposed_by     BLOB    NOT NULL,
  proposer        TEXT    NOT NULL,
  decided_at      INTEGER,
  decided_by      BLOB,
  decider         TEXT,
  reason          TEXT
) WITHOUT ROWID;
CREATE INDEX record_decisions_notice ON record_decisions (notice_id, id);
CREATE INDEX record_decisions_organisation ON record_decisions (organisation_id, id);

-- Requests of the public for correction. Who asks and the contact are encrypted.
CREATE TABLE record_corrections (
  id          BLOB    NOT NULL PRIMARY KEY,
  notice_id   BLOB    NOT NULL,
  who         TEXT    NOT NULL,
  contact     TEXT,
  text        TEXT    NOT NULL,
  status      INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  decided_at  INTEGER,
  decision_id BLOB,
  reason      TEXT
) WITHOUT ROWID;
CREATE INDEX record_corrections_status ON record_corrections (status, id);

-- Keys of researchers to the public record, by their hash.
CREATE TABLE record_readers (
  id         BLOB    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  hash       BLOB    NOT NULL UNIQUE,
  prefix     TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
