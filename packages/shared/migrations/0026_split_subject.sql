-- The half of a request that stays may have another subject than the whole: one school of a PO, or the PO itself.
grant update (subject) on change_request to guichet_backoffice;
