-- What a notice is about, as numbers: its work type, its mode and its work (WorkMark). Null before this version.
ALTER TABLE notices ADD COLUMN mark bigint;

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
  platform_id      uuid   NOT NULL,
  hour             bigint NOT NULL,
  overturned       bigint NOT NULL DEFAULT 0,
  last_minute      bigint NOT NULL DEFAULT 0,
  attributed       bigint NOT NULL DEFAULT 0,
  reuploads        bigint NOT NULL DEFAULT 0,
  account_breached bigint NOT NULL DEFAULT 0,
  opened           bigint NOT NULL DEFAULT 0,
  escalated        bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
);

-- By work type and mode, from the delivery on.
CREATE TABLE compliance_topics (
  platform_id uuid   NOT NULL,
  topic       bigint NOT NULL,
  hour        bigint NOT NULL,
  delivered   bigint NOT NULL DEFAULT 0,
  on_time     bigint NOT NULL DEFAULT 0,
  late        bigint NOT NULL DEFAULT 0,
  breached    bigint NOT NULL DEFAULT 0,
  removed     bigint NOT NULL DEFAULT 0,
  rejected    bigint NOT NULL DEFAULT 0,
  overturned  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, topic, hour)
);

-- By notifier.
CREATE TABLE compliance_notifiers (
  platform_id uuid   NOT NULL,
  claimant_id uuid   NOT NULL,
  hour        bigint NOT NULL,
  accepted    bigint NOT NULL DEFAULT 0,
  removed     bigint NOT NULL DEFAULT 0,
  rejected    bigint NOT NULL DEFAULT 0,
  overturned  bigint NOT NULL DEFAULT 0,
  withdrawn   bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, claimant_id, hour)
);

-- Running act deadlines and open escalations by the hour in which they are or were due.
CREATE TABLE compliance_due (
  platform_id uuid   NOT NULL,
  hour        bigint NOT NULL,
  running     bigint NOT NULL DEFAULT 0,
  overdue     bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
);

-- What an event changed in the count of an earlier hour, so that figures can be given as they stood before it.
CREATE TABLE compliance_revisions (
  platform_id  uuid   NOT NULL,
  topic        bigint NOT NULL,
  hour         bigint NOT NULL,
  counted_hour bigint NOT NULL,
  overturned   bigint NOT NULL DEFAULT 0,
  confirmed    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour, counted_hour, topic)
);

-- The last removal of a work of an account. The key is a hash of both.
CREATE TABLE removed_works (
  platform_id uuid   NOT NULL,
  work        bigint NOT NULL,
  removed_at  bigint NOT NULL,
  PRIMARY KEY (platform_id, work)
);

-- Saved queries with a threshold.
CREATE TABLE watches (
  id              uuid   NOT NULL PRIMARY KEY,
  organisation_id uuid   NOT NULL,
  name            text   NOT NULL,
  query           text   NOT NULL,
  threshold       text   NOT NULL,
  created_at      bigint NOT NULL,
  person_id       uuid,
  person          text
);
CREATE INDEX watches_organisation ON watches (organisation_id, id);

-- On which platforms a watch is beyond its threshold.
CREATE TABLE watch_states (
  watch_id    uuid   NOT NULL,
  platform_id uuid   NOT NULL,
  crossed     bigint NOT NULL,
  PRIMARY KEY (watch_id, platform_id)
);

CREATE TABLE watch_alerts (
  id          uuid   NOT NULL PRIMARY KEY,
  watch_id    uuid   NOT NULL,
  platform_id uuid   NOT NULL,
  at          bigint NOT NULL,
  value       double precision NOT NULL,
  n           bigint NOT NULL
);
CREATE INDEX watch_alerts_watch ON watch_alerts (watch_id, id);
