-- What waits for a platform, by due time: the rows of the notices up to the position in queue_cursors. Only platforms
-- whose queue is read have a position.
CREATE TABLE waiting (
  platform_id BLOB    NOT NULL,
  due         INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  notice_id   BLOB    NOT NULL UNIQUE,
  state       INTEGER NOT NULL,
  tier        INTEGER NOT NULL,
  PRIMARY KEY (platform_id, due, seq)
) WITHOUT ROWID;
CREATE TABLE queue_cursors (
  platform_id BLOB    NOT NULL PRIMARY KEY,
  seq         INTEGER NOT NULL
) WITHOUT ROWID;
