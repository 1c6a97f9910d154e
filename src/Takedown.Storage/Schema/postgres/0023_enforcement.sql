-- Clusters of cases with a lead unit, and the enforcement team that handles a case beside its body.
ALTER TABLE cases ADD COLUMN cluster TEXT;
ALTER TABLE cases ADD COLUMN cluster_lead uuid;
ALTER TABLE cases ADD COLUMN enforcement_id uuid;
CREATE INDEX cases_cluster ON cases (cluster, id) WHERE cluster IS NOT NULL;

-- Bodies that read a case because they take part in it: lead, police, telecom, procuratorate.
CREATE TABLE case_bodies (
  case_id uuid NOT NULL,
  body_id uuid NOT NULL,
  PRIMARY KEY (case_id, body_id)
);
CREATE INDEX case_bodies_body ON case_bodies (body_id, case_id);

-- Escalations that a case was opened from; each is in one case.
CREATE TABLE case_escalations (
  escalation_id uuid NOT NULL PRIMARY KEY,
  case_id       uuid NOT NULL
);
CREATE INDEX case_escalations_case ON case_escalations (case_id);

-- Steps of a case. The content is the JSON of the step; the other columns are for counting and for the sweep.
CREATE TABLE case_steps (
  id               uuid NOT NULL PRIMARY KEY,
  case_id          uuid NOT NULL,
  body_id          uuid NOT NULL,
  kind             bigint NOT NULL,
  state            bigint NOT NULL,
  effective_at     bigint,
  due              bigint,
  fulfilled_at     bigint,
  fine_fen         bigint NOT NULL DEFAULT 0,
  confiscated_fen  bigint NOT NULL DEFAULT 0,
  goods            bigint NOT NULL DEFAULT 0,
  content          text NOT NULL
);
CREATE INDEX case_steps_case ON case_steps (case_id, id);
CREATE INDEX case_steps_body ON case_steps (body_id, kind, effective_at);

-- Requests to telecom bodies.
CREATE TABLE case_requests (
  id           uuid NOT NULL PRIMARY KEY,
  case_id      uuid NOT NULL,
  body_id      uuid NOT NULL,
  recipient_id uuid NOT NULL,
  kind         bigint NOT NULL,
  state        bigint NOT NULL,
  executed_at  bigint,
  content      text NOT NULL
);
CREATE INDEX case_requests_case ON case_requests (case_id, id);
CREATE INDEX case_requests_recipient ON case_requests (recipient_id, kind, executed_at);
CREATE INDEX case_requests_body ON case_requests (body_id, kind, executed_at);

-- Transfers to the police.
CREATE TABLE case_transfers (
  id        uuid NOT NULL PRIMARY KEY,
  case_id   uuid NOT NULL,
  body_id   uuid NOT NULL,
  police_id uuid,
  state     bigint NOT NULL,
  sent_at   bigint,
  filed_at  bigint,
  content   text NOT NULL
);
CREATE INDEX case_transfers_case ON case_transfers (case_id, id);
CREATE INDEX case_transfers_body ON case_transfers (body_id, sent_at);
