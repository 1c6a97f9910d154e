-- Measures that had to end again, by the hour in which that became known. Only what happens from now on is counted.
ALTER TABLE compliance_notifiers ADD COLUMN reversed INTEGER NOT NULL DEFAULT 0;

-- How claimants stand: what was decided about them as senders, and what the rule did to their tier; body is JSON. And
-- every change of it.
CREATE TABLE standings (
  claimant_id BLOB NOT NULL PRIMARY KEY,
  body        TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE standing_changes (
  id          BLOB NOT NULL PRIMARY KEY,
  claimant_id BLOB NOT NULL,
  body        TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX standing_changes_claimant ON standing_changes (claimant_id, id);

-- Appeals of organisations against their scores. region, function: the place and the line whose regulators decide.
CREATE TABLE score_appeals (
  id              BLOB   NOT NULL PRIMARY KEY,
  organisation_id BLOB   NOT NULL,
  kind            INTEGER NOT NULL,
  region          TEXT   NOT NULL,
  function        TEXT   NOT NULL,
  part            INTEGER,
  text            TEXT   NOT NULL,
  filed_at        INTEGER NOT NULL,
  person          TEXT,
  outcome         INTEGER,
  answer          TEXT,
  body_id         BLOB,
  person_id       BLOB,
  decided_by      TEXT,
  decided_at      INTEGER
) WITHOUT ROWID;
CREATE INDEX score_appeals_organisation ON score_appeals (organisation_id, id);

-- The notices that appeals are about, once each for a part. counted_at: when the notice counted; excluded: 1 once the
-- appeal was upheld.
CREATE TABLE score_appeal_notices (
  organisation_id BLOB   NOT NULL,
  part            INTEGER NOT NULL,
  notice_id       BLOB   NOT NULL,
  appeal_id       BLOB   NOT NULL,
  platform_id     BLOB   NOT NULL,
  counted_at      INTEGER NOT NULL,
  excluded        INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, part, notice_id)
) WITHOUT ROWID;
CREATE INDEX score_appeal_notices_appeal ON score_appeal_notices (appeal_id);

-- Appeals of accounts against account actions; an action has one.
CREATE TABLE account_appeals (
  action_id   BLOB   NOT NULL PRIMARY KEY,
  platform_id BLOB   NOT NULL,
  text        TEXT   NOT NULL,
  filed_at    INTEGER NOT NULL,
  outcome     INTEGER,
  answer      TEXT,
  person_id   BLOB,
  decided_by  TEXT,
  decided_at  INTEGER
) WITHOUT ROWID;

-- Who operates accounts, as keyed hashes only. The keys are stored as other secrets are; only the last one is kept.
CREATE TABLE identity_keys (
  version    INTEGER NOT NULL PRIMARY KEY,
  secret     TEXT   NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE account_operators (
  platform_id BLOB   NOT NULL,
  account_id  TEXT   NOT NULL,
  hash        BLOB  NOT NULL,
  stored_at   INTEGER NOT NULL,
  PRIMARY KEY (platform_id, account_id)
) WITHOUT ROWID;
CREATE INDEX account_operators_hash ON account_operators (hash);

-- As how many a strike counts: 1 unless it is grave.
ALTER TABLE strikes ADD COLUMN weight INTEGER NOT NULL DEFAULT 1;
