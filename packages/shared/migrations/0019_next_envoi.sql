-- What the next envoi of the same author starts with: the PO and who writes, for whoever has confirmed the address by its
-- link.
create function next_envoi(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('poId', s.po_id, 'poTyped', s.po_typed, 'submitter', jsonb_build_object(
    'name', s.submitter_name, 'email', s.submitter_email, 'function', s.submitter_function))
  from followed_envoi(secret) f join submission s on s.id = f.submission_id
  where f.proven and s.email_confirmed_at is not null
$$;
--> statement-breakpoint
-- As before, and also by the link of an envoi whose address is confirmed: what the same address has sent, and what concerns
-- the PO when a member of it has that address.
create or replace function open_same_changes(proof bytea, po uuid, asked jsonb) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select t.account_id, case when t.purpose = 'resume' then lower(t.email) end as email
    from token t
    where t.purpose in ('resume', 'form-door') and t.secret_sha256 = proof and t.voided_at is null
      and t.used_at > now() - interval '30 days'
    union all
    select null, lower(s.submitter_email)
    from followed_envoi(proof) f join submission s on s.id = f.submission_id
    where f.proven and s.email_confirmed_at is not null
  ), proven as (
    select k.email, exists (
      select from mandate m join person p on p.id = m.person_id left join member_account a on a.person_id = p.id
      where m.po_id = po and m.annulled_at is null and m.period @> (now() at time zone 'Europe/Brussels')::date
        and case when k.account_id is not null then a.id = k.account_id
          else p.email_key = k.email or lower(a.email) = k.email end) as member
    from known k
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
revoke execute on function next_envoi(bytea) from public;
grant execute on function next_envoi(bytea) to guichet_intake;
