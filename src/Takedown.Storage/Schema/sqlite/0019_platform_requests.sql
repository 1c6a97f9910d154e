-- Hosts without a registered platform that claimants ask the operator to register.
CREATE TABLE platform_requests (
  id          BLOB NOT NULL PRIMARY KEY,
  claimant_id BLOB NOT NULL,
  host        TEXT NOT NULL,
  note        TEXT,
  status      INTEGER NOT NULL DEFAULT 0,
  at          INTEGER NOT NULL,
  decided_at  INTEGER,
  platform_id BLOB,
  reason      TEXT
);
CREATE INDEX platform_requests_claimant ON platform_requests (claimant_id, id);
CREATE UNIQUE INDEX platform_requests_open ON platform_requests (claimant_id, host) WHERE status = 0;
