-- Counter-notices. accused: who it is, sealed. by_link: 1 where the accused used links itself.
CREATE TABLE counter_notices (
  id       BLOB   NOT NULL PRIMARY KEY,
  filed_at INTEGER NOT NULL,
  by_link  INTEGER NOT NULL,
  accused  TEXT   NOT NULL,
  content  TEXT   NOT NULL
) WITHOUT ROWID;

-- A notice has one counter-notice; a counter-notice may answer several notices.
CREATE TABLE counter_notice_items (
  notice_id         BLOB   NOT NULL PRIMARY KEY,
  counter_notice_id BLOB   NOT NULL,
  claimant_id       BLOB   NOT NULL,
  platform_id       BLOB   NOT NULL,
  regime            TEXT   NOT NULL,
  region            TEXT   NOT NULL,
  function          TEXT   NOT NULL,
  arrived_at        INTEGER,
  counter_window    INTEGER
) WITHOUT ROWID;
CREATE INDEX counter_notice_items_of ON counter_notice_items (counter_notice_id);
CREATE INDEX counter_notice_items_claimant ON counter_notice_items (claimant_id, counter_notice_id);
CREATE INDEX counter_notice_items_platform ON counter_notice_items (platform_id, counter_notice_id);

CREATE TABLE counter_notice_links (
  hash        BLOB   NOT NULL PRIMARY KEY,
  notice_id   BLOB   NOT NULL,
  platform_id BLOB   NOT NULL,
  expires_at  INTEGER NOT NULL,
  used_by     BLOB
) WITHOUT ROWID;
CREATE INDEX counter_notice_links_expired ON counter_notice_links (expires_at);

-- The proceeding that keeps the measure of a notice.
CREATE TABLE proceedings (
  notice_id BLOB   NOT NULL PRIMARY KEY,
  kind      INTEGER NOT NULL,
  court     TEXT   NOT NULL,
  case_no   TEXT   NOT NULL,
  filed_at  INTEGER NOT NULL,
  document  TEXT   NOT NULL,
  proved_at INTEGER NOT NULL,
  outcome   INTEGER,
  ended_at  INTEGER,
  decision  TEXT
) WITHOUT ROWID;

-- The dispute of a refusal; a notice has one.
CREATE TABLE disputes (
  notice_id   BLOB   NOT NULL PRIMARY KEY,
  claimant_id BLOB   NOT NULL,
  platform_id BLOB   NOT NULL,
  refusal     TEXT   NOT NULL,
  content     TEXT   NOT NULL,
  filed_at    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX disputes_claimant ON disputes (claimant_id, notice_id);
CREATE INDEX disputes_platform ON disputes (platform_id, notice_id);

-- 1: after the counter-notice, the regime bars a second notice for the same material (条例 17).
ALTER TABLE open_notices ADD COLUMN barred INTEGER NOT NULL DEFAULT 0;
