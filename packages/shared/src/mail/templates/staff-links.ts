import { sayMoment } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

/** To who is invited to the team of the secretariat. */
export const staffInvitation: MailTemplate = (facts) => ({
  subject: 'Votre accès au Guichet PO',
  title: 'Votre accès au Guichet PO',
  paragraphs: [
    'Bonjour,',
    'Vous êtes invité·e à rejoindre l’équipe du secrétariat dans le Guichet PO. Vous choisirez d’abord un mot de passe, puis la page vous guide jusqu’au guichet.',
  ],
  action: { label: 'Ouvrir mon accès', href: needed(facts.link, 'link') },
  notes: [
    ...(facts.expiresAt ? [`Ce lien fonctionne une fois, jusqu’${atMoment(facts.expiresAt)}.`] : []),
    'Vous n’attendiez pas cette invitation ? Ne faites rien, et prévenez-nous.',
  ],
});

/** To a member of staff who forgot the password; a second factor is asked for all the same. */
export const staffPasswordReset: MailTemplate = (facts) => ({
  subject: 'Choisissez un nouveau mot de passe',
  title: 'Choisissez un nouveau mot de passe',
  paragraphs: [
    'Bonjour,',
    'Un nouveau mot de passe a été demandé pour votre accès au Guichet PO. Si vous avez un second facteur, il reste le même, et il vous sera demandé ensuite.',
  ],
  action: { label: 'Choisir un mot de passe', href: needed(facts.link, 'link') },
  notes: [
    ...(facts.expiresAt ? [`Ce lien fonctionne une fois, jusqu’${atMoment(facts.expiresAt)}.`] : []),
    'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
  ],
});

const atMoment = (moment: Date): string => `au ${sayMoment(moment).replace(/^le /, '')}`;
