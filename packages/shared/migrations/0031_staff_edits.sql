-- A staff edit is ordered as a request, and its values name that request and its decision, as those of requests do.
alter table cause drop constraint cause_check;
alter table cause add constraint cause_request check (
  case kind when 'request' then request_id is not null and decision_id is not null
    when 'staff-edit' then (request_id is null) = (decision_id is null)
    else request_id is null or decision_id is null end);
