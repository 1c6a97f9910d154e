-- Regimes as versioned data. Every version is kept, because windows were computed from theirs.
CREATE TABLE regimes (
  code       text   NOT NULL,
  version    bigint NOT NULL,
  body       text   NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);
