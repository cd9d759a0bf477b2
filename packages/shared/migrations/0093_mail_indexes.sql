-- Most mails are those of mailings, which belong to no request and to no account: an index that holds their emptiness is
-- written three times for each of them, and finds nothing that somebody asks for.
drop index mail_submission;
--> statement-breakpoint
create index mail_submission on mail (submission_id) where submission_id is not null;
--> statement-breakpoint
drop index mail_account;
--> statement-breakpoint
create index mail_account on mail (account_id) where account_id is not null;
