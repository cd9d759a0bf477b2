import { startEdit } from '@guichet/shared/contracts/edits';
import { getEditForm } from '@guichet/shared/reads/preview-edit';
import { route } from '../serve.ts';

export const startEditRoute = route(
  startEdit,
  ({ db, now }) =>
    ({ query: { kind, id, po }, staff }) =>
      getEditForm(db, staff, { kind, target: { id, poId: po ?? null } }, now()),
);
