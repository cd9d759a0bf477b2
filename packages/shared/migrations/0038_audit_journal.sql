-- The journal is read newest first, by time: whoever writes late entries (an import, a demonstration) does not hide them.
create index audit_entry_newest on audit_entry (at, id);
-- What one person did.
create index audit_entry_actor on audit_entry (actor_id, at, id) where actor_id is not null;
-- Entries of those who act seldom; staff and the programme are found on every page of the journal.
create index audit_entry_seldom on audit_entry (actor_kind, at, id) where actor_kind in ('member', 'submitter', 'operator');
-- Every entry of one kind of act.
create index audit_entry_action on audit_entry (action, at, id);
-- Everything that one request did.
create index audit_entry_request on audit_entry (request_id, at, id) where request_id is not null;
--> statement-breakpoint
-- One check of the whole chain of the audit, asked for by somebody and made by the worker, with what it found.
create table audit_check (
  -- Given by who orders, so that an order that is sent twice is one check.
  id uuid primary key,
  ordered_by uuid not null references staff_user (id),
  ordered_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- Seals seen so far, of how many.
  checked bigint not null default 0,
  total bigint,
  verdict jsonb,
  check ((finished_at is null) = (verdict is null))
);
-- One at a time: a second would read the same.
create unique index audit_check_one_pending on audit_check ((true)) where finished_at is null;
create index audit_check_recent on audit_check (ordered_at desc);
--> statement-breakpoint
-- The back office orders and looks on; the worker alone says what was found.
grant select, insert on audit_check to guichet_backoffice;
grant select, update (started_at, finished_at, checked, total, verdict) on audit_check to guichet_worker;
-- The digest of every value is made anew.
grant select on audit_value to guichet_worker;
