-- Extensions are "trusted" in PostgreSQL 13+: the owner of the database may create them without being superuser.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;
--> statement-breakpoint
-- unaccent() is only STABLE because its dictionary could change; naming the dictionary lets generated columns and
-- indexes use it. The same folding as foldForSearch in domain/text.ts, as far as an index needs it.
create function fold(value text) returns text
  language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent'::regdictionary, value));
--> statement-breakpoint
create table region (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  email text not null,
  phone text not null default '',
  created_at timestamptz not null default now()
);
comment on table region is 'A secretariat in charge: every PO and every staff user belongs to one.';
--> statement-breakpoint
create table import_run (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('registry', 'demo')),
  file_name text not null,
  file_sha256 text not null,
  counts jsonb not null,
  actor_label text not null,
  at timestamptz not null default now()
);
--> statement-breakpoint
-- Why a value is what it is: every write to the PO database carries one of these (DESIGN.md §4.6).
create table cause (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('request', 'import', 'staff-edit', 'self-service', 'calendar', 'demo')),
  request_id uuid,
  decision_id uuid,
  import_id uuid references import_run (id),
  actor_kind text not null check (actor_kind in ('staff', 'member', 'submitter', 'operator', 'system')),
  actor_id uuid,
  actor_label text not null,
  at timestamptz not null default now(),
  check ((kind = 'request') = (request_id is not null and decision_id is not null)),
  check (kind <> 'import' or import_id is not null)
);
