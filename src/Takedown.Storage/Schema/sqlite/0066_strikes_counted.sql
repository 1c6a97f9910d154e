-- When a strike was counted first; null for those of before. Its day is that of the platform's answer, which may be long
-- before a dispute led to the removal.
ALTER TABLE strikes ADD COLUMN counted_at INTEGER;
