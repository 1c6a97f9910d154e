-- What a notice is about, as numbers: its work type, its mode and its work (WorkMark). Null before this version.
ALTER TABLE notices ADD COLUMN mark INTEGER;

-- All events are counted anew.
DELETE FROM compliance_hours;
DELETE FROM compliance_handling;
DELETE FROM compliance_now;
DELETE FROM compliance_region_hours;
DELETE FROM compliance_region_handling;
DELETE FROM compliance_region_now;
UPDATE projections SET tx = 0, seq = 0 WHERE name = 'compliance';

-- Figures beside the counts of an hour. opened, escalated: changes of the open notices and escalations, whose sums up
-- to an hour are those of that hour.
CREATE TABLE compliance_figures (
  platform_id      BLOB    NOT NULL,
  hour             INTEGER NOT NULL,
  overturned       INTEGER NOT NULL DEFAULT 0,
  last_minute      INTEGER NOT NULL DEFAULT 0,
  attributed       INTEGER NOT NULL DEFAULT 0,
  reuploads        INTEGER NOT NULL DEFAULT 0,
  account_breached INTEGER NOT NULL DEFAULT 0,
  opened           INTEGER NOT NULL DEFAULT 0,
  escalated        INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
) WITHOUT ROWID;

-- By work type and mode, from the delivery on.
CREATE TABLE compliance_topics (
  platform_id BLOB    NOT NULL,
  topic       INTEGER NOT NULL,
  hour        INTEGER NOT NULL,
  delivered   INTEGER NOT NULL DEFAULT 0,
  on_time     INTEGER NOT NULL DEFAULT 0,
  late        INTEGER NOT NULL DEFAULT 0,
  breached    INTEGER NOT NULL DEFAULT 0,
  removed     INTEGER NOT NULL DEFAULT 0,
  rejected    INTEGER NOT NULL DEFAULT 0,
  overturned  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, topic, hour)
) WITHOUT ROWID;

-- By notifier.
CREATE TABLE compliance_notifiers (
  platform_id BLOB    NOT NULL,
  claimant_id BLOB    NOT NULL,
  hour        INTEGER NOT NULL,
  accepted    INTEGER NOT NULL DEFAULT 0,
  removed     INTEGER NOT NULL DEFAULT 0,
  rejected    INTEGER NOT NULL DEFAULT 0,
  overturned  INTEGER NOT NULL DEFAULT 0,
  withdrawn   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, claimant_id, hour)
) WITHOUT ROWID;

-- Running act deadlines and open escalations by the hour in which they are or were due.
CREATE TABLE compliance_due (
  platform_id BLOB    NOT NULL,
  hour        INTEGER NOT NULL,
  running     INTEGER NOT NULL DEFAULT 0,
  overdue     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
) WITHOUT ROWID;

-- What an event changed in the count of an earlier hour, so that figures can be given as they stood before it.
CREATE TABLE compliance_revisions (
  platform_id  BLOB    NOT NULL,
  topic        INTEGER NOT NULL,
  hour         INTEGER NOT NULL,
  counted_hour INTEGER NOT NULL,
  overturned   INTEGER NOT NULL DEFAULT 0,
  confirmed    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour, counted_hour, topic)
) WITHOUT ROWID;

-- The last removal of a work of an account. The key is a hash of both.
CREATE TABLE removed_works (
  platform_id BLOB    NOT NULL,
  work        INTEGER NOT NULL,
  removed_at  INTEGER NOT NULL,
  PRIMARY KEY (platform_id, work)
) WITHOUT ROWID;

-- Saved queries with a threshold.
CREATE TABLE watches (
  id              BLOB    NOT NULL PRIMARY KEY,
  organisation_id BLOB    NOT NULL,
  name            TEXT    NOT NULL,
  query           TEXT    NOT NULL,
  threshold       TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  person_id       BLOB,
  person          TEXT
) WITHOUT ROWID;
CREATE INDEX watches_organisation ON watches (organisation_id, id);

-- On which platforms a watch is beyond its threshold.
CREATE TABLE watch_states (
  watch_id    BLOB    NOT NULL,
  platform_id BLOB    NOT NULL,
  crossed     INTEGER NOT NULL,
  PRIMARY KEY (watch_id, platform_id)
) WITHOUT ROWID;

CREATE TABLE watch_alerts (
  id          BLOB    NOT NULL PRIMARY KEY,
  watch_id    BLOB    NOT NULL,
  platform_id BLOB    NOT NULL,
  at          INTEGER NOT NULL,
  value       REAL    NOT NULL,
  n           INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX watch_alerts_watch ON watch_alerts (watch_id, id);
