-- What changed is told to every process of the back office, by NOTIFY: PostgreSQL delivers it after the commit, to
-- whoever listens then. Kinds and ids alone travel; what they stand for is asked for again, by somebody who may read it.
-- One statement tells each of its rows while they are few; an import or a seed says "many" once for each secretariat.
create function tell_changed_requests() returns trigger language plpgsql as $$
begin
  if (select count(*) from changed) <= 50 then
    perform pg_notify('guichet_live', json_build_object('kind', 'request', 'region', region_id, 'id', id, 'po', po_id)::text)
      from changed;
  else
    perform pg_notify('guichet_live', json_build_object('kind', 'requests', 'region', region_id)::text)
      from (select distinct region_id from changed) as secretariat;
  end if;
  return null;
end $$;
create trigger change_request_told_new after insert on change_request referencing new table as changed
  for each statement execute function tell_changed_requests();
create trigger change_request_told after update on change_request referencing new table as changed
  for each statement execute function tell_changed_requests();
--> statement-breakpoint
-- A message belongs to an envoi, and stands on the page of each of its requests.
create function tell_message() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'request', 'region', region_id, 'id', id, 'po', po_id)::text)
    from change_request where submission_id = new.submission_id;
  return null;
end $$;
create trigger message_told after insert on message for each row execute function tell_message();
--> statement-breakpoint
create function tell_staff_task() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'task', 'region', new.region_id)::text);
  return null;
end $$;
create trigger staff_task_told after insert or update on staff_task for each row execute function tell_staff_task();
--> statement-breakpoint
-- A stream ends with the session that opened it, at once: it is looked at again when one of these rows changes.
create function tell_session_over() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'session', 'staff', old.user_id)::text);
  return null;
end $$;
create trigger staff_session_told after delete on staff_session for each row execute function tell_session_over();
create function tell_staff_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'session', 'staff', new.id)::text);
  return null;
end $$;
create trigger staff_user_told after update on staff_user for each row
  when ((old.disabled_at, old.region_id, old.role) is distinct from (new.disabled_at, new.region_id, new.role))
  execute function tell_staff_changed();
--> statement-breakpoint
-- Who has which request before them: a lease of some seconds for each open tab, so that whoever closes the tab, shuts the
-- laptop or loses the line is gone by themselves. Unlogged: after a crash of the server such leases are over anyway.
create unlogged table presence (
  -- Drawn by the tab.
  id uuid primary key,
  staff_id uuid not null references staff_user (id),
  region_id uuid not null,
  -- No foreign key: checking it would wait for whoever applies the request at that moment.
  request_id uuid not null,
  doing text not null check (doing in ('reading', 'rejecting', 'closing', 'correcting', 'messaging', 'noting', 'amending')),
  held_until timestamptz not null
);
-- "Who is here?", for one secretariat; a handful of rows.
create index presence_region on presence (region_id);
-- "How many tabs has this person?": a browser gone wild must not fill the table.
create index presence_staff on presence (staff_id);
create function tell_presence() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'presence', 'region', coalesce(new.region_id, old.region_id))::text);
  return null;
end $$;
create trigger presence_told after insert or delete on presence for each row execute function tell_presence();
-- A lease that is merely held longer is no news.
create trigger presence_told_doing after update on presence for each row
  when ((old.request_id, old.doing) is distinct from (new.request_id, new.doing)) execute function tell_presence();
--> statement-breakpoint
-- Which notices a member of staff wants, and how. What has no row is as the product proposes it (domain/notices.ts).
create table notice_setting (
  staff_id uuid not null references staff_user (id),
  kind text not null check (kind in ('new', 'corrected', 'failed', 'mentioned', 'old')),
  browser boolean not null,
  mail text not null check (mail in ('at-once', 'daily', 'never')),
  -- After how many working days an open request is old; for that kind alone.
  after_days integer check (after_days between 1 and 60),
  primary key (staff_id, kind),
  check ((kind = 'old') = (after_days is not null))
);
-- One notice to one person, written in the transaction that causes it, in the way they had asked for at that moment.
create table notice (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff_user (id),
  kind text not null check (kind in ('new', 'corrected', 'failed', 'mentioned', 'old')),
  request_id uuid not null references change_request (id),
  -- What it is about, so that the same thing is told once: a request, a correction, a decision, a note.
  cause text not null,
  browser boolean not null,
  mail text not null check (mail in ('at-once', 'daily', 'never')),
  -- The daily mail that told it.
  digest_id uuid references mail (id),
  created_at timestamptz not null default now(),
  unique (staff_id, kind, cause)
);
-- The newest notices of one person.
create index notice_staff on notice (staff_id, id desc);
-- What the next daily mail has to tell.
create index notice_awaiting_digest on notice (staff_id, id) where mail = 'daily' and digest_id is null;
-- The notices of one daily mail, when it is written.
create index notice_digest on notice (digest_id) where digest_id is not null;
create function tell_notice() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'notice', 'staff', new.staff_id, 'id', new.id::text)::text);
  return null;
end $$;
create trigger notice_told after insert on notice for each row when (new.browser) execute function tell_notice();
--> statement-breakpoint
revoke execute on function tell_changed_requests(), tell_message(), tell_staff_task(), tell_session_over(),
  tell_staff_changed(), tell_presence(), tell_notice() from public;
grant select, insert, update, delete on presence to guichet_backoffice;
grant select, insert, update on notice_setting to guichet_backoffice;
-- The back office writes mentions; the worker the rest, and it writes to staff, so it needs their addresses.
grant select, insert on notice to guichet_backoffice;
grant select on notice_setting to guichet_worker;
grant select, insert, update (digest_id), delete on notice to guichet_worker;
grant select (email, disabled_at) on staff_user to guichet_worker;
