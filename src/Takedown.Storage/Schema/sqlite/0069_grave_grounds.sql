-- How many of the grounds of a strike are grave, so that it stays grave when others end. Of strikes of before it is not
-- known: one, so that the first grave ground that ends takes the weight with it.
ALTER TABLE strikes ADD COLUMN grave INTEGER NOT NULL DEFAULT 0;
UPDATE strikes SET grave = 1 WHERE weight > 1;
