-- What a PO is found by: its own words, those of its schools and the postcodes, in one text, so that one index also
-- answers "the name of the school and the locality of the PO". Kept by triggers, whoever writes the register.
create table po_words (
  po_id uuid primary key references po (id),
  words text not null
);
create index po_words_trgm on po_words using gin (words gin_trgm_ops);
--> statement-breakpoint
-- Every word of those texts: a word that nobody bears was mistyped, and is compared with these (PostgreSQL's manual,
-- pg_trgm, "Text Search Integration"). Words are added and never taken away: one too many does no harm.
create table known_word (word text primary key);
create index known_word_trgm on known_word using gin (word gin_trgm_ops);
--> statement-breakpoint
create function refresh_po_words(po_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with fresh as (
    select p.id, concat_ws(' ', p.search, p.postcode, (
      select string_agg(s.search || ' ' || s.postcode, ' ' order by s.id) from school s where s.po_id = p.id)) as words
    from po p where p.id = any (po_ids)
  ), kept as (
    insert into po_words select id, words from fresh
      on conflict (po_id) do update set words = excluded.words where po_words.words <> excluded.words
      returning words
  )
  insert into known_word
    select distinct word from kept, regexp_split_to_table(kept.words, '[^[:alnum:]]+') word
    where length(word) > 2 and word !~ '^[0-9]+$' order by word
    on conflict do nothing;
end $$;
create function po_words_of_changed_pos() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_po_words(array(select id from changed));
  return null;
end $$;
create function po_words_of_changed_schools() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_po_words(array(select po_id from changed));
  return null;
end $$;
create function po_words_of_moved_schools() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_po_words(array(select po_id from changed union select po_id from previous));
  return null;
end $$;
create trigger po_words_inserted after insert on po
  referencing new table as changed for each statement execute function po_words_of_changed_pos();
create trigger po_words_updated after update on po
  referencing new table as changed for each statement execute function po_words_of_changed_pos();
create trigger school_words_inserted after insert on school
  referencing new table as changed for each statement execute function po_words_of_changed_schools();
create trigger school_words_updated after update on school
  referencing new table as changed old table as previous for each statement execute function po_words_of_moved_schools();
--> statement-breakpoint
-- The known words that resemble one; the caller compares them letter by letter. The threshold lets two letters of a
-- short word change places.
create function near_words(asked text) returns setof text
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.15
begin atomic
  select word from known_word where word % asked and abs(length(word) - length(asked)) <= 2 order by word <-> asked limit 40;
end;
--> statement-breakpoint
revoke execute on function refresh_po_words(uuid[]), po_words_of_changed_pos(), po_words_of_changed_schools(),
  po_words_of_moved_schools(), near_words(text) from public;
grant select on po_words to guichet_intake, guichet_backoffice;
grant execute on function near_words(text) to guichet_intake, guichet_backoffice;
