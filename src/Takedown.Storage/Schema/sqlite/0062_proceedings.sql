-- Proceedings that were proved before they had a time (owner 0 a notice, kind 20 proceeding, status 1 running): 184 days.
INSERT INTO deadlines (owner, owner_id, kind, due, status)
SELECT 0, n.id, 20, p.proved_at + 15897600000, 1 FROM proceedings p JOIN notices n ON n.id = p.notice_id
WHERE p.outcome IS NULL;
