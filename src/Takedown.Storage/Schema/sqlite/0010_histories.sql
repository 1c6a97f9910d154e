-- A copy restored from a backup would give numbers again that readers have already passed. A file does not show that it
-- is a copy, so whoever restores it says so: UPDATE histories SET identity = 'restored'. At the next start the numbers
-- leap beyond all that may have been given: a cursor from before the leap either names an event that is still here, or
-- lies in the gap and is refused.

-- One row for each history: the last position before it and the first of its own.
CREATE TABLE histories (
  epoch    INTEGER NOT NULL PRIMARY KEY,
  identity TEXT    NOT NULL,
  last_tx  INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  next_tx  INTEGER NOT NULL DEFAULT 0,
  next_seq INTEGER NOT NULL DEFAULT 0,
  at       INTEGER NOT NULL
);

-- The same for the positions of each platform.
CREATE TABLE history_gaps (
  platform_id  BLOB    NOT NULL,
  epoch        INTEGER NOT NULL,
  inbox_last   INTEGER NOT NULL,
  inbox_next   INTEGER NOT NULL,
  account_last INTEGER NOT NULL,
  account_next INTEGER NOT NULL,
  PRIMARY KEY (platform_id, epoch)
) WITHOUT ROWID;

-- Rewritten by the readiness check, to find out whether the disk takes new pages.
CREATE TABLE probes (
  id     INTEGER NOT NULL PRIMARY KEY,
  filler BLOB    NOT NULL
);
