-- Lists of regulators are put together from parts, each of which is read along an index in the order of the ids.
DROP INDEX escalations_platform;
DROP INDEX escalations_claimant;
DROP INDEX escalations_accused;
CREATE INDEX escalations_platform ON escalations (platform_id, function, status, id);
CREATE INDEX escalations_claimant ON escalations (claimant_region, function, status, id)
  WHERE claimant_region IS NOT NULL;
CREATE INDEX escalations_accused ON escalations (accused_region, function, status, id)
  WHERE accused_region IS NOT NULL;
CREATE INDEX escalations_body ON escalations (regulator_id, function, status, id);
CREATE INDEX escalations_function ON escalations (function, status, id);

DROP INDEX cases_region;
CREATE INDEX cases_region ON cases (region, function, id);
CREATE INDEX cases_region_state ON cases (region, function, state, id);
CREATE INDEX cases_body_state ON cases (body_id, state, id);
CREATE INDEX cases_state ON cases (state, id);
CREATE INDEX cases_key ON cases (id) WHERE is_key = 1;
CREATE INDEX cases_enforcement ON cases (enforcement_id, id) WHERE enforcement_id IS NOT NULL;
CREATE INDEX cases_lead ON cases (cluster_lead, id) WHERE cluster_lead IS NOT NULL;

-- Figures of the form, by the time at which a row begins to count.
CREATE INDEX case_steps_due ON case_steps (body_id, kind, due) WHERE due IS NOT NULL;
CREATE INDEX case_steps_fulfilled ON case_steps (body_id, kind, fulfilled_at) WHERE fulfilled_at IS NOT NULL;
CREATE INDEX case_transfers_filed ON case_transfers (body_id, filed_at) WHERE filed_at IS NOT NULL;
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;
DROP INDEX form_batches_at;
CREATE INDEX form_batches_at ON form_batches (platform_id, function, at, batch_id);
CREATE INDEX leads_accepted ON leads (accepted_by, accepted_at) WHERE accepted_by IS NOT NULL;
CREATE INDEX leads_closed ON leads (closed_by, closed_at) WHERE closed_by IS NOT NULL;
CREATE INDEX assistance_asked ON assistance (from_id, asked_at);
CREATE INDEX assistance_answered ON assistance (answered_by, answered_at) WHERE answered_by IS NOT NULL;

-- What waits, for lists by status and for the gauges.
CREATE INDEX leads_status ON leads (status, id);
CREATE INDEX assistance_status ON assistance (status, id);
CREATE INDEX filings_status ON filings (status, due);
