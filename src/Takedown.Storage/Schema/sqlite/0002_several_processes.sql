-- Readers of events order by (tx, seq). tx is for a database with several writers; with one writer seq alone is in
-- commit order, and tx stays 0.
ALTER TABLE events ADD COLUMN tx INTEGER NOT NULL DEFAULT 0;
DROP INDEX events_feed;
DROP INDEX events_platform;
CREATE INDEX events_feed ON events (claimant_id, tx, seq);
CREATE INDEX events_platform ON events (platform_id, tx, seq);
CREATE INDEX events_order ON events (tx, seq);

ALTER TABLE projections RENAME COLUMN cursor TO seq;
ALTER TABLE projections ADD COLUMN tx INTEGER NOT NULL DEFAULT 0;

ALTER TABLE organisations ADD COLUMN connector_queue TEXT;
CREATE UNIQUE INDEX organisations_connector_queue ON organisations (connector_queue) WHERE connector_queue IS NOT NULL;
