-- A notice is escalated once for each of its deadlines: a second writer of the same breach changes nothing.
DROP INDEX escalations_notice;
CREATE UNIQUE INDEX escalations_notice ON escalations (notice_id, deadline) WHERE notice_id IS NOT NULL;

-- Breaches of the restore deadline.
ALTER TABLE compliance_days ADD COLUMN restore_breached INTEGER NOT NULL DEFAULT 0;

-- Content that is to be restored already gets the limit too (kind 5, owner 0), from now.
INSERT INTO deadlines (owner, owner_id, kind, due, status)
SELECT 0, id, 5, CAST(strftime('%s', 'now') AS INTEGER) * 1000 + 86400000, 1
FROM notices WHERE state = 11;

-- The account of a notice is the platform's word: what a claim named is in its content.
UPDATE notices SET account_id = NULL, account_name = NULL WHERE account_id IS NOT NULL AND answered_at IS NULL;
