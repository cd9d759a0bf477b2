import { onceUntil } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

/** In place of the password, once. */
export const signInLink: MailTemplate = (facts) => ({
  subject: 'Votre lien de connexion',
  title: 'Votre lien de connexion',
  paragraphs: ['Bonjour,', 'Voici le lien demandé pour vous connecter à l’extranet des PO sans mot de passe.'],
  action: { label: 'Me connecter', href: needed(facts.link, 'link') },
  notes: [
    ...onceUntil(facts.expiresAt),
    'Ne le transmettez à personne : qui l’ouvre entre à votre place.',
    'Vous n’avez rien demandé ? Ne faites rien : sans ce lien, personne n’entre.',
  ],
});
