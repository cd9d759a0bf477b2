import { joinInFrench } from '../../domain/mailings/mailing-variables.ts';
import { MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { type NamedReason, ofPo, roleInSentence, sayReason } from '../../domain/mailings/say-reason.ts';
import type { MailingFacts } from './mailing-facts.ts';

/** A line of the foot; with a link at its end where there is one. */
export type FootLine = { words: string; link?: { label: string; href: string } };

/** Why one gets it, how to say that this is wrong, how to leave or why one cannot, where it may be read again. */
export function mailingFoot(kind: MailingKind, facts: MailingFacts): FootLine[] {
  const { label, leaving } = MAILING_KINDS[kind];
  const holdsRole = facts.reasons.some(({ role }) => role !== null);
  return [
    { words: sayWhy(facts.reasons) },
    {
      words: `${holdsRole ? 'Ce rôle n’est plus le vôtre, ou une donnée est fausse' : 'Une donnée est fausse'} ? Écrivez au secrétariat :`,
      link: { label: facts.sender.email, href: `mailto:${facts.sender.email}` },
    },
    facts.unsubscribeUrl === null
      ? { words: leaving.may ? `Genre de courrier : ${label}.` : leaving.why }
      : {
          words: `Genre de courrier : ${label}.`,
          link: { label: 'Ne plus recevoir ce genre de courrier', href: facts.unsubscribeUrl },
        },
    ...(facts.archiveUrl === null
      ? []
      : [{ words: '', link: { label: 'Relire ce courrier dans l’extranet', href: facts.archiveUrl } }]),
  ];
}

/** Reasons that a foot spells out; the rest is counted. */
const MOST = 6;

/** "Vous recevez ce courrier comme trésorier·ère du PO X et secrétaire du PO Y." */
export function sayWhy(reasons: readonly NamedReason[]): string {
  const held = sayHeld(reasons);
  return held === ''
    ? 'Vous recevez ce courrier parce que le secrétariat vous a choisi·e parmi ses destinataires.'
    : `Vous recevez ce courrier comme ${held}.`;
}

/** "trésorier·ère et secrétaire du PO X et président·e du PO Y"; empty for who was chosen by hand. */
export function sayHeld(reasons: readonly NamedReason[]): string {
  const byPo = new Map<string, string[]>();
  for (const { poName, role, insteadOf } of reasons) {
    if (role !== null && insteadOf === null) byPo.set(poName, [...(byPo.get(poName) ?? []), roleInSentence(role)]);
  }
  const said = [
    ...[...byPo].map(([poName, roles]) => `${joinInFrench(roles)} ${ofPo(poName)}`),
    ...reasons.filter(({ insteadOf }) => insteadOf !== null).map((reason) => sayReason({ ...reason, since: null })),
  ];
  const rest = said.length - MOST;
  if (rest <= 0) return joinInFrench(said);
  return joinInFrench([...said.slice(0, MOST), `pour ${rest} ${rest > 1 ? 'autres raisons' : 'autre raison'}`]);
}
