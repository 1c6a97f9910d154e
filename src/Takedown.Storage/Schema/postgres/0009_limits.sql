-- Versions of the limits of use: of the server (the id of zeros) and of organisations. No body: the override ended.
CREATE TABLE limits (
  organisation_id uuid   NOT NULL,
  version         bigint NOT NULL,
  body            text,
  created_at      bigint NOT NULL,
  PRIMARY KEY (organisation_id, version)
);

-- Bytes stored for rejected items, by UTC day (days since 1970).
CREATE TABLE refused_bytes (
  organisation_id uuid   NOT NULL,
  day             bigint NOT NULL,
  bytes           bigint NOT NULL,
  PRIMARY KEY (organisation_id, day)
);

-- The defaults of a batch, once; its rejected items are stored as they were sent.
ALTER TABLE batches ADD COLUMN defaults text;
