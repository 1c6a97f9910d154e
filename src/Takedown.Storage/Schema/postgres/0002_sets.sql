-- What a notice is found by while it waits is in tables of its own, so that an answer changes no index of notices: such
-- an update stays on its page (HOT). One row holds the packed ids of up to 500 notices, 16 bytes each.

-- The duplicate key of every open notice.
CREATE TABLE open_notices (
  open_key  bytea NOT NULL PRIMARY KEY,
  notice_id uuid  NOT NULL
);
INSERT INTO open_notices (open_key, notice_id) SELECT open_key, id FROM notices WHERE open_key IS NOT NULL;
DROP INDEX notices_open;

-- A platform's inbox, in order of delivery.
CREATE TABLE inbox (
  platform_id uuid   NOT NULL,
  seq         bigint NOT NULL,
  notice_id   uuid   NOT NULL,
  PRIMARY KEY (platform_id, seq)
);
INSERT INTO inbox (platform_id, seq, notice_id)
SELECT platform_id, seq, id FROM notices WHERE delivered_at IS NOT NULL AND seq IS NOT NULL;

-- Notices of a pushed platform that have a position and are not delivered yet.
CREATE TABLE pushing (
  notice_id   uuid   NOT NULL PRIMARY KEY,
  platform_id uuid   NOT NULL,
  seq         bigint NOT NULL
);
CREATE INDEX pushing_platform ON pushing (platform_id, seq);
INSERT INTO pushing (notice_id, platform_id, seq)
SELECT id, platform_id, seq FROM notices WHERE seq IS NOT NULL AND state = 0;
DROP INDEX notices_inbox;
DROP INDEX notices_pushing;

-- The outbox: accepted notices to be delivered, sent again at next_due_at. Notices whose delivery failed are in rows of
-- their own until their next attempt.
CREATE TABLE dispatches (
  id          uuid   NOT NULL PRIMARY KEY,
  platform_id uuid   NOT NULL,
  failed      bigint NOT NULL,
  accepted_at bigint NOT NULL,
  next_due_at bigint NOT NULL,
  size        bigint NOT NULL,
  notices     bytea  NOT NULL
);
CREATE INDEX dispatches_due ON dispatches (next_due_at);
INSERT INTO dispatches (id, platform_id, failed, accepted_at, next_due_at, size, notices)
SELECT gen_random_uuid(), platform_id, failed, MIN(accepted_at), MIN(next_due_at), COUNT(*),
  string_agg(uuid_send(id), ''::bytea ORDER BY id)
FROM (SELECT id, platform_id, failed, accepted_at, next_due_at, again,
        (row_number() OVER (PARTITION BY platform_id, failed, again ORDER BY id) - 1) / 500 AS part
      FROM (SELECT id, platform_id, accepted_at, COALESCE(next_due_at, 0) AS next_due_at,
              CASE WHEN delivery_code IS NULL THEN 0 ELSE 1 END AS failed,
              CASE WHEN delivery_code IS NULL THEN 0 ELSE next_due_at END AS again
            FROM notices WHERE state = 0) AS waiting) AS parts
GROUP BY platform_id, failed, again, part;
UPDATE notices SET next_due_at = NULL WHERE state = 0 AND delivery_code IS NULL;
DROP INDEX notices_undelivered;

-- When the next deadline of which notices is due. A deadline that stops or is extended leaves its row, which is found
-- out of date when it is due; one that is shortened adds another.
CREATE TABLE clocks (
  next_due_at bigint NOT NULL,
  id          uuid   NOT NULL,
  notices     bytea  NOT NULL,
  PRIMARY KEY (next_due_at, id)
);
INSERT INTO clocks (next_due_at, id, notices)
SELECT next_due_at, gen_random_uuid(), string_agg(uuid_send(id), ''::bytea ORDER BY id)
FROM (SELECT id, next_due_at, (row_number() OVER (PARTITION BY next_due_at ORDER BY id) - 1) / 500 AS part
      FROM notices WHERE state <> 0 AND next_due_at IS NOT NULL) AS parts
GROUP BY next_due_at, part;
DROP INDEX notices_due;

-- Room on each page for later versions of its notices.
ALTER TABLE notices SET (fillfactor = 75);
