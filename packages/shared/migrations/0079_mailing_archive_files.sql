-- What travels with a mailing, for those who may read it in the extranet.
create function list_member_mailing_files(account uuid, mailing uuid)
  returns table (id uuid, name text, kind text, bytes bigint, attached boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, f.name, f.kind, f.bytes, u.attached from mailing_file_use u join mailing_file f on f.id = u.file_id
  where u.mailing_id = list_member_mailing_files.mailing
    and exists (select from mailings_of_member(account) m where m.mailing_id = u.mailing_id)
  order by u.place
$$;
create function read_member_mailing_file(account uuid, mailing uuid, file uuid)
  returns table (name text, kind text, sha256 text, uploaded_at timestamptz, content bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.name, f.kind, f.sha256, f.uploaded_at, f.content from mailing_file f
  where f.id = read_member_mailing_file.file
    and exists (select from mailing_file_use u where u.file_id = f.id and u.mailing_id = read_member_mailing_file.mailing)
    and exists (select from mailings_of_member(account) m where m.mailing_id = read_member_mailing_file.mailing)
$$;
revoke execute on function list_member_mailing_files(uuid, uuid), read_member_mailing_file(uuid, uuid, uuid) from public;
grant execute on function list_member_mailing_files(uuid, uuid), read_member_mailing_file(uuid, uuid, uuid) to guichet_extranet;
