-- What people decided about notices of the public record.
CREATE TABLE record_decisions (
  id              uuid   NOT NULL PRIMARY KEY,
  notice_id       uuid   NOT NULL,
  kind            bigint NOT NULL,
  status          bigint NOT NULL,
  by_kind         bigint NOT NULL,
  ground          bigint,
  note            text,
  field           text,
  -- The value before a correction or a redaction.
  original        text,
  value           text,
  author          bigint,
  organisation_id uuid   NOT NULL,
  correction_id   uuid,
  at              bigint NOT NULL,
  proposed_by     uuid   NOT NULL,
  proposer        text   NOT NULL,
  decided_at      bigint,
  decided_by      uuid,
  decider         text,
  reason          text
);
CREATE INDEX record_decisions_notice ON record_decisions (notice_id, id);
CREATE INDEX record_decisions_organisation ON record_decisions (organisation_id, id);

-- Requests of the public for correction. Who asks and the contact are encrypted.
CREATE TABLE record_corrections (
  id          uuid   NOT NULL PRIMARY KEY,
  notice_id   uuid   NOT NULL,
  who         text   NOT NULL,
  contact     text,
  text        text   NOT NULL,
  status      bigint NOT NULL,
  at          bigint NOT NULL,
  decided_at  bigint,
  decision_id uuid,
  reason      text
);
CREATE INDEX record_corrections_status ON record_corrections (status, id);

-- Keys of researchers to the public record, by their hash.
CREATE TABLE record_readers (
  id         uuid   NOT NULL PRIMARY KEY,
  name       text   NOT NULL,
  hash       bytea  NOT NULL UNIQUE,
  prefix     text   NOT NULL,
  version    bigint NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint
);
