import type { CivilDate } from './dates.ts';
import { ROLE_LABELS, ROLES, type Role } from './roles.ts';

/**
 * - mapping: the file is read, its columns are to be told.
 * - planning, applying: the worker is at it.
 * - planned: the dry run is there to be read.
 * - applied: what was ordered is written; what is left may be tried again.
 */
export const IMPORT_STATES = ['mapping', 'planning', 'planned', 'applying', 'applied', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/**
 * What the dry run says of a row, and what became of it. `refused`: its values or the register forbid it; `stale`: the
 * register changed since, it may be tried again.
 */
export const IMPORT_ROW_STATES = ['waiting', 'refused', 'ready', 'nothing', 'applied', 'stale'] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];

export const IMPORT_ROW_FILTERS = ['all', 'refused', 'warnings', 'create', 'change', 'nothing', 'applied'] as const;
export type ImportRowFilter = (typeof IMPORT_ROW_FILTERS)[number];

/** When those whom the import gives an account are told: at once, from a day on, or when somebody orders it. */
export const INVITE_CHOICES = ['now', 'day', 'later'] as const;
export type InviteChoice = (typeof INVITE_CHOICES)[number];

/** Whole file or none of it; or each row by itself. */
export const IMPORT_MODES = ['file', 'rows'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** How many lines a file may have: more is cut into two files. */
export const IMPORT_MAX_LINES = 50_000;
export const IMPORT_MAX_COLUMNS = 100;

const PLAIN_FIELDS = {
  lastName: 'Nom',
  firstName: 'Prénom',
  fullName: 'Nom et prénom ensemble',
  birthDate: 'Date de naissance',
  email: 'Adresse mail',
  phone: 'Téléphone (le premier rempli)',
  address: 'Adresse entière en une cellule',
  streetLine: 'Rue, numéro et boîte ensemble',
  street: 'Rue',
  number: 'Numéro',
  box: 'Boîte',
  town: 'Code postal et localité ensemble',
  postcode: 'Code postal',
  locality: 'Localité',
  country: 'Pays',
  poFase: 'Numéro FASE du PO',
  poName: 'Nom du PO',
  roles: 'Rôle ou rôles',
  startDate: 'Début du mandat',
  endDate: 'Fin du mandat',
} as const;

export type ImportField = keyof typeof PLAIN_FIELDS | `role:${Role}`;

/** What a column may hold, in the order of the choice on the screen. */
export const IMPORT_FIELDS: readonly { field: ImportField; label: string }[] = [
  ...Object.entries(PLAIN_FIELDS).map(([field, label]) => ({ field: field as ImportField, label })),
  ...ROLES.map((role) => ({ field: `role:${role}` as const, label: `${ROLE_LABELS[role]} : une croix` })),
];

const LABELS = new Map(IMPORT_FIELDS.map(({ field, label }) => [field, label]));

export function isImportField(value: unknown): value is ImportField {
  return LABELS.has(value as ImportField);
}

export function importFieldLabel(field: ImportField): string {
  return LABELS.get(field) ?? field;
}

/** Only these may be told of two columns: the first that is filled counts, or all of them. */
export const SEVERAL_COLUMNS: ReadonlySet<ImportField> = new Set(['phone', 'roles']);

export const NAME_ORDERS = ['last-first', 'first-last'] as const;
export type NameOrder = (typeof NAME_ORDERS)[number];

/** What staff say of a file: which column holds what, and how its words are read. */
export type ImportMapping = {
  columns: (ImportField | null)[];
  /** For names in one cell, where capitals or a comma do not tell. */
  nameOrder: NameOrder;
  /** For rows that give no start. */
  startDate: CivilDate;
  /** For rows that give no role; null: they are refused. */
  defaultRole: Role | null;
  /** What wordings of the file mean, by their folded form; 'none': no role. */
  roleWords: Record<string, Role | 'none'>;
};

/** What stands in the way of reading the file by this mapping, in French; null when nothing does. */
export function mappingProblem(mapping: Pick<ImportMapping, 'columns'>, hasPo: boolean): string | null {
  const given = mapping.columns.filter((field) => field !== null);
  const twice = given.find((field, index) => given.indexOf(field) !== index && !SEVERAL_COLUMNS.has(field));
  if (twice) return `Deux colonnes sont indiquées comme « ${importFieldLabel(twice)} » : gardez-en une.`;
  const has = (field: ImportField) => given.includes(field);
  if (!has('fullName') && !(has('lastName') && has('firstName')))
    return 'Indiquez les colonnes du nom et du prénom, ou celle qui contient les deux.';
  if (has('fullName') && (has('lastName') || has('firstName')))
    return 'Le nom est indiqué deux fois : ensemble et à part. Gardez l’un des deux.';
  if (!hasPo && !has('poFase') && !has('poName'))
    return 'Indiquez la colonne du numéro FASE ou du nom du PO, ou choisissez un seul PO pour tout le fichier.';
  return null;
}

/** The class of a finding: what staff accept for all rows at once ("date-far:startDate" is of "date-far"). */
export function warningClass(code: string): string {
  return code.split(':')[0] ?? code;
}

const CLASS_LABELS: Record<string, string> = {
  'date-far': 'Date lointaine',
  'email-differs': 'Autre adresse mail que sur la fiche',
  'email-in-use': 'Adresse mail d’une autre personne aussi',
  'email-signs-in-someone-else': 'Adresse mail qui sert à se connecter à quelqu’un d’autre',
  'holder-starts-later': 'Rôle déjà donné pour plus tard',
  'left-out': 'Valeur illisible, laissée de côté',
  minor: 'Personne mineure',
  'mixed-scripts': 'Nom qui mélange deux alphabets',
  'name-split': 'Nom et prénom à vérifier',
  'no-email': 'Sans adresse mail : pas de compte',
  'other-birth-date': 'Autre date de naissance que sur la fiche',
  'other-end': 'Autre date de fin que dans la base',
  'other-open-request': 'Demande ouverte sur la même personne',
  'second-holder': 'Second titulaire d’un rôle',
  'second-holder-later': 'Second titulaire d’un rôle, plus tard',
};

/** How a class of warnings is called, in French. */
export function warningClassLabel(code: string): string {
  return CLASS_LABELS[code] ?? code;
}
