-- A PO that staff found: its first day, where it is known. It cannot end before.
alter table po
  add column opened_on date,
  add constraint po_ends_after_its_first_day check (closed_on >= opened_on);
--> statement-breakpoint
-- The worker carries out the order that founds one; only the operator's import did so before.
grant insert on po to guichet_worker;
