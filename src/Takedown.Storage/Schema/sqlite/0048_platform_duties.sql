-- What platforms removed without a notice. mark: the URL and the time as a number, by which a repetition is known.
CREATE TABLE own_removals (
  platform_id  BLOB    NOT NULL,
  id           BLOB    NOT NULL,
  mark         BLOB    NOT NULL,
  url          TEXT    NOT NULL,
  work_type    TEXT    NOT NULL,
  mode         TEXT    NOT NULL,
  account_id   TEXT,
  account_name TEXT,
  measure      INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  ground       TEXT    NOT NULL,
  recorded_at  INTEGER NOT NULL,
  PRIMARY KEY (platform_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX own_removals_mark ON own_removals (platform_id, mark);
CREATE INDEX own_removals_at ON own_removals (platform_id, at);
CREATE INDEX own_removals_account ON own_removals (platform_id, account_id, id) WHERE account_id IS NOT NULL;

-- Their number by the hour (UTC) in which they were made. work_type is empty for a word of no vocabulary.
CREATE TABLE own_removal_counts (
  platform_id BLOB    NOT NULL,
  hour        INTEGER NOT NULL,
  work_type   TEXT    NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (platform_id, hour, work_type)
) WITHOUT ROWID;

-- What platforms say about themselves. content is JSON; contacts stand apart, so that they can be erased.
CREATE TABLE platform_profiles (
  platform_id     BLOB    NOT NULL PRIMARY KEY,
  version         INTEGER NOT NULL,
  content         TEXT    NOT NULL,
  contacts        TEXT,
  updated_at      INTEGER,
  checked_by      BLOB,
  checked_by_name TEXT,
  checked_at      INTEGER,
  checked_version INTEGER,
  check_note      TEXT
) WITHOUT ROWID;

-- Limits on bulk complaints that somebody observed at a platform, and what it says about them.
CREATE TABLE platform_limits (
  id            BLOB    NOT NULL PRIMARY KEY,
  platform_id   BLOB    NOT NULL,
  observer_id   BLOB    NOT NULL,
  observer_kind INTEGER NOT NULL,
  channel       TEXT    NOT NULL,
  count         INTEGER NOT NULL,
  per           INTEGER NOT NULL,
  evidence      TEXT,
  at            INTEGER NOT NULL,
  text          TEXT,
  reported_at   INTEGER NOT NULL,
  answer        TEXT,
  answered_at   INTEGER
) WITHOUT ROWID;
CREATE INDEX platform_limits_platform ON platform_limits (platform_id, id);
CREATE INDEX platform_limits_observer ON platform_limits (observer_id, id);
