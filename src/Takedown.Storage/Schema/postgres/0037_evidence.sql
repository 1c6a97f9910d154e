-- Evidence: which organisation has shown which file. The bytes lie in a folder or in MongoDB, under the same hash.
CREATE TABLE evidence (
  sha256          bytea  NOT NULL,
  organisation_id uuid   NOT NULL,
  length          bigint NOT NULL,
  media_type      text   NOT NULL,
  stored_at       bigint NOT NULL,
  PRIMARY KEY (sha256, organisation_id)
);
-- Who has evidence here at all, and how much. Only their notices are linked.
CREATE TABLE evidence_holders (
  organisation_id uuid   NOT NULL PRIMARY KEY,
  since           bigint NOT NULL,
  files           bigint NOT NULL DEFAULT 0,
  bytes           bigint NOT NULL DEFAULT 0,
  -- The last of the notices from before that are linked; the pass that looks for them; whether it is over.
  linked_to       uuid   NOT NULL,
  linked          bigint NOT NULL DEFAULT 0
);
CREATE INDEX evidence_holders_open ON evidence_holders (organisation_id) WHERE linked < 2;
-- The notices that name a file.
CREATE TABLE evidence_links (
  sha256      bytea NOT NULL,
  platform_id uuid  NOT NULL,
  notice_id   uuid  NOT NULL,
  PRIMARY KEY (sha256, platform_id, notice_id)
);
-- Who stored and who read a file.
CREATE TABLE evidence_custody (
  id              uuid   NOT NULL PRIMARY KEY,
  sha256          bytea  NOT NULL,
  owner_id        uuid   NOT NULL,
  at              bigint NOT NULL,
  act             text   NOT NULL,
  organisation_id uuid   NOT NULL,
  kind            bigint NOT NULL,
  person_id       uuid,
  person          text,
  notice_id       uuid
);
CREATE INDEX evidence_custody_file ON evidence_custody (sha256, owner_id, id);
-- Files without a row whose bytes are being removed. Nobody stores them meanwhile.
CREATE TABLE evidence_removals (
  sha256 bytea  NOT NULL PRIMARY KEY,
  at     bigint NOT NULL
);
-- Files that a notice waits for before it is sent.
CREATE TABLE evidence_holds (
  claimant_id uuid  NOT NULL,
  sha256      bytea NOT NULL,
  notice_id   uuid  NOT NULL,
  platform_id uuid  NOT NULL,
  PRIMARY KEY (claimant_id, sha256, notice_id)
);
CREATE INDEX evidence_holds_notice ON evidence_holds (notice_id);
