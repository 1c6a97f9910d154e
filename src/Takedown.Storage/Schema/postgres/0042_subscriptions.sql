-- The regulator to which all notices of an event were escalated, for its feed.
ALTER TABLE events ADD COLUMN regulator_id uuid;
CREATE INDEX events_regulator ON events (regulator_id, tx, seq) WHERE regulator_id IS NOT NULL;

-- Subscriptions to events. events: types separated by spaces, empty for all. tx, seq, taken: the last entry of the feed
-- that was put into a delivery; more: whether its row has further ones. lease: the process that delivers.
CREATE TABLE subscriptions (
  id              uuid   NOT NULL PRIMARY KEY,
  organisation_id uuid   NOT NULL,
  url             text   NOT NULL,
  events          text   NOT NULL,
  description     text,
  active          bigint NOT NULL,
  disabled_at     bigint,
  disabled_code   text,
  secret          text   NOT NULL,
  former_secrets  text,
  tx              bigint NOT NULL,
  seq             bigint NOT NULL,
  taken           bigint NOT NULL,
  more            bigint NOT NULL,
  failures        bigint NOT NULL,
  failing_since   bigint,
  code            text,
  next_at         bigint NOT NULL,
  lease           uuid,
  leased_until    bigint NOT NULL,
  created_at      bigint NOT NULL
);
CREATE INDEX subscriptions_organisation ON subscriptions (organisation_id, id);
CREATE INDEX subscriptions_due ON subscriptions (next_at) WHERE active = 1;
CREATE INDEX subscriptions_failing ON subscriptions (failing_since) WHERE active = 1 AND failing_since IS NOT NULL;
CREATE INDEX subscriptions_disabled ON subscriptions (disabled_at) WHERE disabled_at IS NOT NULL;

-- What was put into one post: the span entries of the feed after the first position, those of its types. resend: asked
-- for once more.
CREATE TABLE subscription_deliveries (
  id              uuid   NOT NULL PRIMARY KEY,
  subscription_id uuid   NOT NULL,
  from_tx         bigint NOT NULL,
  from_seq        bigint NOT NULL,
  from_taken      bigint NOT NULL,
  tx              bigint NOT NULL,
  seq             bigint NOT NULL,
  taken           bigint NOT NULL,
  span            bigint NOT NULL,
  types           text   NOT NULL,
  events          bigint NOT NULL,
  attempts        bigint NOT NULL,
  code            text,
  last_at         bigint,
  created_at      bigint NOT NULL,
  delivered_at    bigint,
  resend          bigint NOT NULL
);
CREATE INDEX subscription_deliveries_of ON subscription_deliveries (subscription_id, id);
CREATE INDEX subscription_deliveries_open ON subscription_deliveries (subscription_id, id)
  WHERE delivered_at IS NULL OR resend = 1;
