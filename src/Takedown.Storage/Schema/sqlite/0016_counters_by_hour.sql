-- Counters by the hour, so that days and months are those of the reader's time zone. All events are counted anew.
DROP TABLE compliance_days;
DROP TABLE compliance_handling;

CREATE TABLE compliance_hours (
  platform_id          BLOB    NOT NULL,
  hour                 INTEGER NOT NULL,
  received             INTEGER NOT NULL DEFAULT 0,
  delivered            INTEGER NOT NULL DEFAULT 0,
  on_time              INTEGER NOT NULL DEFAULT 0,
  late                 INTEGER NOT NULL DEFAULT 0,
  breached             INTEGER NOT NULL DEFAULT 0,
  acknowledge_breached INTEGER NOT NULL DEFAULT 0,
  removed              INTEGER NOT NULL DEFAULT 0,
  rejected             INTEGER NOT NULL DEFAULT 0,
  withdrawn            INTEGER NOT NULL DEFAULT 0,
  account_actions      INTEGER NOT NULL DEFAULT 0,
  undeliverable        INTEGER NOT NULL DEFAULT 0,
  restore_breached     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (platform_id, hour)
) WITHOUT ROWID;

CREATE TABLE compliance_handling (
  platform_id BLOB    NOT NULL,
  hour        INTEGER NOT NULL,
  bucket      INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (platform_id, hour, bucket)
) WITHOUT ROWID;

DELETE FROM compliance_now;
UPDATE projections SET tx = 0, seq = 0 WHERE name = 'compliance';
