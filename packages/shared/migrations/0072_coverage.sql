-- How the roles of a secretariat's open POs were covered, month by month. Who could be reached in the past cannot be told
-- from the register, which knows today's addresses only: so it is counted while it is today, and kept.
create table coverage_month (
  region_id uuid not null references region (id),
  -- The first of the month.
  month date not null check (extract(day from month) = 1),
  role text not null,
  -- The last day of the month that was counted, and how many POs were open then, held the role, and held it reachably.
  day date not null check (date_trunc('month', day) = month),
  pos integer not null,
  held integer not null,
  reachable integer not null,
  primary key (region_id, month, role),
  constraint coverage_month_counts check (reachable between 0 and held and held <= pos)
);
--> statement-breakpoint
-- How many recipients of a mailing preside their PO, read from the index alone: a mailing may have tens of thousands.
create index mailing_recipient_relief on mailing_recipient (mailing_id, president) where mail_id is not null;
--> statement-breakpoint
grant select on coverage_month to guichet_backoffice;
grant select, insert, update on coverage_month to guichet_worker;
