-- The numbers of a platform's account actions in a row of their own. Deliveries hold the row of its inbox until their
-- commit, and answers that reach a step of the ladder waited for them.
CREATE TABLE account_seqs (
  platform_id BLOB    NOT NULL PRIMARY KEY REFERENCES organisations (id),
  account_seq INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO account_seqs (platform_id, account_seq) SELECT platform_id, account_seq FROM platform_seqs;
ALTER TABLE platform_seqs DROP COLUMN account_seq;
