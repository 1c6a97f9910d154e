-- Leads of bodies: clue reports, complaints received elsewhere, tips. The content is JSON; the contact is encrypted.
CREATE TABLE leads (
  id              BLOB NOT NULL PRIMARY KEY,
  source          INTEGER NOT NULL,
  channel         INTEGER,
  status          INTEGER NOT NULL,
  body_id         BLOB NOT NULL,
  first_body_id   BLOB NOT NULL,
  region          TEXT NOT NULL,
  function        TEXT NOT NULL,
  routed_by       TEXT NOT NULL,
  sender_id       BLOB,
  platform_id     BLOB,
  service_type    TEXT,
  work_type       TEXT,
  ip_type         TEXT NOT NULL,
  is_cross_border INTEGER NOT NULL,
  receipt         TEXT,
  contact         TEXT,
  received_at     INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  accepted_by     BLOB,
  accepted_at     INTEGER,
  decided_at      INTEGER,
  closed_by       BLOB,
  closed_at       INTEGER,
  reason          TEXT,
  case_id         BLOB,
  content         TEXT NOT NULL
);
CREATE INDEX leads_body ON leads (body_id, id);
CREATE INDEX leads_sender ON leads (sender_id, id) WHERE sender_id IS NOT NULL;
CREATE INDEX leads_function ON leads (function, id);
CREATE INDEX leads_case ON leads (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX leads_first_body ON leads (first_body_id, received_at);
CREATE UNIQUE INDEX leads_receipt ON leads (receipt) WHERE receipt IS NOT NULL;

-- What leads have in common with others: operators, targets, accounts.
CREATE TABLE lead_keys (
  lead_id BLOB NOT NULL,
  axis    INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  key     TEXT NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (lead_id, axis, place)
);

-- Who gave a lead to whom. Append-only.
CREATE TABLE lead_moves (
  id       BLOB NOT NULL PRIMARY KEY,
  lead_id  BLOB NOT NULL,
  from_id  BLOB NOT NULL,
  to_id    BLOB NOT NULL,
  function TEXT NOT NULL,
  kind     INTEGER NOT NULL,
  reason   TEXT,
  at       INTEGER NOT NULL
);
CREATE INDEX lead_moves_lead ON lead_moves (lead_id, id);
CREATE INDEX lead_moves_from ON lead_moves (from_id, at);

-- Solved challenges of tips, each good once, until they expire.
CREATE TABLE tip_proofs (
  id         BLOB NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
);
CREATE INDEX tip_proofs_expires ON tip_proofs (expires_at);

-- Requests for assistance between bodies.
CREATE TABLE assistance (
  id              BLOB NOT NULL PRIMARY KEY,
  kind            INTEGER NOT NULL,
  status          INTEGER NOT NULL,
  from_id         BLOB NOT NULL,
  to_id           BLOB NOT NULL,
  subject_kind    INTEGER NOT NULL,
  subject_id      BLOB,
  summary         TEXT NOT NULL,
  text            TEXT NOT NULL,
  is_cross_border INTEGER NOT NULL,
  asked_at        INTEGER NOT NULL,
  answered_at     INTEGER,
  answered_by     BLOB,
  answer          TEXT,
  documents       TEXT
);
CREATE INDEX assistance_from ON assistance (from_id, id);
CREATE INDEX assistance_to ON assistance (to_id, id);
CREATE INDEX assistance_subject ON assistance (subject_id) WHERE subject_id IS NOT NULL;

-- Every body that was to answer. Append-only.
CREATE TABLE assistance_hops (
  assistance_id BLOB NOT NULL,
  place         INTEGER NOT NULL,
  body_id       BLOB NOT NULL,
  at            INTEGER NOT NULL,
  reason        TEXT,
  PRIMARY KEY (assistance_id, place)
);
CREATE INDEX assistance_hops_body ON assistance_hops (body_id, assistance_id);
