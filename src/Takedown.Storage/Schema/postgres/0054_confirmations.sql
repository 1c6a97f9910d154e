-- Notices whose target is shared with others: not sent before a second person of the claimant confirms them. waiting: 1
-- until they are confirmed or withdrawn.
CREATE TABLE confirmations (
  notice_id        uuid   PRIMARY KEY,
  claimant_id      uuid   NOT NULL,
  platform_id      uuid   NOT NULL,
  reason           bigint NOT NULL,
  waiting          bigint NOT NULL,
  held_at          bigint NOT NULL,
  key_id           uuid   NOT NULL,
  person_id        uuid,
  person           text,
  confirmed_at     bigint,
  confirmed_key    uuid,
  confirmed_person uuid,
  confirmed_name   text
);
CREATE INDEX confirmations_waiting ON confirmations (claimant_id, notice_id) WHERE waiting = 1;

-- The key that opened the batch, for items that become notices later.
ALTER TABLE batches ADD COLUMN key_id uuid;
