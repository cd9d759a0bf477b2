-- What of the file a door to the form was opened beside: the form then opens with what is recorded of it. Contacts of a
-- colleague only where members may see them: the extranet says so when it opens the door.
alter table token_door
  add column about text not null default 'any' check (about in ('any', 'po', 'school', 'member')),
  add column subject_id uuid,
  add column shows_contacts boolean not null default false,
  add constraint token_door_subject check ((about in ('school', 'member')) = (subject_id is not null));
--> statement-breakpoint
-- What kind of thing a door that still opens is about, and no name: its page asks what changes before it lets anybody in.
create function look_at_door(digest bytea) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when d.subject_id = a.person_id then 'self' else d.about end
  from token t join token_door d on d.token_id = t.id join member_account a on a.id = t.account_id
  where t.purpose = 'form-door' and t.secret_sha256 = digest and t.used_at is null and t.voided_at is null and t.expires_at > now()
$$;
--> statement-breakpoint
-- What is recorded of that part of the file, as far as the member who enters sees it there: the PO and its schools whole, of
-- a colleague the name, of oneself everything. Null for what has left the PO meanwhile.
create function recorded_at_door(door uuid, entering uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select case d.about
    when 'po' then (select to_jsonb(v) from (select o.name, o.enterprise_number as "enterpriseNumber",
        o.contact_email as "contactEmail", o.contact_phone as "contactPhone",
        o.street, o.number, o.box, o.postcode, o.locality, o.country from po o where o.id = d.po_id) v)
    when 'school' then (select to_jsonb(v) from (select s.fase, s.name, s.street, s.number, s.box, s.postcode, s.locality, s.country
        from school s where s.id = d.subject_id and s.po_id = d.po_id) v)
    when 'member' then (select jsonb_build_object('firstName', p.first_name, 'lastName', p.last_name)
        || case when own then jsonb_build_object('birthDate', p.birth_date, 'street', p.street, 'number', p.number, 'box', p.box,
            'postcode', p.postcode, 'locality', p.locality, 'country', p.country) else '{}' end
        || case when own or d.shows_contacts then jsonb_build_object('email', p.email, 'phone', p.phone) else '{}' end
      from person p cross join lateral (select p.id = entering as own) o
      where p.id = d.subject_id and not p.deceased and exists (select from mandate m where m.person_id = p.id and m.po_id = d.po_id
        and m.annulled_at is null and m.period @> (now() at time zone 'Europe/Brussels')::date))
    end
  from token_door d where d.token_id = door
$$;
--> statement-breakpoint
-- As before, and with what the door is about.
create or replace function enter_by_door(digest bytea) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare entering record; today date := (now() at time zone 'Europe/Brussels')::date;
begin
  select t.id as token_id, d.po_id, d.about, a.email, p.id as person_id, p.first_name, p.last_name, m.id as mandate_id into entering
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
    'about', entering.about, 'recorded', recorded_at_door(entering.token_id, entering.person_id),
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
-- The open requests of a PO, for whoever answers for it today: what kind they are and where they stand, not what they say.
-- The right follows the mandate and the role by their dates, so it is asked here each time. Null for anybody else.
create function open_requests_of_po(account uuid, po uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('reference', s.reference, 'type', c.type, 'state', c.state, 'sentAt', s.created_at,
      'own', coalesce(s.submitter_person_id = asking.person_id, false)) order by s.created_at desc, c.position)
    filter (where c.id is not null), '[]')
  from (
    select a.person_id from member_account a join person p on p.id = a.person_id and not p.deceased
      join mandate m on m.person_id = a.person_id and m.po_id = open_requests_of_po.po and m.annulled_at is null
      join role_assignment r on r.mandate_id = m.id and r.annulled_at is null and r.role in ('president', 'secretary')
    where a.id = account and a.state = 'active'
      and m.period @> (now() at time zone 'Europe/Brussels')::date and r.period @> (now() at time zone 'Europe/Brussels')::date
    limit 1) asking
    left join (change_request c join submission s on s.id = c.submission_id) on c.po_id = open_requests_of_po.po
      and c.state in ('submitted', 'correction_requested', 'approved', 'failed')
  having count(*) > 0
$$;
--> statement-breakpoint
-- Who of the secretariat read what is recorded about a member lately: their own page, and the files of POs that show it. Told
-- by screen and moment; who it was is for the secretariat to answer.
create function readings_of_member(account uuid, most integer) returns table (screen text, po_name text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  with asking as (select person_id from member_account where id = account)
  select r.screen, o.name, r.at from (
    (select p.* from asking a cross join lateral (
      select * from person_reading r where r.person_id = a.person_id order by r.at desc limit most) p)
    union all
    (select of_po.* from (select distinct m.po_id from mandate m join asking a on a.person_id = m.person_id where m.annulled_at is null) home
      cross join lateral (select * from person_reading r where r.po_id = home.po_id order by r.at desc limit most) of_po)
  ) r left join po o on o.id = r.po_id
  order by r.at desc, r.id desc limit most
$$;
--> statement-breakpoint
-- How the values of a member's own record changed, the newest first.
create function changes_of_member(account uuid) returns table (field text, old_value jsonb, new_value jsonb, cause_id uuid, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.field, f.old_value, f.new_value, f.cause_id, f.at
  from member_account a join field_change f on f.subject_type = 'person' and f.subject_id = a.person_id
  where a.id = account order by f.id desc
$$;
--> statement-breakpoint
-- What the access export of a member reads: the personal columns of each table that leads to a person, and how. Written by
-- the migrator from the map of retention (packages/shared/src/privacy/) after every migration, by nobody else.
create table personal_part (
  name text primary key,
  position integer not null,
  columns text[] not null,
  -- SQL over $1 person, $2 account, $3 staff, $4 requests, $5 envois (uuid[]), $6 addresses (text[]).
  condition text not null
);
--> statement-breakpoint
-- A member's own rows, table by table. Requests that others made about them are left out: they may be undecided, and they
-- tell of others; the secretariat reads them before it hands them out. So are mails to an address that somebody shares.
create function rows_of_member(account uuid) returns jsonb
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare about uuid; part record; rows jsonb; parts jsonb := '[]'; none uuid[] := '{}'; envois uuid[]; addresses text[];
begin
  select a.person_id into about from member_account a where a.id = account;
  if about is null then return null; end if;
  envois := array(select s.id from submission s where s.submitter_person_id = about);
  addresses := array(select e from addresses_of(about) e where not exists (
    select from person p where p.id <> about and p.email_key = e));
  for part in select * from personal_part order by position loop
    execute format('select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from (select %s from %I where %s) r',
        (select string_agg(quote_ident(c), ', ' order by n) from unnest(part.columns) with ordinality as u (c, n)), part.name, part.condition)
      into rows using array[about], array[account], none, none, envois, addresses;
    if jsonb_array_length(rows) > 0 then parts := parts || jsonb_build_object('table', part.name, 'rows', rows); end if;
  end loop;
  return parts;
end $$;
--> statement-breakpoint
-- Where a value came from: the official register or a list of members, told apart in the file that members read.
grant select (import_id) on cause to guichet_extranet;
grant select (id, kind) on import_run to guichet_extranet;
--> statement-breakpoint
revoke execute on function look_at_door(bytea), recorded_at_door(uuid, uuid), open_requests_of_po(uuid, uuid),
  readings_of_member(uuid, integer), changes_of_member(uuid), rows_of_member(uuid) from public;
grant execute on function look_at_door(bytea) to guichet_intake;
grant execute on function open_requests_of_po(uuid, uuid), readings_of_member(uuid, integer), changes_of_member(uuid),
  rows_of_member(uuid) to guichet_extranet;
