-- Who came in with the address of an account that was closed before waits for it, although nobody signs in there: the work of
-- inviting them (0080) is left once for each such address. What is true by then is looked at when it is done.
insert into outbox (kind, ref)
select distinct on (p.email_key) 'address-left', a.id || '/closed-before'
from member_account a
join person p on p.id = a.person_id
join member_account former on lower(former.email) = p.email_key and former.state = 'closed'
where a.state = 'waiting'
order by p.email_key, a.created_at, a.id
on conflict do nothing;
