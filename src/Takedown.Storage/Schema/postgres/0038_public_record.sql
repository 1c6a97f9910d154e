-- The public record: the published form of notices, what they are found by, and the figures beside them.

-- The schema in which a projection was written.
ALTER TABLE projections ADD COLUMN schema bigint NOT NULL DEFAULT 0;
INSERT INTO projections (name, tx, seq, at) VALUES ('public-record', 0, 0, 0);

CREATE TABLE public_notices (
  id          uuid   NOT NULL PRIMARY KEY,
  version     bigint NOT NULL,
  schema      bigint NOT NULL,
  -- Why it is hidden. Such a row keeps its version, and has nothing else of the notice.
  ground      text,
  publish_at  bigint NOT NULL,
  expire_at   bigint NOT NULL,
  received_at bigint,
  platform_id uuid,
  platform    text,
  host        text,
  regime      text,
  work_type   text,
  work_title  text,
  state       bigint,
  measure     bigint,
  escalated   bigint,
  -- The terms, separated by spaces, as they are in public_terms.
  terms       text   NOT NULL,
  body        text
) WITH (fillfactor = 80);
CREATE INDEX public_notices_platform ON public_notices (platform_id, id);
CREATE INDEX public_notices_host ON public_notices (host, id);
CREATE INDEX public_notices_regime ON public_notices (regime, work_type, id);
CREATE INDEX public_notices_expire ON public_notices (expire_at);

CREATE TABLE public_terms (
  term      text NOT NULL,
  notice_id uuid NOT NULL,
  PRIMARY KEY (term, notice_id)
);

CREATE TABLE public_counts (
  month           text   NOT NULL,
  platform_id     uuid   NOT NULL,
  -- When the counters were copied.
  at              bigint NOT NULL,
  platform_name   text   NOT NULL,
  region          text   NOT NULL,
  received        bigint NOT NULL,
  delivered       bigint NOT NULL,
  on_time         bigint NOT NULL,
  late            bigint NOT NULL,
  breached        bigint NOT NULL,
  removed         bigint NOT NULL,
  rejected        bigint NOT NULL,
  withdrawn       bigint NOT NULL,
  account_actions bigint NOT NULL,
  PRIMARY KEY (month, platform_id)
);
