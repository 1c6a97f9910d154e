-- Sessions of the console, by the hash of their token.
CREATE TABLE sessions (
  hash       bytea       NOT NULL PRIMARY KEY,
  key_id     uuid        NOT NULL,
  created_at bigint      NOT NULL,
  seen_at    bigint      NOT NULL,
  ends_at    bigint NOT NULL
);

-- Keys that protect the console's forms.
CREATE TABLE form_keys (
  name text NOT NULL PRIMARY KEY,
  xml  text NOT NULL
);
