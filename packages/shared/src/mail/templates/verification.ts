import { sayDay } from '../say-moment.ts';
import type { MailFacts } from '../mail-facts.ts';
import { type MailTemplate, needed } from './template.ts';

/** To an address that may be anybody's: no name of a person, nothing of what the file holds. */
export const verificationAsked: MailTemplate = (facts) => ({
  subject: 'Le dossier de votre PO est-il toujours juste ?',
  title: 'Une fois par an, un regard sur le dossier',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat tient le dossier de votre pouvoir organisateur : ses coordonnées, ses écoles, ses membres et leurs rôles. Dites-nous s’il est toujours juste.',
  ],
  ...shared(facts),
});

export const verificationReminder: MailTemplate = (facts) => ({
  subject: 'Rappel : le dossier de votre PO est-il toujours juste ?',
  title: 'Nous n’avons pas encore votre réponse',
  paragraphs: [
    'Bonjour,',
    'Nous vous avons demandé de jeter un œil au dossier de votre pouvoir organisateur. Cela prend deux minutes, et une seule réponse suffit pour le PO.',
  ],
  ...shared(facts),
});

function shared({ poName, link, expiresAt }: MailFacts) {
  return {
    ...(poName ? { facts: [{ label: 'Pouvoir organisateur', value: poName }] } : {}),
    action: { label: 'Voir le dossier et répondre', href: needed(link, 'link') },
    notes: [
      'Pas besoin de compte : la page montre ce qui est enregistré, et un bouton le confirme. Si quelque chose a changé, vous pourrez le signaler de là.',
      ...(expiresAt ? [`Ce lien est pour vous, et fonctionne jusqu’au ${sayDay(expiresAt).replace(/^le /, '')}.`] : []),
    ],
  };
}
