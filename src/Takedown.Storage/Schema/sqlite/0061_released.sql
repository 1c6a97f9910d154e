-- Of a counter-notice, by its regime when it was filed: the elements that the claimant reads, and what stops the window.
ALTER TABLE counter_notice_items ADD COLUMN released TEXT;
ALTER TABLE counter_notice_items ADD COLUMN stops TEXT;
