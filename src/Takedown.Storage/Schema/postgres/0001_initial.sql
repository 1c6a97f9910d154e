-- Ids are UUIDv7; instants are Unix milliseconds; enums are their declared numbers. All numbers are bigint, so that
-- binary COPY and unnest need one width only.

CREATE TABLE settings (
  name  text NOT NULL PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE organisations (
  id               uuid    NOT NULL PRIMARY KEY,
  kind             bigint NOT NULL,
  name             text    NOT NULL,
  country          text    NOT NULL,
  region           text    NOT NULL,
  email            text,
  phone            text,
  address          text,
  service_type     text,
  regime           text,
  connector        bigint,
  connector_url    text,
  connector_queue  text,
  secret           text,
  former_secret    text,
  former_secret_until bigint,
  tier             bigint,
  functions        text,
  created_at       bigint NOT NULL
);

CREATE UNIQUE INDEX organisations_connector_queue ON organisations (connector_queue) WHERE connector_queue IS NOT NULL;

CREATE TABLE platform_hosts (
  host        text NOT NULL PRIMARY KEY,
  platform_id uuid NOT NULL REFERENCES organisations (id)
);

-- A platform's positions, assigned in the transaction that uses them, so that they are committed in order.
CREATE TABLE platform_seqs (
  platform_id     uuid    NOT NULL PRIMARY KEY REFERENCES organisations (id),
  inbox_seq       bigint NOT NULL DEFAULT 0,
  account_seq     bigint NOT NULL DEFAULT 0
);

CREATE TABLE keys (
  id              uuid    NOT NULL PRIMARY KEY,
  organisation_id uuid    NOT NULL REFERENCES organisations (id),
  hash            bytea    NOT NULL UNIQUE,
  created_at      bigint NOT NULL,
  last_used_at    bigint,
  revoked_at      bigint
);
CREATE INDEX keys_organisation ON keys (organisation_id);

CREATE TABLE policies (
  code       text    NOT NULL,
  version    bigint NOT NULL,
  body       text    NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);

CREATE TABLE calendars (
  code       text    NOT NULL,
  version    bigint NOT NULL,
  body       text    NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);

CREATE TABLE batches (
  id              uuid    NOT NULL PRIMARY KEY,
  claimant_id     uuid    NOT NULL,
  idempotency_key text,
  complete        bigint NOT NULL DEFAULT 0,
  received        bigint NOT NULL DEFAULT 0,
  accepted        bigint NOT NULL DEFAULT 0,
  duplicate       bigint NOT NULL DEFAULT 0,
  rejected        bigint NOT NULL DEFAULT 0,
  digest          bytea    NOT NULL,
  received_at     bigint NOT NULL,
  UNIQUE (claimant_id, idempotency_key)
);

-- Items that did not become notices. Accepted items are in notices, by (batch_id, item_index).
CREATE TABLE batch_items (
  batch_id   uuid    NOT NULL,
  item_index bigint NOT NULL,
  status     bigint NOT NULL,
  client_ref text,
  notice_id  uuid,
  errors     text,
  raw        text,
  unrouted   bigint NOT NULL DEFAULT 0,
  host       text,
  PRIMARY KEY (batch_id, item_index)
);
CREATE INDEX batch_items_unrouted ON batch_items (batch_id, item_index) WHERE unrouted = 1;

-- The changing part of a notice. The content is in notice_contents, written once.
CREATE TABLE notices (
  id                uuid    NOT NULL PRIMARY KEY,
  batch_id          uuid    NOT NULL,
  item_index        bigint NOT NULL,
  client_ref        text,
  claimant_id       uuid    NOT NULL,
  platform_id       uuid    NOT NULL,
  state             bigint NOT NULL DEFAULT 0,
  version           bigint NOT NULL DEFAULT 1,
  tier              bigint NOT NULL,
  regime            text    NOT NULL,
  policy            text    NOT NULL,
  policy_version    bigint NOT NULL,
  target            text    NOT NULL,
  open_key          bytea,
  seq               bigint,
  accepted_at       bigint NOT NULL,
  delivered_at      bigint,
  acknowledged_at   bigint,
  answered_at       bigint,
  acknowledge_due   bigint,
  acknowledge_sla   bigint NOT NULL DEFAULT 0,
  act_due           bigint,
  act_sla           bigint NOT NULL DEFAULT 0,
  calendar_version  bigint,
  answer_due        bigint,
  paused_at         bigint,
  reminders         bigint NOT NULL DEFAULT 0,
  next_due_at       bigint,
  delivery_failures bigint NOT NULL DEFAULT 0,
  delivery_code     text,
  measure           bigint,
  reason            text,
  platform_ref      text,
  account_id        text,
  account_name      text,
  supplements       text,
  -- The notice's positions in events after its acceptance, oldest first, so that its timeline needs no index on events.
  trail             text    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX notices_open ON notices (open_key) WHERE open_key IS NOT NULL;
CREATE INDEX notices_batch ON notices (batch_id, item_index);
CREATE INDEX notices_inbox ON notices (platform_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX notices_pushing ON notices (platform_id, seq) WHERE seq IS NOT NULL AND state = 0;
-- next_due_at is the next delivery attempt while accepted, the next deadline afterwards.
CREATE INDEX notices_undelivered ON notices (next_due_at) WHERE state = 0;
CREATE INDEX notices_due ON notices (next_due_at) WHERE state <> 0 AND next_due_at IS NOT NULL;
CREATE INDEX notices_claimant ON notices (claimant_id, id);

CREATE TABLE notice_contents (
  notice_id uuid NOT NULL PRIMARY KEY,
  content   text NOT NULL
);

-- A row is one event of up to 500 notices of one claimant on one platform. seq is assigned before the commit, so
-- readers order by (tx, seq) and stop below the oldest open transaction.
CREATE TABLE events (
  seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx          bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  at          bigint NOT NULL,
  kind        bigint NOT NULL,
  by_kind     bigint,
  claimant_id uuid,
  platform_id uuid    NOT NULL,
  facts       text    NOT NULL
);
CREATE INDEX events_feed ON events (claimant_id, tx, seq);
CREATE INDEX events_platform ON events (platform_id, tx, seq);
CREATE INDEX events_order ON events (tx, seq);

CREATE TABLE escalations (
  id                uuid    NOT NULL PRIMARY KEY,
  notice_id         uuid,
  account_action_id uuid,
  platform_id       uuid    NOT NULL,
  region            text    NOT NULL,
  function          text    NOT NULL,
  regulator_id      uuid    NOT NULL,
  deadline          text    NOT NULL,
  due               bigint NOT NULL,
  at                bigint NOT NULL,
  status            bigint NOT NULL DEFAULT 0,
  resolved_at       bigint
);
-- A notice is escalated once: a second writer of the same breach changes nothing.
CREATE UNIQUE INDEX escalations_notice ON escalations (notice_id) WHERE notice_id IS NOT NULL;
CREATE UNIQUE INDEX escalations_account_action ON escalations (account_action_id) WHERE account_action_id IS NOT NULL;
CREATE INDEX escalations_platform ON escalations (platform_id, status, id);

-- A strike. grounds counts the removed notices it is based on; without any it is voided.
CREATE TABLE strikes (
  platform_id uuid    NOT NULL,
  account_id  text    NOT NULL,
  batch_id    uuid    NOT NULL,
  day         bigint NOT NULL,
  grounds     bigint NOT NULL,
  expires_at  bigint NOT NULL,
  PRIMARY KEY (platform_id, account_id, batch_id, day)
);

CREATE TABLE accounts (
  platform_id uuid    NOT NULL,
  account_id  text    NOT NULL,
  strikes     bigint NOT NULL,
  -- When the oldest strike in force expires and the count must be replaced.
  recount_at  bigint,
  PRIMARY KEY (platform_id, account_id)
);
CREATE INDEX accounts_repeat ON accounts (platform_id) WHERE strikes >= 2;
CREATE INDEX accounts_recount ON accounts (recount_at) WHERE recount_at IS NOT NULL;

CREATE TABLE account_actions (
  id           uuid    NOT NULL PRIMARY KEY,
  platform_id  uuid    NOT NULL,
  seq          bigint NOT NULL,
  account_id   text    NOT NULL,
  measure      bigint NOT NULL,
  strikes      bigint NOT NULL,
  function     text    NOT NULL,
  status       bigint NOT NULL DEFAULT 0,
  requested_at bigint NOT NULL,
  due          bigint NOT NULL,
  sla          bigint NOT NULL,
  answered_at  bigint,
  reason       text,
  next_due_at  bigint
);
CREATE UNIQUE INDEX account_actions_seq ON account_actions (platform_id, seq);
CREATE INDEX account_actions_account ON account_actions (platform_id, account_id);
CREATE INDEX account_actions_due ON account_actions (next_due_at) WHERE next_due_at IS NOT NULL;

-- Counters of one projector, which reads events and moves its cursor in the same transaction.
CREATE TABLE compliance_days (
  day                  bigint NOT NULL,
  platform_id          uuid    NOT NULL,
  received             bigint NOT NULL DEFAULT 0,
  delivered            bigint NOT NULL DEFAULT 0,
  on_time              bigint NOT NULL DEFAULT 0,
  late                 bigint NOT NULL DEFAULT 0,
  breached             bigint NOT NULL DEFAULT 0,
  acknowledge_breached bigint NOT NULL DEFAULT 0,
  removed              bigint NOT NULL DEFAULT 0,
  rejected             bigint NOT NULL DEFAULT 0,
  withdrawn            bigint NOT NULL DEFAULT 0,
  account_actions      bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, day)
);

CREATE TABLE compliance_handling (
  platform_id uuid    NOT NULL,
  day         bigint NOT NULL,
  bucket      bigint NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (platform_id, day, bucket)
);

CREATE TABLE compliance_now (
  platform_id      uuid    NOT NULL PRIMARY KEY,
  open             bigint NOT NULL DEFAULT 0,
  open_escalations bigint NOT NULL DEFAULT 0
);

CREATE TABLE projections (
  name text    NOT NULL PRIMARY KEY,
  tx   bigint NOT NULL,
  seq  bigint NOT NULL,
  at   bigint NOT NULL
);
INSERT INTO projections (name, tx, seq, at) VALUES ('compliance', 0, 0, 0);
