-- Who of an organisation is looking at what, until when, so that two people do not decide the same.
CREATE TABLE looks (
  organisation_id BLOB    NOT NULL,
  id              BLOB    NOT NULL,
  subject         INTEGER NOT NULL,
  owner_id        BLOB    NOT NULL,
  person          TEXT,
  since           INTEGER NOT NULL,
  until           INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, id)
) WITHOUT ROWID;
