import { sayDay } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

/** To an address that nobody has confirmed: no name, and not the former address. */
export const confirmNewAddress: MailTemplate = (facts) => ({
  subject: 'Confirmez votre nouvelle adresse mail',
  title: 'Confirmez votre nouvelle adresse',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat a noté cette adresse pour un accès à l’extranet des pouvoirs organisateurs. Dès que vous la confirmez, c’est avec elle que vous vous connectez ; le mot de passe reste le même.',
  ],
  action: { label: 'Confirmer cette adresse', href: needed(facts.link, 'link') },
  notes: [
    ...(facts.expiresAt
      ? [`Ce lien fonctionne une fois, jusqu’au ${sayDay(facts.expiresAt).replace(/^le /, '')}.`]
      : []),
    'Vous ne savez pas de quoi il s’agit ? Ne faites rien : rien ne changera.',
  ],
});
