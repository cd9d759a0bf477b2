-- What a file lacks, and on which days: a PO without treasurer from 1 September lacks one on those days, whoever looks
-- and whenever. So nothing has to run at midnight, and the list of POs asks one narrow table (decision 023). The rule in
-- words is domain/completeness.ts; a test holds both equal.
create table po_gap (
  po_id uuid not null references po (id) on delete cascade,
  -- unheld: nobody holds the role · several: two people do · no-email: its holder has no address · ending: it falls
  -- vacant, or a mandate ends, within 60 days · no-account, bounced: a member cannot be reached by the extranet or by mail.
  kind text not null check (kind in ('unheld', 'several', 'no-email', 'ending', 'no-account', 'bounced')),
  -- Empty where it is about members whatever their role.
  role text not null default '',
  days datemultirange not null check (not isempty(days)),
  primary key (po_id, kind, role)
);
-- "Which POs lack that?", and how many.
create index po_gap_kind on po_gap (kind, role, po_id);
--> statement-breakpoint
-- POs of which something changed in a transaction that is under way: emptied before it commits. Unlogged, because no row
-- of it ever outlives its transaction.
create unlogged table po_touched (
  xact xid8 not null default pg_current_xact_id(),
  po_id uuid not null,
  primary key (xact, po_id)
);
--> statement-breakpoint
create function po_gaps_of(po_ids uuid[]) returns table (po_id uuid, kind text, role text, days datemultirange)
  language sql stable security definer set search_path = public, pg_temp as $$
  with held as materialized (
    select m.id, m.po_id, m.person_id, m.period, p.deceased, p.email_key
    from mandate m join person p on p.id = m.person_id
    where m.po_id = any (po_ids) and m.annulled_at is null
  ), office as materialized (
    select h.id as mandate_id, h.po_id, h.period as mandate_period, h.deceased, h.email_key, r.id, r.role, r.period
    from held h join role_assignment r on r.mandate_id = h.id where r.annulled_at is null
  )
  select w.id, 'unheld', w.role, '{(,)}'::datemultirange - coalesce(range_agg(o.period), '{}'::datemultirange)
  from (select id, role from unnest(po_ids) id, unnest(array['president', 'vice-president', 'administrator',
    'managing-administrator', 'treasurer', 'secretary', 'po-referent', 'pdp-referent', 'prevention-adviser']) role) w
    left join office o on o.po_id = w.id and o.role = w.role
  group by 1, 3
  union all
  -- Among periods in order of their first day, what one shares with the last of those before it has two holders.
  select s.po_id, 'several', s.role, range_agg(daterange(lower(s.period), least(upper(s.period), nullif(s.until, 'infinity'))))
  from (
    select o.po_id, o.role, o.period, max(coalesce(upper(o.period), 'infinity')) over (
      partition by o.po_id, o.role order by lower(o.period), o.id rows between unbounded preceding and 1 preceding) as until
    from office o
  ) s where s.until > lower(s.period)
  group by 1, 3
  union all
  select o.po_id, 'no-email', o.role, range_agg(o.period)
  from office o where o.role in ('president', 'secretary') and not o.deceased and coalesce(o.email_key, '') = ''
  group by 1, 3
  union all
  -- A role that ends before its mandate does, with nobody to hold it on the day after.
  select o.po_id, 'ending', o.role,
    range_agg(daterange(greatest(lower(o.period), upper(o.period) - 61), upper(o.period)))
  from office o
  where not upper_inf(o.period) and upper(o.period) is distinct from upper(o.mandate_period)
    and not exists (select from office n where n.po_id = o.po_id and n.role = o.role and n.period @> upper(o.period))
  group by 1, 3
  union all
  -- A mandate that nothing of the same person continues.
  select h.po_id, 'ending', '', range_agg(daterange(greatest(lower(h.period), upper(h.period) - 61), upper(h.period)))
  from held h
  where not upper_inf(h.period) and not exists (
    select from held n where n.po_id = h.po_id and n.person_id = h.person_id and n.period @> upper(h.period))
  group by 1
  union all
  select h.po_id, 'no-account', '', range_agg(h.period)
  from held h where not h.deceased and not exists (
    select from member_account a where a.person_id = h.person_id and a.state in ('invited', 'active'))
  group by 1
  union all
  -- The last that is known of mails to the present address.
  select h.po_id, 'bounced', '', range_agg(h.period)
  from held h where not h.deceased and h.email_key <> '' and exists (
    select from mail m where m.person_id = h.person_id and m.state = 'failed' and lower(m.to_address) = h.email_key
      and not exists (select from mail n where n.person_id = h.person_id and n.state = 'sent'
        and lower(n.to_address) = h.email_key and n.created_at > m.created_at))
  group by 1
$$;
create function refresh_po_gaps(po_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Every PO has this row. Two transactions that touch one PO take turns here, at their very end and in one order: the
  -- second then sees what the first has committed.
  perform from po_gap g where g.po_id = any (po_ids) and g.kind = 'unheld' and g.role = 'president'
    order by g.po_id for update;
  with fresh as materialized (
    select f.* from po_gaps_of(po_ids) f join po on po.id = f.po_id
  ), over as (
    delete from po_gap g where g.po_id = any (po_ids)
      and not exists (select from fresh f where f.po_id = g.po_id and f.kind = g.kind and f.role = g.role)
  )
  insert into po_gap as known (po_id, kind, role, days) select f.po_id, f.kind, f.role, f.days from fresh f
    on conflict (po_id, kind, role) do update set days = excluded.days where known.days <> excluded.days;
end $$;
create function touch_pos(po_ids uuid[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into po_touched (po_id) select distinct id from unnest(po_ids) id on conflict do nothing
$$;
-- Once for a transaction, when all of it is written: a plan writes its person, mandate and roles one after the other.
create function refresh_touched_pos() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare touched uuid[];
begin
  with mine as (delete from po_touched where xact = pg_current_xact_id() returning po_id)
  select array_agg(po_id) into touched from mine;
  if touched is not null then perform refresh_po_gaps(touched); end if;
  return null;
end $$;
create constraint trigger po_touched_refreshed after insert on po_touched
  deferrable initially deferred for each row execute function refresh_touched_pos();
--> statement-breakpoint
create function touch_new_pos() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_pos(array(select id from changed));
  return null;
end $$;
create function touch_pos_of_mandates() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_pos(array(select po_id from changed));
  return null;
end $$;
create function touch_pos_of_roles() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_pos(array(select m.po_id from changed c join mandate m on m.id = c.mandate_id));
  return null;
end $$;
create function touch_pos_of_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare asked uuid;
begin
  if tg_table_name = 'person' then asked := new.id; else asked := new.person_id; end if;
  perform touch_pos(array(select po_id from mandate where person_id = asked));
  return null;
end $$;
create function touch_pos_of_new_accounts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_pos(array(select m.po_id from changed c join mandate m on m.person_id = c.person_id));
  return null;
end $$;
create trigger po_gaps_inserted after insert on po
  referencing new table as changed for each statement execute function touch_new_pos();
create trigger mandate_gaps_inserted after insert on mandate
  referencing new table as changed for each statement execute function touch_pos_of_mandates();
create trigger mandate_gaps_updated after update on mandate
  referencing new table as changed for each statement execute function touch_pos_of_mandates();
-- A mandate may go to another PO when two are merged: the one it left is touched too.
create trigger mandate_gaps_left after update on mandate
  referencing old table as changed for each statement execute function touch_pos_of_mandates();
create trigger mandate_gaps_deleted after delete on mandate
  referencing old table as changed for each statement execute function touch_pos_of_mandates();
create trigger role_gaps_inserted after insert on role_assignment
  referencing new table as changed for each statement execute function touch_pos_of_roles();
create trigger role_gaps_updated after update on role_assignment
  referencing new table as changed for each statement execute function touch_pos_of_roles();
create trigger role_gaps_left after update on role_assignment
  referencing old table as changed for each statement execute function touch_pos_of_roles();
create trigger role_gaps_deleted after delete on role_assignment
  referencing old table as changed for each statement execute function touch_pos_of_roles();
create trigger person_gaps_updated after update on person for each row
  when ((old.email, old.deceased) is distinct from (new.email, new.deceased)) execute function touch_pos_of_person();
create trigger account_gaps_inserted after insert on member_account
  referencing new table as changed for each statement execute function touch_pos_of_new_accounts();
create trigger account_gaps_updated after update on member_account for each row
  when ((old.person_id, old.state in ('invited', 'active')) is distinct from (new.person_id, new.state in ('invited', 'active')))
  execute function touch_pos_of_person();
create trigger mail_gaps_failed after update of state on mail for each row
  when (new.state = 'failed' and new.person_id is not null) execute function touch_pos_of_person();
--> statement-breakpoint
-- A mail that arrived matters only to whom one had not reached.
create function touch_pos_of_reached_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from mail where person_id = new.person_id and state = 'failed') then
    perform touch_pos(array(select po_id from mandate where person_id = new.person_id));
  end if;
  return null;
end $$;
create trigger mail_gaps_reached after update of state on mail for each row
  when (new.state = 'sent' and old.state <> 'sent' and new.person_id is not null) execute function touch_pos_of_reached_person();
-- Whom a mail did not reach: few, and asked with every mail that is sent.
create index mail_failed_person on mail (person_id) where state = 'failed' and person_id is not null;
--> statement-breakpoint
select refresh_po_gaps(array(select id from po));
--> statement-breakpoint
-- The list of POs of a secretariat by name, page after page.
create index po_name on po (region_id, name, id);
-- "Which POs have a school in that district, in that municipality?"
create index school_district on school (district, po_id);
create index school_municipality on school (municipality, po_id);
-- "Which schools were once of this PO?": a change of PO is rare, and looked up by the PO that was left.
create index field_change_school_left on field_change ((old_value #>> '{}')) where subject_type = 'school' and field = 'poId';
--> statement-breakpoint
revoke execute on function po_gaps_of(uuid[]), refresh_po_gaps(uuid[]), touch_pos(uuid[]), refresh_touched_pos(),
  touch_new_pos(), touch_pos_of_mandates(), touch_pos_of_roles(), touch_pos_of_new_accounts(), touch_pos_of_person(), touch_pos_of_reached_person()
  from public;
grant select on po_gap to guichet_backoffice;
-- A value that an import set names the file.
grant select (id, kind, file_name, at) on import_run to guichet_backoffice;
