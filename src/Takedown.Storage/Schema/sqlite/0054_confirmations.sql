-- Notices whose target is shared with others: not sent before a second person of the claimant confirms them. waiting: 1
-- until they are confirmed or withdrawn.
CREATE TABLE confirmations (
  notice_id        BLOB    NOT NULL PRIMARY KEY,
  claimant_id      BLOB    NOT NULL,
  platform_id      BLOB    NOT NULL,
  reason           INTEGER NOT NULL,
  waiting          INTEGER NOT NULL,
  held_at          INTEGER NOT NULL,
  key_id           BLOB    NOT NULL,
  person_id        BLOB,
  person           TEXT,
  confirmed_at     INTEGER,
  confirmed_key    BLOB,
  confirmed_person BLOB,
  confirmed_name   TEXT
) WITHOUT ROWID;
CREATE INDEX confirmations_waiting ON confirmations (claimant_id, notice_id) WHERE waiting = 1;

-- The key that opened the batch, for items that become notices later.
ALTER TABLE batches ADD COLUMN key_id BLOB;
