-- One database role per process, none of them owner: the migrator owns (DESIGN.md §4.8). Nothing is granted to PUBLIC.
revoke all on schema public from public;
revoke execute on all functions in schema public from public;
grant usage on schema public to guichet_intake, guichet_backoffice, guichet_extranet, guichet_worker;
grant execute on function fold(text), read_heartbeats() to guichet_intake, guichet_backoffice, guichet_extranet, guichet_worker;
--> statement-breakpoint
-- Public form: the public list of POs and schools, the secretariats' contacts, and the functions that demand a secret.
grant select (id, fase, name, enterprise_number, street, number, box, postcode, locality, country, municipality, region_id, search) on po to guichet_intake;
grant select (id, fase, po_id, name, level, postcode, locality, municipality, closed_on, search) on school to guichet_intake;
grant select (id, name, email, phone) on region to guichet_intake;
grant execute on function submit_changes(jsonb), track_submission(bytea), confirm_submitter_email(bytea), read_receipt(text) to guichet_intake;
--> statement-breakpoint
-- Back office: reads the register and the requests, decides; it never writes the register, the worker does.
grant select on region, import_run, cause, po, school, site, school_site, person, mandate, role_assignment, field_change,
  submission, change_request, request_payload, decision, request_event, outbox, mail, mail_suppression, staff_task, heartbeat,
  audit_entry, audit_value, audit_seal, audit_unsealed, resource, member_account to guichet_backoffice;
grant insert on decision, request_event, outbox, mail, audit_entry, audit_value, staff_task to guichet_backoffice;
grant update on change_request, decision, outbox, staff_task, mail to guichet_backoffice;
-- Row locks need a right to update; locking the PO and the persons is how decisions about them wait for each other.
grant update (updated_at) on po, person to guichet_backoffice;
grant update (email_confirmed_at) on submission to guichet_backoffice;
grant select, insert, update, delete on staff_session, staff_credential, staff_verification, staff_rate_limit to guichet_backoffice;
grant select, insert, update on staff_user to guichet_backoffice;
--> statement-breakpoint
-- Extranet: the file of a PO, the member's own account and sign-in.
grant select on region, po, school, site, school_site, person, mandate, role_assignment, resource, cause, field_change, change_request, submission, heartbeat to guichet_extranet;
grant select, update on member_account, token, outbox, mail to guichet_extranet;
grant insert on token, outbox, mail, audit_entry, audit_value to guichet_extranet;
-- The id of the entry it has just written, for the values that stand beside it; nothing of what others did.
grant select (id) on audit_entry to guichet_extranet;
grant select, insert, update, delete on member_session, member_credential, member_verification, member_rate_limit to guichet_extranet;
--> statement-breakpoint
-- Worker: applies and sends. It deletes sessions of closed accounts and its own old heartbeats, nothing else.
grant select, insert, update on cause, import_run, po, school, site, school_site, person, mandate, role_assignment, field_change,
  member_account, token, submission, change_request, request_payload, decision, request_event, outbox, mail, mail_suppression,
  staff_task, heartbeat, resource to guichet_worker;
grant select, insert on audit_entry, audit_value, audit_seal to guichet_worker;
grant select, delete on audit_unsealed to guichet_worker;
grant select, delete on member_session to guichet_worker;
-- A reopened account starts with a new password: the worker may empty the old one, never read it.
grant select (id, user_id), update (password, updated_at) on member_credential to guichet_worker;
grant delete on heartbeat to guichet_worker;
grant select on region, staff_user to guichet_worker;
grant usage on all sequences in schema public to guichet_backoffice, guichet_extranet, guichet_worker;
--> statement-breakpoint
-- The queue's own schema: its tables are made by BullMQ's migrations, run by the migrator; only the worker uses them.
create schema bullmq;
grant usage on schema bullmq to guichet_worker;
alter default privileges in schema bullmq grant all on tables to guichet_worker;
alter default privileges in schema bullmq grant all on sequences to guichet_worker;
alter default privileges in schema bullmq grant execute on functions to guichet_worker;
