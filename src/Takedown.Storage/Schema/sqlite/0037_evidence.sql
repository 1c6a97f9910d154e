-- Evidence: which organisation has shown which file. The bytes lie in a folder or in MongoDB, under the same hash.
CREATE TABLE evidence (
  sha256          BLOB   NOT NULL,
  organisation_id BLOB   NOT NULL,
  length          INTEGER NOT NULL,
  media_type      TEXT   NOT NULL,
  stored_at       INTEGER NOT NULL,
  PRIMARY KEY (sha256, organisation_id)
) WITHOUT ROWID;
-- Who has evidence here at all, and how much. Only their notices are linked.
CREATE TABLE evidence_holders (
  organisation_id BLOB   NOT NULL PRIMARY KEY,
  since           INTEGER NOT NULL,
  files           INTEGER NOT NULL DEFAULT 0,
  bytes           INTEGER NOT NULL DEFAULT 0,
  -- The last of the notices from before that are linked; the pass that looks for them; whether it is over.
  linked_to       BLOB   NOT NULL,
  linked          INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX evidence_holders_open ON evidence_holders (organisation_id) WHERE linked < 2;
-- The notices that name a file.
CREATE TABLE evidence_links (
  sha256      BLOB  NOT NULL,
  platform_id BLOB  NOT NULL,
  notice_id   BLOB  NOT NULL,
  PRIMARY KEY (sha256, platform_id, notice_id)
) WITHOUT ROWID;
-- Who stored and who read a file.
CREATE TABLE evidence_custody (
  id              BLOB   NOT NULL PRIMARY KEY,
  sha256          BLOB   NOT NULL,
  owner_id        BLOB   NOT NULL,
  at              INTEGER NOT NULL,
  act             TEXT   NOT NULL,
  organisation_id BLOB   NOT NULL,
  kind            INTEGER NOT NULL,
  person_id       BLOB,
  person          TEXT,
  notice_id       BLOB
) WITHOUT ROWID;
CREATE INDEX evidence_custody_file ON evidence_custody (sha256, owner_id, id);
-- Files without a row whose bytes are being removed. Nobody stores them meanwhile.
CREATE TABLE evidence_removals (
  sha256 BLOB   NOT NULL PRIMARY KEY,
  at     INTEGER NOT NULL
) WITHOUT ROWID;
-- Files that a notice waits for before it is sent.
CREATE TABLE evidence_holds (
  claimant_id BLOB  NOT NULL,
  sha256      BLOB  NOT NULL,
  notice_id   BLOB  NOT NULL,
  platform_id BLOB  NOT NULL,
  PRIMARY KEY (claimant_id, sha256, notice_id)
) WITHOUT ROWID;
CREATE INDEX evidence_holds_notice ON evidence_holds (notice_id);
