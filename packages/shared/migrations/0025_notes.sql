-- What the secretariat writes for itself about a request: never shown to its author, in no mail.
create table note (
  id uuid primary key default uuidv7(),
  request_id uuid not null references change_request (id),
  staff_id uuid not null references staff_user (id),
  body text not null check (body <> '' and length(body) <= 4000),
  -- Colleagues whom it names: they are told.
  mentions uuid[] not null default '{}',
  at timestamptz not null default now()
);
create index note_request on note (request_id, at, id);
--> statement-breakpoint
-- Reasons of a refusal that a secretariat gives again and again, with variables in braces (domain/reason-templates.ts).
create table reason_template (
  id uuid primary key default uuidv7(),
  region_id uuid not null references region (id),
  -- The request type that it is for; null: any.
  type text,
  title text not null check (title <> '' and length(title) <= 120),
  body text not null check (body <> '' and length(body) <= 4000),
  version integer not null default 1,
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null default now(),
  -- Put away rather than deleted: it is offered no more.
  archived_at timestamptz
);
-- Two with one title could not be told apart in a list of titles.
create unique index reason_template_title on reason_template (region_id, coalesce(type, ''), lower(title)) where archived_at is null;
--> statement-breakpoint
-- Sends a failed or doubtful mail of a secretariat again: the same row, the same Message-ID. The back office has no
-- other right to change a mail.
create function retry_mail(mail_id uuid, region uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set state = 'pending', attempts = 0, error_code = null, response_code = null
  where m.id = mail_id and m.state in ('failed', 'unknown') and region = coalesce(
    (select s.region_id from submission s where s.id = m.submission_id),
    (select p.region_id from mandate d join po p on p.id = d.po_id
      where d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id))
      order by p.region_id = region desc, upper(d.period) desc limit 1),
    region);
  if not found then return false; end if;
  update outbox set state = 'pending', attempts = 0, error_code = null, done_at = null, next_at = now()
  where kind = 'mail' and ref = mail_id::text;
  return true;
end $$;
revoke execute on function retry_mail(uuid, uuid) from public;
--> statement-breakpoint
grant select, insert on note to guichet_backoffice;
grant select, insert, update (type, title, body, version, updated_by, updated_at, archived_at) on reason_template to guichet_backoffice;
grant execute on function retry_mail(uuid, uuid) to guichet_backoffice;
-- A mail that is tried again and fails again is told again.
grant update (reason, detail, created_at, done_at, done_by) on staff_task to guichet_worker;
--> statement-breakpoint
-- A note stands on the page of its request at once, wherever it is open (0022).
create function tell_note() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'request', 'region', region_id, 'id', id, 'po', po_id)::text)
    from change_request where id = new.request_id;
  return null;
end $$;
create trigger note_told after insert on note for each row execute function tell_note();
revoke execute on function tell_note() from public;
