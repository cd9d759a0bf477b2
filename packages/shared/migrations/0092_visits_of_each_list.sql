-- Resources and mailings have a visit each: who read the mailings has not seen what came among the resources.
alter table member_visit add column list text not null default 'resources' check (list in ('resources', 'mailings'));
--> statement-breakpoint
alter table member_visit alter column list drop default;
--> statement-breakpoint
alter table member_visit drop constraint member_visit_pkey;
--> statement-breakpoint
-- One stamp for each list of an account.
alter table member_visit add primary key (account_id, list);
--> statement-breakpoint
-- Until today one visit stood for both.
insert into member_visit (account_id, list, seen_at, seen_before)
  select account_id, 'mailings', seen_at, seen_before from member_visit;
