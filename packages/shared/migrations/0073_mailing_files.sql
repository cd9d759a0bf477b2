-- Files that travel with mailings, and texts that are kept ready for them.
create table mailing_file (
  -- Drawn by who sends it: the same id again is the same file. A file never changes.
  id uuid primary key,
  region_id uuid not null references region (id),
  name text not null check (name <> ''),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'png', 'jpeg', 'txt', 'csv', 'gif', 'webp')),
  bytes bigint not null check (bytes > 0),
  sha256 text not null,
  content bytea not null,
  uploaded_by uuid not null references staff_user (id),
  uploaded_at timestamptz not null,
  -- Null while a mailing or a template holds it.
  expires_at timestamptz
);
-- Images and office documents are compressed already: trying again costs time for nothing.
alter table mailing_file alter column content set storage external;
-- What the sweep looks for.
create index mailing_file_expiry on mailing_file (expires_at) where expires_at is not null;
--> statement-breakpoint
-- Texts under a name, for mailings that come back each year.
create table mailing_template (
  id uuid primary key,
  region_id uuid not null references region (id),
  name text not null check (name <> ''),
  kind text not null check (kind in ('duty', 'register', 'information', 'training')),
  subject text not null,
  body jsonb not null,
  -- The text part as staff edited it; null: made from the body.
  text_part text,
  version integer not null default 1,
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null,
  archived_at timestamptz
);
-- Two of one name could not be told apart.
create unique index mailing_template_name on mailing_template (region_id, lower(name)) where archived_at is null;
--> statement-breakpoint
-- Which mailing or template holds which file, within its text or beside it. A copy holds the same file.
create table mailing_file_use (
  file_id uuid not null references mailing_file (id),
  mailing_id uuid references mailing (id),
  template_id uuid references mailing_template (id),
  -- A file of its own; otherwise an image within the text.
  attached boolean not null,
  -- Its place among the others.
  place integer not null,
  constraint mailing_file_use_of_one check (num_nonnulls(mailing_id, template_id) = 1),
  constraint mailing_file_use_once unique nulls not distinct (file_id, mailing_id, template_id, attached)
);
-- The files of one mailing, of one template.
create index mailing_file_use_mailing on mailing_file_use (mailing_id) where mailing_id is not null;
create index mailing_file_use_template on mailing_file_use (template_id) where template_id is not null;
--> statement-breakpoint
grant select, insert, update (expires_at) on mailing_file to guichet_backoffice;
grant select, delete on mailing_file to guichet_worker;
grant select, insert, delete on mailing_file_use to guichet_backoffice;
grant select on mailing_file_use to guichet_worker;
grant select, insert on mailing_template to guichet_backoffice;
grant update (name, kind, subject, body, text_part, version, updated_by, updated_at, archived_at) on mailing_template to guichet_backoffice;
