-- Clusters of cases with a lead unit, and the enforcement team that handles a case beside its body.
ALTER TABLE cases ADD COLUMN cluster TEXT;
ALTER TABLE cases ADD COLUMN cluster_lead BLOB;
ALTER TABLE cases ADD COLUMN enforcement_id BLOB;
CREATE INDEX cases_cluster ON cases (cluster, id) WHERE cluster IS NOT NULL;

-- Bodies that read a case because they take part in it: lead, police, telecom, procuratorate.
CREATE TABLE case_bodies (
  case_id BLOB NOT NULL,
  body_id BLOB NOT NULL,
  PRIMARY KEY (case_id, body_id)
);
CREATE INDEX case_bodies_body ON case_bodies (body_id, case_id);

-- Escalations that a case was opened from; each is in one case.
CREATE TABLE case_escalations (
  escalation_id BLOB NOT NULL PRIMARY KEY,
  case_id       BLOB NOT NULL
);
CREATE INDEX case_escalations_case ON case_escalations (case_id);

-- Steps of a case. The content is the JSON of the step; the other columns are for counting and for the sweep.
CREATE TABLE case_steps (
  id               BLOB NOT NULL PRIMARY KEY,
  case_id          BLOB NOT NULL,
  body_id          BLOB NOT NULL,
  kind             INTEGER NOT NULL,
  state            INTEGER NOT NULL,
  effective_at     INTEGER,
  due              INTEGER,
  fulfilled_at     INTEGER,
  fine_fen         INTEGER NOT NULL DEFAULT 0,
  confiscated_fen  INTEGER NOT NULL DEFAULT 0,
  goods            INTEGER NOT NULL DEFAULT 0,
  content          TEXT NOT NULL
);
CREATE INDEX case_steps_case ON case_steps (case_id, id);
CREATE INDEX case_steps_body ON case_steps (body_id, kind, effective_at);

-- Requests to telecom bodies.
CREATE TABLE case_requests (
  id           BLOB NOT NULL PRIMARY KEY,
  case_id      BLOB NOT NULL,
  body_id      BLOB NOT NULL,
  recipient_id BLOB NOT NULL,
  kind         INTEGER NOT NULL,
  state        INTEGER NOT NULL,
  executed_at  INTEGER,
  content      TEXT NOT NULL
);
CREATE INDEX case_requests_case ON case_requests (case_id, id);
CREATE INDEX case_requests_recipient ON case_requests (recipient_id, kind, executed_at);
CREATE INDEX case_requests_body ON case_requests (body_id, kind, executed_at);

-- Transfers to the police.
CREATE TABLE case_transfers (
  id        BLOB NOT NULL PRIMARY KEY,
  case_id   BLOB NOT NULL,
  body_id   BLOB NOT NULL,
  police_id BLOB,
  state     INTEGER NOT NULL,
  sent_at   INTEGER,
  filed_at  INTEGER,
  content   TEXT NOT NULL
);
CREATE INDEX case_transfers_case ON case_transfers (case_id, id);
CREATE INDEX case_transfers_body ON case_transfers (body_id, sent_at);
