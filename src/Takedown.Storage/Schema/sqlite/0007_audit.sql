-- The audit trail. Sequence numbers have no gaps; rows are neither changed nor deleted.
CREATE TABLE audit (
  seq             INTEGER NOT NULL PRIMARY KEY,
  id              BLOB    NOT NULL UNIQUE,
  at              INTEGER NOT NULL,
  act             TEXT    NOT NULL,
  object          TEXT,
  organisation_id BLOB,
  person_id       BLOB,
  key_id          BLOB,
  address         TEXT,
  trace           TEXT,
  before          TEXT,
  after           TEXT
);
CREATE INDEX audit_organisation ON audit (organisation_id, seq);
CREATE INDEX audit_act ON audit (act, seq);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
