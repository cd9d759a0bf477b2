import { onceUntil } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

export const passwordReset: MailTemplate = (facts) => ({
  subject: 'Choisissez un nouveau mot de passe',
  title: 'Choisissez un nouveau mot de passe',
  paragraphs: ['Bonjour,', 'Un nouveau mot de passe a été demandé pour votre accès à l’extranet des PO.'],
  action: { label: 'Choisir un mot de passe', href: needed(facts.link, 'link') },
  notes: [
    ...onceUntil(facts.expiresAt),
    'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
  ],
});
