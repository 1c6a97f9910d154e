-- What claimants never claim, every version; body is JSON.
CREATE TABLE never_touch (
  organisation_id uuid   NOT NULL,
  version         bigint NOT NULL,
  body            text   NOT NULL,
  created_at      bigint NOT NULL,
  PRIMARY KEY (organisation_id, version)
);

-- Refusals of platforms by reason and day (UTC), by work type and mode as in compliance_topics. Each counts for its
-- claimant and, under the zero id, for all.
CREATE TABLE compliance_refusals (
  platform_id uuid   NOT NULL,
  topic       bigint NOT NULL,
  claimant_id uuid   NOT NULL,
  day         bigint NOT NULL,
  reason      text   NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (platform_id, topic, claimant_id, day, reason)
);
