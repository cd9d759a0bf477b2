-- What POs are ranked by stands beside what they are found by: a word that nearly every PO bears ("école") is ranked
-- from this one narrow table, and only the best are looked up in full.
alter table po_words add column fase integer, add column name text, add column own text;
create or replace function refresh_po_words(po_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with fresh as (
    select p.id, p.fase, p.name, p.search, concat_ws(' ', p.search, p.postcode, (
      select string_agg(s.search || ' ' || s.postcode, ' ' order by s.id) from school s where s.po_id = p.id)) as words
    from po p where p.id = any (po_ids)
  ), kept as (
    insert into po_words as known (po_id, fase, name, own, words) select id, fase, name, search, words from fresh
      on conflict (po_id) do update
        set fase = excluded.fase, name = excluded.name, own = excluded.own, words = excluded.words
        where (known.fase, known.name, known.own, known.words)
          is distinct from (excluded.fase, excluded.name, excluded.own, excluded.words)
      returning words
  )
  insert into known_word
    select distinct word from kept, regexp_split_to_table(kept.words, '[^[:alnum:]]+') word
    where length(word) > 2 and word !~ '^[0-9]+$' order by word
    on conflict do nothing;
end $$;
select refresh_po_words(array(select id from po));
alter table po_words alter column fase set not null, alter column name set not null, alter column own set not null;
--> statement-breakpoint
-- A word that somebody bears was not mistyped: looking for those that resemble it is the dearest part of a search.
create or replace function near_words(asked text) returns setof text
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.15
begin atomic
  select word from known_word
  where word % asked and abs(length(word) - length(asked)) <= 2
    and not exists (select from known_word same where same.word = asked)
  order by word <-> asked limit 40;
end;
--> statement-breakpoint
-- Anybody may write any address into the public form, so an address that nobody has confirmed gets one acknowledgement
-- in 24 hours: the others are held, and follow once it is confirmed (RELIABILITY.md goal 11). Held mails are not due;
-- reference and link were on the screen, so holding silences nobody.
alter table mail drop constraint mail_state_check, add constraint mail_state_check
  check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'held'));
-- "Was this address written to lately?" and "what is held for it?"
create index mail_acknowledgement on mail (lower(to_address), created_at) where kind = 'acknowledgement';
-- "Has anybody confirmed this address?"
create index submission_confirmed on submission (lower(submitter_email)) where email_confirmed_at is not null;
--> statement-breakpoint
create function hold_acknowledgement() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  address text := lower(new.to_address);
  -- Who confirmed an address may send several envois in a day, and somebody else in that name no flood.
  most int := case when exists (
    select from submission where lower(submitter_email) = address and email_confirmed_at is not null) then 10 else 1 end;
begin
  -- A flood is told without a lock. The lock is for those who come first at the same moment.
  if acknowledged_lately(address) < most then
    perform pg_advisory_xact_lock(hashtextextended('acknowledgement:' || address, 0));
    if acknowledged_lately(address) < most then return new; end if;
  end if;
  new.state := 'held';
  return new;
end $$;
-- Volatile: after the wait for the lock it must see what was committed meanwhile.
create function acknowledged_lately(address text) returns bigint
  language sql volatile security definer set search_path = public, pg_temp as $$
  select count(*) from mail where kind = 'acknowledgement' and lower(to_address) = address
    and state <> 'held' and created_at > now() - interval '24 hours'
$$;
create trigger mail_acknowledgement_held before insert on mail
  for each row when (new.kind = 'acknowledgement' and new.state = 'pending') execute function hold_acknowledgement();
--> statement-breakpoint
-- The address is confirmed: the ten latest of what was held follow. More than that is a flood, which nobody wants to read.
create function release_acknowledgements() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with held as (
    select m.id, m.submission_id = new.id as known, row_number() over (order by m.created_at desc, m.id desc) as place
    from mail m where m.kind = 'acknowledgement' and m.state = 'held' and lower(m.to_address) = lower(new.submitter_email)
  ), settled as (
    -- Of the envoi at hand its author has the link before the eyes.
    update mail m set state = case when h.known or h.place > 10 then 'cancelled' else 'pending' end,
      error_code = case when h.known then 'already-confirmed' when h.place > 10 then 'flood' end
    from held h where m.id = h.id returning m.id, m.state
  )
  update outbox o set state = 'pending', done_at = null, next_at = now(), attempts = 0
    from settled s where s.state = 'pending' and o.kind = 'mail' and o.ref = s.id::text;
  return null;
end $$;
create trigger submission_address_confirmed after update of email_confirmed_at on submission
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null)
  execute function release_acknowledgements();
--> statement-breakpoint
revoke execute on function hold_acknowledgement(), acknowledged_lately(text), release_acknowledgements() from public;
