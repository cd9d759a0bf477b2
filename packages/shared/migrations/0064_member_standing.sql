-- Where each member stands on the way to the extranet, kept for each secretariat (decision 040): the list of people and the
-- dashboard read it for everybody at once, and asking mandates, accounts, mails and links anew for 100,000 people took most
-- of a second. What goes with the clock is kept as a day and a moment: nothing runs at midnight, or when a link ends. The
-- rule in words is domain/account-standing.ts; a test holds both equal.
create table member_standing (
  person_id uuid not null references person (id) on delete cascade,
  region_id uuid not null references region (id),
  -- Last name first, folded, by bytes: the order of the list.
  name text collate "C" not null,
  -- The day after the last day of the last mandate there; infinity while one is open.
  until date not null,
  -- As long as the link that was sent works.
  state text not null check (state in ('none', 'waiting-address', 'to-send', 'sent', 'bounced', 'opened', 'expired', 'activated', 'closed')),
  -- From then on, who was sent a link or opened it stands at "expired".
  link_ends timestamptz,
  primary key (person_id, region_id)
);
-- The list, page after page, and what narrows it, without looking anywhere else.
create index member_standing_list on member_standing (region_id, name, person_id) include (until, state, link_ends);
-- How many stand where: nearly all rows of a state are alike, and take little room here.
create index member_standing_count on member_standing (region_id, state, until, link_ends);
--> statement-breakpoint
create function member_standings_of(person_ids uuid[])
  returns table (person_id uuid, region_id uuid, name text, until date, state text, link_ends timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, h.region_id, p.search, h.until, s.state, case when s.state in ('sent', 'opened') then s.expires_at end
  from (
    select m.person_id, o.region_id, max(coalesce(upper(m.period), 'infinity')) as until
    from mandate m join po o on o.id = m.po_id
    where m.person_id = any (person_ids) and m.annulled_at is null and upper(m.period) is distinct from lower(m.period)
    group by 1, 2) h
  join person p on p.id = h.person_id
  left join member_account a on a.person_id = p.id
  -- Only for who is invited and has not answered are mails and links looked at.
  left join lateral (select * from mail where account_id = a.id and kind = 'activation' and a.state = 'invited'
    order by created_at desc, id desc limit 1) m on true
  left join lateral (select * from token where account_id = a.id and purpose = 'activation' and a.state = 'invited'
    order by created_at desc, id desc limit 1) t on true
  cross join lateral (select t.expires_at, case
    when a.id is null then 'none' when a.state = 'waiting' then 'waiting-address' when a.state = 'closed' then 'closed'
    when a.state = 'active' then 'activated'
    when m.state in ('failed', 'unknown') or exists (select from mail_suppression b where b.address_key = lower(a.email)) then 'bounced'
    when m.state in ('pending', 'sending') then 'to-send'
    when m.state is distinct from 'sent' or t.id is null or t.voided_at is not null or t.used_at is not null then 'expired'
    when t.opened_at is not null then 'opened' else 'sent' end as state) s
$$;
create function refresh_member_standings(people uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- After the POs, and in one order: the second of two transactions then sees what the first has committed.
  perform from member_standing k where k.person_id = any (people) order by k.person_id, k.region_id for update;
  with fresh as materialized (
    select * from member_standings_of(people)
  ), gone as (
    delete from member_standing k where k.person_id = any (people)
      and not exists (select from fresh f where f.person_id = k.person_id and f.region_id = k.region_id)
  )
  insert into member_standing as known (person_id, region_id, name, until, state, link_ends)
    select f.person_id, f.region_id, f.name, f.until, f.state, f.link_ends from fresh f
    on conflict (person_id, region_id) do update
      set name = excluded.name, until = excluded.until, state = excluded.state, link_ends = excluded.link_ends
      where (known.name, known.until, known.state, known.link_ends) is distinct from
        (excluded.name, excluded.until, excluded.state, excluded.link_ends);
end $$;
--> statement-breakpoint
-- People of whom something changed in a transaction that is under way, written before the PO that is touched with them
-- (migration 0032) and emptied with it.
create unlogged table person_touched (
  xact xid8 not null default pg_current_xact_id(),
  person_id uuid not null,
  primary key (xact, person_id)
);
create function touch_people(person_ids uuid[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into person_touched (person_id) select distinct m.person_id from mandate m where m.person_id = any (person_ids) on conflict do nothing;
  select touch_pos(array(select m.po_id from mandate m where m.person_id = any (person_ids)));
$$;
-- With the gaps of the POs, at the end of a transaction and after their locks.
create or replace function refresh_touched_pos() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare touched uuid[]; people uuid[];
begin
  with mine as (delete from po_touched where xact = pg_current_xact_id() returning po_id)
  select array_agg(po_id) into touched from mine;
  if touched is not null then perform refresh_po_gaps(touched); end if;
  with mine as (delete from person_touched where xact = pg_current_xact_id() returning person_id)
  select array_agg(person_id) into people from mine;
  if people is not null then perform refresh_member_standings(people); end if;
  return null;
end $$;
-- Who lost a mandate too, be it the last one: `changed` holds the rows as they were, or as they are.
create or replace function touch_pos_of_mandates() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into person_touched (person_id) select distinct person_id from changed on conflict do nothing;
  perform touch_pos(array(select po_id from changed));
  return null;
end $$;
create or replace function touch_pos_of_new_accounts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_people(array(select person_id from changed));
  return null;
end $$;
create function touch_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_people(case tg_table_name when 'person' then array[(to_jsonb(new) ->> 'id')::uuid] else array[(to_jsonb(new) ->> 'person_id')::uuid] end);
  return null;
end $$;
create function touch_person_of_account() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_people(array(select person_id from member_account where id = new.account_id));
  return null;
end $$;
create function touch_people_of_address() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare blocked text := case when tg_op = 'DELETE' then old.address_key else new.address_key end;
begin
  perform touch_people(array(select person_id from member_account where lower(email) = blocked));
  return null;
end $$;
create function touch_people_of_po() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_people(array(select person_id from mandate where po_id = new.id));
  return null;
end $$;
--> statement-breakpoint
create trigger person_standing_named after update on person for each row
  when (old.search is distinct from new.search) execute function touch_person();
create trigger account_standing_updated after update on member_account for each row
  when ((old.person_id, old.state, old.email) is distinct from (new.person_id, new.state, new.email)) execute function touch_person();
create trigger mail_standing_inserted after insert on mail for each row
  when (new.kind = 'activation' and new.account_id is not null) execute function touch_person_of_account();
-- On its way is on its way, whichever part of it.
create trigger mail_standing_updated after update of state on mail for each row
  when (new.kind = 'activation' and new.account_id is not null
    and replace(old.state, 'sending', 'pending') is distinct from replace(new.state, 'sending', 'pending'))
  execute function touch_person_of_account();
create trigger token_standing_inserted after insert on token for each row
  when (new.purpose = 'activation') execute function touch_person_of_account();
create trigger token_standing_updated after update on token for each row
  when (new.purpose = 'activation' and (old.expires_at, old.used_at, old.voided_at, old.opened_at)
    is distinct from (new.expires_at, new.used_at, new.voided_at, new.opened_at))
  execute function touch_person_of_account();
create trigger suppression_standing after insert or delete on mail_suppression for each row execute function touch_people_of_address();
create trigger po_standings_moved after update of region_id on po for each row
  when (old.region_id is distinct from new.region_id) execute function touch_people_of_po();
--> statement-breakpoint
select refresh_member_standings(array(select id from person));
drop function standings_of_members(uuid, date, timestamptz);
--> statement-breakpoint
revoke execute on function member_standings_of(uuid[]), refresh_member_standings(uuid[]), touch_people(uuid[]), touch_person(),
  touch_person_of_account(), touch_people_of_address(), touch_people_of_po() from public;
-- The worker writes the list of people into a file as the back office shows it.
grant select on member_standing to guichet_backoffice, guichet_worker;
--> statement-breakpoint
-- "Who holds that role today?"
create index role_assignment_role on role_assignment (role, mandate_id) include (period) where annulled_at is null;
