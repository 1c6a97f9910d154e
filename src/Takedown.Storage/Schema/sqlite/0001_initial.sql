-- Ids are UUIDv7 in network order (16 bytes); instants are Unix milliseconds; enums are their declared numbers.

CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE organisations (
  id               BLOB    NOT NULL PRIMARY KEY,
  kind             INTEGER NOT NULL,
  name             TEXT    NOT NULL,
  country          TEXT    NOT NULL,
  region           TEXT    NOT NULL,
  email            TEXT,
  phone            TEXT,
  address          TEXT,
  service_type     TEXT,
  regime           TEXT,
  connector        INTEGER,
  connector_url    TEXT,
  secret           TEXT,
  former_secret    TEXT,
  former_secret_until INTEGER,
  tier             INTEGER,
  functions        TEXT,
  created_at       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE platform_hosts (
  host        TEXT NOT NULL PRIMARY KEY,
  platform_id BLOB NOT NULL REFERENCES organisations (id)
) WITHOUT ROWID;

-- A platform's positions, assigned in the transaction that uses them, so that they are committed in order.
CREATE TABLE platform_seqs (
  platform_id     BLOB    NOT NULL PRIMARY KEY REFERENCES organisations (id),
  inbox_seq       INTEGER NOT NULL DEFAULT 0,
  account_seq     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE keys (
  id              BLOB    NOT NULL PRIMARY KEY,
  organisation_id BLOB    NOT NULL REFERENCES organisations (id),
  hash            BLOB    NOT NULL UNIQUE,
  created_at      INTEGER NOT NULL,
  last_used_at    INTEGER,
  revoked_at      INTEGER
) WITHOUT ROWID;
CREATE INDEX keys_organisation ON keys (organisation_id);

CREATE TABLE policies (
  code       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
) WITHOUT ROWID;

CREATE TABLE calendars (
  code       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
) WITHOUT ROWID;

CREATE TABLE batches (
  id              BLOB    NOT NULL PRIMARY KEY,
  claimant_id     BLOB    NOT NULL,
  idempotency_key TEXT,
  complete        INTEGER NOT NULL DEFAULT 0,
  received        INTEGER NOT NULL DEFAULT 0,
  accepted        INTEGER NOT NULL DEFAULT 0,
  duplicate       INTEGER NOT NULL DEFAULT 0,
  rejected        INTEGER NOT NULL DEFAULT 0,
  digest          BLOB    NOT NULL,
  received_at     INTEGER NOT NULL,
  UNIQUE (claimant_id, idempotency_key)
) WITHOUT ROWID;

-- Items that did not become notices. Accepted items are in notices, by (batch_id, item_index).
CREATE TABLE batch_items (
  batch_id   BLOB    NOT NULL,
  item_index INTEGER NOT NULL,
  status     INTEGER NOT NULL,
  client_ref TEXT,
  notice_id  BLOB,
  errors     TEXT,
  raw        TEXT,
  unrouted   INTEGER NOT NULL DEFAULT 0,
  host       TEXT,
  PRIMARY KEY (batch_id, item_index)
) WITHOUT ROWID;
CREATE INDEX batch_items_unrouted ON batch_items (batch_id, item_index) WHERE unrouted = 1;

-- The changing part of a notice. The content is in notice_contents, written once.
CREATE TABLE notices (
  id                BLOB    NOT NULL PRIMARY KEY,
  batch_id          BLOB    NOT NULL,
  item_index        INTEGER NOT NULL,
  client_ref        TEXT,
  claimant_id       BLOB    NOT NULL,
  platform_id       BLOB    NOT NULL,
  state             INTEGER NOT NULL DEFAULT 0,
  version           INTEGER NOT NULL DEFAULT 1,
  tier              INTEGER NOT NULL,
  regime            TEXT    NOT NULL,
  policy            TEXT    NOT NULL,
  policy_version    INTEGER NOT NULL,
  target            TEXT    NOT NULL,
  open_key          BLOB,
  seq               INTEGER,
  accepted_at       INTEGER NOT NULL,
  delivered_at      INTEGER,
  acknowledged_at   INTEGER,
  answered_at       INTEGER,
  acknowledge_due   INTEGER,
  acknowledge_sla   INTEGER NOT NULL DEFAULT 0,
  act_due           INTEGER,
  act_sla           INTEGER NOT NULL DEFAULT 0,
  calendar_version  INTEGER,
  answer_due        INTEGER,
  paused_at         INTEGER,
  reminders         INTEGER NOT NULL DEFAULT 0,
  next_due_at       INTEGER,
  delivery_failures INTEGER NOT NULL DEFAULT 0,
  delivery_code     TEXT,
  measure           INTEGER,
  reason            TEXT,
  platform_ref      TEXT,
  account_id        TEXT,
  account_name      TEXT,
  supplements       TEXT,
  -- The notice's positions in events after its acceptance, oldest first, so that its timeline needs no index on events.
  trail             TEXT    NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE UNIQUE INDEX notices_open ON notices (open_key) WHERE open_key IS NOT NULL;
CREATE INDEX notices_batch ON notices (batch_id, item_index);
CREATE INDEX notices_inbox ON notices (platform_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX notices_pushing ON notices (platform_id, seq) WHERE seq IS NOT NULL AND state = 0;
-- next_due_at is the next delivery attempt while accepted, the next deadline afterwards.
CREATE INDEX notices_undelivered ON notices (next_due_at) WHERE state = 0;
CREATE INDEX notices_due ON notices (next_due_at) WHERE state <> 0 AND next_due_at IS NOT NULL;
CREATE INDEX notices_claimant ON notices (claimant_id, id);

CREATE TABLE notice_contents (
  notice_id BLOB NOT NULL PRIMARY KEY,
  content   TEXT NOT NULL
) WITHOUT ROWID;

-- A row is one event of up to 500 notices of one claimant on one platform. With one writer, seq is in commit order.
CREATE TABLE events (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  at          INTEGER NOT NULL,
  kind        INTEGER NOT NULL,
  by_kind     INTEGER,
  claimant_id BLOB,
  platform_id BLOB    NOT NULL,
  facts       TEXT    NOT NULL
);
CREATE INDEX events_feed ON events (claimant_id, seq);
CREATE INDEX events_platform ON events (platform_id, seq);

CREATE TABLE escalations (
  id                BLOB    NOT NULL PRIMARY KEY,
  notice_id         BLOB,
  account_action_id BLOB,
  platform_id       BLOB    NOT NULL,
  region            TEXT    NOT NULL,
  function          TEXT    NOT NULL,
  regulator_id      BLOB    NOT NULL,
  deadline          TEXT    NOT NULL,
  due               INTEGER NOT NULL,
  at                INTEGER NOT NULL,
  status            INTEGER NOT NULL DEFAULT 0,
  resolved_at       INTEGER
) WITHOUT ROWID;
-- A notice is escalated once: a second writer of the same breach changes nothing.
CREATE UNIQUE INDEX escalations_notice ON escalations (notice_id) WHERE notice_id IS NOT NULL;
CREATE UNIQUE INDEX escalations_account_action ON escalations (account_action_id) WHERE account_action_id IS NOT NULL;
CREATE INDEX escalations_platform ON escalations (platform_id, status, id);

-- A strike. grounds counts the removed notices it is based on; without any it is voided.
CREATE TABLE strikes (
  platform_id BLOB    NOT NULL,
  account_id  TEXT    NOT NULL,
  batch_id    BLOB    NOT NULL,
  day         INTEGER NOT NULL,
  grounds     INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  PRIMARY KEY (platform_id, account_id, batch_id, day)
) WITHOUT ROWID;

CREATE TABLE accounts (
  platform_id BLOB    NOT NULL,
  account_id  TEXT    NOT NULL,
  strikes     INTEGER NOT NULL,
  -- When the oldest strike in force expires and the count must be replaced.
  recount_at  INTEGER,
  PRIMARY KEY (platform_id, account_id)
) WITHOUT ROWID;
CREATE INDEX accounts_repeat ON accounts (platform_id) WHERE strikes >= 2;
CREATE INDEX accounts_recount ON accounts (recount_at) WHERE recount_at IS NOT NULL;

CREATE TABLE account_actions (
  id           BLOB    NOT NULL PRIMARY KEY,
  platform_id  BLOB    NOT NULL,
  seq          INTEGER NOT NULL,
  account_id   TEXT    NOT NULL,
  measure      INTEGER NOT NULL,
  strikes      INTEGER NOT NULL,
  function     TEXT    NOT NULL,
  status       INTEGER NOT NULL DEFAULT 0,
  requested_at INTEGER NOT NULL,
  due          INTEGER NOT NULL,
  sla          INTEGER NOT NULL,
  answered_at  INTEGER,
  reason       TEXT,
  next_due_at  INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX account_actions_seq ON account_actions (platform_id, seq);
CREATE INDEX account_actions_account ON account_actions (platform_id, account_id);
CREATE INDEX account_actions_due ON account_actions (next_due_at) WHERE next_due_at IS NOT NULL;

-- Counters of one projector, which reads events and moves its cursor in the same transaction.
CREATE TABLE compliance_days (
  day                  INTEGER NOT NULL,
  platform_id          BLOB    NOT NULL,
  received             INTEGER NOT NULL DEFAULT 0,
  delivered            INTEGER NOT NULL DEFAULT 0,
  on_time              INTEGER NOT NULL DEFAULT 0,
  late                 INTEGER NOT NULL DEFAULT 0,
  breached             INTEGER NOT NULL DEFAULT 0,
  acknowledge_breached INTEGER NOT NULL DEFAULT 0,
  removed              INTEGER NOT NULL DEFAULT 0,
  rejected             INTEGER NOT NULL DEFAULT 0,
  withdrawn            INTEGER NOT NULL DEFAULT 0,
  account_actions      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, day)
) WITHOUT ROWID;

CREATE TABLE compliance_handling (
  platform_id BLOB    NOT NULL,
  day         INTEGER NOT NULL,
  bucket      INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (platform_id, day, bucket)
) WITHOUT ROWID;

CREATE TABLE compliance_now (
  platform_id      BLOB    NOT NULL PRIMARY KEY,
  open             INTEGER NOT NULL DEFAULT 0,
  open_escalations INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE projections (
  name   TEXT    NOT NULL PRIMARY KEY,
  cursor INTEGER NOT NULL,
  at     INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO projections (name, cursor, at) VALUES ('compliance', 0, 0);
