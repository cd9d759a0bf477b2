-- "All administrators" is a list of roles that an installation keeps for itself: one row.
create table administrator_roles (
  single boolean primary key default true check (single),
  roles text[] not null check (cardinality(roles) > 0),
  version integer not null default 1,
  -- Null: as the product came.
  updated_by uuid references staff_user (id),
  updated_at timestamptz not null default now()
);
insert into administrator_roles (roles) values ('{president,vice-president,administrator,managing-administrator,treasurer,secretary}');
--> statement-breakpoint
-- The bytes of a resource stand here, in pieces, and not on a disk that servers do not share: whichever is asked has them,
-- and a backup holds them. A file never changes: another one takes its place.
create table resource_file (
  -- Given by who uploads, so that a file that is sent twice is one.
  id uuid primary key,
  name text not null,
  kind text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null,
  uploaded_by uuid not null references staff_user (id),
  uploaded_at timestamptz not null,
  -- Null while a resource holds it; then the day on which it goes.
  expires_at timestamptz
);
-- Files whose time is over.
create index resource_file_expiry on resource_file (expires_at) where expires_at is not null;
create table resource_chunk (
  file_id uuid not null references resource_file (id) on delete cascade,
  -- Where in the file the piece begins: a range is found without a size that all pieces would have to share.
  from_byte bigint not null,
  content bytea not null,
  primary key (file_id, from_byte)
);
-- What is uploaded is compressed already, as a rule: PostgreSQL need not try again.
alter table resource_chunk alter column content set storage external;
--> statement-breakpoint
alter table resource add column administrators boolean not null default false;
alter table resource add column shown_from date;
alter table resource add column shown_to date;
alter table resource add column file_id uuid references resource_file (id);
-- When what it opens last became another: what a member's "new" is measured by.
alter table resource add column renewed_at timestamptz;
update resource set renewed_at = updated_at;
alter table resource alter column renewed_at set not null;
alter table resource alter column renewed_at set default now();
update resource set administrators = true,
    roles = array(select role from unnest(roles) role
      where role <> all ('{president,vice-president,administrator,managing-administrator,treasurer,secretary}'))
  where roles @> '{president,vice-president,administrator,managing-administrator,treasurer,secretary}';
-- A file belongs to one resource, which opens it or a link.
alter table resource add constraint resource_file_once unique (file_id);
alter table resource add constraint resource_link_or_file check (url is null or file_id is null);
-- Roles null: everybody, administrators too. A list of nobody would hide it from all without a word.
alter table resource add constraint resource_audience
  check (case when administrators then roles is not null else roles is null or cardinality(roles) > 0 end);
alter table resource add constraint resource_days check (shown_from <= shown_to);
-- The POs that a resource is for; none: all.
create table resource_po (
  resource_id uuid not null references resource (id),
  po_id uuid not null references po (id),
  primary key (resource_id, po_id)
);
--> statement-breakpoint
-- When a member last looked at the menu, and the time before: what came since is "new".
create table member_visit (
  account_id uuid primary key references member_account (id),
  seen_at timestamptz not null,
  -- The end of the visit before this one; null at the first.
  seen_before timestamptz
);
--> statement-breakpoint
grant select, update (roles, version, updated_by, updated_at) on administrator_roles to guichet_backoffice;
grant select, insert, update (expires_at) on resource_file to guichet_backoffice;
grant select, insert on resource_chunk to guichet_backoffice;
grant update (administrators, shown_from, shown_to, file_id, renewed_at) on resource to guichet_backoffice;
grant select, insert, delete on resource_po to guichet_backoffice;
-- The access export of a person.
grant select on member_visit to guichet_backoffice;
grant select on administrator_roles, resource_file, resource_chunk, resource_po to guichet_extranet;
grant select, insert, update (seen_at, seen_before) on member_visit to guichet_extranet;
-- The worker lets go of files that no resource holds, and of visits that were long ago.
grant select, delete on resource_file to guichet_worker;
grant select, delete on member_visit to guichet_worker;
