-- Leads of bodies: clue reports, complaints received elsewhere, tips. The content is JSON; the contact is encrypted.
CREATE TABLE leads (
  id              uuid NOT NULL PRIMARY KEY,
  source          bigint NOT NULL,
  channel         bigint,
  status          bigint NOT NULL,
  body_id         uuid NOT NULL,
  first_body_id   uuid NOT NULL,
  region          text NOT NULL,
  function        text NOT NULL,
  routed_by       text NOT NULL,
  sender_id       uuid,
  platform_id     uuid,
  service_type    text,
  work_type       text,
  ip_type         text NOT NULL,
  is_cross_border bigint NOT NULL,
  receipt         text,
  contact         text,
  received_at     bigint NOT NULL,
  created_at      bigint NOT NULL,
  accepted_by     uuid,
  accepted_at     bigint,
  decided_at      bigint,
  closed_by       uuid,
  closed_at       bigint,
  reason          text,
  case_id         uuid,
  content         text NOT NULL
);
CREATE INDEX leads_body ON leads (body_id, id);
CREATE INDEX leads_sender ON leads (sender_id, id) WHERE sender_id IS NOT NULL;
CREATE INDEX leads_function ON leads (function, id);
CREATE INDEX leads_case ON leads (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX leads_first_body ON leads (first_body_id, received_at);
CREATE UNIQUE INDEX leads_receipt ON leads (receipt) WHERE receipt IS NOT NULL;

-- What leads have in common with others: operators, targets, accounts.
CREATE TABLE lead_keys (
  lead_id uuid NOT NULL,
  axis    bigint NOT NULL,
  place   bigint NOT NULL,
  key     text NOT NULL,
  name    text NOT NULL,
  PRIMARY KEY (lead_id, axis, place)
);

-- Who gave a lead to whom. Append-only.
CREATE TABLE lead_moves (
  id       uuid NOT NULL PRIMARY KEY,
  lead_id  uuid NOT NULL,
  from_id  uuid NOT NULL,
  to_id    uuid NOT NULL,
  function text NOT NULL,
  kind     bigint NOT NULL,
  reason   text,
  at       bigint NOT NULL
);
CREATE INDEX lead_moves_lead ON lead_moves (lead_id, id);
CREATE INDEX lead_moves_from ON lead_moves (from_id, at);

-- Solved challenges of tips, each good once, until they expire.
CREATE TABLE tip_proofs (
  id         uuid NOT NULL PRIMARY KEY,
  expires_at bigint NOT NULL
);
CREATE INDEX tip_proofs_expires ON tip_proofs (expires_at);

-- Requests for assistance between bodies.
CREATE TABLE assistance (
  id              uuid NOT NULL PRIMARY KEY,
  kind            bigint NOT NULL,
  status          bigint NOT NULL,
  from_id         uuid NOT NULL,
  to_id           uuid NOT NULL,
  subject_kind    bigint NOT NULL,
  subject_id      uuid,
  summary         text NOT NULL,
  text            text NOT NULL,
  is_cross_border bigint NOT NULL,
  asked_at        bigint NOT NULL,
  answered_at     bigint,
  answered_by     uuid,
  answer          text,
  documents       text
);
CREATE INDEX assistance_from ON assistance (from_id, id);
CREATE INDEX assistance_to ON assistance (to_id, id);
CREATE INDEX assistance_subject ON assistance (subject_id) WHERE subject_id IS NOT NULL;

-- Every body that was to answer. Append-only.
CREATE TABLE assistance_hops (
  assistance_id uuid NOT NULL,
  place         bigint NOT NULL,
  body_id       uuid NOT NULL,
  at            bigint NOT NULL,
  reason        text,
  PRIMARY KEY (assistance_id, place)
);
CREATE INDEX assistance_hops_body ON assistance_hops (body_id, assistance_id);
