-- What waits untried for a pushed platform is made available too: 15 minutes after its acceptance, the time of a policy
-- that sets none.
INSERT INTO offers (due, id, platform_id, notices)
SELECT accepted_at + 900000, id, platform_id, notices FROM dispatches
WHERE failed = 0 AND platform_id IN (SELECT id FROM organisations WHERE connector <> 0);

-- The key that made this one as its successor.
ALTER TABLE keys ADD COLUMN rotated_from BLOB;

-- The last entry of the audit trail when a history began: what came after it in the history before is lost.
ALTER TABLE histories ADD COLUMN audit_last INTEGER NOT NULL DEFAULT 0;
UPDATE histories SET audit_last = (SELECT COALESCE(MAX(seq), 0) FROM audit);
