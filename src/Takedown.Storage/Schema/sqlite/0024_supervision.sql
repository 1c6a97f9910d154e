-- Batches of cases listed for supervision by a body above. The content is JSON.
CREATE TABLE supervisions (
  id       BLOB NOT NULL PRIMARY KEY,
  body_id  BLOB NOT NULL,
  region   TEXT NOT NULL,
  function TEXT NOT NULL,
  level    INTEGER NOT NULL,
  date     TEXT NOT NULL,
  joint    TEXT NOT NULL,
  at       INTEGER NOT NULL,
  content  TEXT NOT NULL
);

-- Their cases and leads. Their reports are due by rows of deadlines.
CREATE TABLE supervised_cases (
  id             BLOB NOT NULL PRIMARY KEY,
  supervision_id BLOB NOT NULL,
  case_id        BLOB,
  lead_id        BLOB,
  body_id        BLOB NOT NULL,
  region         TEXT NOT NULL,
  function       TEXT NOT NULL,
  title          TEXT NOT NULL,
  at             INTEGER NOT NULL,
  closed_at      INTEGER
);
CREATE INDEX supervised_cases_supervision ON supervised_cases (supervision_id, id);
CREATE INDEX supervised_cases_case ON supervised_cases (case_id);

-- Reports on supervised cases.
CREATE TABLE supervision_reports (
  id            BLOB NOT NULL PRIMARY KEY,
  supervised_id BLOB NOT NULL,
  kind          INTEGER NOT NULL,
  text          TEXT NOT NULL,
  at            INTEGER NOT NULL,
  due           INTEGER NOT NULL,
  person_id     BLOB NOT NULL,
  person        TEXT NOT NULL
);
CREATE INDEX supervision_reports_supervised ON supervision_reports (supervised_id, id);

-- Meetings, inspections, consultations and clue notices.
CREATE TABLE meetings (
  id             BLOB NOT NULL PRIMARY KEY,
  kind           INTEGER NOT NULL,
  date           TEXT NOT NULL,
  text           TEXT NOT NULL,
  body_id        BLOB NOT NULL,
  region         TEXT NOT NULL,
  function       TEXT NOT NULL,
  joint          TEXT NOT NULL,
  supervision_id BLOB,
  case_id        BLOB,
  platform_id    BLOB,
  place          TEXT NOT NULL,
  key_region     INTEGER NOT NULL,
  key_company    INTEGER NOT NULL,
  person_id      BLOB NOT NULL,
  person         TEXT NOT NULL,
  at             INTEGER NOT NULL
);
CREATE INDEX meetings_supervision ON meetings (supervision_id);
CREATE INDEX meetings_case ON meetings (case_id);
CREATE INDEX meetings_body ON meetings (body_id, at);

-- Requests to platforms for information about a case. The merchant of an answer is encrypted.
CREATE TABLE information_requests (
  id          BLOB NOT NULL PRIMARY KEY,
  case_id     BLOB NOT NULL,
  body_id     BLOB NOT NULL,
  region      TEXT NOT NULL,
  function    TEXT NOT NULL,
  platform_id BLOB NOT NULL,
  kind        INTEGER NOT NULL,
  questions   TEXT NOT NULL,
  at          INTEGER NOT NULL,
  outcome     INTEGER NOT NULL,
  answered_at INTEGER,
  refusal     TEXT,
  extension   TEXT,
  answer      TEXT,
  merchant    TEXT
);
CREATE INDEX information_requests_case ON information_requests (case_id, id);
CREATE INDEX information_requests_platform ON information_requests (platform_id, id);
CREATE INDEX information_requests_body ON information_requests (body_id, id);

-- Self-inspections that bodies demand of platforms.
CREATE TABLE self_inspections (
  id       BLOB NOT NULL PRIMARY KEY,
  body_id  BLOB NOT NULL,
  region   TEXT NOT NULL,
  function TEXT NOT NULL,
  text     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  due      INTEGER NOT NULL
);
CREATE INDEX self_inspections_body ON self_inspections (body_id, id);

-- Their platforms.
CREATE TABLE self_inspected (
  id            BLOB NOT NULL PRIMARY KEY,
  inspection_id BLOB NOT NULL,
  platform_id   BLOB NOT NULL,
  reported_at   INTEGER,
  problems      INTEGER,
  text          TEXT,
  findings      TEXT
);
CREATE INDEX self_inspected_inspection ON self_inspected (inspection_id, id);
CREATE INDEX self_inspected_platform ON self_inspected (platform_id, id);

-- Penalty decisions, typical cases, exposures and warnings.
CREATE TABLE publications (
  id           BLOB NOT NULL PRIMARY KEY,
  kind         INTEGER NOT NULL,
  body_id      BLOB NOT NULL,
  region       TEXT NOT NULL,
  function     TEXT NOT NULL,
  case_id      BLOB,
  platforms    TEXT NOT NULL,
  uscc         TEXT,
  title        TEXT NOT NULL,
  text         TEXT NOT NULL,
  status       INTEGER NOT NULL,
  publish_on   TEXT,
  at           INTEGER NOT NULL,
  proposed_by  BLOB NOT NULL,
  approved_at  INTEGER,
  approved_by  BLOB,
  withdrawn_at INTEGER,
  reason       TEXT,
  replies      TEXT NOT NULL
);
CREATE INDEX publications_case ON publications (case_id);
CREATE INDEX publications_body ON publications (body_id, id);

-- The blacklist, by unified social credit code.
CREATE TABLE blacklist_entries (
  id             BLOB NOT NULL PRIMARY KEY,
  uscc           TEXT NOT NULL,
  name           TEXT NOT NULL,
  basis          TEXT NOT NULL,
  starts         TEXT NOT NULL,
  ends           TEXT NOT NULL,
  case_id        BLOB,
  body_id        BLOB NOT NULL,
  region         TEXT NOT NULL,
  function       TEXT NOT NULL,
  person_id      BLOB NOT NULL,
  person         TEXT NOT NULL,
  at             INTEGER NOT NULL,
  removed_at     INTEGER,
  removal_reason TEXT
);
CREATE INDEX blacklist_entries_uscc ON blacklist_entries (uscc);

-- Whose credit is exported: codes with their names and platforms.
CREATE TABLE credit_subjects (
  uscc        TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  platform_id BLOB,
  body_id     BLOB NOT NULL,
  region      TEXT NOT NULL,
  function    TEXT NOT NULL,
  at          INTEGER NOT NULL
);

-- Restricted data of cases, encrypted.
CREATE TABLE case_traces (
  case_id   BLOB NOT NULL PRIMARY KEY,
  version   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  person_id BLOB NOT NULL,
  person    TEXT NOT NULL,
  sealed    TEXT NOT NULL
);

-- Who read and wrote them. Append-only.
CREATE TABLE trace_reads (
  id              BLOB NOT NULL PRIMARY KEY,
  case_id         BLOB NOT NULL,
  at              INTEGER NOT NULL,
  act             TEXT NOT NULL,
  organisation_id BLOB NOT NULL,
  person_id       BLOB NOT NULL,
  person          TEXT NOT NULL
);
CREATE INDEX trace_reads_case ON trace_reads (case_id, id);
