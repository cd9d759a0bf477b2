import type { CivilDate } from '../domain/dates.ts';
import { formatPeriod, periodsOverlap } from '../domain/periods.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { holderName, holdersOf } from './plan-holders.ts';
import type { ComparedRow, Facts } from './request-type.ts';
import { replacementOf } from './say-succession.ts';
import type { Replacement, ReplacementAnswer } from './succession.ts';

const ASKED: Record<ReplacementAnswer, string> = {
  yes: 'est remplacé·e',
  no: 'personne n’est remplacé',
  unknown: 'l’auteur ne sait pas si quelqu’un est remplacé',
};

/**
 * For each single-holder role that is asked: who holds it from that day on, beside what the submitter said about it.
 * For staff only: no submitter reads who holds a role.
 */
export function compareHolders(
  roles: readonly Role[],
  from: CivilDate,
  replaces: readonly Replacement[],
  facts: Facts,
  personId: string | null,
): ComparedRow[] {
  const { poId, world, singleHolderRoles } = facts;
  return roles.flatMap((role): ComparedRow[] => {
    if (!singleHolderRoles.includes(role)) return [];
    const said = replacementOf(replaces, role);
    const holders = poId === null ? [] : holdersOf(world, poId, role, personId);
    const known = holders
      .filter(({ period }) => periodsOverlap(period, { from, to: null }))
      .map((held) => `${holderName(world, held)}, ${formatPeriod(held.period, from)}`);
    if (said === null && known.length === 0) return [];
    return [
      {
        label: `${ROLE_LABELS[role]} en place`,
        known: known.length > 0 ? known.join(' ; ') : null,
        asked: said === null ? 'rien n’est dit d’un remplacement' : sayAsked(said),
        changed: said?.answer === 'yes',
        field: 'replaces',
      },
    ];
  });
}

function sayAsked({ answer, name }: Replacement): string {
  return name === null ? ASKED[answer] : `${ASKED[answer]} : ${name}`;
}
