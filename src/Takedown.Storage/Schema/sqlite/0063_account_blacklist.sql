-- Accounts on the blacklist of their platform: an account action with an end. terms: who, why, and how it ended, JSON.
ALTER TABLE account_actions ADD COLUMN until INTEGER;
ALTER TABLE account_actions ADD COLUMN terms TEXT;
CREATE INDEX account_actions_blacklist ON account_actions (platform_id, account_id) WHERE until IS NOT NULL;
