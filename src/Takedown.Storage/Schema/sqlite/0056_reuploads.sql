-- The last removal of a work of an account names its notice; rows of before have none. One look-up by work serves the
-- platforms of a chunk.
ALTER TABLE removed_works RENAME TO removed_works_before;
CREATE TABLE removed_works (
  platform_id BLOB    NOT NULL,
  work        INTEGER NOT NULL,
  removed_at  INTEGER NOT NULL,
  notice_id   BLOB,
  PRIMARY KEY (work, platform_id)
) WITHOUT ROWID;
INSERT INTO removed_works (platform_id, work, removed_at)
SELECT platform_id, work, removed_at FROM removed_works_before;
DROP TABLE removed_works_before;

-- The removed notice whose work was uploaded again. reupload_by_other: 1 where it is another claimant's.
ALTER TABLE notices ADD COLUMN reupload_of BLOB;
ALTER TABLE notices ADD COLUMN reupload_by_other INTEGER;

ALTER TABLE compliance_notifiers ADD COLUMN reuploads INTEGER NOT NULL DEFAULT 0;

-- Keys of open notices begin with their target now, so they are computed anew.
INSERT INTO settings (name, value)
SELECT 'open-keys', '00000000-0000-0000-0000-000000000000' WHERE EXISTS (SELECT 1 FROM notices)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
