-- Rows of the registers: every version, the current one without an end. A removed row ends with a version that says so.
CREATE TABLE register_rows (
  id        BLOB NOT NULL,
  version   INTEGER NOT NULL,
  register  TEXT NOT NULL,
  body_id   BLOB NOT NULL,
  row_key   TEXT NOT NULL,
  name      TEXT NOT NULL,
  ends_on   TEXT,
  fields    TEXT NOT NULL,
  removed   INTEGER NOT NULL DEFAULT 0,
  reason    TEXT,
  since     INTEGER NOT NULL,
  until     INTEGER,
  person_id BLOB,
  person    TEXT,
  PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX register_rows_key ON register_rows (register, body_id, row_key) WHERE until IS NULL AND removed = 0;
CREATE INDEX register_rows_list ON register_rows (register, id, since);
CREATE INDEX register_rows_now ON register_rows (register, id) WHERE until IS NULL AND removed = 0;

-- The list of a body in a register: what an ETag and the date of the list come from.
CREATE TABLE register_lists (
  register   TEXT NOT NULL,
  body_id    BLOB NOT NULL,
  version    INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  person     TEXT,
  PRIMARY KEY (register, body_id)
);

-- Rows of a file that is being imported, until all of them are stored at once.
CREATE TABLE register_staging (
  import_id BLOB NOT NULL,
  row_no    INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  id        BLOB NOT NULL,
  version   INTEGER NOT NULL,
  row_key   TEXT NOT NULL,
  name      TEXT NOT NULL,
  ends_on   TEXT,
  fields    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (import_id, row_no)
);
CREATE INDEX register_staging_id ON register_staging (import_id, id);

-- Patrols, inspections and entries of the work log: counts that the monthly form is made of.
CREATE TABLE field_work (
  id          BLOB NOT NULL PRIMARY KEY,
  sort        INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  body_id     BLOB NOT NULL,
  region      TEXT NOT NULL,
  function    TEXT NOT NULL,
  at          INTEGER NOT NULL,
  campaign    TEXT,
  sites       INTEGER NOT NULL DEFAULT 0,
  apps        INTEGER NOT NULL DEFAULT 0,
  works       INTEGER NOT NULL DEFAULT 0,
  found       INTEGER NOT NULL DEFAULT 0,
  taken_down  INTEGER NOT NULL DEFAULT 0,
  seized      INTEGER NOT NULL DEFAULT 0,
  count       INTEGER NOT NULL DEFAULT 0,
  people      INTEGER NOT NULL DEFAULT 0,
  content     TEXT NOT NULL,
  person_id   BLOB,
  person      TEXT,
  recorded_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by TEXT,
  withdrawn_for TEXT
);
CREATE INDEX field_work_body ON field_work (body_id, sort, at);
CREATE INDEX field_work_list ON field_work (sort, id);

-- Campaigns. The content is JSON: scope, phases, targets.
CREATE TABLE campaigns (
  id         BLOB NOT NULL PRIMARY KEY,
  code       TEXT NOT NULL,
  title      TEXT NOT NULL,
  body_id    BLOB NOT NULL,
  region     TEXT NOT NULL,
  function   TEXT NOT NULL,
  parent_id  BLOB,
  first_day  TEXT NOT NULL,
  last_day   TEXT NOT NULL,
  content    TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX campaigns_code ON campaigns (code);
CREATE INDEX campaigns_body ON campaigns (body_id, id);
CREATE INDEX campaigns_parent ON campaigns (parent_id);

-- Tasks of campaigns, and what bodies have to file for them: each has a deadline of its own.
CREATE TABLE campaign_tasks (
  id          BLOB NOT NULL PRIMARY KEY,
  campaign_id BLOB NOT NULL,
  sort        INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  phase       INTEGER,
  title       TEXT NOT NULL,
  body_id     BLOB NOT NULL,
  owner_id    BLOB,
  owner_name  TEXT,
  department  TEXT,
  due         INTEGER,
  sla         INTEGER NOT NULL,
  done_at     INTEGER,
  done_by     BLOB,
  done_name   TEXT,
  text        TEXT,
  document    TEXT,
  targets     TEXT
);
CREATE INDEX campaign_tasks_campaign ON campaign_tasks (campaign_id, id);
CREATE UNIQUE INDEX campaign_tasks_filing ON campaign_tasks (campaign_id, kind, body_id) WHERE sort = 1;

-- What else happens in a campaign: concentrated actions and commendations.
CREATE TABLE campaign_entries (
  id          BLOB NOT NULL PRIMARY KEY,
  campaign_id BLOB NOT NULL,
  sort        INTEGER NOT NULL,
  body_id     BLOB NOT NULL,
  content     TEXT NOT NULL,
  at          INTEGER NOT NULL,
  person_id   BLOB NOT NULL,
  person      TEXT NOT NULL
);
CREATE INDEX campaign_entries_campaign ON campaign_entries (campaign_id, sort, id);
