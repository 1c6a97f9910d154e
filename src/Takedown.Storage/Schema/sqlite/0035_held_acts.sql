-- One answer to many notices or account actions that goes out when it is due and can be taken back until then. status:
-- 0 held, 1 running, 2 done, 3 undone, 4 not run. It is kept for a day.
CREATE TABLE held_acts (
  id              BLOB    NOT NULL PRIMARY KEY,
  organisation_id BLOB    NOT NULL,
  key_id          BLOB    NOT NULL,
  language        TEXT    NOT NULL,
  about           INTEGER NOT NULL,
  ids             TEXT    NOT NULL,
  answer          TEXT    NOT NULL,
  undone          TEXT,
  status          INTEGER NOT NULL,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  done_at         INTEGER,
  results         TEXT,
  code            TEXT
) WITHOUT ROWID;
CREATE INDEX held_acts_organisation ON held_acts (organisation_id, id);
CREATE INDEX held_acts_due ON held_acts (due_at) WHERE status < 2;
CREATE INDEX held_acts_done ON held_acts (done_at) WHERE done_at IS NOT NULL;
