-- What pushed platforms are told beside new notices: withdrawals, answers, account actions, deadlines at risk. A row is
-- written in the transaction of its event and deleted after its push. Its id is the id of the message.
CREATE TABLE platform_messages (
  id          uuid   NOT NULL PRIMARY KEY,
  platform_id uuid   NOT NULL,
  kind        bigint NOT NULL,
  subject_id  uuid   NOT NULL,
  at          bigint NOT NULL,
  facts       text   NOT NULL,
  next_at     bigint NOT NULL,
  failures    bigint NOT NULL DEFAULT 0,
  code        text
);
CREATE INDEX platform_messages_order ON platform_messages (platform_id, id);
CREATE INDEX platform_messages_due ON platform_messages (next_at);

-- The newest notices that a strike counts, 22 characters each (base64url of the id), and those that an account action
-- rests on, each followed by a comma.
ALTER TABLE strikes ADD COLUMN notices text NOT NULL DEFAULT '';
ALTER TABLE account_actions ADD COLUMN notices text NOT NULL DEFAULT '';
