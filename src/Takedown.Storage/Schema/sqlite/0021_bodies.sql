-- Bodies: superiors and places beside the tree, what they publish, and their units.
ALTER TABLE organisations ADD COLUMN parent_id BLOB;
ALTER TABLE organisations ADD COLUMN covers TEXT;
ALTER TABLE organisations ADD COLUMN claimant_type TEXT;

CREATE TABLE bodies (
  organisation_id BLOB NOT NULL PRIMARY KEY,
  contacts        TEXT NOT NULL DEFAULT '[]',
  units           TEXT NOT NULL DEFAULT '[]'
);

-- Region clusters whose members share leads. The latest version counts.
CREATE TABLE region_clusters (
  code       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
);

-- Three regions of a notice: its platform's, and these two, as of its acceptance. Notices accepted before have none.
ALTER TABLE notices ADD COLUMN claimant_region TEXT;
ALTER TABLE notices ADD COLUMN accused_region TEXT;
ALTER TABLE events ADD COLUMN claimant_region TEXT;
ALTER TABLE escalations ADD COLUMN claimant_region TEXT;
ALTER TABLE escalations ADD COLUMN accused_region TEXT;
-- Why the escalation went to its body, as JSON.
ALTER TABLE escalations ADD COLUMN routing TEXT;
CREATE INDEX escalations_claimant ON escalations (claimant_region, id) WHERE claimant_region IS NOT NULL;
CREATE INDEX escalations_accused ON escalations (accused_region, id) WHERE accused_region IS NOT NULL;

-- Counters by the region of the claimant (axis 1) and of the accused (axis 2), beside those by platform.
CREATE TABLE compliance_region_hours (
  axis                 INTEGER NOT NULL,
  region               TEXT NOT NULL,
  platform_id          BLOB NOT NULL,
  hour                 INTEGER NOT NULL,
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
  undeliverable        INTEGER NOT NULL DEFAULT 0,
  restore_breached     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (axis, region, platform_id, hour)
) WITHOUT ROWID;

CREATE TABLE compliance_region_handling (
  axis        INTEGER NOT NULL,
  region      TEXT NOT NULL,
  platform_id BLOB NOT NULL,
  hour        INTEGER NOT NULL,
  bucket      INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (axis, region, platform_id, hour, bucket)
) WITHOUT ROWID;

CREATE TABLE compliance_region_now (
  axis             INTEGER NOT NULL,
  region           TEXT NOT NULL,
  platform_id      BLOB NOT NULL,
  open             INTEGER NOT NULL DEFAULT 0,
  open_escalations INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (axis, region, platform_id)
) WITHOUT ROWID;
