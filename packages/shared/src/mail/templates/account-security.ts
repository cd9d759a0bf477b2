import { isSecurityEvent, SECURITY_EVENTS } from '../../domain/security-events.ts';
import { sayMoment } from '../say-moment.ts';
import type { MailTemplate } from './template.ts';

/** Every change in how a member signs in, and a device that was not seen before; to the address on record. */
export const accountSecurity: MailTemplate = (facts) => {
  const title =
    facts.stage === 'new-device' ? 'Connexion depuis un nouvel appareil' : 'La sécurité de votre accès a changé';
  return {
    subject: `Extranet des PO : ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    title,
    paragraphs: [
      'Bonjour,',
      isSecurityEvent(facts.stage) ? SECURITY_EVENTS[facts.stage] : 'Votre façon de vous connecter a changé.',
      `C’était ${sayMoment(facts.at)}. Si c’est vous, vous n’avez rien à faire.`,
    ],
    ...(facts.link ? { action: { label: 'Voir mon compte', href: facts.link } } : {}),
    notes: ['Ce n’est pas vous ? Changez tout de suite votre mot de passe et prévenez le secrétariat.'],
  };
};
