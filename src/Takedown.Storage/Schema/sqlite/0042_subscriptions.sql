-- The regulator to which all notices of an event were escalated, for its feed.
ALTER TABLE events ADD COLUMN regulator_id BLOB;
CREATE INDEX events_regulator ON events (regulator_id, tx, seq) WHERE regulator_id IS NOT NULL;

-- Subscriptions to events. events: types separated by spaces, empty for all. tx, seq, taken: the last entry of the feed
-- that was put into a delivery; more: whether its row has further ones. lease: the process that delivers.
CREATE TABLE subscriptions (
  id              BLOB   NOT NULL PRIMARY KEY,
  organisation_id BLOB   NOT NULL,
  url             TEXT   NOT NULL,
  events          TEXT   NOT NULL,
  description     TEXT,
  active          INTEGER NOT NULL,
  disabled_at     INTEGER,
  disabled_code   TEXT,
  secret          TEXT   NOT NULL,
  former_secrets  TEXT,
  tx              INTEGER NOT NULL,
  seq             INTEGER NOT NULL,
  taken           INTEGER NOT NULL,
  more            INTEGER NOT NULL,
  failures        INTEGER NOT NULL,
  failing_since   INTEGER,
  code            TEXT,
  next_at         INTEGER NOT NULL,
  lease           BLOB,
  leased_until    INTEGER NOT NULL,
  created_at      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX subscriptions_organisation ON subscriptions (organisation_id, id);
CREATE INDEX subscriptions_due ON subscriptions (next_at) WHERE active = 1;
CREATE INDEX subscriptions_failing ON subscriptions (failing_since) WHERE active = 1 AND failing_since IS NOT NULL;
CREATE INDEX subscriptions_disabled ON subscriptions (disabled_at) WHERE disabled_at IS NOT NULL;

-- What was put into one post: the span entries of the feed after the first position, those of its types. resend: asked
-- for once more.
CREATE TABLE subscription_deliveries (
  id              BLOB   NOT NULL PRIMARY KEY,
  subscription_id BLOB   NOT NULL,
  from_tx         INTEGER NOT NULL,
  from_seq        INTEGER NOT NULL,
  from_taken      INTEGER NOT NULL,
  tx              INTEGER NOT NULL,
  seq             INTEGER NOT NULL,
  taken           INTEGER NOT NULL,
  span            INTEGER NOT NULL,
  types           TEXT   NOT NULL,
  events          INTEGER NOT NULL,
  attempts        INTEGER NOT NULL,
  code            TEXT,
  last_at         INTEGER,
  created_at      INTEGER NOT NULL,
  delivered_at    INTEGER,
  resend          INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX subscription_deliveries_of ON subscription_deliveries (subscription_id, id);
CREATE INDEX subscription_deliveries_open ON subscription_deliveries (subscription_id, id)
  WHERE delivered_at IS NULL OR resend = 1;
