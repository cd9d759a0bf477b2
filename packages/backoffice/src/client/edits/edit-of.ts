import type { EditName } from '@guichet/shared/request-types/register-edit/edit-names';

/** One edit that can be made: of which kind, on which row, seen from which PO. */
export type EditOf = {
  kind: EditName;
  /** The person, PO, mandate, role or school. */
  id: string;
  /** The PO of the screen, where the row alone does not say it. */
  poId?: string | undefined;
  /** The one field that is asked for, of those the edit has: its plan follows what is typed. */
  only?: string | undefined;
};
