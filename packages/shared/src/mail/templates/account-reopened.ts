import { mandateLines } from './mandate-lines.ts';
import type { MailTemplate } from './template.ts';

export const accountReopened: MailTemplate = (facts) => ({
  subject: 'Votre accès à l’extranet des PO est rouvert',
  title: 'Votre accès est rouvert',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat a enregistré un nouveau mandat pour vous : votre accès à l’extranet des pouvoirs organisateurs est rouvert. Connectez-vous avec l’adresse et le mot de passe que vous aviez.',
  ],
  facts: mandateLines(facts),
  ...(facts.link ? { action: { label: 'Me connecter', href: facts.link } } : {}),
  notes: ['Mot de passe oublié ? La page de connexion vous en fait choisir un autre.'],
});
