import { SCHOOL_COUNT_LABELS } from '@guichet/shared/domain/mailings/say-criteria';
import type {
  ClosedFilter,
  GapFilter,
  PoListQuery,
  SchoolCount,
  VerifiedFilter,
} from '@guichet/shared/contracts/po-list';
import { ROLES } from '@guichet/shared/domain/roles';

/** The filters of the list of POs as they stand in the address, in French. */
export type PoFilters = {
  q?: string | undefined;
  manque?: string | undefined;
  /** A role that nobody holds. */
  sans?: string | undefined;
  arrondissement?: string | undefined;
  niveau?: string | undefined;
  commune?: string | undefined;
  ecoles?: string | undefined;
  etat?: string | undefined;
  verifie?: string | undefined;
};

const KEYS = ['q', 'manque', 'sans', 'arrondissement', 'niveau', 'commune', 'ecoles', 'etat', 'verifie'] as const;

type Choice = { slug: string; label: string };

/** In the order of the menu. */
export const GAP_CHOICES: Record<GapFilter, Choice> = {
  any: { slug: 'incomplet', label: 'À compléter, quoi que ce soit' },
  'no-president': { slug: 'sans-president', label: 'Sans président' },
  'no-treasurer': { slug: 'sans-tresorier', label: 'Sans trésorier' },
  'no-secretary': { slug: 'sans-secretaire', label: 'Sans secrétaire' },
  several: { slug: 'deux-titulaires', label: 'Deux personnes pour un rôle' },
  'no-email': { slug: 'sans-mail', label: 'Président ou secrétaire sans mail' },
  ending: { slug: 'fin-proche', label: 'Rôle ou mandat bientôt terminé' },
  'no-account': { slug: 'sans-compte', label: 'Membre sans compte' },
  bounced: { slug: 'mail-non-remis', label: 'Mail non remis' },
  none: { slug: 'complet', label: 'Rien à compléter' },
};

export const SCHOOL_CHOICES: Record<SchoolCount, Choice> = {
  none: { slug: 'aucune', label: SCHOOL_COUNT_LABELS.none },
  one: { slug: 'une', label: SCHOOL_COUNT_LABELS.one },
  few: { slug: 'deux-a-quatre', label: SCHOOL_COUNT_LABELS.few },
  many: { slug: 'cinq-et-plus', label: SCHOOL_COUNT_LABELS.many },
};

export const CLOSED_CHOICES: Record<ClosedFilter, Choice> = {
  closed: { slug: 'fermes', label: 'PO fermés' },
  all: { slug: 'tous', label: 'Ouverts et fermés' },
};

export const VERIFIED_CHOICES: Record<VerifiedFilter, Choice> = {
  'within-year': { slug: 'cette-annee', label: 'Vérifié depuis moins d’un an' },
  longer: { slug: 'plus-ancien', label: 'Pas vérifié depuis un an' },
};

export function readPoFilters(search: Record<string, unknown>): PoFilters {
  const given = KEYS.flatMap((key) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? [[key, value.slice(0, 100)] as const] : [];
  });
  return Object.fromEntries(given);
}

/** What the server is asked; a word of the address that means nothing narrows nothing. */
export function poQueryOf({
  q,
  manque,
  sans,
  arrondissement,
  niveau,
  commune,
  ecoles,
  etat,
  verifie,
}: PoFilters): PoListQuery {
  return {
    q,
    gap: nameOf(GAP_CHOICES, manque),
    vacant: ROLES.find((role) => role === sans),
    district: arrondissement,
    level: niveau,
    municipality: commune,
    schools: nameOf(SCHOOL_CHOICES, ecoles),
    closed: nameOf(CLOSED_CHOICES, etat),
    verified: nameOf(VERIFIED_CHOICES, verifie),
  };
}

export function isPoListNarrowed({ q: _, ...others }: PoFilters): boolean {
  return Object.values(others).some((value) => value !== undefined);
}

function nameOf<Name extends string>(choices: Record<Name, Choice>, slug: string | undefined): Name | undefined {
  return (Object.keys(choices) as Name[]).find((name) => choices[name].slug === slug);
}
