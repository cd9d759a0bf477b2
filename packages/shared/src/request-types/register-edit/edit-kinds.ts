import { annulMandate } from './edits/annul-mandate.ts';
import { annulRole } from './edits/annul-role.ts';
import { assignRole } from './edits/assign-role.ts';
import { closePo } from './edits/close-po.ts';
import { closeSchool } from './edits/close-school.ts';
import { endMandate } from './edits/end-mandate.ts';
import { endRole } from './edits/end-role.ts';
import { foundPo } from './edits/found-po.ts';
import { mergePo } from './edits/merge-po.ts';
import { moveSchool } from './edits/move-school.ts';
import { openMandate } from './edits/open-mandate.ts';
import { openSchool } from './edits/open-school.ts';
import { renameSchool } from './edits/rename-school.ts';
import { reopenSchool } from './edits/reopen-school.ts';
import { setEnterpriseNumber } from './edits/set-enterprise-number.ts';
import { setMandateDates } from './edits/set-mandate-dates.ts';
import { setPersonFields } from './edits/set-person-fields.ts';
import { setPoFields } from './edits/set-po-fields.ts';
import { setRoleDates } from './edits/set-role-dates.ts';
import { transferSchool } from './edits/transfer-school.ts';
import { undoDeath } from './edits/undo-death.ts';
import type { EditKind } from './edit-kind.ts';
import type { EditName } from './edit-names.ts';

const KINDS = {
  'set-person-fields': setPersonFields,
  'undo-death': undoDeath,
  'set-po-fields': setPoFields,
  'found-po': foundPo,
  'set-enterprise-number': setEnterpriseNumber,
  'close-po': closePo,
  'merge-po': mergePo,
  'open-mandate': openMandate,
  'set-mandate-dates': setMandateDates,
  'end-mandate': endMandate,
  'annul-mandate': annulMandate,
  'assign-role': assignRole,
  'set-role-dates': setRoleDates,
  'end-role': endRole,
  'annul-role': annulRole,
  'open-school': openSchool,
  'close-school': closeSchool,
  'reopen-school': reopenSchool,
  'rename-school': renameSchool,
  'move-school': moveSchool,
  'transfer-school': transferSchool,
} satisfies Record<EditName, unknown>;

// What the values of an edit hold is its kind's own affair: outside, they go in and out of one kind only. The one cast.
const BY_NAME = KINDS as unknown as Record<EditName, EditKind<unknown>>;

/** The kind of edit of a name, as stored with each edit. */
export function editKind(name: EditName): EditKind<unknown> {
  return BY_NAME[name];
}
