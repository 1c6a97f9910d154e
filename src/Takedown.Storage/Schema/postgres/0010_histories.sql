-- Positions of events are transaction ids, and inbox positions are counters. A dump in a new cluster, and a standby
-- that was promoted before it had everything, would give numbers again that readers have already passed. So each
-- connection asks whether the database still is the one that gave the last numbers. If not, the numbers leap beyond all
-- that may have been given: a cursor from before the leap either names an event that is still here, or lies in the gap
-- and is refused.

-- One row for each history: what it was recognised by, the last position before it and the first of its own.
CREATE TABLE histories (
  epoch    bigint NOT NULL PRIMARY KEY,
  identity text   NOT NULL,
  last_tx  bigint NOT NULL DEFAULT 0,
  last_seq bigint NOT NULL DEFAULT 0,
  next_tx  bigint NOT NULL DEFAULT 0,
  next_seq bigint NOT NULL DEFAULT 0,
  at       bigint NOT NULL
);

-- The same for the positions of each platform.
CREATE TABLE history_gaps (
  platform_id  uuid   NOT NULL,
  epoch        bigint NOT NULL,
  inbox_last   bigint NOT NULL,
  inbox_next   bigint NOT NULL,
  account_last bigint NOT NULL,
  account_next bigint NOT NULL,
  PRIMARY KEY (platform_id, epoch)
);

-- Added to a transaction id to make the position of an event. A leap replaces the function: its value is part of every
-- plan and costs nothing.
CREATE FUNCTION event_offset() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 0::bigint';
ALTER TABLE events ALTER COLUMN tx SET DEFAULT pg_current_xact_id()::text::bigint + event_offset();

-- The cluster, its timeline and the database. A service that does not tell one of them leaves it empty.
CREATE FUNCTION history_identity() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  cluster  text := '';
  timeline text := '';
BEGIN
  BEGIN
    SELECT system_identifier::text INTO cluster FROM pg_control_system();
  EXCEPTION WHEN OTHERS THEN
    cluster := '';
  END;
  BEGIN
    timeline := ltrim(left(pg_walfile_name(pg_current_wal_lsn()), 8), '0');
  EXCEPTION WHEN OTHERS THEN
    timeline := '';
  END;
  RETURN format('%s.%s.%s', cluster, timeline, (SELECT oid FROM pg_database WHERE datname = current_database()));
END
$$;

-- Whether the numbers must leap: another identity, events of transactions that are still to come, or a reader (seen)
-- that knows of such events.
CREATE FUNCTION history_is_new(seen bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  known  text;
  coming bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint + event_offset();
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN false;
  END IF;
  SELECT identity INTO known FROM histories ORDER BY epoch DESC LIMIT 1;
  RETURN known IS DISTINCT FROM history_identity()
    OR coming <= seen
    OR coming <= COALESCE((SELECT tx FROM events ORDER BY tx DESC, seq DESC LIMIT 1), 0);
END
$$;

-- Begins a new history. Returns whether the numbers leapt: a database without events, or one that no program with
-- histories has used yet and that has not changed its cluster, only gets its name.
CREATE FUNCTION begin_history(seen bigint, now bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  known    bigint;
  last     events%ROWTYPE;
  has_last boolean;
  coming   bigint;
  first    bigint;
BEGIN
  -- Nobody writes an event between what is found here and the leap.
  LOCK TABLE platform_seqs, events IN SHARE ROW EXCLUSIVE MODE;
  IF NOT history_is_new(seen) THEN
    RETURN false;
  END IF;
  SELECT COALESCE(MAX(epoch), 0) INTO known FROM histories;
  SELECT * INTO last FROM events ORDER BY tx DESC, seq DESC LIMIT 1;
  has_last := FOUND;
  coming := pg_snapshot_xmax(pg_current_snapshot())::text::bigint + event_offset();
  IF coming > seen AND (NOT has_last OR (known = 0 AND coming > last.tx)) THEN
    INSERT INTO histories (epoch, identity, at) VALUES (known + 1, history_identity(), now);
    RETURN false;
  END IF;
  first := GREATEST(COALESCE(last.tx, 0), seen) + 1099511627776;
  EXECUTE format('CREATE OR REPLACE FUNCTION event_offset() RETURNS bigint LANGUAGE sql STABLE AS %L',
    format('SELECT %s::bigint', first - pg_snapshot_xmin(pg_current_snapshot())::text::bigint));
  INSERT INTO histories (epoch, identity, last_tx, last_seq, next_tx, at)
  VALUES (known + 1, history_identity(), COALESCE(last.tx, 0), COALESCE(last.seq, 0), first, now);
  INSERT INTO history_gaps (platform_id, epoch, inbox_last, inbox_next, account_last, account_next)
  SELECT platform_id, known + 1, inbox_seq, inbox_seq + 1000000000, account_seq, account_seq + 1000000000
  FROM platform_seqs;
  UPDATE platform_seqs SET inbox_seq = inbox_seq + 1000000000, account_seq = account_seq + 1000000000;
  RETURN true;
END
$$;

-- Rewritten by the readiness check, to find out whether the disk takes new pages. Without a log, which would grow.
CREATE UNLOGGED TABLE probes (
  filler bytea NOT NULL
);
ALTER TABLE probes ALTER COLUMN filler SET STORAGE PLAIN;
