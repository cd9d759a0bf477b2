-- Who holds which role where, from when until when, and what keeps every mail from them, in one narrow row (decision 055):
-- an audience asks it of everybody, and half of its time went to joining roles, mandates, people and blocked addresses.
create table role_holder (
  po_id uuid not null references po (id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  role text not null,
  -- A bit of its own for each role, so that the roles of a PO, or of a person, are one number.
  bit integer not null generated always as (case role
    when 'president' then 1 when 'vice-president' then 2 when 'administrator' then 4 when 'managing-administrator' then 8
    when 'treasurer' then 16 when 'secretary' then 32 when 'po-referent' then 64 when 'pdp-referent' then 128
    when 'prevention-adviser' then 256 end) stored,
  since date not null,
  -- The day after the last; infinity while it goes on.
  until date not null,
  -- Nothing is recorded, or mails to it were refused for good. Null: a mail gets there.
  obstacle text check (obstacle in ('no-address', 'suppressed')),
  -- On which days the same person presides the same PO: how much of a mailing goes past presidents is counted.
  presiding datemultirange,
  -- How the name begins, as a number in the order of the names.
  name_key bigint not null,
  -- Nobody holds a role twice in a PO on one day: role_no_overlap and mandate_no_overlap.
  primary key (po_id, person_id, role, since)
);
-- "In which POs, and why?", for the people of a page; and the rows of somebody who is removed.
create index role_holder_person on role_holder (person_id);
--> statement-breakpoint
-- The first seven bytes of a folded name as a number: names by bytes come in the order of these numbers, and alike ones
-- beside each other.
create function name_key(name text) returns bigint
  language sql stable parallel safe strict
  return ('x' || rpad(encode(substr(convert_to(name, 'UTF8'), 1, 7), 'hex'), 14, '0'))::bit(56)::bigint;
-- Planned once per connection: it runs with every commit that touches a PO, and planning took most of its time.
create function role_holders_of(po_ids uuid[]) returns table (
    po_id uuid, person_id uuid, role text, since date, until date, obstacle text, presiding datemultirange, name_key bigint)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select m.po_id, m.person_id, r.role, lower(r.period), coalesce(upper(r.period), 'infinity'),
      case when h.email is null then 'no-address' when b.address_key is not null then 'suppressed' end,
      range_agg(r.period) filter (where r.role = 'president') over (partition by m.po_id, m.person_id), name_key(h.search)
    from mandate m join role_assignment r on r.mandate_id = m.id join person h on h.id = m.person_id
      left join mail_suppression b on b.address_key = h.email_key
    where m.po_id = any (po_ids) and m.annulled_at is null and r.annulled_at is null
      and not h.deceased and h.erased_at is null and h.merged_into is null;
end $$;
-- Under the lock of the gaps of these POs (refresh_po_gaps): the second of two transactions sees what the first committed.
create function refresh_role_holders(po_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  with fresh as materialized (
    select * from role_holders_of(po_ids)
  ), gone as (
    delete from role_holder k where k.po_id = any (po_ids) and not exists (
      select from fresh f where (f.po_id, f.person_id, f.role, f.since) = (k.po_id, k.person_id, k.role, k.since))
  )
  insert into role_holder as known (po_id, person_id, role, since, until, obstacle, presiding, name_key)
    select f.po_id, f.person_id, f.role, f.since, f.until, f.obstacle, f.presiding, f.name_key from fresh f
    on conflict (po_id, person_id, role, since) do update
      set until = excluded.until, obstacle = excluded.obstacle, presiding = excluded.presiding, name_key = excluded.name_key
      where (known.until, known.obstacle, known.presiding, known.name_key) is distinct from
        (excluded.until, excluded.obstacle, excluded.presiding, excluded.name_key);
end $$;
--> statement-breakpoint
-- As migration 0081, with the holders after the gaps of each piece.
create or replace function refresh_touched_pos() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare touched uuid[]; people uuid[];
begin
  if not exists (select from po_touched where xact = pg_current_xact_id() and po_id = new.po_id) then return null; end if;
  with mine as (delete from po_touched where xact = pg_current_xact_id() returning po_id)
  select array_agg(po_id order by po_id) into touched from mine;
  -- In one order over all pieces, as within each: two transactions take their turns at rows that both need.
  for place in 1 .. coalesce(cardinality(touched), 0) by 25 loop
    perform refresh_po_gaps(touched[place : place + 24]);
    perform refresh_role_holders(touched[place : place + 24]);
  end loop;
  with mine as (delete from person_touched where xact = pg_current_xact_id() returning person_id)
  select array_agg(person_id order by person_id) into people from mine;
  for place in 1 .. coalesce(cardinality(people), 0) by 250 loop
    perform refresh_member_standings(people[place : place + 249]);
  end loop;
  return null;
end $$;
create trigger person_holder_left after update on person for each row
  when ((old.erased_at, old.merged_into) is distinct from (new.erased_at, new.merged_into))
  execute function touch_pos_of_person();
--> statement-breakpoint
insert into role_holder (po_id, person_id, role, since, until, obstacle, presiding, name_key)
  select po_id, person_id, role, since, until, obstacle, presiding, name_key from role_holders_of(array(select id from po));
-- Known before the first question: its plan hangs on how many there are.
analyze role_holder;
--> statement-breakpoint
revoke execute on function name_key(text), role_holders_of(uuid[]), refresh_role_holders(uuid[]) from public;
-- Of the place where a page ended, and of members chosen by hand.
grant execute on function name_key(text) to guichet_backoffice, guichet_worker;
-- The worker computes the recipients when a mailing leaves.
grant select on role_holder to guichet_backoffice, guichet_worker;
