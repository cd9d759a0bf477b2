-- Lists of members that staff bring as files. The back office reads the file and keeps its rows here, orders the dry run
-- and then the import; the worker plans and writes, a stretch of rows at a time, and notes on each row what became of it:
-- a crash at any point loses none and does none twice.
create table member_import (
  -- Given by who sends the file, so that a file that is sent twice is one import.
  id uuid primary key,
  region_id uuid not null references region (id),
  file_name text not null check (file_name <> ''),
  file_sha256 text not null,
  file_bytes integer not null check (file_bytes > 0),
  -- What the file was recognised as, in words.
  described text not null,
  -- The one PO that all of the file is about; null where a column says it.
  po_id uuid references po (id),
  header_line integer not null,
  headers jsonb not null,
  mapping jsonb,
  state text not null check (state in ('mapping', 'planning', 'planned', 'applying', 'applied', 'cancelled')),
  -- Raised by each dry run: what is ordered names the one that was read.
  generation integer not null default 0,
  -- How far the worker is with what it is doing now.
  done integer not null default 0,
  total integer not null default 0,
  -- Why the last work ended otherwise than ordered, in words.
  failure text not null default '',
  uploaded_by uuid not null references staff_user (id),
  uploaded_at timestamptz not null default now(),
  planned_by uuid references staff_user (id),
  -- The day the plans are made for: midnight changes nothing.
  planned_on date,
  mode text check (mode in ('file', 'rows')),
  -- Classes of warnings that were accepted for all rows.
  accepted text[] not null default '{}',
  invite text check (invite in ('now', 'day', 'later')),
  invite_on date,
  ordered_by uuid references staff_user (id),
  ordered_at timestamptz,
  finished_at timestamptz,
  check (state not in ('planned', 'applying', 'applied') or mapping is not null),
  check (state <> 'applying' or (mode is not null and invite is not null and ordered_by is not null)),
  check ((invite = 'day') = (invite_on is not null) or invite is null)
);
-- The recent imports of a secretariat.
create index member_import_region on member_import (region_id, uploaded_at desc);
--> statement-breakpoint
create table import_row (
  import_id uuid not null references member_import (id),
  -- Its number in the file.
  line integer not null,
  cells jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'refused', 'ready', 'nothing', 'applied', 'stale')),
  -- Whom it is about, as the row says.
  subject text not null default '',
  po_id uuid references po (id),
  -- Whom its plan writes about: locked before it is made again. No foreign key: identities and people to come are among them.
  person_ids uuid[] not null default '{}',
  creates boolean not null default false,
  effects jsonb not null default '[]',
  findings jsonb not null default '[]',
  -- Classes of its warnings.
  warnings text[] not null default '{}',
  plan_hash text not null default '',
  -- What staff chose where the row is not certain.
  settlement jsonb not null default '{}',
  outcome text not null default '',
  applied_at timestamptz,
  -- Whose activation mail waits until it is ordered, and when it was.
  invite_person uuid, invited_at timestamptz,
  primary key (import_id, line),
  check ((state = 'applied') = (applied_at is not null))
);
-- The rows of one state in their order: the lists of the dry run, and what the worker does next.
create index import_row_state on import_row (import_id, state, line);
-- Who waits for a mail: a handful among all rows.
create index import_row_invite on import_row (import_id, line) where invite_person is not null and invited_at is null;
--> statement-breakpoint
-- How a secretariat read a set of headers the last time.
create table import_mapping (
  region_id uuid not null references region (id),
  headers_key text not null,
  mapping jsonb not null,
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null default now(),
  primary key (region_id, headers_key)
);
--> statement-breakpoint
-- The cause of what an import writes names the file.
alter table import_run drop constraint import_run_kind_check,
  add constraint import_run_kind_check check (kind in ('registry', 'demo', 'load', 'members'));
--> statement-breakpoint
grant select, insert, update (po_id, mapping, state, generation, done, total, failure, planned_by, mode, accepted, invite, invite_on, ordered_by, ordered_at, finished_at)
  on member_import to guichet_backoffice;
grant select, insert, update (state, settlement, outcome) on import_row to guichet_backoffice;
grant select, insert, update on import_mapping to guichet_backoffice;
grant select, delete, update (state, done, total, failure, planned_on, finished_at) on member_import to guichet_worker;
grant select, delete, update (cells, settlement, state, subject, po_id, person_ids, creates, effects, findings, warnings, plan_hash, outcome, applied_at, invite_person, invited_at)
  on import_row to guichet_worker;
-- It deletes lists that have been kept for long enough, and their rows.
grant select (id), insert on import_run to guichet_worker;
