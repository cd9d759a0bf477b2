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
-- Back office: reads the register and the requests, decides; it never writes the register, the worker does. What a
-- request asked, and by whom, stays as it came.
grant select on region, cause, po, school, site, school_site, person, mandate, role_assignment, field_change, submission,
  change_request, request_payload, decision, request_event, outbox, mail, staff_task, member_account to guichet_backoffice;
grant insert on decision, request_event, outbox, mail, audit_entry, audit_value, staff_task to guichet_backoffice;
grant update (state, version, payload_version, po_id, settlement, findings, failure, assigned_to, settled_at)
  on change_request to guichet_backoffice;
grant update (settled_at, outcome) on decision to guichet_backoffice;
grant update (state, done_at) on outbox to guichet_backoffice;
grant update (done_at, done_by) on staff_task to guichet_backoffice;
-- Row locks need a right to update; locking the PO and the persons is how decisions about them wait for each other.
grant update (updated_at) on po, person to guichet_backoffice;
grant select, insert, update, delete on staff_session, staff_verification to guichet_backoffice;
grant select, update on staff_credential to guichet_backoffice;
grant select, update on staff_user to guichet_backoffice;
--> statement-breakpoint
-- Extranet: the file of a PO, the member's own account and sign-in. Of requests it knows the reference alone, of changes
-- that they took place: what others wrote is not for members.
grant select on region, po, school, site, school_site, person, mandate, role_assignment, resource to guichet_extranet;
grant select (id, kind, request_id, at) on cause to guichet_extranet;
grant select (id, subject_type, subject_id, field, cause_id, at) on field_change to guichet_extranet;
grant select (id, submission_id) on change_request to guichet_extranet;
grant select (id, reference) on submission to guichet_extranet;
grant select, update on member_account to guichet_extranet;
grant select, insert, update (used_at, voided_at) on token to guichet_extranet;
grant select (id, cause_key), insert on mail to guichet_extranet;
-- How much is late, for readiness.
grant select (state, next_at), insert on outbox to guichet_extranet;
grant insert on audit_entry, audit_value to guichet_extranet;
grant select, insert, update, delete on member_session, member_verification to guichet_extranet;
grant select, insert, update on member_credential to guichet_extranet;
--> statement-breakpoint
-- Worker: applies and sends. It deletes sessions of closed accounts and its own old heartbeats, nothing else; what was
-- asked, decided and noted it may add to, not rewrite.
grant select on region, site, school_site, request_payload, mail_suppression to guichet_worker;
grant select (id, name, role, region_id, person_id) on staff_user to guichet_worker;
grant select, update on po to guichet_worker;
grant select, insert, update on school, person, mandate, role_assignment, member_account, outbox, mail, heartbeat to guichet_worker;
grant select, insert on cause, field_change, request_event, staff_task, audit_entry, audit_seal to guichet_worker;
grant insert on audit_value to guichet_worker;
grant select, insert, update (voided_at) on token to guichet_worker;
grant select, update (submitter_person_id) on submission to guichet_worker;
grant select, update (state, version, findings, failure, settled_at) on change_request to guichet_worker;
grant select, update (settled_at, outcome) on decision to guichet_worker;
grant select, delete on audit_unsealed to guichet_worker;
-- To find the sessions of an account it must read whose they are, never their tokens.
grant select (id, user_id), delete on member_session to guichet_worker;
-- A reopened account starts with a new password: the worker may empty the old one, never read it.
grant select (id, user_id), update (password, updated_at) on member_credential to guichet_worker;
grant delete on heartbeat to guichet_worker;
-- The audit is numbered before it is written (commands/write-audit.ts); identity columns need no right.
grant usage on sequence audit_entry_id_seq to guichet_backoffice, guichet_extranet, guichet_worker;
--> statement-breakpoint
-- The queue's own schema: its tables are made by BullMQ's migrations, run by the migrator; only the worker uses them.
create schema bullmq;
grant usage on schema bullmq to guichet_worker;
alter default privileges in schema bullmq grant select, insert, update, delete on tables to guichet_worker;
alter default privileges in schema bullmq grant usage, select on sequences to guichet_worker;
alter default privileges in schema bullmq grant execute on functions to guichet_worker;
