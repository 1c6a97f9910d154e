-- Until when a notice can be completed that was sent with what it lacked, because it counts as to what it shows. Null for
-- one that waits for its completion, which has a deadline.
ALTER TABLE deficiencies ADD COLUMN complete_by bigint;
