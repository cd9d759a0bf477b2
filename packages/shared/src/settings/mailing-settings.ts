import type { Role } from '../domain/roles.ts';
import type { RolesSetting, SettingDefinition } from './setting-definition.ts';

const mailings = { room: 'mailings', group: 'Rythme d’envoi' } as const;

/** How fast mailings leave, and whom one writes to in a PO where nobody reachable holds a role, with what is given without anybody's choice. */
export const MAILING_SETTINGS = {
  'mailing-rate': {
    ...mailings,
    ...{ kind: 'number', unit: 'mails-per-second', min: 0, max: 1_000, given: 10 },
    label: 'Mails d’un courrier, en tout',
    explanation:
      'Au plus autant par seconde, tous courriers ensemble ; les autres mails (activation, décisions) passent devant et ne comptent pas. 0 : aussi vite que le serveur d’envoi les prend. Vaut en quelques secondes.',
  },
  'mailing-domain-rate': {
    ...mailings,
    ...{ kind: 'number', unit: 'mails-per-second', min: 0, max: 1_000, given: 3 },
    label: 'Mails d’un courrier, par messagerie',
    explanation:
      'Au plus autant par seconde vers une même messagerie (ce qui suit le @) : les grandes refusent qui leur écrit trop vite. 0 : sans limite.',
  },
  'fallback-president': fallback('president', 'la présidence', [
    'vice-president',
    'managing-administrator',
    'secretary',
  ]),
  'fallback-vice-president': fallback('vice-president', 'la vice-présidence', ['president']),
  'fallback-administrator': fallback('administrator', 'l’administration', ['managing-administrator', 'president']),
  'fallback-managing-administrator': fallback('managing-administrator', 'l’administration déléguée', ['president']),
  'fallback-treasurer': fallback('treasurer', 'la trésorerie', ['managing-administrator', 'president']),
  'fallback-secretary': fallback('secretary', 'le secrétariat du PO', ['managing-administrator', 'president']),
  'fallback-po-referent': fallback('po-referent', 'le rôle de référent PO', ['managing-administrator', 'president']),
  'fallback-pdp-referent': fallback('pdp-referent', 'le rôle de référent PdP', ['po-referent', 'president']),
  'fallback-prevention-adviser': fallback('prevention-adviser', 'la prévention', [
    'managing-administrator',
    'president',
  ]),
} as const satisfies Record<string, SettingDefinition>;

function fallback(without: Role, what: string, given: readonly Role[]): RolesSetting {
  return {
    ...{ room: 'mailings', group: 'Quand personne n’est joignable', kind: 'roles', without, given },
    label: `À défaut de quelqu’un pour ${what}`,
    explanation:
      'Dans un PO où personne de joignable n’exerce ce rôle, un courrier va au premier rôle de cette liste que quelqu’un de joignable exerce. Proposé dans chaque nouveau courrier, où il peut encore être changé.',
  };
}
