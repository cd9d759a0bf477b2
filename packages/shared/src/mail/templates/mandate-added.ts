import { formatLongDate } from '../../domain/dates.ts';
import type { MailTemplate } from './template.ts';

export const mandateAdded: MailTemplate = (facts) => ({
  subject: 'Un mandat s’ajoute à votre accès',
  title: 'Un mandat s’ajoute à votre accès',
  paragraphs: [
    'Bonjour,',
    'Le secrétariat a enregistré un nouveau mandat pour vous. Votre adresse et votre mot de passe ne changent pas.',
  ],
  facts: [
    ...(facts.poName ? [{ label: 'Pouvoir organisateur', value: facts.poName }] : []),
    ...(facts.mandateFrom ? [{ label: 'À partir du', value: formatLongDate(facts.mandateFrom) }] : []),
  ],
  ...(facts.link ? { action: { label: 'Ouvrir l’extranet', href: facts.link } } : {}),
  notes: ['Ce mandat n’est pas le vôtre ? Prévenez le secrétariat.'],
});
