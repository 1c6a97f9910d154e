-- What was done to the regulators' objects: who, when, what. Append-only.
CREATE TABLE acts (
  id              uuid NOT NULL PRIMARY KEY,
  subject         bigint NOT NULL,
  subject_id      uuid NOT NULL,
  at              bigint NOT NULL,
  act             text NOT NULL,
  organisation_id uuid,
  person_id       uuid,
  person          text,
  details         text
);
CREATE INDEX acts_subject ON acts (subject, subject_id, id);

-- Cases of regulators: what every part of their work needs. The content is JSON.
CREATE TABLE cases (
  id              uuid NOT NULL PRIMARY KEY,
  no              text NOT NULL,
  title           text NOT NULL,
  body_id         uuid NOT NULL,
  region          text NOT NULL,
  function        text NOT NULL,
  ip_type         text NOT NULL,
  item            text,
  state           bigint NOT NULL,
  is_key          bigint NOT NULL DEFAULT 0,
  is_cross_border bigint NOT NULL DEFAULT 0,
  opened_at       bigint NOT NULL,
  filed_at        bigint,
  closed_at       bigint,
  version         bigint NOT NULL DEFAULT 1,
  content         text NOT NULL
);
CREATE UNIQUE INDEX cases_no ON cases (no);
CREATE INDEX cases_body ON cases (body_id, id);
CREATE INDEX cases_region ON cases (function, region, id);
