-- The enterprise number that a PO will have: which, from which day on, and why. It gets it on that day, by the worker.
alter table po
  add column next_number text,
  add column next_number_on date,
  add column next_number_by uuid references cause (id),
  add constraint po_next_number_whole check (num_nulls(next_number, next_number_on, next_number_by) in (0, 3));
