-- What a request is found by: the words of its subject, PO, author and reference. A row of its own beside the request:
-- a change of state, which is frequent, then leaves the index of the words alone. Written by the worker on arrival, and
-- by the triggers below, whoever changes what it is made of.
create table request_search (
  request_id uuid primary key references change_request (id),
  region_id uuid not null,
  type text not null,
  -- Where the request stands among the newest, as in the queue.
  created_at timestamptz not null, submission_id uuid not null, position integer not null,
  words tsvector not null
);
-- Rare words are looked up. Without the list of pending entries: a search would have to read all of it.
create index request_search_words on request_search using gin (words) with (fastupdate = off);
-- Words that very many bear are looked for among the newest requests instead.
create index request_search_newest on request_search (region_id, created_at, submission_id, position);
--> statement-breakpoint
-- Every word of names, to find what a mistyped one may have meant. Apart from `known_word`, which the public form reads:
-- these are names of people. Single words, of which none leads to anybody; none is taken away.
create table request_word (word text primary key);
create index request_word_trgm on request_word using gin (word gin_trgm_ops);
--> statement-breakpoint
create function search_words_of(value text) returns text[]
  language sql immutable parallel safe set search_path = public, pg_temp
  return array(select distinct left(word, 60) from regexp_split_to_table(fold(value), '[^[:alnum:]]+') word where word <> '');
-- Requests first, then words, each in order: two of these at once wait for each other and never in a circle.
create function refresh_request_search(request_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with fresh as (
    select c.id, c.region_id, c.type, c.created_at, c.submission_id, c.position, lower(s.reference) as reference,
      search_words_of(concat_ws(' ', c.subject, coalesce(p.search, s.po_typed ->> 'name'), s.submitter_name, s.submitter_email)) as words
    from change_request c join submission s on s.id = c.submission_id left join po p on p.id = c.po_id
    where c.id = any (request_ids) order by c.id
  ), kept as (
    insert into request_search as known (request_id, region_id, type, created_at, submission_id, position, words)
      select id, region_id, type, created_at, submission_id, position, array_to_tsvector(words || reference) from fresh
      on conflict (request_id) do update set region_id = excluded.region_id, words = excluded.words
        where (known.region_id, known.words) is distinct from (excluded.region_id, excluded.words)
      returning request_id
  )
  insert into request_word
    select distinct borne.word from kept join fresh on fresh.id = kept.request_id, unnest(fresh.words) as borne (word)
    where length(borne.word) > 2 and borne.word !~ '[0-9]' and not exists (select from request_word known where known.word = borne.word)
    order by borne.word
    on conflict do nothing;
end $$;
--> statement-breakpoint
-- Another PO chosen, another name answered.
create function search_changed_request() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_request_search(array[new.id]);
  return null;
end $$;
create trigger change_request_searched_anew after update of subject, po_id on change_request
  for each row when (old.subject is distinct from new.subject or old.po_id is distinct from new.po_id)
  execute function search_changed_request();
-- A PO that is renamed or moves takes its requests along.
create function search_requests_of_changed_po() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_request_search(array(select id from change_request where po_id = new.id));
  return null;
end $$;
create trigger po_requests_searched_anew after update on po
  for each row when (old.search is distinct from new.search) execute function search_requests_of_changed_po();
--> statement-breakpoint
-- The words that resemble one; the caller compares them letter by letter. Also for a word that somebody bears: "Dupond"
-- is nobody's mistake, and nobody of that name may have sent anything.
create function near_request_words(asked text) returns setof text
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.2
begin atomic
  select word from request_word where word % asked and abs(length(word) - length(asked)) <= 2 order by word <-> asked limit 40;
end;
--> statement-breakpoint
select refresh_request_search(array(select id from change_request));
--> statement-breakpoint
-- What `guichet seed-load` made is told from what was imported.
alter table import_run drop constraint import_run_kind_check,
  add constraint import_run_kind_check check (kind in ('registry', 'demo', 'load'));
--> statement-breakpoint
revoke execute on function search_words_of(text), refresh_request_search(uuid[]), search_changed_request(),
  search_requests_of_changed_po(), near_request_words(text) from public;
grant execute on function refresh_request_search(uuid[]) to guichet_worker;
grant select on request_search to guichet_backoffice;
grant execute on function near_request_words(text) to guichet_backoffice;
