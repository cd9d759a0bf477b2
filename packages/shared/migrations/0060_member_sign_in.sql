-- Members sign in by password, link or passkey, and may ask for a code as well: a session says which it has seen.
alter table member_session
  -- Null: no code was shown. Who has set an app up opens nothing until it is set.
  add column second_factor_at timestamptz,
  -- When the person last proved to be themselves: sensitive acts ask that it is not long ago.
  add column authenticated_at timestamptz,
  add column way text check (way in ('password', 'link', 'passkey'));
--> statement-breakpoint
-- The same as the staff's, apart from them: no session of one population may show a factor of the other.
create table member_totp (
  account_id uuid primary key references member_account (id) on delete cascade,
  secret text, confirmed_at timestamptz,
  -- The time step of the last code: it and those before it are refused, so that no code is good twice.
  last_step bigint,
  -- Set up and not yet confirmed by a first code.
  pending_secret text,
  check ((secret is null) = (confirmed_at is null))
);
create table member_passkey (
  id uuid primary key default uuidv7(),
  account_id uuid not null references member_account (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- How often the key signed, as it says itself: one that goes back is a copy.
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (name <> '' and length(name) <= 60),
  -- Kept by the maker of the device as well, and on other devices.
  backed_up boolean not null,
  created_at timestamptz not null default now(), last_used_at timestamptz
);
-- The page of the account lists them in order of age.
create index member_passkey_account on member_passkey (account_id, created_at);
create table member_recovery_code (
  account_id uuid not null references member_account (id) on delete cascade,
  -- Eighty random bits: a digest without salt tells nothing.
  code_sha256 bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, code_sha256)
);
-- A challenge of a passkey is found by its value, and used once.
create unique index member_verification_identifier on member_verification (identifier);
--> statement-breakpoint
-- The last sign-ins, as their owner sees them. The device is a cookie that only we know: a new one is told by mail.
create table member_sign_in (
  id uuid primary key default uuidv7(),
  account_id uuid not null references member_account (id) on delete cascade,
  at timestamptz not null default now(),
  way text not null check (way in ('password', 'link', 'passkey')),
  device_sha256 bytea not null,
  ip_address text, user_agent text
);
-- One's own, the latest first; and whether a device was seen.
create index member_sign_in_account on member_sign_in (account_id, at desc);
-- What retention deletes.
create index member_sign_in_at on member_sign_in (at);
--> statement-breakpoint
-- A change of address that a member asked for: it holds once both addresses say so, and the worker has written it.
create table address_change (
  id uuid primary key default uuidv7(),
  account_id uuid not null references member_account (id) on delete cascade,
  present_address text not null,
  wanted_address text not null,
  state text not null default 'asked' check (state in ('asked', 'confirmed', 'done', 'refused', 'voided')),
  present_confirmed_at timestamptz, new_confirmed_at timestamptz,
  asked_at timestamptz not null default now(),
  settled_at timestamptz,
  -- Nobody's word is missing in what the worker does.
  check (state not in ('confirmed', 'done') or (present_confirmed_at is not null and new_confirmed_at is not null))
);
-- A later wish takes the place of the one before.
create unique index address_change_open on address_change (account_id) where state in ('asked', 'confirmed');
-- What retention deletes.
create index address_change_asked on address_change (asked_at);
--> statement-breakpoint
alter table token drop constraint token_purpose_check, add constraint token_purpose_check check (purpose in
  ('activation', 'password-reset', 'email-confirmation', 'tracking', 'resume', 'form-door', 'sign-in', 'address-present', 'address-new'));
--> statement-breakpoint
grant select, insert, update, delete on member_totp, member_passkey, member_recovery_code to guichet_extranet;
grant select, insert on member_sign_in to guichet_extranet;
grant select, insert, update (state, present_confirmed_at, new_confirmed_at, settled_at) on address_change to guichet_extranet;
grant select, update (state, settled_at) on address_change to guichet_worker;
-- Who is invited anew proves nothing by what the former sign-in had.
grant delete, select (account_id) on member_totp, member_passkey, member_recovery_code to guichet_worker;
--> statement-breakpoint
create or replace function purge_sign_ins(cutoff timestamptz) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare total bigint := 0; n bigint;
begin
  delete from member_session where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from staff_session where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from member_verification where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from staff_verification where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from member_sign_in where at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from address_change where asked_at < cutoff and state <> 'confirmed'; get diagnostics n = row_count; total := total + n;
  delete from rate_limit where expire < extract(epoch from cutoff) * 1000; get diagnostics n = row_count; total := total + n;
  return total;
end $$;
create or replace function due_sign_ins(cutoff timestamptz) returns table (id text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'member_session:' || id, expires_at from member_session where expires_at < cutoff
  union all select 'staff_session:' || id, expires_at from staff_session where expires_at < cutoff
  union all select 'member_verification:' || id, expires_at from member_verification where expires_at < cutoff
  union all select 'staff_verification:' || id, expires_at from staff_verification where expires_at < cutoff
  union all select 'member_sign_in:' || id, at from member_sign_in where at < cutoff
  union all select 'address_change:' || id, asked_at from address_change where asked_at < cutoff and state <> 'confirmed'
  union all select 'rate_limit:' || key, to_timestamp(expire / 1000.0) from rate_limit where expire < extract(epoch from cutoff) * 1000
$$;
create or replace function sign_ins_of(about uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'member_session', (select coalesce(jsonb_agg(jsonb_build_object('ip_address', s.ip_address, 'user_agent', s.user_agent) order by s.id), '[]')
      from member_session s join member_account a on a.id = s.user_id where a.person_id = about),
    'member_sign_in', (select coalesce(jsonb_agg(jsonb_build_object('ip_address', s.ip_address, 'user_agent', s.user_agent) order by s.id), '[]')
      from member_sign_in s join member_account a on a.id = s.account_id where a.person_id = about),
    'member_passkey', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name) order by k.id), '[]')
      from member_passkey k join member_account a on a.id = k.account_id where a.person_id = about),
    'address_change', (select coalesce(jsonb_agg(jsonb_build_object('present_address', c.present_address, 'wanted_address', c.wanted_address) order by c.id), '[]')
      from address_change c join member_account a on a.id = c.account_id where a.person_id = about),
    'token', (select coalesce(jsonb_agg(jsonb_build_object('email', t.email) order by t.id), '[]')
      from token t join member_account a on a.id = t.account_id where a.person_id = about and t.email is not null))
$$;
--> statement-breakpoint
create or replace function erase_person_rows(about uuid) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  addresses text[] := array(select addresses_of(about));
  accounts uuid[] := array(select id from member_account where person_id = about);
  names text[] := (select search_words_of(last_name || ' ' || first_name) from person where id = about);
  mails bigint;
begin
  mails := erase_mails(array(select id from mail where person_id = about or account_id = any (accounts)
    or (lower(to_address) = any (addresses) and search_words_of(to_name) @> names)));
  delete from member_session where user_id = any (accounts);
  delete from member_credential where user_id = any (accounts);
  delete from member_totp where account_id = any (accounts);
  delete from member_passkey where account_id = any (accounts);
  delete from member_recovery_code where account_id = any (accounts);
  delete from member_sign_in where account_id = any (accounts);
  delete from address_change where account_id = any (accounts);
  delete from member_verification where identifier = any (addresses);
  update token set email = null, voided_at = case when used_at is null then coalesce(voided_at, now()) else voided_at end
    where account_id = any (accounts);
  update member_account set state = 'closed', closed_at = coalesce(closed_at, now()), name = 'Personne effacée', email = null,
      email_verified = false, image = null, pending_email = null, updated_at = now()
    where id = any (accounts);
  update field_change set old_value = case when old_value is null then null else '"effacé"'::jsonb end,
      new_value = case when new_value is null then null else '"effacé"'::jsonb end
    where subject_type = 'person' and subject_id = about;
  -- Whoever else has the address keeps its fate.
  delete from mail_suppression where address_key = any (addresses)
    and not exists (select from person where email_key = address_key and id <> about);
  update person set last_name = 'effacée', first_name = 'Personne', birth_date = '0001-01-01', email = null, phone = null,
      street = '', number = '', box = '', postcode = '', locality = '', country = 'BE', deceased = false,
      erased_at = now(), updated_at = now()
    where id = about;
  delete from request_word where word = any (names)
    and not exists (select from request_search s where s.words @@ quote_literal(word)::tsquery);
  return mails;
end $$;
