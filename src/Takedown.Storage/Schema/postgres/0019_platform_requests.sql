-- Hosts without a registered platform that claimants ask the operator to register.
CREATE TABLE platform_requests (
  id          uuid NOT NULL PRIMARY KEY,
  claimant_id uuid NOT NULL,
  host        text NOT NULL,
  note        text,
  status      bigint NOT NULL DEFAULT 0,
  at          bigint NOT NULL,
  decided_at  bigint,
  platform_id uuid,
  reason      text
);
CREATE INDEX platform_requests_claimant ON platform_requests (claimant_id, id);
CREATE UNIQUE INDEX platform_requests_open ON platform_requests (claimant_id, host) WHERE status = 0;
