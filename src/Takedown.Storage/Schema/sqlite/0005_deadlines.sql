-- Every deadline that is not a column of its owner, for one sweep. Owners: 0 a notice, 1 an account action.
CREATE TABLE deadlines (
  owner     INTEGER NOT NULL,
  owner_id  BLOB    NOT NULL,
  kind      INTEGER NOT NULL,
  due       INTEGER NOT NULL,
  status    INTEGER NOT NULL,
  paused_at INTEGER,
  PRIMARY KEY (owner, owner_id, kind)
) WITHOUT ROWID;
CREATE INDEX deadlines_due ON deadlines (due) WHERE status = 1;

-- The deadlines of account actions (kind 3) move here.
INSERT INTO deadlines (owner, owner_id, kind, due, status)
SELECT 1, id, 3, due, sla FROM account_actions;
DROP INDEX account_actions_due;
ALTER TABLE account_actions DROP COLUMN next_due_at;
ALTER TABLE account_actions DROP COLUMN due;
ALTER TABLE account_actions DROP COLUMN sla;
