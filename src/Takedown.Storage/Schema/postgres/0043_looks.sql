-- Who of an organisation is looking at what, until when, so that two people do not decide the same.
CREATE TABLE looks (
  organisation_id uuid   NOT NULL,
  id              uuid   NOT NULL,
  subject         bigint NOT NULL,
  owner_id        uuid   NOT NULL,
  person          text,
  since           bigint NOT NULL,
  until           bigint NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
