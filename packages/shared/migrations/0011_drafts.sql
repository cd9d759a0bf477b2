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
--> statement-breakpoint
-- "Continuer plus tard": a link by mail that opens the draft elsewhere. At most one such mail a day to one address, five
-- to one that has been confirmed: nobody's mailbox is filled by others. What is answered is the same either way.
create function ask_resume_link(draft_id text, digest bytea, asked jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare address text := lower(asked ->> 'address'); most integer;
begin
  update draft d set expires_at = now() + interval '30 days'
    where d.id = draft_id and d.secret_sha256 = digest and d.content is not null and d.expires_at > now();
  if not found then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('resume-draft:' || address, 0));
  most := case when exists (select from submission where lower(submitter_email) = address and email_confirmed_at is not null)
    then 5 else 1 end;
  if (select count(*) from mail where kind = 'resume-draft' and lower(to_address) = address
      and created_at > now() - interval '24 hours') >= most then return; end if;
  insert into token (id, purpose, secret_sha256, email, expires_at)
    values ((asked ->> 'tokenId')::uuid, 'resume', decode(asked ->> 'tokenSha256', 'hex'), asked ->> 'address', now() + interval '30 days');
  insert into token_draft (token_id, draft_id, wrapped_secret)
    values ((asked ->> 'tokenId')::uuid, ask_resume_link.draft_id, decode(asked ->> 'wrappedSecret', 'hex'));
  with letter as (
    insert into mail (id, kind, cause_key, to_address, token_id, message_id)
      values ((asked ->> 'mailId')::uuid, 'resume-draft', 'resume-draft:' || (asked ->> 'tokenId'), asked ->> 'address',
        (asked ->> 'tokenId')::uuid, asked ->> 'messageId')
      returning id
  )
  insert into outbox (kind, ref) select 'mail', id::text from letter;
end $$;
-- "Did this address get one lately?", and whether it is known as confirmed.
create index mail_resume_draft on mail (lower(to_address), created_at) where kind = 'resume-draft';
create index submission_confirmed_email on submission (lower(submitter_email)) where email_confirmed_at is not null;
--> statement-breakpoint
-- What a resume link leads to, looked at or, by a button, opened: then its holder has read the mailbox, and the draft
-- lives on. `left`: it was sent meanwhile. Null for a link that leads nowhere.
create function follow_resume_link(digest bytea, opens boolean) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare found_draft record;
begin
  select t.id as token_id, d.id, d.content is null as has_left, encode(w.wrapped_secret, 'hex') as wrapped, t.email into found_draft
    from token t join token_draft w on w.token_id = t.id join draft d on d.id = w.draft_id
    where t.purpose = 'resume' and t.secret_sha256 = digest and t.voided_at is null and t.expires_at > now() and d.expires_at > now();
  if not found then return null; end if;
  if opens then
    update token set used_at = coalesce(used_at, now()), expires_at = now() + interval '30 days' where id = found_draft.token_id;
    update draft set expires_at = now() + interval '30 days' where id = found_draft.id and content is not null;
  end if;
  return jsonb_build_object('draftId', found_draft.id, 'left', found_draft.has_left,
    'wrapped', case when opens then found_draft.wrapped end, 'email', case when opens then found_draft.email end);
end $$;
--> statement-breakpoint
-- A member comes in from the extranet by a door that opens once. Returns the PO, who it is and, for those who answer for
-- the PO, its present members by name; null for a door that is shut, or a member who is none of that PO today.
create function enter_by_door(digest bytea) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare entering record; today date := (now() at time zone 'Europe/Brussels')::date;
begin
  select t.id as token_id, d.po_id, a.email, p.first_name, p.last_name, m.id as mandate_id into entering
    from token t join token_door d on d.token_id = t.id
      join member_account a on a.id = t.account_id and a.state = 'active'
      join person p on p.id = a.person_id and not p.deceased
      join mandate m on m.person_id = p.id and m.po_id = d.po_id and m.annulled_at is null and m.period @> today
    where t.purpose = 'form-door' and t.secret_sha256 = digest;
  if not found then return null; end if;
  update token set used_at = now() where id = entering.token_id and used_at is null and voided_at is null and expires_at > now();
  if not found then return null; end if;
  return jsonb_build_object('poId', entering.po_id, 'email', entering.email,
    'firstName', entering.first_name, 'lastName', entering.last_name,
    'roles', (select coalesce(jsonb_agg(distinct r.role), '[]') from role_assignment r
      where r.mandate_id = entering.mandate_id and r.annulled_at is null and r.period @> today),
    'members', case when exists (select from role_assignment r where r.mandate_id = entering.mandate_id
        and r.role in ('president', 'secretary') and r.annulled_at is null and r.period @> today) then (
      select jsonb_agg(jsonb_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name)
        order by fold(p.last_name), fold(p.first_name), p.id)
      from mandate m join person p on p.id = m.person_id
      where m.po_id = entering.po_id and m.annulled_at is null and m.period @> today and not p.deceased) else '[]' end);
end $$;
--> statement-breakpoint
-- Which of these changes are already open, for a submitter who has proven who they are: by a door, as a member of that PO
-- today; by a link read in a mailbox, what the same address has sent, and what concerns the PO when a member of it has
-- that address. Strangers are told nothing (DESIGN.md §4.11): without such a proof, or about another PO, none.
create function open_same_changes(proof bytea, po uuid, asked jsonb) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  with proven as (
    select t.purpose, case when t.purpose = 'resume' then lower(t.email) end as email, exists (
      select from mandate m join person p on p.id = m.person_id left join member_account a on a.person_id = p.id
      where m.po_id = po and m.annulled_at is null and m.period @> (now() at time zone 'Europe/Brussels')::date
        and case when t.purpose = 'form-door' then a.id = t.account_id
          else p.email_key = lower(t.email) or lower(a.email) = lower(t.email) end) as member
    from token t
    where t.purpose in ('resume', 'form-door') and t.secret_sha256 = proof and t.voided_at is null
      and t.used_at > now() - interval '30 days'
  )
  select coalesce(jsonb_agg(distinct jsonb_build_object('index', w.place - 1, 'sentAt', s.created_at)), '[]')
  from proven v
    join jsonb_array_elements(asked) with ordinality as w (change, place) on true
    join change_request c on c.po_id = po and c.type = w.change ->> 'type' and fold(c.subject) = fold(w.change ->> 'subject')
      and c.state in ('submitted', 'correction_requested', 'approved', 'failed')
    join submission s on s.id = c.submission_id
  where v.member or lower(s.submitter_email) = v.email
$$;
--> statement-breakpoint
revoke execute on function ask_resume_link(text, bytea, jsonb), follow_resume_link(bytea, boolean), enter_by_door(bytea),
  open_same_changes(bytea, uuid, jsonb) from public;
grant execute on function ask_resume_link(text, bytea, jsonb), follow_resume_link(bytea, boolean), enter_by_door(bytea),
  open_same_changes(bytea, uuid, jsonb) to guichet_intake;
