-- The text part as it would have been made when staff edited theirs: once the text of the mailing makes another, they are told.
alter table mailing add column text_made text;
grant update (text_made) on mailing to guichet_backoffice;
