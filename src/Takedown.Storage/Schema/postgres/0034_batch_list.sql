-- A claimant's batches, newest first.
CREATE INDEX batches_claimant ON batches (claimant_id, id);
