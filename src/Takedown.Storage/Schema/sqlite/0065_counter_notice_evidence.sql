-- Files that counter-notices name. owner_id: the platform, which may have stored them. released: whether the claimant
-- may open them, because the counter-notice was forwarded and its regime asks for evidence.
CREATE TABLE counter_notice_evidence (
  sha256    BLOB NOT NULL,
  notice_id BLOB NOT NULL,
  owner_id  BLOB NOT NULL,
  released  INTEGER NOT NULL,
  PRIMARY KEY (sha256, notice_id)
) WITHOUT ROWID;
CREATE INDEX counter_notice_evidence_notice ON counter_notice_evidence (notice_id);
