-- More time to act that the platform was given (JSON); null for nearly every row.
ALTER TABLE notices ADD COLUMN extension text;
