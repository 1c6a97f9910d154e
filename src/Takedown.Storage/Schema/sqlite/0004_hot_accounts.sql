-- As on PostgreSQL, where an index with the count in its condition makes each strike rewrite all indexes.
ALTER TABLE accounts ADD COLUMN is_repeat INTEGER GENERATED ALWAYS AS (strikes >= 2) VIRTUAL;
DROP INDEX accounts_repeat;
CREATE INDEX accounts_repeat ON accounts (platform_id) WHERE is_repeat;
