-- Measures that had to end again, by the hour in which that became known. Only what happens from now on is counted.
ALTER TABLE compliance_notifiers ADD COLUMN reversed bigint NOT NULL DEFAULT 0;

-- How claimants stand: what was decided about them as senders, and what the rule did to their tier; body is JSON. And
-- every change of it.
CREATE TABLE standings (
  claimant_id uuid NOT NULL PRIMARY KEY,
  body        text NOT NULL
);
CREATE TABLE standing_changes (
  id          uuid NOT NULL PRIMARY KEY,
  claimant_id uuid NOT NULL,
  body        text NOT NULL
);
CREATE INDEX standing_changes_claimant ON standing_changes (claimant_id, id);

-- Appeals of organisations against their scores. region, function: the place and the line whose regulators decide.
CREATE TABLE score_appeals (
  id              uuid   NOT NULL PRIMARY KEY,
  organisation_id uuid   NOT NULL,
  kind            bigint NOT NULL,
  region          text   NOT NULL,
  function        text   NOT NULL,
  part            bigint,
  text            text   NOT NULL,
  filed_at        bigint NOT NULL,
  person          text,
  outcome         bigint,
  answer          text,
  body_id         uuid,
  person_id       uuid,
  decided_by      text,
  decided_at      bigint
);
CREATE INDEX score_appeals_organisation ON score_appeals (organisation_id, id);

-- The notices that appeals are about, once each for a part. counted_at: when the notice counted; excluded: 1 once the
-- appeal was upheld.
CREATE TABLE score_appeal_notices (
  organisation_id uuid   NOT NULL,
  part            bigint NOT NULL,
  notice_id       uuid   NOT NULL,
  appeal_id       uuid   NOT NULL,
  platform_id     uuid   NOT NULL,
  counted_at      bigint NOT NULL,
  excluded        bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, part, notice_id)
);
CREATE INDEX score_appeal_notices_appeal ON score_appeal_notices (appeal_id);

-- Appeals of accounts against account actions; an action has one.
CREATE TABLE account_appeals (
  action_id   uuid   NOT NULL PRIMARY KEY,
  platform_id uuid   NOT NULL,
  text        text   NOT NULL,
  filed_at    bigint NOT NULL,
  outcome     bigint,
  answer      text,
  person_id   uuid,
  decided_by  text,
  decided_at  bigint
);

-- Who operates accounts, as keyed hashes only. The keys are stored as other secrets are; only the last one is kept.
CREATE TABLE identity_keys (
  version    bigint NOT NULL PRIMARY KEY,
  secret     text   NOT NULL,
  created_at bigint NOT NULL
);
CREATE TABLE account_operators (
  platform_id uuid   NOT NULL,
  account_id  text   NOT NULL,
  hash        bytea  NOT NULL,
  stored_at   bigint NOT NULL,
  PRIMARY KEY (platform_id, account_id)
);
CREATE INDEX account_operators_hash ON account_operators (hash);

-- As how many a strike counts: 1 unless it is grave.
ALTER TABLE strikes ADD COLUMN weight bigint NOT NULL DEFAULT 1;
