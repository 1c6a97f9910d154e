-- Every deadline that is not a column of its owner, for one sweep. Owners: 0 a notice, 1 an account action.
CREATE TABLE deadlines (
  owner     bigint NOT NULL,
  owner_id  uuid   NOT NULL,
  kind      bigint NOT NULL,
  due       bigint NOT NULL,
  status    bigint NOT NULL,
  paused_at bigint,
  PRIMARY KEY (owner, owner_id, kind)
);
CREATE INDEX deadlines_due ON deadlines (due) WHERE status = 1;

-- The deadlines of account actions (kind 3) move here.
INSERT INTO deadlines (owner, owner_id, kind, due, status)
SELECT 1, id, 3, due, sla FROM account_actions;
DROP INDEX account_actions_due;
ALTER TABLE account_actions DROP COLUMN next_due_at, DROP COLUMN due, DROP COLUMN sla;
