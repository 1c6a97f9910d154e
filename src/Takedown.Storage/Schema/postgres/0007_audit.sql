-- The audit trail. Sequence numbers have no gaps; rows are neither changed nor deleted.
CREATE TABLE audit (
  seq             bigint NOT NULL PRIMARY KEY,
  id              uuid   NOT NULL UNIQUE,
  at              bigint NOT NULL,
  act             text   NOT NULL,
  object          text,
  organisation_id uuid,
  person_id       uuid,
  key_id          uuid,
  address         text,
  trace           text,
  before          text,
  after           text
);
CREATE INDEX audit_organisation ON audit (organisation_id, seq);
CREATE INDEX audit_act ON audit (act, seq);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
