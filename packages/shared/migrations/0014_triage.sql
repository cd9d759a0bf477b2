-- What the queue is grouped by stands on the request itself, so that a page of it is a stretch of an index.
alter table change_request
  -- When its author answered last: what the group "corrigées" lists.
  add column corrected_at timestamptz,
  -- Out of the list before that day, back in it from that morning on, by the date alone: no job has to bring it back.
  add column set_aside_until date,
  -- The gravest of its findings that somebody must settle or have seen; null when there is none.
  add column gravest text generated always as (case
    when findings @> '[{"severity": "blocking"}]' then 'blocking'
    when findings @> '[{"severity": "warning"}]' then 'warning' end) stored,
  -- Only what is to be decided can be set aside; what failed stays on top until somebody has dealt with it.
  add constraint change_request_set_aside check (set_aside_until is null or state = 'submitted');
update change_request c set corrected_at = k.at
  from (select request_id, max(closed_at) as at from correction where state = 'answered' group by request_id) k
  where k.request_id = c.id;
--> statement-breakpoint
-- The number of every group is read from this index alone, whatever is on record.
drop index change_request_open;
create index change_request_open on change_request (region_id, state, assigned_to, set_aside_until, corrected_at)
  where state in ('submitted', 'correction_requested', 'approved', 'failed');
-- A state of a secretariat in the order of its pages: place in time, then the envoi, then the place in it.
drop index change_request_state;
create index change_request_state on change_request (region_id, state, created_at, submission_id, position);
-- The same order within what was corrected, what is set aside, and what one colleague has taken.
create index change_request_corrected on change_request (region_id, created_at, submission_id, position)
  where state = 'submitted' and corrected_at is not null;
create index change_request_set_aside on change_request (region_id, created_at, submission_id, position)
  where set_aside_until is not null;
create index change_request_assigned on change_request (assigned_to, state, created_at, submission_id, position)
  where assigned_to is not null;
-- The few that did not come by the form, and the addresses that nobody has confirmed: rare among many, so looked up.
create index submission_channel on submission (region_id, channel) where channel <> 'form';
create index submission_unconfirmed on submission (region_id) where email_confirmed_at is null;
--> statement-breakpoint
-- Whatever is decided of it, by whichever process, a request is no longer set aside.
create function end_set_aside() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.set_aside_until := null;
  return new;
end $$;
create trigger end_set_aside before update of state on change_request
  for each row when (new.state <> 'submitted' and new.set_aside_until is not null) execute function end_set_aside();
--> statement-breakpoint
-- An answer of the author marks its request in the same transaction, whoever writes it. As the owner: who answers may
-- not write requests otherwise.
create function note_corrected() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update change_request set corrected_at = new.closed_at where id = new.request_id;
  return null;
end $$;
create trigger note_corrected after update of state on correction
  for each row when (new.state = 'answered' and old.state <> 'answered') execute function note_corrected();
--> statement-breakpoint
-- Filters of the queue under a name: one's own, or shared with the colleagues of the secretariat.
create table saved_view (
  id uuid primary key default uuidv7(),
  region_id uuid not null references region (id),
  owner_id uuid not null references staff_user (id),
  name text not null check (name <> '' and length(name) <= 60),
  -- As they stand in the address of the queue: { etat, type, po, q, ... }.
  filters jsonb not null check (jsonb_typeof(filters) = 'object'),
  shared boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- Two views of one name in one list would be told apart by nobody.
create unique index saved_view_name on saved_view (owner_id, lower(name));
create index saved_view_shared on saved_view (region_id) where shared;
--> statement-breakpoint
revoke execute on function end_set_aside(), note_corrected() from public;
grant update (set_aside_until) on change_request to guichet_backoffice;
-- A view is a convenience of its owner, nothing on record: it may be deleted.
grant select, insert, update (name, filters, shared, updated_at), delete on saved_view to guichet_backoffice;
