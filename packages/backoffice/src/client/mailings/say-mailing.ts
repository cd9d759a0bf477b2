import type { MailingLine } from '@guichet/shared/contracts/mailing-view';
import { readVariables } from '@guichet/shared/domain/mailings/mailing-variables';
import type { MailingState } from '@guichet/shared/domain/mailings/mailing-states';
import type { TagKind } from '@guichet/shared/ui/tag';

/** Where a mailing stands, in words, and how much they call for attention. */
export const MAILING_STATE_WORDS: Record<MailingState, { label: string; kind: TagKind }> = {
  draft: { label: 'Brouillon', kind: 'plain' },
  submitted: { label: 'À valider par un·e collègue', kind: 'warn' },
  scheduled: { label: 'Programmé', kind: 'accent' },
  preparing: { label: 'En préparation', kind: 'accent' },
  sending: { label: 'En cours d’envoi', kind: 'accent' },
  paused: { label: 'En pause', kind: 'warn' },
  sent: { label: 'Envoyé', kind: 'ok' },
  stopped: { label: 'Arrêté', kind: 'bad' },
  discarded: { label: 'Jeté', kind: 'plain' },
};

/** What a mailing is called, also before it has a subject; its variables are words, not signs. */
export function titleOf({ subject }: { subject: string }): string {
  return subject.trim() === '' ? 'Courrier sans objet' : readVariables(subject);
}

/** "128 destinataires, 126 envoyés, 2 non remis". */
export function sayCounts(counts: NonNullable<MailingLine['counts']>): string {
  const { people, sent, undelivered } = counts;
  return [
    `${people} ${people > 1 ? 'destinataires' : 'destinataire'}`,
    `${sent} ${sent > 1 ? 'envoyés' : 'envoyé'}`,
    ...(undelivered > 0 ? [`${undelivered} non remis`] : []),
  ].join(', ');
}
