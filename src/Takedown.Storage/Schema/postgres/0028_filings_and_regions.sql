-- What the body above decided about a filing of a campaign: 0 nothing, 1 accepted, 2 returned.
ALTER TABLE campaign_tasks ADD COLUMN decision bigint NOT NULL DEFAULT 0;
ALTER TABLE campaign_tasks ADD COLUMN decided_at bigint;
ALTER TABLE campaign_tasks ADD COLUMN decided_by uuid;
ALTER TABLE campaign_tasks ADD COLUMN decided_name text;
ALTER TABLE campaign_tasks ADD COLUMN decided_for text;

-- Lists of regulators by the region of the claimant and of the accused. Neither ever changes.
CREATE INDEX notices_claimant_region ON notices (claimant_region, id) WHERE claimant_region IS NOT NULL;
CREATE INDEX notices_accused_region ON notices (accused_region, id) WHERE accused_region IS NOT NULL;
