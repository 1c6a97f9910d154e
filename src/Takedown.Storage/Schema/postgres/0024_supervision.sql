-- Batches of cases listed for supervision by a body above. The content is JSON.
CREATE TABLE supervisions (
  id       uuid NOT NULL PRIMARY KEY,
  body_id  uuid NOT NULL,
  region   text NOT NULL,
  function text NOT NULL,
  level    bigint NOT NULL,
  date     text NOT NULL,
  joint    text NOT NULL,
  at       bigint NOT NULL,
  content  text NOT NULL
);

-- Their cases and leads. Their reports are due by rows of deadlines.
CREATE TABLE supervised_cases (
  id             uuid NOT NULL PRIMARY KEY,
  supervision_id uuid NOT NULL,
  case_id        uuid,
  lead_id        uuid,
  body_id        uuid NOT NULL,
  region         text NOT NULL,
  function       text NOT NULL,
  title          text NOT NULL,
  at             bigint NOT NULL,
  closed_at      bigint
);
CREATE INDEX supervised_cases_supervision ON supervised_cases (supervision_id, id);
CREATE INDEX supervised_cases_case ON supervised_cases (case_id);

-- Reports on supervised cases.
CREATE TABLE supervision_reports (
  id            uuid NOT NULL PRIMARY KEY,
  supervised_id uuid NOT NULL,
  kind          bigint NOT NULL,
  text          text NOT NULL,
  at            bigint NOT NULL,
  due           bigint NOT NULL,
  person_id     uuid NOT NULL,
  person        text NOT NULL
);
CREATE INDEX supervision_reports_supervised ON supervision_reports (supervised_id, id);

-- Meetings, inspections, consultations and clue notices.
CREATE TABLE meetings (
  id             uuid NOT NULL PRIMARY KEY,
  kind           bigint NOT NULL,
  date           text NOT NULL,
  text           text NOT NULL,
  body_id        uuid NOT NULL,
  region         text NOT NULL,
  function       text NOT NULL,
  joint          text NOT NULL,
  supervision_id uuid,
  case_id        uuid,
  platform_id    uuid,
  place          text NOT NULL,
  key_region     bigint NOT NULL,
  key_company    bigint NOT NULL,
  person_id      uuid NOT NULL,
  person         text NOT NULL,
  at             bigint NOT NULL
);
CREATE INDEX meetings_supervision ON meetings (supervision_id);
CREATE INDEX meetings_case ON meetings (case_id);
CREATE INDEX meetings_body ON meetings (body_id, at);

-- Requests to platforms for information about a case. The merchant of an answer is encrypted.
CREATE TABLE information_requests (
  id          uuid NOT NULL PRIMARY KEY,
  case_id     uuid NOT NULL,
  body_id     uuid NOT NULL,
  region      text NOT NULL,
  function    text NOT NULL,
  platform_id uuid NOT NULL,
  kind        bigint NOT NULL,
  questions   text NOT NULL,
  at          bigint NOT NULL,
  outcome     bigint NOT NULL,
  answered_at bigint,
  refusal     text,
  extension   text,
  answer      text,
  merchant    text
);
CREATE INDEX information_requests_case ON information_requests (case_id, id);
CREATE INDEX information_requests_platform ON information_requests (platform_id, id);
CREATE INDEX information_requests_body ON information_requests (body_id, id);

-- Self-inspections that bodies demand of platforms.
CREATE TABLE self_inspections (
  id       uuid NOT NULL PRIMARY KEY,
  body_id  uuid NOT NULL,
  region   text NOT NULL,
  function text NOT NULL,
  text     text NOT NULL,
  at       bigint NOT NULL,
  due      bigint NOT NULL
);
CREATE INDEX self_inspections_body ON self_inspections (body_id, id);

-- Their platforms.
CREATE TABLE self_inspected (
  id            uuid NOT NULL PRIMARY KEY,
  inspection_id uuid NOT NULL,
  platform_id   uuid NOT NULL,
  reported_at   bigint,
  problems      bigint,
  text          text,
  findings      text
);
CREATE INDEX self_inspected_inspection ON self_inspected (inspection_id, id);
CREATE INDEX self_inspected_platform ON self_inspected (platform_id, id);

-- Penalty decisions, typical cases, exposures and warnings.
CREATE TABLE publications (
  id           uuid NOT NULL PRIMARY KEY,
  kind         bigint NOT NULL,
  body_id      uuid NOT NULL,
  region       text NOT NULL,
  function     text NOT NULL,
  case_id      uuid,
  platforms    text NOT NULL,
  uscc         text,
  title        text NOT NULL,
  text         text NOT NULL,
  status       bigint NOT NULL,
  publish_on   text,
  at           bigint NOT NULL,
  proposed_by  uuid NOT NULL,
  approved_at  bigint,
  approved_by  uuid,
  withdrawn_at bigint,
  reason       text,
  replies      text NOT NULL
);
CREATE INDEX publications_case ON publications (case_id);
CREATE INDEX publications_body ON publications (body_id, id);

-- The blacklist, by unified social credit code.
CREATE TABLE blacklist_entries (
  id             uuid NOT NULL PRIMARY KEY,
  uscc           text NOT NULL,
  name           text NOT NULL,
  basis          text NOT NULL,
  starts         text NOT NULL,
  ends           text NOT NULL,
  case_id        uuid,
  body_id        uuid NOT NULL,
  region         text NOT NULL,
  function       text NOT NULL,
  person_id      uuid NOT NULL,
  person         text NOT NULL,
  at             bigint NOT NULL,
  removed_at     bigint,
  removal_reason text
);
CREATE INDEX blacklist_entries_uscc ON blacklist_entries (uscc);

-- Whose credit is exported: codes with their names and platforms.
CREATE TABLE credit_subjects (
  uscc        text NOT NULL PRIMARY KEY,
  name        text NOT NULL,
  platform_id uuid,
  body_id     uuid NOT NULL,
  region      text NOT NULL,
  function    text NOT NULL,
  at          bigint NOT NULL
);

-- Restricted data of cases, encrypted.
CREATE TABLE case_traces (
  case_id   uuid NOT NULL PRIMARY KEY,
  version   bigint NOT NULL,
  at        bigint NOT NULL,
  person_id uuid NOT NULL,
  person    text NOT NULL,
  sealed    text NOT NULL
);

-- Who read and wrote them. Append-only.
CREATE TABLE trace_reads (
  id              uuid NOT NULL PRIMARY KEY,
  case_id         uuid NOT NULL,
  at              bigint NOT NULL,
  act             text NOT NULL,
  organisation_id uuid NOT NULL,
  person_id       uuid NOT NULL,
  person          text NOT NULL
);
CREATE INDEX trace_reads_case ON trace_reads (case_id, id);
