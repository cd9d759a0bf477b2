-- Who had the request when it was ordered: given to somebody else meanwhile, it is left where it is.
alter table bulk_item add column assigned_from uuid references staff_user (id);
