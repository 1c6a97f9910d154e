-- Recalls of notices by their claimants: what was asked for, how far it is, and a result for each notice. A recall that
-- is running belongs to one process for a time, so that it goes on when that process ends.
CREATE TABLE recalls (
  id          BLOB    NOT NULL PRIMARY KEY,
  claimant_id BLOB    NOT NULL,
  by_kind     INTEGER NOT NULL,
  batch_id    BLOB   ,
  notice_ids  TEXT   ,
  excepted    TEXT   ,
  reason      TEXT   ,
  state       INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  cursor      INTEGER NOT NULL,
  total       INTEGER NOT NULL,
  withdrawn   INTEGER NOT NULL,
  restore_due INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  refused     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  taken_at    INTEGER NOT NULL,
  done_at     INTEGER
) WITHOUT ROWID;
CREATE INDEX recalls_claimant ON recalls (claimant_id, id);
CREATE INDEX recalls_done ON recalls (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX recalls_running ON recalls (taken_at) WHERE state = 0;

CREATE TABLE recall_results (
  recall_id   BLOB    NOT NULL,
  position    INTEGER NOT NULL,
  notice_id   BLOB    NOT NULL,
  status      INTEGER NOT NULL,
  state       INTEGER,
  restore_due INTEGER,
  code        TEXT,
  PRIMARY KEY (recall_id, position)
) WITHOUT ROWID;
