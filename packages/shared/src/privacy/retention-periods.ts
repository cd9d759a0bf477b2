export type RetentionUnit = 'days' | 'months';

/** How long something is kept, why, and how far an installation may depart from it. */
export type RetentionPeriod = {
  /** French: what is kept for so long, and from when it counts. */
  label: string;
  /** French: why so long and no longer. */
  reason: string;
  unit: RetentionUnit;
  proposed: number;
  min: number;
  max: number;
};

/**
 * Every period, with the default and its reason. A minimum keeps what the work or the law needs; a maximum keeps an
 * installation from keeping for ever. None is above 60 months: whatever is personal and over is gone five years later.
 */
export const RETENTION_PERIODS = {
  'requests-applied': {
    label: 'Contenu des demandes appliquées, après leur application',
    reason:
      'La demande est la preuve de ce qui a changé dans la base. Les actions contre une personne morale ou ses administrateurs se prescrivent par cinq ans (Code des sociétés et des associations, art. 2:143).',
    unit: 'months',
    proposed: 60,
    min: 12,
    max: 60,
  },
  'requests-closed': {
    label: 'Contenu des demandes refusées, retirées, sans suite ou fusionnées, après leur clôture',
    reason:
      'Rien n’a été écrit dans la base. Deux ans couvrent la prochaine assemblée générale et une contestation de la décision.',
    unit: 'months',
    proposed: 24,
    min: 3,
    max: 60,
  },
  'people-without-mandate': {
    label: 'Identité et coordonnées d’une personne, après la fin de son dernier mandat',
    reason:
      'La responsabilité d’un administrateur se prescrit par cinq ans (Code des sociétés et des associations, art. 2:143) : avant, il faut pouvoir dire qui l’était.',
    unit: 'months',
    proposed: 60,
    min: 12,
    max: 60,
  },
  mails: {
    label: 'Adresse, nom et contenu des mails, après leur envoi',
    reason: 'Un an permet de répondre à « je n’ai rien reçu ». Le fait qu’un mail est parti reste.',
    unit: 'months',
    proposed: 12,
    min: 1,
    max: 60,
  },
  'audit-values': {
    label: 'Valeurs du journal (avant, après), après l’acte',
    reason:
      'Le journal prouve qui a fait quoi ; les valeurs suivent la prescription de cinq ans. L’entrée, elle, reste, et la chaîne se vérifie toujours.',
    unit: 'months',
    proposed: 60,
    min: 12,
    max: 60,
  },
  readings: {
    label: 'Qui a lu la fiche d’une personne ou d’un PO',
    reason: 'Deux ans suffisent pour répondre à une personne qui demande qui a consulté ses données.',
    unit: 'months',
    proposed: 24,
    min: 6,
    max: 60,
  },
  tasks: {
    label: 'Texte des tâches, une fois réglées',
    reason: 'Une tâche réglée ne sert plus qu’à expliquer ce qui a été fait dans l’année.',
    unit: 'months',
    proposed: 12,
    min: 1,
    max: 60,
  },
  notices: {
    label: 'Avis aux membres du secrétariat',
    reason: 'Un avis renvoie à une demande ; six mois plus tard, personne ne le relit.',
    unit: 'months',
    proposed: 6,
    min: 1,
    max: 24,
  },
  links: {
    label: 'Adresse confirmée par un lien, après la fin du lien',
    reason: 'Le temps de comprendre pourquoi une confirmation n’a pas abouti.',
    unit: 'months',
    proposed: 3,
    min: 1,
    max: 24,
  },
  imports: {
    label: 'Listes de membres importées, après leur apport',
    reason:
      'Ce qui a été écrit est dans la base, avec le nom du fichier ; les lignes ne servent plus qu’à corriger celles qui ont été refusées.',
    unit: 'months',
    proposed: 3,
    min: 1,
    max: 24,
  },
  sessions: {
    label: 'Sessions, codes et compteurs d’essais, après leur fin',
    reason: 'Trente jours permettent d’examiner une connexion suspecte.',
    unit: 'days',
    proposed: 30,
    min: 1,
    max: 365,
  },
  'staff-departed': {
    label: 'Adresse et compte d’une personne qui a quitté le secrétariat',
    reason: 'Le nom reste dans l’historique des demandes qu’elle a traitées ; l’adresse et le compte n’y servent pas.',
    unit: 'months',
    proposed: 12,
    min: 1,
    max: 60,
  },
} as const satisfies Record<string, RetentionPeriod>;

export type RetentionPeriodName = keyof typeof RETENTION_PERIODS;
export const RETENTION_PERIOD_NAMES = Object.keys(RETENTION_PERIODS) as RetentionPeriodName[];
export type RetentionPeriods = Readonly<Record<RetentionPeriodName, number>>;

/** The periods as proposed, but for those that the installation chose. `chosen` has been checked where it was read. */
export function retentionPeriods(chosen: Partial<RetentionPeriods> = {}): RetentionPeriods {
  const periods = RETENTION_PERIOD_NAMES.map((name) => [name, chosen[name] ?? RETENTION_PERIODS[name].proposed]);
  return Object.fromEntries(periods) as RetentionPeriods;
}

/** Why this many may not be chosen for that period, in French; null when it may. */
export function retentionPeriodProblem(name: RetentionPeriodName, value: number): string | null {
  const { min, max, unit } = RETENTION_PERIODS[name];
  if (Number.isInteger(value) && value >= min && value <= max) return null;
  return `Choisissez un nombre de ${UNITS[unit]} de ${min} à ${max}.`;
}

const UNITS: Record<RetentionUnit, string> = { days: 'jours', months: 'mois' };

/** "60 mois", "30 jours". */
export function sayRetention(name: RetentionPeriodName, value: number): string {
  return `${value} ${UNITS[RETENTION_PERIODS[name].unit]}`;
}

/** The moment before which the period of `name` is over. Months are those of the calendar, in UTC. */
export function retentionCutoff(name: RetentionPeriodName, periods: RetentionPeriods, now: Date): Date {
  const cutoff = new Date(now);
  if (RETENTION_PERIODS[name].unit === 'days') cutoff.setUTCDate(cutoff.getUTCDate() - periods[name]);
  else {
    const day = cutoff.getUTCDate();
    cutoff.setUTCDate(1);
    cutoff.setUTCMonth(cutoff.getUTCMonth() - periods[name]);
    const last = new Date(Date.UTC(cutoff.getUTCFullYear(), cutoff.getUTCMonth() + 1, 0)).getUTCDate();
    cutoff.setUTCDate(Math.min(day, last));
  }
  return cutoff;
}
