-- The mediation about a refusal; a notice has one. filed_by, ended_by: the side.
CREATE TABLE mediations (
  notice_id   BLOB NOT NULL PRIMARY KEY,
  filed_by    INTEGER NOT NULL,
  body        TEXT NOT NULL,
  reference   TEXT,
  filed_at    INTEGER NOT NULL,
  document    TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  outcome     INTEGER,
  ended_at    INTEGER,
  ended_by    INTEGER,
  agreement   TEXT
) WITHOUT ROWID;

-- The finding of the platform and its deadline (JSON); null for nearly every row.
ALTER TABLE notices ADD COLUMN assessment TEXT;

-- Receipt, finding and measure, for the figures of platforms.
CREATE TABLE assessments (
  notice_id    BLOB NOT NULL PRIMARY KEY,
  platform_id  BLOB NOT NULL,
  finding      INTEGER NOT NULL,
  delivered_at INTEGER NOT NULL,
  assessed_at  INTEGER NOT NULL,
  removed_at   INTEGER
) WITHOUT ROWID;
CREATE INDEX assessments_platform ON assessments (platform_id, assessed_at);

-- The corrections of the platform's answer (JSON); null for nearly every row.
ALTER TABLE notices ADD COLUMN corrections TEXT;
