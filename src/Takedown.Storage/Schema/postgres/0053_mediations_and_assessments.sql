-- The mediation about a refusal; a notice has one. filed_by, ended_by: the side.
CREATE TABLE mediations (
  notice_id   uuid NOT NULL PRIMARY KEY,
  filed_by    bigint NOT NULL,
  body        text NOT NULL,
  reference   text,
  filed_at    bigint NOT NULL,
  document    text NOT NULL,
  recorded_at bigint NOT NULL,
  outcome     bigint,
  ended_at    bigint,
  ended_by    bigint,
  agreement   text
);

-- The finding of the platform and its deadline (JSON); null for nearly every row.
ALTER TABLE notices ADD COLUMN assessment text;

-- Receipt, finding and measure, for the figures of platforms.
CREATE TABLE assessments (
  notice_id    uuid NOT NULL PRIMARY KEY,
  platform_id  uuid NOT NULL,
  finding      bigint NOT NULL,
  delivered_at bigint NOT NULL,
  assessed_at  bigint NOT NULL,
  removed_at   bigint
);
CREATE INDEX assessments_platform ON assessments (platform_id, assessed_at);

-- The corrections of the platform's answer (JSON); null for nearly every row.
ALTER TABLE notices ADD COLUMN corrections text;
