-- Until when a notice can be completed that was sent with what it lacked, because it counts as to what it shows. Null for
-- one that waits for its completion, which has a deadline. provisional: what that time was computed from, while the
-- calendar is not published that far.
ALTER TABLE deficiencies ADD COLUMN complete_by bigint;
ALTER TABLE deficiencies ADD COLUMN provisional text;
