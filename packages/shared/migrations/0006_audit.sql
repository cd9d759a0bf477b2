-- Who did what to what. Append-only; personal values stand beside it (audit_value), so that an erasure leaves the
-- chain verifiable: the entry keeps a salted digest only (DESIGN.md §4.7).
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('staff', 'member', 'submitter', 'operator', 'system')),
  actor_id uuid,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  cause_id uuid,
  request_id uuid,
  digest bytea not null
);
create index audit_entry_subject on audit_entry (subject_type, subject_id, id);
create table audit_value (
  entry_id bigint primary key references audit_entry (id),
  salt bytea not null,
  before jsonb, after jsonb
);
-- Entries that the sealer has not chained yet: writers never queue behind the chain.
create table audit_unsealed (entry_id bigint primary key);
create table audit_seal (
  seq bigint primary key,
  entry_id bigint not null unique references audit_entry (id),
  previous_hash bytea not null,
  hash bytea not null unique,
  at timestamptz not null default now()
);
--> statement-breakpoint
create function refuse_rewriting_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only: % on % refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_rewriting_audit();
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_rewriting_audit();
create trigger audit_value_append_only before update or delete or truncate on audit_value
  for each statement execute function refuse_rewriting_audit();
create function note_unsealed_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_unsealed select id from new_entries;
  return null;
end $$;
create trigger audit_entry_unsealed after insert on audit_entry
  referencing new table as new_entries for each statement execute function note_unsealed_audit();
