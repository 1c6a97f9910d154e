-- Notices that replaced another of their claimant on the same platform. Both stay.
CREATE TABLE notice_successions (
  notice_id   BLOB NOT NULL PRIMARY KEY,
  replaced_id BLOB NOT NULL UNIQUE,
  claimant_id BLOB NOT NULL
) WITHOUT ROWID;

-- Notices that were sent as one item to several platforms.
CREATE TABLE notice_groups (
  group_id    BLOB NOT NULL,
  notice_id   BLOB NOT NULL,
  platform_id BLOB NOT NULL,
  claimant_id BLOB NOT NULL,
  PRIMARY KEY (group_id, notice_id)
) WITHOUT ROWID;
CREATE INDEX notice_groups_notice ON notice_groups (notice_id);

-- The results of items with several respondents; results is JSON.
CREATE TABLE item_respondents (
  batch_id   BLOB NOT NULL,
  item_index INTEGER NOT NULL,
  results    TEXT NOT NULL,
  PRIMARY KEY (batch_id, item_index)
) WITHOUT ROWID;

-- Notices that lacked curable elements of their regime. missing: the elements, JSON; what followed is in their content.
CREATE TABLE deficiencies (
  notice_id    BLOB NOT NULL PRIMARY KEY,
  claimant_id  BLOB NOT NULL,
  missing      TEXT NOT NULL,
  completed_at INTEGER
) WITHOUT ROWID;
