-- Figures of notices and accounts by the hour (UTC), of one projector of its own. closed_hour is the hour in which
-- a row stopped to count, such as an unhandled notice that was answered after all.
CREATE TABLE form_counts (
  platform_id BLOB    NOT NULL,
  function    TEXT    NOT NULL,
  figure      INTEGER NOT NULL,
  hour        INTEGER NOT NULL,
  closed_hour INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (platform_id, function, hour, figure, closed_hour)
) WITHOUT ROWID;

-- The first event of a platform in an hour: where the reading of the ids behind its figures begins.
CREATE TABLE form_positions (
  platform_id BLOB    NOT NULL,
  hour        INTEGER NOT NULL,
  tx          INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  PRIMARY KEY (platform_id, hour)
) WITHOUT ROWID;

-- Batches of which two or more notices were delivered to a platform together.
CREATE TABLE form_batches (
  platform_id BLOB    NOT NULL,
  batch_id    BLOB    NOT NULL,
  function    TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (platform_id, batch_id, function)
) WITHOUT ROWID;
CREATE INDEX form_batches_at ON form_batches (platform_id, at);

INSERT INTO projections (name, tx, seq, at) VALUES ('forms', 0, 0, 0);

-- What a body files: monthly forms, plans, summaries. The content is JSON.
CREATE TABLE filings (
  id           BLOB    NOT NULL PRIMARY KEY,
  kind         INTEGER NOT NULL,
  body_id      BLOB    NOT NULL,
  line         TEXT    NOT NULL,
  period       TEXT    NOT NULL,
  status       INTEGER NOT NULL,
  due          INTEGER,
  created_at   INTEGER NOT NULL,
  submitted_at INTEGER,
  version      INTEGER NOT NULL DEFAULT 1,
  content      TEXT    NOT NULL,
  UNIQUE (body_id, line, kind, period)
) WITHOUT ROWID;

CREATE TABLE filing_obligations (
  version    INTEGER NOT NULL PRIMARY KEY,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE bulletins (
  id        BLOB    NOT NULL PRIMARY KEY,
  body_id   BLOB    NOT NULL,
  title     TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  case_id   BLOB,
  at        INTEGER NOT NULL,
  person_id BLOB,
  person    TEXT
) WITHOUT ROWID;
