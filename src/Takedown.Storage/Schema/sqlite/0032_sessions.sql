-- Sessions of the console, by the hash of their token.
CREATE TABLE sessions (
  hash       BLOB    NOT NULL PRIMARY KEY,
  key_id     BLOB    NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL
) WITHOUT ROWID;

-- Keys that protect the console's forms.
CREATE TABLE form_keys (
  name TEXT NOT NULL PRIMARY KEY,
  xml  TEXT NOT NULL
) WITHOUT ROWID;
