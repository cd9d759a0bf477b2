create table po (
  id uuid primary key default uuidv7(),
  fase integer not null unique check (fase between 1 and 999999),
  name text not null check (name <> ''),
  enterprise_number text check (enterprise_number ~ '^[01][0-9]{9}$'),
  street text not null default '', number text not null default '', box text not null default '',
  postcode text not null default '', locality text not null default '', country text not null default 'BE',
  municipality text not null default '',
  contact_email text, contact_phone text,
  region_id uuid not null references region (id),
  created_by uuid not null references cause (id),
  updated_at timestamptz not null default now(),
  search text not null generated always as (fold(name || ' ' || fase::text || ' ' || locality || ' ' || municipality)) stored
);
-- Typo tolerant search of POs by name, FASE and locality.
create index po_search_trgm on po using gin (search gin_trgm_ops);
create index po_region on po (region_id);
--> statement-breakpoint
create table school (
  id uuid primary key default uuidv7(),
  -- A school announced by a request has no FASE number until the ministry gives one.
  fase integer unique check (fase between 1 and 999999),
  po_id uuid not null references po (id),
  name text not null check (name <> ''),
  enterprise_number text check (enterprise_number ~ '^[0-9]{10}$'),
  level text not null default '', network text not null default '',
  street text not null default '', number text not null default '', box text not null default '',
  postcode text not null default '', locality text not null default '', country text not null default 'BE',
  municipality text not null default '', district text not null default '', zone text not null default '',
  opened_on date, closed_on date,
  created_by uuid not null references cause (id),
  updated_at timestamptz not null default now(),
  search text not null generated always as (fold(name || ' ' || coalesce(fase::text, '') || ' ' || locality)) stored,
  check (opened_on is null or closed_on is null or opened_on <= closed_on)
);
create index school_search_trgm on school using gin (search gin_trgm_ops);
create index school_po on school (po_id);
--> statement-breakpoint
create table site (
  id uuid primary key default uuidv7(),
  fase integer not null unique check (fase between 1 and 999999),
  street text not null default '', number text not null default '', box text not null default '',
  postcode text not null default '', locality text not null default '', country text not null default 'BE',
  municipality text not null default '',
  latitude double precision, longitude double precision,
  created_by uuid not null references cause (id),
  updated_at timestamptz not null default now()
);
--> statement-breakpoint
-- A site can serve several schools; the kinds of teaching belong to the pair.
create table school_site (
  school_id uuid not null references school (id),
  site_id uuid not null references site (id),
  teaching_kinds text[] not null default '{}',
  created_by uuid not null references cause (id),
  primary key (school_id, site_id)
);
create index school_site_site on school_site (site_id);
--> statement-breakpoint
create table person (
  id uuid primary key default uuidv7(),
  last_name text not null check (last_name <> ''),
  first_name text not null check (first_name <> ''),
  birth_date date not null,
  email text, phone text,
  street text not null default '', number text not null default '', box text not null default '',
  postcode text not null default '', locality text not null default '', country text not null default 'BE',
  deceased boolean not null default false,
  created_by uuid not null references cause (id),
  updated_at timestamptz not null default now(),
  search text not null generated always as (fold(last_name || ' ' || first_name)) stored,
  email_key text generated always as (lower(email)) stored
);
create index person_search_trgm on person using gin (search gin_trgm_ops);
-- Exact names, folded, in either order: the probe of every new member.
create index person_search on person (search);
create index person_birth_date on person (birth_date);
create index person_email_key on person (email_key) where email_key is not null;
--> statement-breakpoint
create table mandate (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person (id),
  po_id uuid not null references po (id),
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  end_reason text check (end_reason in ('resignation', 'end-of-mandate', 'death', 'other')),
  opened_by uuid not null references cause (id),
  ended_by uuid references cause (id),
  annulled_at timestamptz, annulled_by uuid references cause (id),
  check ((annulled_at is null) = (annulled_by is null)),
  -- DESIGN.md §4.4: never two mandates of one person in one PO at the same time.
  constraint mandate_no_overlap exclude using gist (person_id with =, po_id with =, period with &&) where (annulled_at is null)
);
create index mandate_po on mandate (po_id) where annulled_at is null;
create index mandate_person on mandate (person_id);
--> statement-breakpoint
create table role_assignment (
  id uuid primary key default uuidv7(),
  mandate_id uuid not null references mandate (id),
  role text not null check (role in ('president', 'vice-president', 'administrator', 'managing-administrator', 'treasurer', 'secretary', 'po-referent', 'pdp-referent', 'prevention-adviser')),
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  assigned_by uuid not null references cause (id),
  ended_by uuid references cause (id),
  annulled_at timestamptz, annulled_by uuid references cause (id),
  check ((annulled_at is null) = (annulled_by is null)),
  constraint role_no_overlap exclude using gist (mandate_id with =, role with =, period with &&) where (annulled_at is null)
);
create index role_assignment_mandate on role_assignment (mandate_id);
--> statement-breakpoint
-- A role lives inside its mandate. Checked at commit, so that one plan may move both in any order; FOR SHARE makes a
-- role and a shrinking mandate written by two transactions see each other.
create function check_role_inside_mandate() returns trigger language plpgsql as $$
declare outer_period daterange;
begin
  if tg_table_name = 'role_assignment' then
    if (select annulled_at from role_assignment where id = new.id) is not null then return null; end if;
    select period into outer_period from mandate where id = new.mandate_id and annulled_at is null for share;
    if outer_period is null or not exists (
      select from role_assignment r where r.id = new.id and r.period <@ outer_period
    ) then
      raise exception 'role % does not lie inside its mandate %', new.id, new.mandate_id
        using errcode = '23514', constraint = 'role_inside_mandate';
    end if;
  elsif exists (
    select from role_assignment r join mandate m on m.id = r.mandate_id
    where m.id = new.id and r.annulled_at is null and (m.annulled_at is not null or not r.period <@ m.period)
  ) then
    raise exception 'mandate % no longer covers one of its roles', new.id
      using errcode = '23514', constraint = 'role_inside_mandate';
  end if;
  return null;
end $$;
create constraint trigger role_inside_mandate after insert or update on role_assignment
  deferrable initially deferred for each row execute function check_role_inside_mandate();
create constraint trigger mandate_covers_roles after update on mandate
  deferrable initially deferred for each row execute function check_role_inside_mandate();
--> statement-breakpoint
-- Each value can name what set it: the newest row per field is the origin of the present value.
create table field_change (
  id bigint generated always as identity primary key,
  subject_type text not null check (subject_type in ('po', 'school', 'site', 'person')),
  subject_id uuid not null,
  field text not null,
  old_value jsonb, new_value jsonb,
  cause_id uuid not null references cause (id),
  at timestamptz not null default now()
);
create index field_change_subject on field_change (subject_type, subject_id, field, id desc);
