-- The menu of the extranet is kept by administrators: on versions, so that nobody writes over a colleague, and put away
-- rather than deleted.
alter table resource add column version integer not null default 1;
alter table resource add column archived_at timestamptz;
-- Null: as the product came.
alter table resource add column updated_by uuid references staff_user (id);
alter table resource add column updated_at timestamptz not null default now();
-- A link leads to a page of the extranet, or over https elsewhere: never to a script or an unprotected site.
alter table resource add constraint resource_url check (url is null or url ~ '^https://' or url ~ '^/[^/\\]');
grant select, insert, update (title, description, url, roles, position, version, archived_at, updated_by, updated_at)
  on resource to guichet_backoffice;
