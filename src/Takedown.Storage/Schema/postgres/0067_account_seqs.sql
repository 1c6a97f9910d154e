-- The numbers of a platform's account actions in a row of their own. Deliveries hold the row of its inbox until their
-- commit, and answers that reach a step of the ladder waited for them.
CREATE TABLE account_seqs (
  platform_id uuid   NOT NULL PRIMARY KEY REFERENCES organisations (id),
  account_seq bigint NOT NULL
);
INSERT INTO account_seqs (platform_id, account_seq) SELECT platform_id, account_seq FROM platform_seqs;
ALTER TABLE platform_seqs DROP COLUMN account_seq;

-- Begins a new history. Returns whether the numbers leapt: a database without events, or one that no program with
-- histories has used yet and that has not changed its cluster, only gets its name.
CREATE OR REPLACE FUNCTION begin_history(seen bigint, now bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  known    bigint;
  last     events%ROWTYPE;
  has_last boolean;
  coming   bigint;
  first    bigint;
  acts     bigint;
BEGIN
  -- Nobody writes an event between what is found here and the leap.
  LOCK TABLE platform_seqs, account_seqs, events IN SHARE ROW EXCLUSIVE MODE;
  IF NOT history_is_new(seen) THEN
    RETURN false;
  END IF;
  SELECT COALESCE(MAX(epoch), 0) INTO known FROM histories;
  SELECT COALESCE(MAX(seq), 0) INTO acts FROM audit;
  SELECT * INTO last FROM events ORDER BY tx DESC, seq DESC LIMIT 1;
  has_last := FOUND;
  coming := pg_snapshot_xmax(pg_current_snapshot())::text::bigint + event_offset();
  IF coming > seen AND (NOT has_last OR (known = 0 AND coming > last.tx)) THEN
    INSERT INTO histories (epoch, identity, at, audit_last) VALUES (known + 1, history_identity(), now, acts);
    RETURN false;
  END IF;
  first := GREATEST(COALESCE(last.tx, 0), seen) + 1099511627776;
  EXECUTE format('CREATE OR REPLACE FUNCTION event_offset() RETURNS bigint LANGUAGE sql STABLE AS %L',
    format('SELECT %s::bigint', first - pg_snapshot_xmin(pg_current_snapshot())::text::bigint));
  INSERT INTO histories (epoch, identity, last_tx, last_seq, next_tx, at, audit_last)
  VALUES (known + 1, history_identity(), COALESCE(last.tx, 0), COALESCE(last.seq, 0), first, now, acts);
  INSERT INTO history_gaps (platform_id, epoch, inbox_last, inbox_next, account_last, account_next)
  SELECT platform_id, known + 1, inbox_seq, inbox_seq + 1000000000, account_seq, account_seq + 1000000000
  FROM platform_seqs JOIN account_seqs USING (platform_id);
  UPDATE platform_seqs SET inbox_seq = inbox_seq + 1000000000;
  UPDATE account_seqs SET account_seq = account_seq + 1000000000;
  RETURN true;
END
$$;
