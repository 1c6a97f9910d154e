-- Agreements of claimants and platforms, every version; body is JSON.
CREATE TABLE agreements (
  code       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
) WITHOUT ROWID;
