-- As on the other engine, where the count in an index's condition made each strike rewrite the indexes.
ALTER TABLE accounts ADD COLUMN is_repeat INTEGER GENERATED ALWAYS AS (strikes >= 2) VIRTUAL;
DROP INDEX accounts_repeat;
CREATE INDEX accounts_repeat ON accounts (platform_id) WHERE is_repeat;
