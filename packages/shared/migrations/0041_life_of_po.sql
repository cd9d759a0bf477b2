-- A PO ends: its last day, and the PO that took it over where it was merged. It stays readable.
alter table po
  add column closed_on date,
  add column merged_into uuid references po (id),
  -- Who is merged into another is there no more.
  add constraint po_merged_is_closed check (merged_into is null or closed_on is not null),
  add constraint po_not_merged_into_itself check (merged_into <> id);
-- "Which POs were merged into this one?": the file of a PO.
create index po_merged_into on po (merged_into) where merged_into is not null;
-- The few that are closed: searches leave them out, and one list shows nothing else.
create index po_closed on po (closed_on) where closed_on is not null;
--> statement-breakpoint
-- A school that will go to another PO: which, from which day on, and why. It goes on that day, by the worker.
alter table school
  add column next_po_id uuid references po (id),
  add column next_po_on date,
  add column next_po_by uuid references cause (id),
  add constraint school_next_po_whole check (num_nulls(next_po_id, next_po_on, next_po_by) in (0, 3)),
  add constraint school_next_po_other check (next_po_id <> po_id);
-- "Which schools will come to this PO?": its file, and whoever wants to close it.
create index school_next_po on school (next_po_id) where next_po_id is not null;
--> statement-breakpoint
-- The civil day from which a value holds, where that is not the day on which it was recorded.
alter table field_change add column holds_from date;
--> statement-breakpoint
-- No school comes to a PO that closes. A plan is made on the locked PO that the school leaves; the other one may be closing
-- in a transaction that is not committed yet: this waits for it.
create function school_comes_to_open_po() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare ends date;
begin
  select closed_on into ends from po
    where id = case when new.po_id is distinct from old.po_id then new.po_id else new.next_po_id end for share;
  if ends is not null then
    raise exception 'school % cannot come to a PO that closes on %', new.id, ends using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger school_comes_to_open_po before update of po_id, next_po_id on school for each row
  when (new.po_id is distinct from old.po_id or (new.next_po_id is distinct from old.next_po_id and new.next_po_id is not null))
  execute function school_comes_to_open_po();
revoke execute on function school_comes_to_open_po() from public;
--> statement-breakpoint
-- The public form offers no PO that is closed.
grant select (closed_on) on po to guichet_intake;
