-- What a large transaction touched is looked at in pieces: the planner takes a list of POs for a short one, and compared
-- every mandate with every other when an import or a load touched thousands of POs at once. And once for all of them: the
-- trigger is called for each PO, and each call waded through what the first had taken away.
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
  end loop;
  with mine as (delete from person_touched where xact = pg_current_xact_id() returning person_id)
  select array_agg(person_id order by person_id) into people from mine;
  for place in 1 .. coalesce(cardinality(people), 0) by 250 loop
    perform refresh_member_standings(people[place : place + 249]);
  end loop;
  return null;
end $$;
