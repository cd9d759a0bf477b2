-- Work that was given up: few rows among millions.
create index outbox_dead on outbox (kind) where state = 'dead';
-- Mails that are on their way.
create index mail_under_way on mail (created_at) where state in ('pending', 'sending', 'held');
-- How the programme fares is shown to administrators: signs of life with counts, and how much waits for its seal.
grant select on heartbeat, audit_unsealed to guichet_backoffice;
