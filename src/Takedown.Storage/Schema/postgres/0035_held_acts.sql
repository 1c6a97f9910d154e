-- One answer to many notices or account actions that goes out when it is due and can be taken back until then. status:
-- 0 held, 1 running, 2 done, 3 undone, 4 not run. It is kept for a day.
CREATE TABLE held_acts (
  id              uuid    NOT NULL PRIMARY KEY,
  organisation_id uuid    NOT NULL,
  key_id          uuid    NOT NULL,
  language        text    NOT NULL,
  about           bigint  NOT NULL,
  ids             text    NOT NULL,
  answer          text    NOT NULL,
  undone          text,
  status          bigint  NOT NULL,
  version         bigint  NOT NULL,
  created_at      bigint  NOT NULL,
  due_at          bigint  NOT NULL,
  done_at         bigint ,
  results         text,
  code            text
);
CREATE INDEX held_acts_organisation ON held_acts (organisation_id, id);
CREATE INDEX held_acts_due ON held_acts (due_at) WHERE status < 2;
CREATE INDEX held_acts_done ON held_acts (done_at) WHERE done_at IS NOT NULL;
