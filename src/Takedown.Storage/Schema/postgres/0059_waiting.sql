-- What waits for a platform, by due time: the rows of the notices up to the position in queue_cursors. Only platforms
-- whose queue is read have a position.
CREATE TABLE waiting (
  platform_id uuid   NOT NULL,
  due         bigint NOT NULL,
  seq         bigint NOT NULL,
  notice_id   uuid   NOT NULL UNIQUE,
  state       bigint NOT NULL,
  tier        bigint NOT NULL,
  PRIMARY KEY (platform_id, due, seq)
);
CREATE TABLE queue_cursors (
  platform_id uuid   NOT NULL PRIMARY KEY,
  seq         bigint NOT NULL
);
