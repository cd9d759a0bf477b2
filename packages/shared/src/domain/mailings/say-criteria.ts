import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { SchoolCount } from '../../contracts/po-list.ts';
import { formatDate } from '../dates.ts';
import { isProvince, PROVINCES } from '../provinces.ts';
import { ROLE_LABELS } from '../roles.ts';
import { roleInSentence } from './say-reason.ts';

/** How many schools a PO has, as a choice reads it. */
export const SCHOOL_COUNT_LABELS: Record<SchoolCount, string> = {
  none: 'Aucune école',
  one: 'Une école',
  few: 'Deux à quatre écoles',
  many: 'Cinq écoles et plus',
};

/** Whom an audience is for, on one line: "Trésorier·ère, Secrétaire · Dinant · province de Namur · 2 personnes ajoutées". */
export function sayCriteria({ roles, pos, day, include, exclude }: AudienceCriteria): string {
  const provinces = (pos.provinces ?? []).map((name) => (isProvince(name) ? PROVINCES[name].label : name));
  const narrowed = [
    pos.ids === undefined ? '' : `${pos.ids.length} PO choisi${pos.ids.length > 1 ? 's' : ''}`,
    (pos.districts ?? []).join(', '),
    provinces.length === 0 ? '' : `province : ${provinces.join(', ')}`,
    (pos.levels ?? []).join(', '),
    (pos.schools ?? []).map((count) => SCHOOL_COUNT_LABELS[count].toLowerCase()).join(', '),
    pos.named === undefined ? '' : `nom : « ${pos.named} »`,
    pos.without === undefined ? '' : sayWithout(pos.without),
  ].filter((part) => part !== '');
  const who = roles.map((role) => ROLE_LABELS[role]).join(', ');
  return [
    who === '' ? 'Aucun rôle' : who,
    ...(roles.length === 0 ? [] : narrowed.length === 0 ? ['tous les PO'] : narrowed),
    day === null ? '' : `au ${formatDate(day)}`,
    include.length === 0 ? '' : `${include.length} ajouté${include.length > 1 ? 's' : ''}`,
    exclude.length === 0 ? '' : `${exclude.length} retiré${exclude.length > 1 ? 's' : ''}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What a PO lacks, for a choice: "sans trésorier·ère joignable". */
function sayWithout({ role, why }: NonNullable<AudienceCriteria['pos']['without']>): string {
  const said = roleInSentence(role);
  if (why === undefined) return `PO sans ${said} joignable`;
  return why === 'unheld' ? `PO où personne n’est ${said}` : `PO dont ${said} n’a pas d’adresse utilisable`;
}
