-- An account appeals with the link of its counter-notice, once and before it; who filed the appeal is known.
ALTER TABLE counter_notice_links ADD COLUMN appealed_at INTEGER;
ALTER TABLE account_appeals ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0;
