-- The regimes a platform is under; null for those of its country.
ALTER TABLE organisations ADD COLUMN regimes text;

-- The function a breach goes to where it is not that of the regime.
ALTER TABLE notices ADD COLUMN function text;

-- Vocabularies and functions as data; what has no row is as in the default pack.
CREATE TABLE vocabularies (
  code       text NOT NULL,
  version    bigint NOT NULL,
  body       text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);

-- What was accepted but may be an error.
CREATE TABLE item_warnings (
  batch_id   uuid NOT NULL,
  item_index bigint NOT NULL,
  warnings   text NOT NULL,
  PRIMARY KEY (batch_id, item_index)
);

-- One word became more precise.
UPDATE organisations SET functions = TRIM(REPLACE(' ' || functions || ' ', ' culture ', ' culture-enforcement '))
WHERE ' ' || functions || ' ' LIKE '% culture %';
UPDATE escalations SET function = 'culture-enforcement' WHERE function = 'culture';
UPDATE account_actions SET function = 'culture-enforcement' WHERE function = 'culture';
