import type { MailFacts } from '../mail-facts.ts';
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
  notes: notes(facts),
});

/** The same link again: the first mail was lost, or put off. The last of several says so. */
export const activationReminder: MailTemplate = (facts) => ({
  subject: 'Rappel : activez votre accès à l’extranet des PO',
  title: 'Votre accès vous attend',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat vous a ouvert un accès à l’extranet des pouvoirs organisateurs, et vous ne l’avez pas encore activé. Il reste à choisir un mot de passe : cela prend une minute.',
    ...(facts.stage === 'last' ? ['C’est notre dernier rappel.'] : []),
  ],
  action: { label: 'Choisir mon mot de passe', href: needed(facts.link, 'link') },
  notes: notes(facts),
});

function notes({ expiresAt }: MailFacts): string[] {
  const until = expiresAt === null ? '' : lastDay(expiresAt);
  return [
    ...(expiresAt === null
      ? []
      : [`Ce lien fonctionne une fois, jusqu’au ${until} inclus. Après, la même page vous en enverra un autre.`]),
    'Vous ne savez pas de quoi il s’agit ? Ne faites rien : sans vous, l’accès ne s’ouvre pas.',
  ];
}

/** Links that end at midnight work through the day before. */
function lastDay(expiresAt: Date): string {
  return sayDay(new Date(expiresAt.getTime() - 1)).replace(/^le /, '');
}
