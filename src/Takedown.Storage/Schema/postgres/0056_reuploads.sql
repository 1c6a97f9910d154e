-- The last removal of a work of an account names its notice; rows of before have none. One look-up by work serves the
-- platforms of a chunk.
ALTER TABLE removed_works ADD COLUMN notice_id uuid;
ALTER TABLE removed_works DROP CONSTRAINT removed_works_pkey;
ALTER TABLE removed_works ADD PRIMARY KEY (work, platform_id);

-- The removed notice whose work was uploaded again. reupload_by_other: 1 where it is another claimant's.
ALTER TABLE notices ADD COLUMN reupload_of uuid;
ALTER TABLE notices ADD COLUMN reupload_by_other bigint;

ALTER TABLE compliance_notifiers ADD COLUMN reuploads bigint NOT NULL DEFAULT 0;

-- Keys of open notices begin with their target now, so they are computed anew.
INSERT INTO settings (name, value)
SELECT 'open-keys', '00000000-0000-0000-0000-000000000000' WHERE EXISTS (SELECT 1 FROM notices)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
