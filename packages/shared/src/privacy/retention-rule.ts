import type { RetentionPeriodName } from './retention-periods.ts';

/** Whose data a column holds. `visitor`: whoever opened a page, signed in or not. */
export const WHOM = {
  member: 'membres des PO',
  author: 'auteurs des demandes',
  staff: 'personnel du secrétariat',
  visitor: 'visiteurs',
} as const;
export type Whom = keyof typeof WHOM;

/** What ends the keeping of a personal value, and what is done with it then. */
export const FATES = {
  person: { text: 'effacé avec la personne', period: ['people-without-mandate'] },
  request: { text: 'effacé avec le contenu de la demande', period: ['requests-applied', 'requests-closed'] },
  mail: { text: 'effacé, le fait de l’envoi reste', period: ['mails'] },
  audit: { text: 'effacé, l’entrée du journal reste', period: ['audit-values'] },
  task: { text: 'effacé une fois la tâche réglée', period: ['tasks'] },
  link: { text: 'effacé après la fin du lien', period: ['links'] },
  departed: { text: 'effacé après le départ', period: ['staff-departed'] },
  row: { text: 'supprimé avec sa ligne', period: [] },
  accountable: { text: 'gardé : dit qui, au secrétariat, a fait quoi', period: [] },
} as const satisfies Record<string, { text: string; period: readonly RetentionPeriodName[] }>;
export type Fate = keyof typeof FATES;

export type ColumnRetention =
  /** Says nothing about a human being by itself: ids, states, dates of the work, data of organisations. */
  | { kind: 'plain' }
  /** `secret`: never shown to anybody, not even in an access export: a digest of a password, a token. */
  | { kind: 'personal'; whom: Whom; fate: Fate; secret: boolean };

export type RowRetention =
  /** The row stays; `why` in French. */
  | { kind: 'kept'; why: string }
  /** The row is deleted so long after; by `when`, in French. */
  | { kind: 'purged'; period: RetentionPeriodName | null; when: string };

export const PURPOSES = {
  register: {
    text: 'Tenir la composition des pouvoirs organisateurs et de leurs organes',
    basis: 'Mission d’intérêt public de la fédération et obligations des ASBL (RGPD, art. 6.1.e et 6.1.c)',
  },
  requests: {
    text: 'Recevoir, examiner et appliquer les demandes de changement',
    basis: 'Mission d’intérêt public de la fédération (RGPD, art. 6.1.e)',
  },
  accounts: {
    text: 'Donner aux membres et au secrétariat un accès personnel et sûr',
    basis: 'Exécution du service demandé et sécurité du traitement (RGPD, art. 6.1.b et 32)',
  },
  mails: {
    text: 'Écrire aux auteurs, aux membres et au secrétariat',
    basis: 'Mission d’intérêt public de la fédération (RGPD, art. 6.1.e)',
  },
  accountability: {
    text: 'Prouver qui a fait quoi, et l’origine de chaque valeur',
    basis: 'Responsabilité et sécurité du traitement (RGPD, art. 5.2 et 32)',
  },
  running: {
    text: 'Faire fonctionner et protéger le programme',
    basis: 'Intérêt légitime : un service sûr et disponible (RGPD, art. 6.1.f et 32)',
  },
} as const;
export type Purpose = keyof typeof PURPOSES;

export type TableRetention = {
  /** French: what a row is. */
  holds: string;
  purpose: Purpose;
  row: RowRetention;
  columns: Record<string, ColumnRetention>;
  /**
   * Which rows are about one person: a condition in SQL, over the lists `:person`, `:account`, `:staff` (uuids),
   * `:requests`, `:envois` (uuids of those about or by the person), `:emails` (folded addresses). The access export
   * reads by it. A table with personal columns has one, or says in `unlinked` why its rows cannot be told apart.
   */
  ofPerson?: string;
  /** The SQL function that reads them, where the back office may not read the table. */
  exportedBy?: 'sign_ins_of';
  /** French: why the secretariat reads it before it hands it to the person, who does not get it at a press. */
  handedOut?: string;
  /** French. */
  unlinked?: string;
};

const named = (names: string, rule: ColumnRetention): Record<string, ColumnRetention> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));

/** Columns that are not personal, their names parted by spaces. */
export const plain = (names: string) => named(names, { kind: 'plain' });
export const personal = (whom: Whom, fate: Fate, names: string) =>
  named(names, { kind: 'personal', whom, fate, secret: false });
export const secret = (whom: Whom, fate: Fate, names: string) =>
  named(names, { kind: 'personal', whom, fate, secret: true });

export const kept = (why: string): RowRetention => ({ kind: 'kept', why });
export const purged = (period: RetentionPeriodName | null, when: string): RowRetention => ({
  kind: 'purged',
  period,
  when,
});
