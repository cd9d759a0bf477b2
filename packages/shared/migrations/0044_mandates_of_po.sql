-- "Who are and were the members of this PO?", annulled mandates included: the file of a PO tells when one was annulled.
-- It holds what most ask of them, so that the planner no longer walks the whole index of the exclusion constraint for it.
create index mandate_of_po on mandate (po_id) include (id, person_id, period, annulled_at);
