import { formatLongDate } from '../../domain/dates.ts';
import { type MailTemplate, needed } from './template.ts';

export const accountEnding: MailTemplate = (facts) => ({
  subject: 'Votre mandat se termine bientôt',
  title: 'Votre mandat se termine bientôt',
  paragraphs: [
    'Bonjour,',
    `Dans la base de données des pouvoirs organisateurs, votre mandat se termine le ${formatLongDate(needed(facts.lastDay, 'last day'))}. Après ce jour, votre accès à l’extranet se ferme. Rien n’est effacé : il s’ouvre de nouveau avec un nouveau mandat, et le même mot de passe.`,
    'Votre mandat continue ? Votre PO le signale par le formulaire. Sinon, vous n’avez rien à faire.',
  ],
  ...(facts.link ? { action: { label: 'Signaler un changement', href: facts.link } } : {}),
  notes: ['Vous pouvez jusque-là lire le dossier de votre PO, et télécharger ce qui est noté à votre sujet.'],
});
