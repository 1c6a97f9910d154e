-- The regimes a platform is under; null for those of its country.
ALTER TABLE organisations ADD COLUMN regimes TEXT;

-- The function a breach goes to where it is not that of the regime.
ALTER TABLE notices ADD COLUMN function TEXT;

-- Vocabularies and functions as data; what has no row is as in the default pack.
CREATE TABLE vocabularies (
  code       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (code, version)
);

-- What was accepted but may be an error.
CREATE TABLE item_warnings (
  batch_id   BLOB NOT NULL,
  item_index INTEGER NOT NULL,
  warnings   TEXT NOT NULL,
  PRIMARY KEY (batch_id, item_index)
) WITHOUT ROWID;

-- One word became more precise.
UPDATE organisations SET functions = TRIM(REPLACE(' ' || functions || ' ', ' culture ', ' culture-enforcement '))
WHERE ' ' || functions || ' ' LIKE '% culture %';
UPDATE escalations SET function = 'culture-enforcement' WHERE function = 'culture';
UPDATE account_actions SET function = 'culture-enforcement' WHERE function = 'culture';
