-- Requests of who leaves the team are nobody's again: colleagues can be told, in the way they choose.
alter table notice_setting drop constraint notice_setting_kind_check,
  add constraint notice_setting_kind_check check (kind in ('new', 'corrected', 'failed', 'mentioned', 'old', 'released'));
alter table notice drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('new', 'corrected', 'failed', 'mentioned', 'old', 'released'));
