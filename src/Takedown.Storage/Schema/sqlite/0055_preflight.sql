-- What claimants never claim, every version; body is JSON.
CREATE TABLE never_touch (
  organisation_id BLOB    NOT NULL,
  version         INTEGER NOT NULL,
  body            TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, version)
) WITHOUT ROWID;

-- Refusals of platforms by reason and day (UTC), by work type and mode as in compliance_topics. Each counts for its
-- claimant and, under the zero id, for all.
CREATE TABLE compliance_refusals (
  platform_id BLOB    NOT NULL,
  topic       INTEGER NOT NULL,
  claimant_id BLOB    NOT NULL,
  day         INTEGER NOT NULL,
  reason      TEXT    NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (platform_id, topic, claimant_id, day, reason)
) WITHOUT ROWID;
