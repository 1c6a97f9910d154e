-- The version that the notice got by the decision: what the public record has of it from there on follows the decision.
-- Null for a decision of an earlier release.
ALTER TABLE record_decisions ADD COLUMN version bigint;
CREATE INDEX record_decisions_since ON record_decisions ((COALESCE(decided_at, at)));
