-- Saved views of the console: named addresses of a person, or of an organisation's own keys.
CREATE TABLE views (
  id              BLOB    NOT NULL PRIMARY KEY,
  organisation_id BLOB    NOT NULL,
  -- The person, or the organisation itself.
  owner_id        BLOB    NOT NULL,
  name            TEXT    NOT NULL,
  path            TEXT    NOT NULL,
  query           TEXT    NOT NULL,
  shared          INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  person          TEXT
) WITHOUT ROWID;
CREATE INDEX views_organisation ON views (organisation_id, id);
