-- An address that opens no account any more (its owner moved, closed, was merged or erased) is free for the person who waits
-- for one: whoever does that, in whatever process, leaves the work of inviting them in the same transaction. The row
-- names the account that waits longest, once per transaction; what is true by then is looked at when it is done.
create function address_left() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox (kind, ref)
  select 'address-left', a.id || '/' || pg_current_xact_id()
  from person p join member_account a on a.person_id = p.id
  where p.email_key = lower(old.email) and a.state = 'waiting' and a.id <> old.id
  order by a.created_at, a.id limit 1
  on conflict do nothing;
  return null;
end $$;
revoke execute on function address_left() from public;
create trigger account_leaves_address after update of email, state on member_account for each row
  when (old.email is not null and (lower(old.email) is distinct from lower(new.email) or (new.state = 'closed' and old.state <> 'closed')))
  execute function address_left();
