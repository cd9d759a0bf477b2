import { hasLeft } from '@guichet/shared/domain/mailings/mailing-transitions';
import type { MailingView } from '@guichet/shared/contracts/mailing-view';

export const MAILING_STEPS = [
  { name: 'destinataires', label: 'Destinataires' },
  { name: 'message', label: 'Message' },
  { name: 'envoi', label: 'Vérifier et envoyer' },
  { name: 'suivi', label: 'Suivi' },
] as const;
export type MailingStep = (typeof MAILING_STEPS)[number]['name'];

/** As the address holds it; `undefined` puts away a word that is none, which the router would keep. */
export function readMailingStep({ etape }: Record<string, unknown>): { etape?: MailingStep | undefined } {
  return { etape: MAILING_STEPS.find(({ name }) => name === etape)?.name };
}

type Standing = Pick<MailingView, 'state' | 'criteria'>;

/** Before it leaves it is looked over; once it leaves, what becomes of it is followed. */
export function isStepOf({ state }: Standing, step: MailingStep): boolean {
  if (step === 'envoi') return !hasLeft(state) && state !== 'discarded';
  return step !== 'suivi' || hasLeft(state);
}

/** Where one goes on. */
export function stepOf({ state, criteria }: Standing): MailingStep {
  if (state === 'draft' || state === 'discarded') {
    const isForNobody = criteria.roles.length === 0 && criteria.include.length === 0;
    return isForNobody ? 'destinataires' : 'message';
  }
  return isStepOf({ state, criteria }, 'suivi') ? 'suivi' : 'envoi';
}
