/** What staff may change in the register, by name; each has its file in edits/ and its line in edit-kinds.ts. */
export const EDIT_NAMES = [
  'set-person-fields',
  'undo-death',
  'set-po-fields',
  'found-po',
  'set-enterprise-number',
  'close-po',
  'merge-po',
  'open-mandate',
  'set-mandate-dates',
  'end-mandate',
  'annul-mandate',
  'assign-role',
  'set-role-dates',
  'end-role',
  'annul-role',
  'open-school',
  'close-school',
  'reopen-school',
  'rename-school',
  'move-school',
  'transfer-school',
] as const;

export type EditName = (typeof EDIT_NAMES)[number];
