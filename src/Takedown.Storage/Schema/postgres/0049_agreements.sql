-- Agreements of claimants and platforms, every version; body is JSON.
CREATE TABLE agreements (
  code       text   NOT NULL,
  version    bigint NOT NULL,
  body       text   NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (code, version)
);
