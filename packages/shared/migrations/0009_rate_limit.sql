-- How often something was tried (src/http/rate-limit.ts): keys are digests, rows go an hour after they expire.
-- Unlogged: a crash of the server forgives everybody, and no write-ahead log is spent on refusing floods.
create unlogged table rate_limit (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
-- Expired rows are deleted by their date.
create index rate_limit_expire on rate_limit (expire);
grant select, insert, update, delete on rate_limit to guichet_intake, guichet_backoffice, guichet_extranet;
