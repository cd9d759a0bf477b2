import { sayDay } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

/** To an address that its owner has never confirmed: no name, no PO. */
export const activation: MailTemplate = (facts) => ({
  subject: 'Activez votre accès à l’extranet des PO',
  title: 'Activez votre accès',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat vous ouvre un accès à l’extranet des pouvoirs organisateurs : le dossier de votre PO, et des ressources utiles à votre mandat.',
    'Il vous reste à choisir un mot de passe.',
  ],
  action: { label: 'Choisir mon mot de passe', href: needed(facts.link, 'link') },
  notes: [
    ...(facts.expiresAt
      ? [
          `Ce lien fonctionne une fois, jusqu’au ${sayDay(facts.expiresAt).replace(/^le /, '')}. Après, la même page vous en enverra un autre.`,
        ]
      : []),
    'Vous ne savez pas de quoi il s’agit ? Ne faites rien : sans vous, l’accès ne s’ouvre pas.',
  ],
});
