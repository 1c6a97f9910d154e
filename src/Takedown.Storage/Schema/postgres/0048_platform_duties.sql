-- What platforms removed without a notice. mark: the URL and the time as a number, by which a repetition is known.
CREATE TABLE own_removals (
  platform_id  uuid   NOT NULL,
  id           uuid   NOT NULL,
  mark         uuid   NOT NULL,
  url          text   NOT NULL,
  work_type    text   NOT NULL,
  mode         text   NOT NULL,
  account_id   text,
  account_name text,
  measure      bigint NOT NULL,
  at           bigint NOT NULL,
  ground       text   NOT NULL,
  recorded_at  bigint NOT NULL,
  PRIMARY KEY (platform_id, id)
);
CREATE UNIQUE INDEX own_removals_mark ON own_removals (platform_id, mark);
CREATE INDEX own_removals_at ON own_removals (platform_id, at);
CREATE INDEX own_removals_account ON own_removals (platform_id, account_id, id) WHERE account_id IS NOT NULL;

-- Their number by the hour (UTC) in which they were made. work_type is empty for a word of no vocabulary.
CREATE TABLE own_removal_counts (
  platform_id uuid   NOT NULL,
  hour        bigint NOT NULL,
  work_type   text   NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (platform_id, hour, work_type)
);

-- What platforms say about themselves. content is JSON; contacts stand apart, so that they can be erased.
CREATE TABLE platform_profiles (
  platform_id     uuid   NOT NULL PRIMARY KEY,
  version         bigint NOT NULL,
  content         text   NOT NULL,
  contacts        text,
  updated_at      bigint,
  checked_by      uuid,
  checked_by_name text,
  checked_at      bigint,
  checked_version bigint,
  check_note      text
);

-- Limits on bulk complaints that somebody observed at a platform, and what it says about them.
CREATE TABLE platform_limits (
  id            uuid   NOT NULL PRIMARY KEY,
  platform_id   uuid   NOT NULL,
  observer_id   uuid   NOT NULL,
  observer_kind bigint NOT NULL,
  channel       text   NOT NULL,
  count         bigint NOT NULL,
  per           bigint NOT NULL,
  evidence      text,
  at            bigint NOT NULL,
  text          text,
  reported_at   bigint NOT NULL,
  answer        text,
  answered_at   bigint
);
CREATE INDEX platform_limits_platform ON platform_limits (platform_id, id);
CREATE INDEX platform_limits_observer ON platform_limits (observer_id, id);
