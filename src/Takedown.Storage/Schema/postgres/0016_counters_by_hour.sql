-- Counters by the hour, so that days and months are those of the reader's time zone. All events are counted anew.
DROP TABLE compliance_days;
DROP TABLE compliance_handling;

CREATE TABLE compliance_hours (
  platform_id          uuid    NOT NULL,
  hour                 bigint  NOT NULL,
  received             bigint  NOT NULL DEFAULT 0,
  delivered            bigint  NOT NULL DEFAULT 0,
  on_time              bigint  NOT NULL DEFAULT 0,
  late                 bigint  NOT NULL DEFAULT 0,
  breached             bigint  NOT NULL DEFAULT 0,
  acknowledge_breached bigint  NOT NULL DEFAULT 0,
  removed              bigint  NOT NULL DEFAULT 0,
  rejected             bigint  NOT NULL DEFAULT 0,
  withdrawn            bigint  NOT NULL DEFAULT 0,
  account_actions      bigint  NOT NULL DEFAULT 0,
  undeliverable        bigint  NOT NULL DEFAULT 0,
  restore_breached     bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
);

CREATE TABLE compliance_handling (
  platform_id uuid    NOT NULL,
  hour        bigint  NOT NULL,
  bucket      bigint  NOT NULL,
  count       bigint  NOT NULL,
  PRIMARY KEY (platform_id, hour, bucket)
);

DELETE FROM compliance_now;
UPDATE projections SET tx = 0, seq = 0 WHERE name = 'compliance';
