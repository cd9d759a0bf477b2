import { sayMoment } from '../say-moment.ts';
import type { MailTemplate } from './template.ts';

export const passwordChanged: MailTemplate = (facts) => ({
  subject: 'Votre mot de passe a changé',
  title: 'Votre mot de passe a changé',
  paragraphs: [
    'Bonjour,',
    `Le mot de passe de votre accès à l’extranet des PO a été changé ${sayMoment(facts.at)}. Si c’est vous, vous n’avez rien à faire.`,
  ],
  ...(facts.link ? { action: { label: 'Ce n’est pas moi', href: facts.link } } : {}),
  notes: ['Ce n’est pas vous ? Choisissez tout de suite un autre mot de passe et prévenez le secrétariat.'],
});
