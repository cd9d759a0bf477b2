/** The nine roles of the mission text, in the order in which screens list them. */
export const ROLES = [
  'president',
  'vice-president',
  'administrator',
  'managing-administrator',
  'treasurer',
  'secretary',
  'po-referent',
  'pdp-referent',
  'prevention-adviser',
] as const;

export type Role = (typeof ROLES)[number];

/** Gender-neutral labels for forms and tables. */
export const ROLE_LABELS: Record<Role, string> = {
  president: 'Président·e',
  'vice-president': 'Vice-président·e',
  administrator: 'Administrateur·rice',
  'managing-administrator': 'Administrateur·rice délégué·e',
  treasurer: 'Trésorier·ère',
  secretary: 'Secrétaire',
  'po-referent': 'Référent·e PO',
  'pdp-referent': 'Référent·e PdP (plan de pilotage)',
  'prevention-adviser': 'Conseiller·ère en prévention',
};

/** The role named as a function, for sentences: "le rôle de trésorier". */
export const ROLE_FUNCTIONS: Record<Role, string> = {
  president: 'président',
  'vice-president': 'vice-président',
  administrator: 'administrateur',
  'managing-administrator': 'administrateur délégué',
  treasurer: 'trésorier',
  secretary: 'secrétaire',
  'po-referent': 'référent PO',
  'pdp-referent': 'référent PdP',
  'prevention-adviser': 'conseiller en prévention',
};

/** Roles that a PO usually gives to one person at a time (DESIGN.md §5); an installation may configure another list. */
export const DEFAULT_SINGLE_HOLDER_ROLES: readonly Role[] = [
  'president',
  'treasurer',
  'secretary',
  'po-referent',
  'pdp-referent',
  'prevention-adviser',
];

/** Whether `value` is the code of one of the nine roles. */
export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && (ROLES as readonly string[]).includes(value);
}
