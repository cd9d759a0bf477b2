import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';

const ALL = { pos: {}, day: null, include: [], exclude: [] };

/** To whom the secretariat of the demonstration often writes. */
export const DEMO_AUDIENCES: { name: string; criteria: AudienceCriteria }[] = [
  {
    name: 'Toutes les trésoreries',
    criteria: {
      ...{ ...ALL, roles: ['treasurer'] },
      fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
    },
  },
  {
    name: 'Plan de pilotage, province de Namur',
    criteria: {
      ...{ ...ALL, roles: ['pdp-referent'], pos: { provinces: ['namur'] } },
      fallbacks: [{ role: 'pdp-referent', chain: ['po-referent', 'president'] }],
    },
  },
];
