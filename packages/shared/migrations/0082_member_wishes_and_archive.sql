-- The POs that the audience of a mailing held when its recipients were kept, however it was narrowed: also those where
-- nobody could be written to. Whoever takes up the role there reads it.
create table mailing_po (
  po_id uuid not null references po (id),
  mailing_id uuid not null references mailing (id),
  -- The archive asks by PO.
  primary key (po_id, mailing_id)
);
-- What left before: POs as far as its question names them, and those of whoever was in its audience.
insert into mailing_po (po_id, mailing_id)
select p.id, g.id from mailing g join po p on p.region_id = g.region_id
where g.prepared_at is not null and jsonb_array_length(g.criteria -> 'roles') > 0
  and (g.criteria -> 'pos' = '{}' or (g.criteria -> 'pos') - 'ids'::text = '{}' and g.criteria -> 'pos' -> 'ids' ? p.id::text)
union
select (reason ->> 'poId')::uuid, r.mailing_id from mailing_recipient r join mailing g on g.id = r.mailing_id
  cross join lateral jsonb_array_elements(r.reasons) reason
where jsonb_array_length(g.criteria -> 'roles') > 0 and reason ->> 'role' is not null;
grant insert on mailing_po to guichet_worker;
--> statement-breakpoint
-- The mailings that a member reads: what was addressed to them (or to a record that was merged into theirs), and what was
-- addressed to a role that they hold today, in the PO where they hold it, whoever held it then, or nobody.
create or replace function mailings_of_member(account uuid) returns table (mailing_id uuid, own boolean, reasons jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive me as (
    select a.person_id from member_account a join person p on p.id = a.person_id and not p.deceased
    where a.id = account and a.state = 'active'
    union
    select p.id from me join person p on p.merged_into = me.person_id
  ), held as (
    select m.po_id, r.role from me join mandate m on m.person_id = me.person_id and m.annulled_at is null
      join role_assignment r on r.mandate_id = m.id and r.annulled_at is null
    where m.period @> (now() at time zone 'Europe/Brussels')::date and r.period @> (now() at time zone 'Europe/Brussels')::date
  ), found as (
    select r.mailing_id, true as own, reason from me join mailing_recipient r on r.person_id = me.person_id
      cross join lateral jsonb_array_elements(r.reasons) reason
    union
    select r.mailing_id, false, jsonb_build_object('poId', h.po_id, 'role', h.role) from held h join mailing_recipient r
      on r.reasons @> jsonb_build_array(jsonb_build_object('poId', h.po_id, 'role', h.role))
      or r.reasons @> jsonb_build_array(jsonb_build_object('poId', h.po_id, 'insteadOf', h.role))
    union
    select g.id, false, jsonb_build_object('poId', h.po_id, 'role', h.role) from held h join mailing_po o on o.po_id = h.po_id
      join mailing g on g.id = o.mailing_id and g.criteria -> 'roles' ? h.role::text
  )
  select f.mailing_id, bool_or(f.own), jsonb_agg(distinct f.reason)
  from found f join mailing g on g.id = f.mailing_id
  where g.started_at is not null and g.state in ('sending', 'paused', 'sent', 'stopped')
    and not exists (select from me where g.criteria -> 'exclude' ? me.person_id::text)
  group by f.mailing_id
$$;
--> statement-breakpoint
-- Who of the secretariat noted what a person said, when it was said to them.
alter table mailing_opt_out add column staff_id uuid references staff_user (id);
alter table mailing_opt_out add constraint mailing_opt_out_noted_by check ((via = 'staff') = (staff_id is not null));
