import { isSecurityEvent, SECURITY_EVENTS } from '../../domain/security-events.ts';
import { sayMoment } from '../say-moment.ts';
import type { MailTemplate } from './template.ts';

/** Every change in how one signs in, told to the address on record. */
export const staffSecurity: MailTemplate = (facts) => ({
  subject: 'La sécurité de votre accès au Guichet PO a changé',
  title: 'La sécurité de votre accès a changé',
  paragraphs: [
    'Bonjour,',
    isSecurityEvent(facts.stage) ? SECURITY_EVENTS[facts.stage] : 'Votre façon de vous connecter a changé.',
    `C’était ${sayMoment(facts.at)}. Si c’est vous, vous n’avez rien à faire.`,
  ],
  ...(facts.link ? { action: { label: 'Voir mon compte', href: facts.link } } : {}),
  notes: ['Ce n’est pas vous ? Changez votre mot de passe et prévenez tout de suite l’administration du guichet.'],
});
