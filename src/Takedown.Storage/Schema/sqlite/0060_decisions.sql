-- When a later decision than the answer was given: a correction, or the one after a dispute or a complaint.
ALTER TABLE notices ADD COLUMN decided_at INTEGER;
