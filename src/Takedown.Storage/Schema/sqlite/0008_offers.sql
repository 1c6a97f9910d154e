-- Whether a notice was made available without a confirmed push, and the time of its next push. next_due_at is for
-- deadlines only from here on.
ALTER TABLE notices ADD COLUMN offered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN next_push_at INTEGER;
UPDATE notices SET next_push_at = next_due_at, next_due_at = NULL WHERE state = 0 AND delivery_code IS NOT NULL;

-- When which notices of a pushed platform are made available, unless they are delivered before. Packed ids, 16 bytes
-- each.
CREATE TABLE offers (
  due         INTEGER NOT NULL,
  id          BLOB NOT NULL,
  platform_id BLOB NOT NULL,
  notices     BLOB NOT NULL,
  PRIMARY KEY (due, id)
) WITHOUT ROWID;
CREATE INDEX offers_platform ON offers (platform_id);
-- What failed before this version waits for 15 minutes from its acceptance, the time of a policy that sets none.
INSERT INTO offers (due, id, platform_id, notices)
SELECT accepted_at + 900000, id, platform_id, notices FROM dispatches WHERE failed = 1;

ALTER TABLE compliance_days ADD COLUMN undeliverable INTEGER NOT NULL DEFAULT 0;

-- Since when nothing is posted to a webhook, and the code of what it said.
ALTER TABLE organisations ADD COLUMN disabled_at INTEGER;
ALTER TABLE organisations ADD COLUMN disabled_reason text;
