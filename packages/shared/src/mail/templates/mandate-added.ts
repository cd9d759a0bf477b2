import { mandateLines } from './mandate-lines.ts';
import type { MailTemplate } from './template.ts';

export const mandateAdded: MailTemplate = (facts) => ({
  subject: 'Un mandat s’ajoute à votre accès',
  title: 'Un mandat s’ajoute à votre accès',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat a enregistré un nouveau mandat pour vous. Votre adresse et votre mot de passe ne changent pas.',
  ],
  facts: mandateLines(facts),
  ...(facts.link ? { action: { label: 'Ouvrir l’extranet', href: facts.link } } : {}),
  notes: ['Ce mandat n’est pas le vôtre ? Prévenez le secrétariat.'],
});
