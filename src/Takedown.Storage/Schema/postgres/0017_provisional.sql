-- What a provisional due time was computed from (JSON): it counts working days beyond its calendar's last day, and
-- the calendar's next version computes it anew. Null for nearly every row, and the indexes hold only the others.
ALTER TABLE notices ADD COLUMN provisional text;
ALTER TABLE deadlines ADD COLUMN provisional text;
CREATE INDEX notices_provisional ON notices (id) WHERE provisional IS NOT NULL;
CREATE INDEX deadlines_provisional ON deadlines (owner, owner_id, kind) WHERE provisional IS NOT NULL;
