-- The file of a batch. first_row: the row of item 0 if every row is an item (1 for NDJSON, 2 for CSV, 0 for JSON);
-- shifted: whether rows that are no items lie between, see batch_shifts. heading: what is needed to read a stored row
-- of a CSV file again. metadata: the claimant's own data, as JSON.
ALTER TABLE batches ADD COLUMN first_row INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN shifted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN heading TEXT;
ALTER TABLE batches ADD COLUMN metadata TEXT;

-- From this item on, rows are further by so many than item_index + first_row.
CREATE TABLE batch_shifts (
  batch_id   BLOB NOT NULL,
  item_index INTEGER NOT NULL,
  shift      INTEGER NOT NULL,
  PRIMARY KEY (batch_id, item_index)
) WITHOUT ROWID;

-- The claimant's own data of an item that did not become a notice.
ALTER TABLE batch_items ADD COLUMN metadata TEXT;

-- The same of notices, apart from their content, which others read.
CREATE TABLE notice_metadata (
  notice_id BLOB NOT NULL PRIMARY KEY,
  metadata  TEXT NOT NULL
) WITHOUT ROWID;
