-- What a secretariat chose instead of what the installation gives: delays, texts, periods. Which there are, and within
-- which bounds, is one list (settings/settings.ts); a key that is not in it any more is left alone and read by nobody.
create table setting (
  region_id uuid not null references region (id),
  key text not null check (key ~ '^[a-z][a-z0-9-]{2,60}$'),
  -- Null: put back to what the installation gives. The row stays, and says who did it.
  value jsonb,
  version integer not null default 1,
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null default now(),
  primary key (region_id, key)
);
comment on table setting is 'A delay, text or period that a secretariat chose for itself.';
--> statement-breakpoint
-- What the installation gave, while the secretariat goes by something else; null otherwise. The columns without
-- `default_` are what everybody reads.
alter table region add column default_name text;
alter table region add column default_email text;
alter table region add column default_phone text;
create function keep_contacts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part text := substring(new.key from '^secretariat-(name|email|phone)$');
begin
  if part is null then return new; end if;
  if new.value is null then
    execute format('update region set %1$I = coalesce(%2$I, %1$I), %2$I = null where id = $1', part, 'default_' || part)
      using new.region_id;
  else
    execute format('update region set %2$I = coalesce(%2$I, %1$I), %1$I = $2 where id = $1', part, 'default_' || part)
      using new.region_id, new.value #>> '{}';
  end if;
  return new;
end $$;
create trigger setting_keeps_contacts after insert or update on setting
  for each row execute function keep_contacts();
revoke execute on function keep_contacts() from public;
--> statement-breakpoint
-- A number that a secretariat chose, or what the caller knows to be given.
create function setting_number(region uuid, wanted text, given integer) returns integer
  language sql stable set search_path = public, pg_temp as $$
  select coalesce((select (value #>> '{}')::integer from setting where region_id = region and key = wanted), given)
$$;
-- When a link of an account ends: as many `unit`s ('days' are those of the calendar in Brussels, 'hours') after it
-- leaves as the secretariat in charge of its person chose. In the statement that writes the link, so that nobody who
-- makes one has to ask first.
create function link_end(account uuid, wanted text, given integer, unit text, leaves timestamptz) returns timestamptz
  language sql stable set search_path = public, pg_temp as $$
  select case unit
    when 'hours' then leaves + make_interval(hours => n)
    else (leaves at time zone 'Europe/Brussels' + make_interval(days => n)) at time zone 'Europe/Brussels' end
  from (select setting_number((
    select p.region_id from member_account a join mandate m on m.person_id = a.person_id join po p on p.id = m.po_id
    where a.id = account order by m.annulled_at is null desc, m.period desc limit 1), wanted, given) as n) chosen
$$;
-- The link of a receipt works as long as the one in the mail. Without a choice: as `tracking-link` is given in
-- settings/delay-settings.ts; a test holds both equal.
create or replace function followed_envoi(secret bytea) returns table (submission_id uuid, proven boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.submission_id, true from token t
    where t.purpose = 'tracking' and t.secret_sha256 = secret and t.voided_at is null and t.expires_at > now()
  union all
  select s.id, false from submission s where s.follow_sha256 = secret
    and s.created_at > now() - make_interval(days => setting_number(s.region_id, 'tracking-link', 400))
$$;
--> statement-breakpoint
revoke execute on function setting_number(uuid, text, integer), link_end(uuid, text, integer, text, timestamptz) from public;
grant execute on function setting_number(uuid, text, integer), link_end(uuid, text, integer, text, timestamptz)
  to guichet_backoffice, guichet_extranet, guichet_worker;
-- Nothing in it is secret or about a person; who chose it is for the back office.
grant select (region_id, key, value) on setting to guichet_intake, guichet_extranet, guichet_worker;
-- Whose words stand on the pages of somebody who is not known yet: the first secretariat's.
grant select (created_at) on region to guichet_intake;
grant select, insert, update (value, version, updated_by, updated_at) on setting to guichet_backoffice;
