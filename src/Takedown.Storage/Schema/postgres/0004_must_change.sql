-- Fails a statement that changed fewer rows than it has to, so that the client can commit without reading the count
-- first. Volatile, because a call that may raise an error must not be evaluated early or left out.
CREATE FUNCTION takedown_must_change(changed bigint, expected bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  IF changed <> expected THEN
    RAISE EXCEPTION USING ERRCODE = 'TD001', MESSAGE = format('Changed %s of %s rows.', changed, expected);
  END IF;
  RETURN changed;
END
$$;
