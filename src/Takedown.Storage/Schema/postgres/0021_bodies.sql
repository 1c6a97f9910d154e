-- Bodies: superiors and places beside the tree, what they publish, and their units.
ALTER TABLE organisations ADD COLUMN parent_id uuid;
ALTER TABLE organisations ADD COLUMN covers text;
ALTER TABLE organisations ADD COLUMN claimant_type text;

CREATE TABLE bodies (
  organisation_id uuid NOT NULL PRIMARY KEY,
  contacts        text NOT NULL DEFAULT '[]',
  units           text NOT NULL DEFAULT '[]'
);

-- Region clusters whose members share leads. The latest version counts.
CREATE TABLE region_clusters (
  code       text NOT NULL,
  version    bigint NOT NULL,
  body       text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);

-- Three regions of a notice: its platform's, and these two, as of its acceptance. Notices accepted before have none.
ALTER TABLE notices ADD COLUMN claimant_region text COLLATE "C";
ALTER TABLE notices ADD COLUMN accused_region text COLLATE "C";
ALTER TABLE events ADD COLUMN claimant_region text COLLATE "C";
ALTER TABLE escalations ADD COLUMN claimant_region text COLLATE "C";
ALTER TABLE escalations ADD COLUMN accused_region text COLLATE "C";
-- Why the escalation went to its body, as JSON.
ALTER TABLE escalations ADD COLUMN routing text;
CREATE INDEX escalations_claimant ON escalations (claimant_region, id) WHERE claimant_region IS NOT NULL;
CREATE INDEX escalations_accused ON escalations (accused_region, id) WHERE accused_region IS NOT NULL;

-- Counters by the region of the claimant (axis 1) and of the accused (axis 2), beside those by platform.
CREATE TABLE compliance_region_hours (
  axis                 bigint NOT NULL,
  region               text COLLATE "C" NOT NULL,
  platform_id          uuid NOT NULL,
  hour                 bigint NOT NULL,
  received             bigint NOT NULL DEFAULT 0,
  delivered            bigint NOT NULL DEFAULT 0,
  on_time              bigint NOT NULL DEFAULT 0,
  late                 bigint NOT NULL DEFAULT 0,
  breached             bigint NOT NULL DEFAULT 0,
  acknowledge_breached bigint NOT NULL DEFAULT 0,
  removed              bigint NOT NULL DEFAULT 0,
  rejected             bigint NOT NULL DEFAULT 0,
  withdrawn            bigint NOT NULL DEFAULT 0,
  account_actions      bigint NOT NULL DEFAULT 0,
  undeliverable        bigint NOT NULL DEFAULT 0,
  restore_breached     bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (axis, region, platform_id, hour)
);

CREATE TABLE compliance_region_handling (
  axis        bigint NOT NULL,
  region      text COLLATE "C" NOT NULL,
  platform_id uuid NOT NULL,
  hour        bigint NOT NULL,
  bucket      bigint NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (axis, region, platform_id, hour, bucket)
);

CREATE TABLE compliance_region_now (
  axis             bigint NOT NULL,
  region           text COLLATE "C" NOT NULL,
  platform_id      uuid NOT NULL,
  open             bigint NOT NULL DEFAULT 0,
  open_escalations bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (axis, region, platform_id)
);
