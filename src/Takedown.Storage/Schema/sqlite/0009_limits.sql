-- Versions of the limits of use: of the server (the id of zeros) and of organisations. No body: the override ended.
CREATE TABLE limits (
  organisation_id BLOB    NOT NULL,
  version         INTEGER NOT NULL,
  body            TEXT,
  created_at      INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, version)
) WITHOUT ROWID;

-- Bytes stored for rejected items, by UTC day (days since 1970).
CREATE TABLE refused_bytes (
  organisation_id BLOB    NOT NULL,
  day             INTEGER NOT NULL,
  bytes           INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, day)
) WITHOUT ROWID;

-- The defaults of a batch, once; its rejected items are stored as they were sent.
ALTER TABLE batches ADD COLUMN defaults TEXT;
