-- Saved views of the console: named addresses of a person, or of an organisation's own keys.
CREATE TABLE views (
  id              uuid   NOT NULL PRIMARY KEY,
  organisation_id uuid   NOT NULL,
  -- The person, or the organisation itself.
  owner_id        uuid   NOT NULL,
  name            text   NOT NULL,
  path            text   NOT NULL,
  query           text   NOT NULL,
  shared          bigint NOT NULL,
  created_at      bigint NOT NULL,
  person          text
);
CREATE INDEX views_organisation ON views (organisation_id, id);
