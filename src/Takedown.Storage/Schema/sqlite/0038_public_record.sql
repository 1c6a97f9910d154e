-- The public record: the published form of notices, what they are found by, and the figures beside them.

-- The schema in which a projection was written.
ALTER TABLE projections ADD COLUMN schema INTEGER NOT NULL DEFAULT 0;
INSERT INTO projections (name, tx, seq, at) VALUES ('public-record', 0, 0, 0);

CREATE TABLE public_notices (
  id          BLOB    NOT NULL PRIMARY KEY,
  version     INTEGER NOT NULL,
  schema      INTEGER NOT NULL,
  -- Why it is hidden. Such a row keeps its version, and has nothing else of the notice.
  ground      TEXT,
  publish_at  INTEGER NOT NULL,
  expire_at   INTEGER NOT NULL,
  received_at INTEGER,
  platform_id BLOB,
  platform    TEXT,
  host        TEXT,
  regime      TEXT,
  work_type   TEXT,
  work_title  TEXT,
  state       INTEGER,
  measure     INTEGER,
  escalated   INTEGER,
  -- The terms, separated by spaces, as they are in public_terms.
  terms       TEXT    NOT NULL,
  body        TEXT
);
CREATE INDEX public_notices_platform ON public_notices (platform_id, id);
CREATE INDEX public_notices_host ON public_notices (host, id);
CREATE INDEX public_notices_regime ON public_notices (regime, work_type, id);
CREATE INDEX public_notices_expire ON public_notices (expire_at);

CREATE TABLE public_terms (
  term      TEXT    NOT NULL,
  notice_id BLOB    NOT NULL,
  PRIMARY KEY (term, notice_id)
) WITHOUT ROWID;

CREATE TABLE public_counts (
  month           TEXT    NOT NULL,
  platform_id     BLOB    NOT NULL,
  -- When the counters were copied.
  at              INTEGER NOT NULL,
  platform_name   TEXT    NOT NULL,
  region          TEXT    NOT NULL,
  received        INTEGER NOT NULL,
  delivered       INTEGER NOT NULL,
  on_time         INTEGER NOT NULL,
  late            INTEGER NOT NULL,
  breached        INTEGER NOT NULL,
  removed         INTEGER NOT NULL,
  rejected        INTEGER NOT NULL,
  withdrawn       INTEGER NOT NULL,
  account_actions INTEGER NOT NULL,
  PRIMARY KEY (month, platform_id)
) WITHOUT ROWID;
