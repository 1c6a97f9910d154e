-- Regimes as versioned data. Every version is kept, because windows were computed from theirs.
CREATE TABLE regimes (
  code       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
) WITHOUT ROWID;
