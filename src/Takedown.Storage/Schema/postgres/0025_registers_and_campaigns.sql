-- Rows of the registers: every version, the current one without an end. A removed row ends with a version that says so.
CREATE TABLE register_rows (
  id        uuid NOT NULL,
  version   bigint NOT NULL,
  register  text NOT NULL,
  body_id   uuid NOT NULL,
  row_key   text NOT NULL,
  name      text NOT NULL,
  ends_on   text,
  fields    text NOT NULL,
  removed   bigint NOT NULL DEFAULT 0,
  reason    text,
  since     bigint NOT NULL,
  until     bigint,
  person_id uuid,
  person    text,
  PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX register_rows_key ON register_rows (register, body_id, row_key) WHERE until IS NULL AND removed = 0;
CREATE INDEX register_rows_list ON register_rows (register, id, since);
CREATE INDEX register_rows_now ON register_rows (register, id) WHERE until IS NULL AND removed = 0;

-- The list of a body in a register: what an ETag and the date of the list come from.
CREATE TABLE register_lists (
  register   text NOT NULL,
  body_id    uuid NOT NULL,
  version    bigint NOT NULL,
  updated_at bigint NOT NULL,
  person     text,
  PRIMARY KEY (register, body_id)
);

-- Rows of a file that is being imported, until all of them are stored at once.
CREATE TABLE register_staging (
  import_id uuid NOT NULL,
  row_no    bigint NOT NULL,
  kind      bigint NOT NULL,
  id        uuid NOT NULL,
  version   bigint NOT NULL,
  row_key   text NOT NULL,
  name      text NOT NULL,
  ends_on   text,
  fields    text NOT NULL,
  at        bigint NOT NULL,
  PRIMARY KEY (import_id, row_no)
);
CREATE INDEX register_staging_id ON register_staging (import_id, id);

-- Patrols, inspections and entries of the work log: counts that the monthly form is made of.
CREATE TABLE field_work (
  id          uuid NOT NULL PRIMARY KEY,
  sort        bigint NOT NULL,
  kind        text NOT NULL,
  body_id     uuid NOT NULL,
  region      text NOT NULL,
  function    text NOT NULL,
  at          bigint NOT NULL,
  campaign    text,
  sites       bigint NOT NULL DEFAULT 0,
  apps        bigint NOT NULL DEFAULT 0,
  works       bigint NOT NULL DEFAULT 0,
  found       bigint NOT NULL DEFAULT 0,
  taken_down  bigint NOT NULL DEFAULT 0,
  seized      bigint NOT NULL DEFAULT 0,
  count       bigint NOT NULL DEFAULT 0,
  people      bigint NOT NULL DEFAULT 0,
  content     text NOT NULL,
  person_id   uuid,
  person      text,
  recorded_at bigint NOT NULL,
  withdrawn_at bigint,
  withdrawn_by text,
  withdrawn_for text
);
CREATE INDEX field_work_body ON field_work (body_id, sort, at);
CREATE INDEX field_work_list ON field_work (sort, id);

-- Campaigns. The content is JSON: scope, phases, targets.
CREATE TABLE campaigns (
  id         uuid NOT NULL PRIMARY KEY,
  code       text NOT NULL,
  title      text NOT NULL,
  body_id    uuid NOT NULL,
  region     text NOT NULL,
  function   text NOT NULL,
  parent_id  uuid,
  first_day  text NOT NULL,
  last_day   text NOT NULL,
  content    text NOT NULL,
  version    bigint NOT NULL DEFAULT 1,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX campaigns_code ON campaigns (code);
CREATE INDEX campaigns_body ON campaigns (body_id, id);
CREATE INDEX campaigns_parent ON campaigns (parent_id);

-- Tasks of campaigns, and what bodies have to file for them: each has a deadline of its own.
CREATE TABLE campaign_tasks (
  id          uuid NOT NULL PRIMARY KEY,
  campaign_id uuid NOT NULL,
  sort        bigint NOT NULL,
  kind        text NOT NULL,
  phase       bigint,
  title       text NOT NULL,
  body_id     uuid NOT NULL,
  owner_id    uuid,
  owner_name  text,
  department  text,
  due         bigint,
  sla         bigint NOT NULL,
  done_at     bigint,
  done_by     uuid,
  done_name   text,
  text        text,
  document    text,
  targets     text
);
CREATE INDEX campaign_tasks_campaign ON campaign_tasks (campaign_id, id);
CREATE UNIQUE INDEX campaign_tasks_filing ON campaign_tasks (campaign_id, kind, body_id) WHERE sort = 1;

-- What else happens in a campaign: concentrated actions and commendations.
CREATE TABLE campaign_entries (
  id          uuid NOT NULL PRIMARY KEY,
  campaign_id uuid NOT NULL,
  sort        bigint NOT NULL,
  body_id     uuid NOT NULL,
  content     text NOT NULL,
  at          bigint NOT NULL,
  person_id   uuid NOT NULL,
  person      text NOT NULL
);
CREATE INDEX campaign_entries_campaign ON campaign_entries (campaign_id, sort, id);
