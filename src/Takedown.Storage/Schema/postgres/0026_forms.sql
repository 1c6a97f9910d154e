-- Figures of notices and accounts by the hour (UTC), of one projector of its own. closed_hour is the hour in which
-- a row stopped to count, such as an unhandled notice that was answered after all.
CREATE TABLE form_counts (
  platform_id uuid    NOT NULL,
  function    text    NOT NULL,
  figure      bigint  NOT NULL,
  hour        bigint  NOT NULL,
  closed_hour bigint  NOT NULL,
  count       bigint  NOT NULL,
  PRIMARY KEY (platform_id, function, hour, figure, closed_hour)
);

-- The first event of a platform in an hour: where the reading of the ids behind its figures begins.
CREATE TABLE form_positions (
  platform_id uuid    NOT NULL,
  hour        bigint  NOT NULL,
  tx          bigint  NOT NULL,
  seq         bigint  NOT NULL,
  PRIMARY KEY (platform_id, hour)
);

-- Batches of which two or more notices were delivered to a platform together.
CREATE TABLE form_batches (
  platform_id uuid    NOT NULL,
  batch_id    uuid    NOT NULL,
  function    text    NOT NULL,
  at          bigint  NOT NULL,
  PRIMARY KEY (platform_id, batch_id, function)
);
CREATE INDEX form_batches_at ON form_batches (platform_id, at);

INSERT INTO projections (name, tx, seq, at) VALUES ('forms', 0, 0, 0);

-- What a body files: monthly forms, plans, summaries. The content is JSON.
CREATE TABLE filings (
  id           uuid    NOT NULL PRIMARY KEY,
  kind         bigint  NOT NULL,
  body_id      uuid    NOT NULL,
  line         text    NOT NULL,
  period       text    NOT NULL,
  status       bigint  NOT NULL,
  due          bigint,
  created_at   bigint  NOT NULL,
  submitted_at bigint,
  version      bigint  NOT NULL DEFAULT 1,
  content      text    NOT NULL,
  UNIQUE (body_id, line, kind, period)
);

CREATE TABLE filing_obligations (
  version    bigint  NOT NULL PRIMARY KEY,
  body       text    NOT NULL,
  created_at bigint  NOT NULL
);

CREATE TABLE bulletins (
  id        uuid    NOT NULL PRIMARY KEY,
  body_id   uuid    NOT NULL,
  title     text    NOT NULL,
  text      text    NOT NULL,
  case_id   uuid,
  at        bigint  NOT NULL,
  person_id uuid,
  person    text
);
