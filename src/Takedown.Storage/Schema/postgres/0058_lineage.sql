-- Notices that replaced another of their claimant on the same platform. Both stay.
CREATE TABLE notice_successions (
  notice_id   uuid NOT NULL PRIMARY KEY,
  replaced_id uuid NOT NULL UNIQUE,
  claimant_id uuid NOT NULL
);

-- Notices that were sent as one item to several platforms.
CREATE TABLE notice_groups (
  group_id    uuid NOT NULL,
  notice_id   uuid NOT NULL,
  platform_id uuid NOT NULL,
  claimant_id uuid NOT NULL,
  PRIMARY KEY (group_id, notice_id)
);
CREATE INDEX notice_groups_notice ON notice_groups (notice_id);

-- The results of items with several respondents; results is JSON.
CREATE TABLE item_respondents (
  batch_id   uuid NOT NULL,
  item_index bigint NOT NULL,
  results    TEXT NOT NULL,
  PRIMARY KEY (batch_id, item_index)
);

-- Notices that lacked curable elements of their regime. missing: the elements, JSON; what followed is in their content.
CREATE TABLE deficiencies (
  notice_id    uuid NOT NULL PRIMARY KEY,
  claimant_id  uuid NOT NULL,
  missing      TEXT NOT NULL,
  completed_at bigint
);
