-- References stand among the words in capitals, which no folded word has: the vocabulary is then made of the words that
-- were kept alone, and not of a join that turned out slow for many requests at once.
create or replace function refresh_request_search(request_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with fresh as (
    select c.id, c.region_id, c.type, c.created_at, c.submission_id, c.position, array_to_tsvector(s.reference || search_words_of(
      concat_ws(' ', c.subject, coalesce(p.search, s.po_typed ->> 'name'), s.submitter_name, s.submitter_email))) as words
    from change_request c join submission s on s.id = c.submission_id left join po p on p.id = c.po_id
    where c.id = any (request_ids) order by c.id
  ), kept as (
    insert into request_search as known (request_id, region_id, type, created_at, submission_id, position, words)
      select * from fresh
      on conflict (request_id) do update set region_id = excluded.region_id, words = excluded.words
        where (known.region_id, known.words) is distinct from (excluded.region_id, excluded.words)
      returning words
  ), borne as (
    select distinct word from kept, unnest(tsvector_to_array(kept.words)) word where length(word) > 2 and word !~ '[0-9A-Z]'
  )
  insert into request_word
    select word from borne where not exists (select from request_word known where known.word = borne.word) order by word
    on conflict do nothing;
end $$;
select refresh_request_search(array(select id from change_request));
