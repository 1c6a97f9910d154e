-- Open keys are made of texts in other normal forms than before. The server computes those of open notices anew at its
-- next start, in the order of their ids; this row says behind which one.
INSERT INTO settings (name, value)
SELECT 'open-keys', '00000000-0000-0000-0000-000000000000' WHERE EXISTS (SELECT 1 FROM notices);
