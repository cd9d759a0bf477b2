import type { MailTemplate } from './template.ts';

export const accountClosed: MailTemplate = () => ({
  subject: 'Votre accès à l’extranet des PO est fermé',
  title: 'Votre accès est fermé',
  paragraphs: [
    'Bonjour,',
    'Votre dernier mandat enregistré a pris fin : votre accès à l’extranet des pouvoirs organisateurs est fermé. Vous n’avez rien à faire.',
  ],
  notes: ['C’est une erreur ? Écrivez au secrétariat, il le rouvrira.'],
});
