-- Counter-notices. accused: who it is, sealed. by_link: 1 where the accused used links itself.
CREATE TABLE counter_notices (
  id       uuid   NOT NULL PRIMARY KEY,
  filed_at bigint NOT NULL,
  by_link  bigint NOT NULL,
  accused  text   NOT NULL,
  content  text   NOT NULL
);

-- A notice has one counter-notice; a counter-notice may answer several notices.
CREATE TABLE counter_notice_items (
  notice_id         uuid   NOT NULL PRIMARY KEY,
  counter_notice_id uuid   NOT NULL,
  claimant_id       uuid   NOT NULL,
  platform_id       uuid   NOT NULL,
  regime            text   NOT NULL,
  region            text   NOT NULL,
  function          text   NOT NULL,
  arrived_at        bigint,
  counter_window    bigint
);
CREATE INDEX counter_notice_items_of ON counter_notice_items (counter_notice_id);
CREATE INDEX counter_notice_items_claimant ON counter_notice_items (claimant_id, counter_notice_id);
CREATE INDEX counter_notice_items_platform ON counter_notice_items (platform_id, counter_notice_id);

CREATE TABLE counter_notice_links (
  hash        bytea  NOT NULL PRIMARY KEY,
  notice_id   uuid   NOT NULL,
  platform_id uuid   NOT NULL,
  expires_at  bigint NOT NULL,
  used_by     uuid
);
CREATE INDEX counter_notice_links_expired ON counter_notice_links (expires_at);

-- The proceeding that keeps the measure of a notice.
CREATE TABLE proceedings (
  notice_id uuid   NOT NULL PRIMARY KEY,
  kind      bigint NOT NULL,
  court     text   NOT NULL,
  case_no   text   NOT NULL,
  filed_at  bigint NOT NULL,
  document  text   NOT NULL,
  proved_at bigint NOT NULL,
  outcome   bigint,
  ended_at  bigint,
  decision  text
);

-- The dispute of a refusal; a notice has one.
CREATE TABLE disputes (
  notice_id   uuid   NOT NULL PRIMARY KEY,
  claimant_id uuid   NOT NULL,
  platform_id uuid   NOT NULL,
  refusal     text   NOT NULL,
  content     text   NOT NULL,
  filed_at    bigint NOT NULL
);
CREATE INDEX disputes_claimant ON disputes (claimant_id, notice_id);
CREATE INDEX disputes_platform ON disputes (platform_id, notice_id);

-- 1: after the counter-notice, the regime bars a second notice for the same material (条例 17).
ALTER TABLE open_notices ADD COLUMN barred bigint NOT NULL DEFAULT 0;
