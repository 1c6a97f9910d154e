-- Recalls of notices by their claimants: what was asked for, how far it is, and a result for each notice. A recall that
-- is running belongs to one process for a time, so that it goes on when that process ends.
CREATE TABLE recalls (
  id          uuid    NOT NULL PRIMARY KEY,
  claimant_id uuid    NOT NULL,
  by_kind     bigint  NOT NULL,
  batch_id    uuid   ,
  notice_ids  text   ,
  excepted    text   ,
  reason      text   ,
  state       bigint  NOT NULL,
  version     bigint  NOT NULL,
  position    bigint  NOT NULL,
  cursor      bigint  NOT NULL,
  total       bigint  NOT NULL,
  withdrawn   bigint  NOT NULL,
  restore_due bigint  NOT NULL,
  unchanged   bigint  NOT NULL,
  refused     bigint  NOT NULL,
  created_at  bigint  NOT NULL,
  taken_at    bigint  NOT NULL,
  done_at     bigint
);
CREATE INDEX recalls_claimant ON recalls (claimant_id, id);
CREATE INDEX recalls_done ON recalls (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX recalls_running ON recalls (taken_at) WHERE state = 0;

CREATE TABLE recall_results (
  recall_id   uuid    NOT NULL,
  position    bigint  NOT NULL,
  notice_id   uuid    NOT NULL,
  status      bigint  NOT NULL,
  state       bigint,
  restore_due bigint,
  code        text,
  PRIMARY KEY (recall_id, position)
);
