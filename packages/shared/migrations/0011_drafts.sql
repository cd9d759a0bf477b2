-- Envois that are being written. What they hold is encrypted by the form's process with a secret that stands in a cookie
-- or in a link and nowhere here: the database alone opens nothing.
create table draft (
  -- Names the envoi from its first page to its receipt; random.
  id text primary key check (id ~ '^[A-Za-z0-9_-]{22}$'),
  secret_sha256 bytea not null check (octet_length(secret_sha256) = 32),
  -- Null once the envoi has left: what stays tells an older page which version it was.
  content bytea check (octet_length(content) <= 65536),
  -- Raised by each change; a page that shows an older one overwrites nothing.
  version integer not null check (version > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null
);
-- The worker deletes by this date.
create index draft_expires on draft (expires_at);
grant select (id, expires_at), delete on draft to guichet_worker;
--> statement-breakpoint
create function load_draft(draft_id text, digest bytea) returns table (content bytea, version integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.content, d.version from draft d
  where d.id = draft_id and d.secret_sha256 = digest and d.content is not null and d.expires_at > now()
$$;
--> statement-breakpoint
-- Keeps a draft for thirty days from now. `expected` is the version that was read, 0 for a new one. Returns the new
-- version, or null when another page was quicker, or when it has left or expired.
create function save_draft(draft_id text, digest bytea, sealed bytea, expected integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare saved integer;
begin
  if expected = 0 then
    insert into draft (id, secret_sha256, content, version, expires_at)
      values (draft_id, digest, sealed, 1, now() + interval '30 days')
      on conflict (id) do nothing returning version into saved;
  else
    update draft d set content = sealed, version = d.version + 1, updated_at = now(), expires_at = now() + interval '30 days'
      where d.id = draft_id and d.secret_sha256 = digest and d.version = expected and d.content is not null and d.expires_at > now()
      returning d.version into saved;
  end if;
  return saved;
end $$;
--> statement-breakpoint
-- Throws a draft away, with the links that lead to it.
create function erase_draft(draft_id text, digest bytea) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from draft d where d.id = draft_id and d.secret_sha256 = digest;
  if not found then return false; end if;
  delete from token_draft where token_draft.draft_id = erase_draft.draft_id;
  return true;
end $$;
--> statement-breakpoint
-- The envoi has left: its answers stand in the requests now, and not twice.
create function close_draft(draft_id text, digest bytea) returns boolean
  language sql security definer set search_path = public, pg_temp as $$
  update draft d set content = null, updated_at = now() where d.id = draft_id and d.secret_sha256 = digest and d.content is not null
  returning true
$$;
--> statement-breakpoint
-- Which version left under this key, for a page that shows another one. Who knows the key may read the receipt anyway.
create function sent_draft_version(draft_id text) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.version from draft d where d.id = draft_id and d.content is null
$$;
--> statement-breakpoint
-- Two more kinds of links. "resume" belongs to a draft, "form-door" to a member's account and one PO.
alter table token drop constraint token_purpose_check;
alter table token drop constraint token_check;
alter table token drop constraint token_check1;
alter table token add constraint token_purpose_check
  check (purpose in ('activation', 'password-reset', 'email-confirmation', 'tracking', 'resume', 'form-door'));
alter table token add constraint token_of_submission check ((purpose = 'tracking') = (submission_id is not null));
alter table token add constraint token_of_account check ((purpose not in ('tracking', 'resume')) = (account_id is not null));
--> statement-breakpoint
-- The draft that a resume link opens. Its secret is wrapped with a key made of the link's own secret, of which the token
-- keeps the digest: again, the database alone opens nothing.
create table token_draft (
  token_id uuid primary key references token (id),
  -- No foreign key: a draft that expired takes nothing with it, its links then open nothing.
  draft_id text not null,
  wrapped_secret bytea not null
);
-- Erasing a draft takes its links away.
create index token_draft_draft on token_draft (draft_id);
grant select (draft_id), delete on token_draft to guichet_worker;
--> statement-breakpoint
-- For which PO a door was opened: a member may belong to several.
create table token_door (
  token_id uuid primary key references token (id),
  po_id uuid not null references po (id)
);
grant insert on token_door to guichet_extranet;
--> statement-breakpoint
revoke execute on function load_draft(text, bytea), save_draft(text, bytea, bytea, integer), erase_draft(text, bytea),
  close_draft(text, bytea), sent_draft_version(text) from public;
grant execute on function load_draft(text, bytea), save_draft(text, bytea, bytea, integer), erase_draft(text, bytea),
  close_draft(text, bytea), sent_draft_version(text) to guichet_intake;
