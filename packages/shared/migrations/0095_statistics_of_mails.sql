-- A mailing writes thousands of mails at once. Until PostgreSQL has counted them it takes those that wait for none, and reads
-- through all of them for each wave: whoever writes them has them counted. Only their owner may; this is all that is lent.
create function count_mails() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze mail, outbox, mailing_recipient;
end $$;
revoke execute on function count_mails() from public;
grant execute on function count_mails() to guichet_worker;
